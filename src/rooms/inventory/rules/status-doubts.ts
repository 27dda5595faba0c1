import { headerKey, type SheetRow } from '../../../kernel/sheet.ts';
import { saysNothing, shown, spaced, tidy } from '../../../kernel/sheet-text.ts';
import type { DeviceFields, Mapping, RowProblem } from '../model.ts';
import type { RawField } from './cells.ts';
import { yesNo } from './status.ts';

const goneWords =
  / (?:retired|decommissioned|decom|disposed|disposal|scrapped|scrap|surplus|surplused|salvage|do not use|sold|traded in|condemned|obsolete|junk) /;
const goneHeading =
  /^(?:date )?(?:retired?|retirement|disposal|disposed|disposition|decommission(?:ed|ing)?|surplus(?:ed)?)(?: (?:date|on|at|reason|method))?$/;

/** The columns whose being filled in means that a device is gone, such as `Disposal Date`; not the status itself. */
export const goneColumns = (headers: readonly string[], mapping: Mapping): number[] =>
  headers.flatMap((header, at) =>
    goneHeading.test(headerKey(header)) && mapping.columns[at]?.field !== 'status' ? [at] : [],
  );

/**
 * Warnings where a row's status and the rest of the row disagree: still active, but its text or a retirement date says
 * it is gone; or gone, but with a live address. Nothing is changed; the conflict is work for the inventory's owner.
 */
export function statusDoubts(
  row: SheetRow,
  raw: readonly RawField[],
  columns: { readonly headers: readonly string[]; readonly gone: readonly number[] },
  fields: DeviceFields,
): RowProblem[] {
  const status = raw.find((one) => one.field === 'status');
  const gone = fields.status === 'retired' || fields.status === 'disposed';
  if (gone && fields.networked === 'yes')
    return [
      {
        column: status?.header ?? null,
        value: shown(status?.text ?? ''),
        rule: 'retired_but_networked',
        sentence: 'This device is called retired, and yet on the network. Find out which is true.',
        refuses: false,
      },
    ];
  if (gone || fields.status === 'unknown') return [];
  const text = [fields.description, fields.location, fields.wardText, fields.department].find(
    (words) => words !== undefined && goneWords.test(spaced(words)),
  );
  const dated = columns.gone.find((at) => {
    const cell = tidy(row.cells[at] ?? '');
    return !saysNothing(cell) && yesNo(cell) !== false;
  });
  const why =
    text !== undefined
      ? `it says "${shown(text)}"`
      : dated !== undefined
        ? `"${columns.headers[dated] ?? ''}" is filled in`
        : null;
  if (why === null) return [];
  const sentence = `This device is ${fields.status === undefined ? 'not called retired' : 'called active'}, and yet ${why}. Find out which is true.`;
  return [
    {
      column: status?.header ?? null,
      value: shown(status?.text ?? ''),
      rule: 'active_but_retired',
      sentence,
      refuses: false,
    },
  ];
}
