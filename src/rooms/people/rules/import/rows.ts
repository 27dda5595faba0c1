// One row of a people file: its value, or why not. All or nothing per row.
import { rowKind, type SheetRow } from '../../../../kernel/sheet.ts';
import { type DateOrder, dateOrderOf, readDate } from '../../../../kernel/sheet-dates.ts';
import { saysNothing, shown, tidy } from '../../../../kernel/sheet-text.ts';
import type { CalendarDate } from '../../../../kernel/time.ts';
import type { RecognisedPeople } from './columns.ts';
import { type PeopleProblem, PeopleRow } from './model.ts';
import { organisationKindOf, roleOf, zoneKindOf, zonePolicyOf } from './words.ts';

/** A row's value with warnings, a refusal, or no row of data at all. */
export type ReadPeopleRow =
  | { kind: 'value'; row: number; sheet: string; value: PeopleRow; problems: PeopleProblem[] }
  | { kind: 'refused'; row: number; sheet: string; problems: PeopleProblem[] }
  | { kind: 'skipped'; row: number; sheet: string; why: 'totals' | 'note' | 'headings' };

export type PeopleSheet = {
  readonly headers: readonly string[];
  readonly recognised: RecognisedPeople;
  readonly dateOrder: DateOrder;
};

/** Day or month first, as the dates of the sheet's own columns show it. */
export function peopleDateOrder(recognised: RecognisedPeople, rows: Iterable<SheetRow>): DateOrder {
  const columns = ['from', 'to', 'until', 'verifiedOn'].flatMap((name) => recognised.columns.get(name) ?? []);
  const cells: string[] = [];
  for (const row of rows) for (const column of columns) cells.push(row.cells[column] ?? '');
  return dateOrderOf(cells);
}

/** Reads one row of a recognised sheet. */
export function readPeopleRow(row: SheetRow, { headers, recognised, dateOrder }: PeopleSheet): ReadPeopleRow {
  const at = { row: row.row, sheet: row.sheet };
  const kind = rowKind(row.cells, headers);
  if (kind !== 'data') return { kind: 'skipped', ...at, why: kind };
  const problems: PeopleProblem[] = [];
  const columnOf = (field: string) => headers[recognised.columns.get(field) ?? -1] ?? null;
  const text = (field: string): string | undefined => {
    const cell = tidy(row.cells[recognised.columns.get(field) ?? -1] ?? '');
    return saysNothing(cell) ? undefined : cell;
  };
  const refuse = (field: string, rule: string, sentence: string) => {
    problems.push({
      column: columnOf(field),
      value: shown(text(field) ?? ''),
      rule,
      sentence,
      refuses: true,
    });
  };
  const date = (field: string, cell = text(field)): CalendarDate | undefined => {
    if (cell === undefined) return undefined;
    const read = readDate(cell, dateOrder);
    if (read.kind === 'date') return read.date;
    if (read.kind === 'ambiguous')
      refuse(field, 'date_ambiguous', `This could be ${read.dmy} or ${read.mdy}. Write it as ${read.dmy}.`);
    else refuse(field, 'not_a_date', 'This is not a date. Write it as 2026-12-31.');
    return undefined;
  };
  const time = (field: string): string | undefined => {
    const parts = /^(.*?)(?:[ T,]+(\d{1,2}):(\d{2})(?::\d{2})?)?$/.exec(text(field) ?? '');
    const day = parts?.[1] ? date(field, parts[1]) : undefined;
    return day === undefined
      ? undefined
      : `${day}T${(parts?.[2] ?? '00').padStart(2, '0')}:${parts?.[3] ?? '00'}`;
  };
  const word = <T>(field: string, read: (words: string) => T | null, what: string): T | undefined => {
    const cell = text(field);
    const value = cell === undefined ? null : read(cell);
    if (cell !== undefined && value === null)
      refuse(field, `${field}_unknown`, `"${shown(cell)}" is no ${what} this product knows.`);
    return value ?? undefined;
  };
  for (const fault of row.faults)
    if ([...recognised.columns.values()].includes(fault.column))
      problems.push({
        column: headers[fault.column] ?? null,
        value: '',
        rule: fault.rule,
        sentence: fault.sentence,
        refuses: true,
      });

  const raw = valuesOf(recognised.kind, {
    text,
    date,
    time,
    word,
    cell: (field) => row.cells[recognised.columns.get(field) ?? -1] ?? '',
    refuse,
  });
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
  const parsed = PeopleRow.safeParse(given);
  if (parsed.success && !problems.some((problem) => problem.refuses))
    return { kind: 'value', ...at, value: parsed.data, problems };
  for (const issue of parsed.error?.issues ?? []) {
    const field = String(issue.path[0] ?? '');
    if (problems.some((problem) => problem.column !== null && problem.column === columnOf(field))) continue;
    const missing = given[field] === undefined;
    refuse(
      field,
      missing ? 'missing' : 'wrong_form',
      missing ? `The ${say(field)} is missing.` : `This is no valid ${say(field)}.`,
    );
  }
  return { kind: 'refused', ...at, problems };
}

