// A matrix as a file for people to keep: YAML whole, CSV bare, XLSX to be looked at.
import type { MatrixVersionId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import type { FileAnswer } from '../../../platform/http/route.ts';
import { toCsv } from '../../../platform/tabular/guard.ts';
import { type CellStyle, type SheetOut, writeXlsx } from '../../../platform/tabular/xlsx-write.ts';
import type { MatrixDocument } from '../model.ts';
import {
  type ShownCell,
  type ShownSheet,
  shownLegend,
  shownMatrix,
  writeTable,
} from '../rules/write-table.ts';
import { writeYaml } from '../rules/write-yaml.ts';
import * as rows from '../store/versions.ts';
import { versionRow } from './versions.ts';

export type MatrixFormat = 'yaml' | 'csv' | 'xlsx';

const looks: Readonly<Record<ShownCell['part'], CellStyle>> = {
  title: { bold: true, size: 14 },
  note: { ink: '4A5560' },
  side: { bold: true, center: true, fill: 'E3E8ED', border: true, wrap: true },
  heading: { bold: true, fill: 'F1F4F6', border: true, upright: true },
  group: { bold: true, fill: 'D5DEE6', border: true },
  name: { border: true, wrap: true },
  none: { border: true, center: true },
  A: { border: true, center: true, bold: true, fill: 'F6D9A8' },
  R: { border: true, center: true, fill: 'BFE0C8' },
  C: { border: true, center: true, fill: 'C9DDF3' },
  I: { border: true, center: true, fill: 'E8E4F1' },
};

const styled = (sheet: ShownSheet): SheetOut['rows'] =>
  sheet.rows.map((cells, row) =>
    cells.map(({ text, part }, column) => ({
      text,
      style:
        part === 'heading' && (column < 2 || sheet.headingRow !== row)
          ? { ...looks.heading, upright: false }
          : looks[part],
    })),
  );

function workbook(matrix: MatrixDocument, stamp: string): Buffer {
  const grid = shownMatrix(matrix, stamp);
  const legend = shownLegend(matrix, stamp);
  const explained = styled(legend).map((cells) =>
    cells.map((cell, column) =>
      column === 1 ? { ...cell, style: { ...cell.style, center: false, wrap: true, border: false } } : cell,
    ),
  );
  return writeXlsx([
    {
      name: 'Matrix',
      rows: styled(grid),
      merges: grid.merges,
      widths: [10, 46, ...matrix.roles.map(() => 8)],
      heights: new Map([
        [0, 22],
        [grid.headingRow - 1, 44],
        [grid.headingRow, 130],
      ]),
      freeze: { rows: grid.headingRow + 1, columns: 2 },
    },
    { name: 'Legend', rows: explained, widths: [24, 90] },
  ]);
}

/** The file's text or bytes. `stamp` says which version it is and of which day. */
export function matrixBytes(
  matrix: MatrixDocument,
  format: MatrixFormat,
  stamp: string,
): string | Uint8Array {
  if (format === 'yaml') return writeYaml(matrix, stamp);
  if (format === 'xlsx') return workbook(matrix, stamp);
  const [head = [], ...lines] = writeTable(matrix);
  return toCsv(head, lines);
}

/** A version or draft as a file named by its number and day. @throws AppError `not_found`. */
export async function versionFile(ctx: Ctx, id: MatrixVersionId, format: MatrixFormat): Promise<FileAnswer> {
  const row = await versionRow(ctx, id);
  const matrix = await rows.documentOf(ctx.db, id);
  const today = ctx.now().slice(0, 10);
  const what =
    row.number === null ? `Draft ${id}, revision ${row.revision}, not in force` : `Version ${row.number}`;
  const since =
    row.number !== null && row.inForceFrom ? `, in force from ${row.inForceFrom.slice(0, 10)}` : '';
  const stamp = `${what}${since}. Exported ${today}.`;
  const name = row.number === null ? `draft-${id}` : `v${row.number}`;
  return { fileName: `matrix-${name}-${today}.${format}`, chunks: [matrixBytes(matrix, format, stamp)] };
}
