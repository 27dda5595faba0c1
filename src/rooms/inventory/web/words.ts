// Every word that the import pages say.
import type { ImportKind, ImportStanding, ImportSummary } from '../contract.ts';

const n = (count: number) => count.toLocaleString('en-GB');
const rows = (count: number) => `${n(count)} ${count === 1 ? 'row' : 'rows'}`;

const kinds: Readonly<Record<ImportKind, string>> = {
  devices: 'devices',
  sites: 'sites',
  wards: 'wards',
  teams: 'teams',
  people: 'people',
  staffing: 'who holds which role',
  absences: 'absences',
  rota: 'on-call rota',
  zones: 'network zones',
  matrix: 'RACI matrix',
};
/** What a file holds, as people say it. */
export const kindWord = (kind: ImportKind): string => kinds[kind];

const things: Readonly<Record<ImportKind, readonly [string, string]>> = {
  devices: ['device', 'devices'],
  sites: ['site', 'sites'],
  wards: ['ward', 'wards'],
  teams: ['team', 'teams'],
  people: ['person', 'people'],
  staffing: ['line', 'lines'],
  absences: ['absence', 'absences'],
  rota: ['shift', 'shifts'],
  zones: ['zone', 'zones'],
  matrix: ['activity', 'activities'],
};
const thing = (kind: ImportKind, count: number) => `${n(count)} ${things[kind][count === 1 ? 0 : 1]}`;

/** What came of an import, one sentence for each thing that happened; nothing that did not happen is said. */
export function resultSentences(one: ImportSummary): string[] {
  const said = [
    one.createdRows ? `${thing(one.kind, one.createdRows)} new.` : '',
    one.updatedRows ? `${thing(one.kind, one.updatedRows)} changed.` : '',
    one.unchangedRows ? `${thing(one.kind, one.unchangedRows)} already known and the same.` : '',
    one.refusedRows ? `${rows(one.refusedRows)} refused: nothing of them was kept.` : '',
    one.warningRows ? `${rows(one.warningRows)} kept, with a doubt worth a look.` : '',
  ].filter(Boolean);
  if (said.length) return said;
  return one.state === 'running' ? [] : ['The file held no rows.'];
}

/** How sure a suggestion is, in a word. */
export const sureWord = (confidence: number): string =>
  confidence >= 0.85 ? 'sure' : confidence >= 0.6 ? 'likely' : 'a guess';

