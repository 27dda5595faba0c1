import type { CellFault, SheetRow } from '../../../kernel/sheet.ts';
import { saysNothing, tidy } from '../../../kernel/sheet-text.ts';
import type { DeviceField, Mapping, RowProblem } from '../model.ts';

/** What a row says for one field: the text of one column, or of several. Blank columns are not among them. */
export type RawField = {
  readonly field: DeviceField;
  readonly header: string;
  readonly text: string;
  readonly mapped: Mapping['columns'][number];
  readonly faults: readonly CellFault['rule'][];
};

const identity: ReadonlySet<DeviceField> = new Set(['tag', 'serial', 'udi', 'macs']);

/** The filled cells of a row by the field that they feed, in column order. Cells with an error value count as blank. */
export function gather(row: SheetRow, mapping: Mapping): RawField[] {
  const out: RawField[] = [];
  for (const mapped of mapping.columns) {
    const text = row.cells[mapped.column] ?? '';
    const faults = row.faults.filter((fault) => fault.column === mapped.column).map((fault) => fault.rule);
    if (mapped.field === null || faults.includes('error_value')) continue;
    const keepsUnknown = (mapped.field === 'status' || mapped.field === 'networked') && /^\s*unk/i.test(text);
    if (!keepsUnknown && saysNothing(tidy(text))) continue;
    out.push({ field: mapped.field, header: mapped.header, text, mapped, faults });
  }
  return out;
}

/** The reader's own findings as problems of the row: they refuse where they could put a wrong value into a field. */
export function cellFaults(row: SheetRow, mapping: Mapping): RowProblem[] {
  return row.faults.map((fault): RowProblem => {
    const column = mapping.columns[fault.column];
    const field = column?.field ?? null;
    const refuses =
      (fault.rule === 'cell_too_long' && field !== null) ||
      ((fault.rule === 'formula_without_value' || fault.rule === 'error_value') &&
        field !== null &&
        identity.has(field));
    return { column: column?.header ?? null, value: '', rule: fault.rule, sentence: fault.sentence, refuses };
  });
}