const say = (field: string): string => field.replace(/([A-Z])/g, ' $1').toLowerCase();

type Reader = {
  text: (field: string) => string | undefined;
  cell: (field: string) => string;
  date: (field: string) => CalendarDate | undefined;
  time: (field: string) => string | undefined;
  word: <T>(field: string, read: (words: string) => T | null, what: string) => T | undefined;
  refuse: (field: string, rule: string, sentence: string) => void;
};

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

function inOrder(
  reader: Reader,
  first: CalendarDate | undefined,
  last: CalendarDate | undefined,
  field: string,
): void {
  if (first !== undefined && last !== undefined && last < first)
    reader.refuse(field, 'ends_before_it_begins', `${last} is before ${first}.`);
}

/** The row as its schema wants it; what cannot be read is left out or refused on the way. */
function valuesOf(kind: PeopleRow['kind'], reader: Reader): Record<string, unknown> {
  const { text, date, time, word, cell, refuse } = reader;
  switch (kind) {
    case 'sites': {
      const timezone = text('timezone');
      if (timezone !== undefined && !isZone(timezone))
        refuse(
          'timezone',
          'timezone_unknown',
          `"${shown(timezone)}" is no time zone; write it like Europe/Berlin.`,
        );
      return { kind, code: text('code'), name: text('name'), timezone, city: text('city') };
    }
    case 'wards':
      return {
        kind,
        site: text('site'),
        code: text('code'),
        name: text('name') ?? text('code'),
        department: text('department'),
        floor: text('floor'),
      };
    case 'people': {
      const parts = [text('firstName'), text('lastName')].filter((part) => part !== undefined).join(' ');
      const person = text('name') ?? (parts === '' ? undefined : parts);
      return {
        kind,
        name: person,
        email: text('email')?.toLowerCase(),
        phone: text('phone'),
        title: text('title'),
        organisation: text('organisation'),
        organisationKind: word('organisationKind', organisationKindOf, 'kind of organisation'),
        site: text('site'),
      };
    }
    case 'teams': {
      const written = cell('members');
      const members = written
        .split(/[;\n|]/.test(written) ? /[;\n|]+/ : ',')
        .map(tidy)
        .filter((member) => !saysNothing(member));
      return {
        kind,
        name: text('name'),
        site: text('site'),
        lead: text('lead'),
        members: [...new Set(members)],
      };
    }
    case 'rota': {
      const [from, until] = [time('from'), time('until')];
      if (from !== undefined && until !== undefined && until <= from)
        refuse('until', 'ends_before_it_begins', `${until} is not after ${from}.`);
      return { kind, rota: text('rota'), person: text('person'), from, until };
    }
    case 'staffing': {
      const [from, until] = [date('from'), date('until')];
      inOrder(reader, from, until, 'until');
      const [person, team, rota] = [text('person'), text('team'), text('rota')];
      const holders = [person, team, rota].filter((holder) => holder !== undefined).length;
      if (holders === 0) refuse('person', 'no_holder', 'The row names no person, team or rota.');
      if (holders > 1)
        refuse('team', 'two_holders', 'The row names more than one holder; write one line for each.');
      const activity = word(
        'activity',
        (words) =>
          /^[A-Z]{3}-?\d{1,2}$/i
            .exec(words)?.[0]
            .toUpperCase()
            .replace(/^(...)-?/, '$1-') ?? null,
        'activity of the matrix',
      );
      return {
        kind,
        role: word('role', roleOf, 'role'),
        person,
        team,
        rota,
        deputy: text('deputy'),
        site: text('site'),
        ward: text('ward'),
        department: text('department'),
        deviceClass: text('deviceClass')
          ?.toLowerCase()
          .replace(/[^a-z0-9]+/g, '_'),
        manufacturer: text('manufacturer'),
        activity,
        from,
        until,
      };
    }
    case 'absences': {
      const [from, to] = [date('from'), date('to')];
      inOrder(reader, from, to, 'to');
      return { kind, person: text('person'), from, to, reason: text('reason'), deputy: text('deputy') };
    }
    case 'zones': {
      const vlan = text('vlan')?.replace(/\.0$/, '');
      if (vlan !== undefined && /^\d+$/.test(vlan) && (Number(vlan) < 1 || Number(vlan) > 4094))
        refuse('vlan', 'vlan_range', 'A VLAN number is between 1 and 4094.');
      const [policy, verifiedOn] = [word('policy', zonePolicyOf, 'state of a policy'), date('verifiedOn')];
      return {
        kind,
        site: text('site'),
        vlan,
        name: text('name'),
        zoneKind: word('zoneKind', zoneKindOf, 'kind of zone'),
        policy: verifiedOn !== undefined && policy === 'enforced' ? 'enforced_verified' : policy,
        verifiedOn,
      };
    }
  }
}
