// How a file was read, as a page shows it before anything is made of it.
import type { MatrixReading } from '../contract.ts';
import type { MatrixDocument } from '../model.ts';
import { cellText } from '../rules/edit.ts';
import type { SheetLine } from '../rules/sheet/grid.ts';
import type { ReadMatrix } from './matrix-file.ts';

type Preview = MatrixReading['preview'];

function previewOf({ matrix, table }: ReadMatrix): Preview {
  if (table?.read) {
    const { roles, rows } = table.read.preview;
    return {
      roles: roles.map(({ code, plain }) => ({ code, plain })),
      rows: rows.map(({ place, id, title, group, cells }) => ({
        place,
        id,
        title,
        group,
        cells: [...cells],
      })),
    };
  }
  if (!matrix) return { roles: [], rows: [] };
  const titles = new Map(matrix.groups.map(({ id, title }) => [id, title]));
  return {
    roles: matrix.roles.map(({ code, plain }) => ({ code, plain })),
    rows: matrix.activities.map((activity) => ({
      place: '',
      id: activity.id,
      title: activity.title,
      group: titles.get(activity.group) ?? activity.group,
      cells: matrix.roles.map(({ code }) => cellText(activity, code)),
    })),
  };
}

/** The reading of a file with what its names could be; `more` are errors found beyond the reading itself. */
export function readingView(
  read: ReadMatrix,
  base: MatrixDocument,
  more: readonly SheetLine[],
): MatrixReading {
  const { table } = read;
  const lines = [...more, ...read.lines];
  const preview = previewOf(read);
  return {
    fileName: read.fileName,
    format: read.format,
    sheet: table?.sheet ?? null,
    sheets: (table?.sheets ?? []).map((one) => ({ ...one })),
    shape: table?.shape ?? null,
    isFit: read.matrix !== null && more.length === 0,
    lines: lines.map(({ place, level, rule, sentence }) => ({ place, level, rule, sentence })),
    moreLines: table?.more ?? 0,
    roles: (table?.read?.roles ?? []).map((one) => ({ ...one })),
    activities: (table?.read?.activities ?? []).map((one) => ({ ...one })),
    ours: {
      roles: base.roles.map(({ code, plain }) => ({ id: code, name: plain })),
      activities: base.activities.map(({ id, title }) => ({ id, name: title })),
    },
    preview,
    cells: preview.rows.reduce((sum, row) => sum + row.cells.filter((cell) => cell !== '').length, 0),
  };
}
