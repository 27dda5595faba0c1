import { type Random, weighted } from './random.ts';

/** What goes wrong with a row on its way into an equipment list. Rates are per 1,000 rows. */
export const rowQuirks = {
  tag_without_leading_zeros: 7,
  tag_as_excel_date: 3,
  tag_in_scientific_notation: 3,
  tag_as_formula: 3,
  serial_with_spaces: 6,
  serial_o_for_zero: 5,
  model_only_in_description: 9,
  several_macs_in_one_cell: 6,
  facility_code_for_name: 12,
  retired_but_active: 6,
  tag_reused_after_disposal: 2,
  listed_twice: 4,
  date_as_serial_number: 5,
} as const;
export type RowQuirk = keyof typeof rowQuirks;

/** What is odd about a whole file. */
export const fileQuirks = [
  'utf8_comma',
  'windows1252_semicolon',
  'utf16_tab',
  'sheet_per_department',
  'title_rows_above_header',
  'totals_row_below',
  'sheet_of_300_columns',
  'cell_of_5_million_characters',
] as const;
export type FileQuirk = (typeof fileQuirks)[number];

const names: readonly RowQuirk[] = [
  'tag_without_leading_zeros',
  'tag_as_excel_date',
  'tag_in_scientific_notation',
  'tag_as_formula',
  'serial_with_spaces',
  'serial_o_for_zero',
  'model_only_in_description',
  'several_macs_in_one_cell',
  'facility_code_for_name',
  'retired_but_active',
  'tag_reused_after_disposal',
  'listed_twice',
  'date_as_serial_number',
];
const total = names.reduce((sum, name) => sum + rowQuirks[name], 0);
const choose = weighted(names, (name) => rowQuirks[name]);

/** The quirk of the `nth` row of a site, or null. At even distances along a site's list each kind is taken once,
 *  so that even a small hospital (some 40 devices a site) shows them all. */
export function rowQuirk(rng: Random, nth: number, count: number): RowQuirk | null {
  const step = Math.max(3, Math.floor(count / (names.length + 1)));
  const roll = rng.next01() * 1000;
  const drawn = roll < total ? choose(rng) : null;
  return nth % step === 2 ? (names[Math.floor(nth / step)] ?? drawn) : drawn;
}
