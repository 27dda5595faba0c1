import type { z } from 'zod';
import type { PreviewColumn, PreviewSheet } from '../contract.ts';

type Sheet = z.infer<typeof PreviewSheet>;
type Column = z.infer<typeof PreviewColumn>;

/** What a person set by hand: sheet name, then column index, to a field; null for "not used". */
export type Choices = ReadonlyMap<string, ReadonlyMap<number, string | null>>;
export const noChoices: Choices = new Map();

/** The choices with one more. Choosing what was suggested anyway takes the choice out again. */
export function chosen(choices: Choices, sheet: string, column: Column, field: string | null): Choices {
  const of = new Map(choices.get(sheet) ?? []);
  if (field === column.field) of.delete(column.index);
  else of.set(column.index, field);
  return new Map([...choices, [sheet, of]]);
}

/** Fields that several columns may feed together; any other field moves to the column that was set last. */
const joined: ReadonlySet<string> = new Set(['macs', 'ips', 'location']);

/** What a column feeds now: what was set by hand, else what was suggested, unless another column was given that field. */
export function fieldOf(choices: Choices, sheet: string, column: Column): string | null {
  const own = choices.get(sheet);
  const mine = own?.get(column.index);
  if (mine !== undefined) return mine;
  const isTaken =
    column.field !== null && !joined.has(column.field) && [...(own?.values() ?? [])].includes(column.field);
  return isTaken ? null : column.field;
}

/** True when anything was set by hand. */
export const isEdited = (choices: Choices): boolean => [...choices.values()].some((one) => one.size > 0);

/** The mapping as `startImport` takes it: only what was set by hand; the other columns stay as suggested or saved. */
export function mappingText(sheets: readonly Sheet[], choices: Choices): string {
  const entries = sheets.flatMap((sheet) => {
    const of = [...(choices.get(sheet.name) ?? [])].sort(([a], [b]) => a - b);
    return of.length ? [[sheet.name, of]] : [];
  });
  return JSON.stringify(Object.fromEntries(entries));
}
