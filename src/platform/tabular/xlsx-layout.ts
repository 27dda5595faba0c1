// How a worksheet looks: merged cells, what is hidden, backgrounds, and which values came from formulas.
import type { CellObject, WorkSheet } from '@e965/xlsx';
import type { SheetLayout } from '../../kernel/sheet.ts';

/** More of one kind than any table that people look at; a hostile file gets no further. */
const MOST = 20_000;

/** The library's words for a cell's background, which its types leave open. */
type Fill = {
  patternType?: string;
  fgColor?: { rgb?: string; theme?: number; indexed?: number; tint?: number };
};

function colourOf(cell: CellObject): string | null {
  const fill = cell.s as Fill | undefined;
  const colour = fill?.fgColor;
  if (!colour || fill.patternType === undefined || fill.patternType === 'none') return null;
  const said = colour.rgb ?? `theme ${colour.theme ?? ''} ${colour.indexed ?? ''} ${colour.tint ?? ''}`;
  return /^(?:FF)?FFFFFF$/i.test(said) ? null : said;
}

/** The layout of a sheet read with styles. Rows from 1, columns from 0. */
export function layoutOf(sheet: WorkSheet, name: string, isHidden: boolean): SheetLayout {
  const filled: { row: number; column: number; colour: string }[] = [];
  const formulas: { row: number; column: number }[] = [];
  const data = (sheet['!data'] ?? []) as (CellObject[] | undefined)[];
  data.forEach((cells, at) => {
    cells?.forEach((cell: CellObject | undefined, column) => {
      if (!cell) return;
      const colour = colourOf(cell);
      if (colour !== null && filled.length < MOST) filled.push({ row: at + 1, column, colour });
      if (cell.f !== undefined && formulas.length < MOST) formulas.push({ row: at + 1, column });
    });
  });
  const hidden = (parts: readonly ({ hidden?: boolean } | undefined)[] | undefined, first: number) => {
    const found: number[] = [];
    parts?.forEach((part, at) => {
      if (part?.hidden === true && found.length < MOST) found.push(at + first);
    });
    return found;
  };
  return {
    sheet: name,
    isHidden,
    merges: (sheet['!merges'] ?? []).slice(0, MOST).map(({ s, e }) => ({
      row: s.r + 1,
      column: s.c,
      rows: e.r - s.r + 1,
      columns: e.c - s.c + 1,
    })),
    hiddenRows: hidden(sheet['!rows'], 1),
    hiddenColumns: hidden(sheet['!cols'], 0),
    filled,
    formulas,
  };
}