export const words = {
  list: {
    title: 'Imports',
    what: 'imports',
    new: 'Import a file',
    lead: 'Files that the hospital brought in, newest first. Nothing of them is lost: refused rows wait for repair.',
    file: 'File',
    kind: 'Holds',
    source: 'Source',
    state: 'State',
    created: 'New',
    updated: 'Changed',
    unchanged: 'Same',
    refused: 'Refused',
    by: 'By',
    at: 'When',
    states: {
      running: 'Being read',
      done: 'Done',
      some_refused: 'Some rows refused',
      all_refused: 'All rows refused',
      failed: 'Failed',
    },
    hint: 'Search file, source or person',
    machine: 'Wardline',
  },
  first: {
    title: 'Start here',
    lead: 'These files make the first day, in this order: each rests on those before it. Each can be imported again at any time: the same file twice changes nothing.',
    places: 'Sites and wards',
    placesText: 'One list of sites, one of wards. Then every device has a place.',
    people: 'People and teams',
    peopleText: 'So that every letter has a name. A list from the phone book or the staff system will do.',
    devices: 'Devices',
    devicesText:
      'An export of your CMMS as CSV or XLSX, any column names. Serial or tag, maker, model and software version matter most.',
    intel: 'Advisories and feeds',
    intelText: 'What the makers and CISA say. Without it no device can be compared with anything.',
    roles: 'Who holds which role',
    rolesText: 'A table of role, place and person or team. Then every risk has an owner.',
    go: {
      places: 'Import places',
      people: 'Import people',
      devices: 'Import devices',
      intel: 'To the feeds',
      roles: 'Import roles',
    },
    done: 'done',
    none: 'No file has been imported yet.',
    readOnly: 'Importing needs the right to do so; ask the administrator.',
  },
  new: {
    title: 'Import a file',
    all: 'Imports',
    drop: 'Drop the file here',
    hint: 'CSV or XLSX, any column names, with title rows and totals as they come. Nothing is kept before you have seen it.',
    looking: 'Wardline looks at the file. Nothing is kept yet.',
    another: 'Another file',
    looksLike: (kind: string) => `This looks like a list of ${kind}.`,
    kind: 'What it holds',
    kindHint: 'Told from its headings. Change it when that is wrong.',
    kindChanged:
      'The columns will be read by their headings as this kind of list; the preview below was for another.',
    source: 'Name of the source',
    sourceHint: 'For example: Infor St. Anne. The columns are remembered under this name.',
    saved: 'Columns as you set them last time for this source.',
    fresh: 'Columns are suggestions. What you set is remembered for this source.',
    needSource: 'Give the source a name.',
    site: 'Rows that name no site belong to',
    siteHint: 'Only used where a row says nothing itself.',
    noSite: 'no site: such rows are refused',
    problems: 'Worth knowing before you import',
    go: (count: number) => `Import ${rows(count)}`,
    sheet: (name: string, count: number) => `${name}, ${rows(count)}`,
    headerRow: (row: number) => `headings in row ${row}`,
    used: 'Columns that are used',
    usedNone: 'No column was recognised. Choose below what each one holds.',
    column: 'Column in the file',
    samples: 'For example',
    field: 'Holds',
    unused: (count: number) => `${n(count)} ${count === 1 ? 'column is' : 'columns are'} not used`,
    unusedText: 'They are kept with the row, in case somebody needs them later.',
    unusedOther: 'They are not kept.',
    notUsed: 'not used',
    setByYou: 'set by you',
    sampleRows: 'The first rows as they are',
    find: 'Find a column',
    moreColumns: (count: number) => `${n(count)} more; find them by name`,
    empty: 'empty',
  },
  one: {
    title: 'Import',
    running: 'Being imported',
    progress: (done: number, all: number) =>
      all ? `${n(done)} of ${rows(all)}` : 'The server counts the rows.',
    leave: 'You may leave this page; it goes on.',
    failed: 'The file was not imported.',
    kept: 'What was there before is untouched.',
    by: 'by',
    from: 'from',
    rowsTitle: 'Rows that need a person',
    rowsNone: 'No row needs a person.',
    refusedFile: 'Download the refused rows',
    repairTitle: 'Repair and import again',
    repair: [
      'Download the refused rows: the rows as they were, with the reason in the last column.',
      'Repair them in any spreadsheet. The columns that begin with “Wardline” may stay.',
      'Import the repaired file under the same source name. Rows that came through before are not touched.',
    ],
    again: 'Import the repaired file',
    next: { devices: 'See the devices', people: 'See the people', intel: 'Read advisories next' },
    outcome: 'Show',
    all: 'All',
    refused: 'Refused',
    ambiguous: 'Could be two',
    warning: 'With a doubt',
    row: (sheet: string, row: number) => (sheet ? `${sheet}, row ${row}` : `row ${row}`),
    column: 'column',
    value: 'reads',
    whole: 'Whole row',
    more: 'Show more rows',
    shown: (shown: number, all: number) => `${n(shown)} of ${rows(all)} shown`,
    rowsOf: (count: number) => rows(count),
    moreOf: (count: number) => `Show ${n(count)} more of this kind`,
  },
} as const;

/** True when anything of the file is now known here. */
export const tookIn = (one: ImportSummary): boolean =>
  one.createdRows + one.updatedRows + one.unchangedRows > 0;

/** How an import stands. */
export const standingOf = (one: ImportSummary): ImportStanding => {
  if (one.state !== 'done') return one.state;
  if (!one.refusedRows) return 'done';
  return tookIn(one) ? 'some_refused' : 'all_refused';
};
