// The file of refused rows: the rows as they were, with why, so that they can be repaired and imported again.

import type { SheetRow } from '../../../kernel/sheet.ts';
import type { RowProblem } from '../model.ts';

/** Headings of the columns we add. On import they feed nothing, and a saved mapping is found in spite of them. */
export const ownHeadings = ['Wardline sheet', 'Wardline row', 'Wardline problem'] as const;
/** The heading key under which a refused row remembers its sheet, since a sheet's name can mean a site. */
export const sheetHeadingKey = 'wardline sheet';

/** Whether a heading key is that of a column which an earlier refused-rows file added. */
export const isOwnHeading = (key: string): boolean => /^wardline (?:sheet|row|problem)$/.test(key);

/** One refused row with the headings of its sheet and what kept it out. */
export type RefusedRow = { headers: readonly string[]; row: SheetRow; problems: readonly RowProblem[] };

/**
 * Header and rows of the refused-rows file. Sheets with other headings share the file: each column keeps its heading.
 * A cell that was cut stays too long on purpose, so that it cannot slip in unrepaired.
 */
export function refusedTable(refused: readonly RefusedRow[]): { header: string[]; rows: string[][] } {
  const slots = new Map<string, number>();
  const header: string[] = [];
  const slotsOf = (headers: readonly string[], width: number) => {
    const seen = new Map<string, number>();
    return Array.from({ length: Math.max(headers.length, width) }, (_, at) => {
      const heading = headers[at] ?? '';
      if (ownHeadings.some((own) => own === heading)) return -1;
      const n = seen.get(heading) ?? 0;
      seen.set(heading, n + 1);
      const slot = `${n}#${heading}`;
      const known = slots.get(slot);
      if (known !== undefined) return known;
      slots.set(slot, header.length);
      return header.push(heading) - 1;
    });
  };
  const placed = refused.map((one) => ({ ...one, slots: slotsOf(one.headers, one.row.cells.length) }));
  const rows = placed.map(({ headers, row, problems, slots: to }) => {
    const out = header.map(() => '');
    const cut = new Set(
      row.faults.filter((fault) => fault.rule === 'cell_too_long').map((fault) => fault.column),
    );
    row.cells.forEach((cell, at) => {
      const slot = to[at] ?? -1;
      if (slot >= 0) out[slot] = cut.has(at) ? `${cell}…` : cell;
    });
    const before = headers.indexOf(ownHeadings[0]);
    const sheet = before < 0 ? row.sheet : (row.cells[before] ?? '');
    const why = problems.filter((problem) => problem.refuses).map((problem) => problem.sentence);
    return [...out, sheet, String(row.row), why.join(' ')];
  });
  return { header: [...header, ...ownHeadings], rows };
}
