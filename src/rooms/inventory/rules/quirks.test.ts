// The quirks of CMMS exports, each from the bytes of a file to what becomes of the device.
import { describe, expect, it } from 'vitest';
import { SiteId } from '../../../kernel/ids.ts';
import { toCsv } from '../../../platform/tabular/guard.ts';
import { withPart, xlsxOf } from '../../../platform/tabular/testing.ts';
import type { DeviceFields } from '../model.ts';
import { deviceIndex } from './device-index.ts';
import { refusedTable } from './refused.ts';
import type { ReadRow } from './rows.ts';
import { brief, importList, type OneRow } from './testing.ts';

const list = (text: string) => importList(Buffer.from(text));
const fields = ({ read }: { read: ReadRow }): DeviceFields => (read.kind === 'read' ? read.fields : {});
const warnings = ({ read }: { read: ReadRow }) =>
  read.kind === 'skipped' ? [] : read.problems.map((problem) => problem.rule);
const kinds = (rows: readonly OneRow[]) => rows.map(({ verdict, read }) => verdict?.kind ?? read.kind);

describe('leading zeros and 000123 against 123', () => {
  it('with one serial number they are one device', async () =>
    expect(kinds((await list('Tag,Serial,Model\n000123,SN9001,MX800\n123,SN9001,MX800\n')).rows)).toEqual([
      'create',
      'update',
    ]));
  it('with two serial numbers both are kept, each shown as given', async () => {
    const { rows } = await list('Tag,Serial\n000123,SN9001\n123,SN9002\n');
    expect(kinds(rows)).toEqual(['create', 'create']);
    expect(rows.map((row) => fields(row).tag)).toEqual(['000123', '123']);
    expect(rows[1]?.verdict).toMatchObject({
      reasons: [{}, { what: expect.stringContaining('only by leading zeros') as string }],
    });
  });
  it('one tag, exactly, with two serial numbers goes to a person', async () =>
    expect(kinds((await list('Tag,Serial\n123,SN9001\n123,SN9002\n')).rows)).toEqual([
      'create',
      'ambiguous',
    ]));
});

describe('Excel dates and numbers in scientific notation as tags', () => {
  it('a damaged tag is shown but does not identify; the serial number does', async () => {
    const { rows } = await list('Tag,Serial\n1.23E+05,SN9001\n12-Mar,SN9002\n1.23E+05,SN9003\n');
    expect(kinds(rows)).toEqual(['create', 'create', 'create']);
    expect(rows.map(warnings)).toEqual([['tag_damaged'], ['tag_damaged'], ['tag_damaged']]);
    expect(rows.map((row) => fields(row).tag)).toEqual(['1.23E+05', '12-Mar', '1.23E+05']);
  });
  it('a row with nothing but a damaged tag is refused', async () =>
    expect(brief((await list('Tag,Serial\n1.23E+05,\n')).rows)).toEqual([[2, ['only_damaged_identity']]]));
  it('a workbook number shown as 1.23E+14 is read in full, and one shown as 000123 keeps its zeros', async () => {
    const { rows } = await importList(
      xlsxOf({
        S: [
          ['Tag', 'Serial'],
          [{ t: 'n', v: 123_000_000_000_000 }, 'SN1001'],
          [{ t: 'n', v: 123, z: '000000' }, 'SN1002'],
        ],
      }),
    );
    expect(rows.map((row) => [fields(row).tag, warnings(row)])).toEqual([
      ['123000000000000', []],
      ['000123', []],
    ]);
  });
  it('a workbook number of more than 15 digits is not trusted', async () => {
    const { rows } = await importList(
      xlsxOf({
        S: [
          ['Tag', 'Serial'],
          [{ t: 'n', v: 1234567890123456800 }, 'SN1001'],
        ],
      }),
    );
    expect(rows.map(warnings)).toEqual([['number_beyond_15_digits', 'tag_damaged']]);
  });
});

describe('serials with spaces or O/0', () => {
  it('SN 12O4-I5 and SN1204-15 are one device, and the first spelling is kept for showing', async () => {
    const { rows } = await list('Tag,Serial\n,SN 12O4-I5\n55,sn1204-15\n');
    expect(kinds(rows)).toEqual(['create', 'update']);
    expect(rows.map((row) => fields(row).serial)).toEqual(['SN 12O4-I5', 'sn1204-15']);
  });
  it.each(['N/A', '000000', 'UNKNOWN', 'xxxx', 'see tag'])('%s is no serial number', async (serial) =>
    expect((await list(`Tag,Serial\n7,${serial}\n`)).rows.map((row) => fields(row).serial)).toEqual([
      undefined,
    ]),
  );
});

it('model only in the description is found among known models', async () => {
  const { rows } = await list(
    'Tag,Description\n1,"PUMP, INFUSION, CareFusion Alaris 8015 PCU"\n2,Philips MX40 telemetry\n3,Chair\n',
  );
  expect(rows.map((row) => [fields(row).manufacturer, fields(row).model])).toEqual([
    ['BD', 'Alaris 8015'],
    ['Philips', 'MX40'],
    [undefined, undefined],
  ]);
});

describe('several MACs in one cell and in every notation', () => {
  it('all are read into one notation, from both MAC columns', async () => {
    const { rows } = await list(
      'Tag,MAC Address,Wireless MAC\n1,"00-09-FB-11-22-33 / 0009.fb11.2234",0009FB112235\n2,"LAN: 0:9:fb:1:2:3\nWLAN: 00 09 FB 11 22 36",\n',
    );
    expect(rows.map((row) => fields(row).macs)).toEqual([
      ['00:09:fb:11:22:33', '00:09:fb:11:22:34', '00:09:fb:11:22:35'],
      ['00:09:fb:01:02:03', '00:09:fb:11:22:36'],
    ]);
  });
  it('an impossible one refuses its row, whole, and no other', async () =>
    expect(
      brief((await list('Tag,MAC\n1,00:09:FB:11:22\n2,FF:FF:FF:FF:FF:FF\n3,00:09:FB:11:22:33\n')).rows),
    ).toEqual([
      [2, ['mac_impossible']],
      [3, ['mac_impossible']],
      [4, { tag: '3', macs: ['00:09:fb:11:22:33'] }],
    ]));
});

describe('facility code instead of name', () => {
  it.each(['NGH', 'ngh', 'North General Hospital', 'NGH - North General', 'North General', 'Old North'])(
    '%s is the site',
    async (site) => {
      const { rows } = await importList(Buffer.from(`Tag,Facility\n1,${site}\n`), { defaultSite: null });
      expect(rows[0]?.read).toMatchObject({ kind: 'read', siteId: 1 });
    },
  );
  it('an unknown facility refuses the row and says so', async () => {
    const { rows } = await list('Tag,Facility\n1,South Clinic\n');
    expect(rows[0]?.read).toMatchObject({
      kind: 'refused',
      problems: [{ column: 'Facility', value: 'South Clinic', rule: 'site_unknown' }],
    });
  });
});

describe('retired units still active', () => {
  it.each([
    'Tag,Status,Description\n1,Active,RETIRED - do not use\n',
    'Tag,Status,Disposal Date\n1,In Service,2024-03-01\n',
    'Tag,Status,Location\n1,Active,Surplus store\n',
  ])('are taken with a warning: %j', async (text) => {
    const { rows } = await list(text);
    expect(rows.map((row) => [fields(row).status, warnings(row)])).toEqual([
      ['in_service', ['active_but_retired']],
    ]);
  });
  it('a retired unit that is on the network is taken with a warning', async () =>
    expect((await list('Tag,Status,Networked\n1,Retired,Y\n')).rows.map(warnings)).toEqual([
      ['retired_but_networked'],
    ]));
  it('a retired unit with its disposal date, and an active one without, are no conflict', async () =>
    expect(
      (await list('Tag,Status,Disposal Date\n1,Retired,2024-03-01\n2,Active,\n')).rows.map(warnings),
    ).toEqual([[], []]));
});

describe('title rows above the header, totals row below', () => {
  it('headings on row 3 are found, totals and footnotes are set aside and counted', async () => {
    const { rows } = await list(
      'Equipment list North General\nPrinted 1 March 2026\nControl #,Serial No.,Mfr,Model\n000123,SN1,Philips,MX800\n,,,\nTotal,1,,\nPage 1 of 1,,,\n',
    );
    expect(rows.map(({ row, read }) => [row.row, read.kind === 'skipped' ? read.why : read.kind])).toEqual([
      [4, 'read'],
      [6, 'totals'],
      [7, 'note'],
    ]);
  });
  it('headings printed again on every page are set aside', async () =>
    expect(
      (await list('Tag,Serial\n1,SNA1\nTag,Serial\n2,SNA2\n')).rows.map(({ read }) => read.kind),
    ).toEqual(['read', 'skipped', 'read']));
  it('merged headings over two rows are joined', async () => {
    const { mapping } = await list(
      'Device,,Network,\nTag,Serial,MAC,IP\n1,SNA1,00:09:FB:11:22:33,10.0.0.1\n',
    );
    expect(mapping?.columns.map((column) => column.field)).toEqual(['tag', 'serial', 'macs', 'ips']);
  });
});

describe('one sheet per site', () => {
  it('the sheet names the site when no column does', async () => {
    const { rows } = await importList(
      xlsxOf({ NGH: [['Tag'], ['1']], "St. Catherine's": [['Tag'], ['1']] }),
      { defaultSite: null },
    );
    expect(rows.map(({ read }) => (read.kind === 'read' ? read.siteId : read.kind))).toEqual([1, 2]);
    expect(kinds(rows)).toEqual(['create', 'create']);
  });
  it('a new device on a sheet that names no site is refused', async () => {
    const { rows } = await importList(xlsxOf({ Sheet1: [['Tag'], ['1']] }), { defaultSite: null });
    expect(rows.map(({ verdict }) => verdict)).toMatchObject([{ kind: 'refused', rule: 'site_missing' }]);
  });
});

describe('a tag used again after disposal', () => {
  it('is a new device when serial number or model differ', async () => {
    const { rows } = await list(
      'Tag,Serial,Model,Status\n77,SN9001,MX800,Disposed\n77,SN9002,MX800,Active\n',
    );
    expect(kinds(rows)).toEqual(['create', 'create']);
    expect(rows[1]?.verdict).toMatchObject({ succeeds: { kind: 'row', row: 2 } });
  });
  it('goes to a person when nothing tells old from new', async () =>
    expect(kinds((await list('Tag,Status\n77,Disposed\n77,Active\n')).rows)).toEqual([
      'create',
      'ambiguous',
    ]));
});

it('formulas in cells: the stored value is used, and one without a value in the tag refuses the row', async () => {
  const book = xlsxOf({
    S: [
      ['Tag', 'Serial'],
      [{ t: 's', v: 'T1', f: 'A9&"1"' }, 'SN01'],
      [{ t: 'n', v: 5, f: 'NOW()' }, 'SN02'],
    ],
  });
  const bytes = withPart(book, 'xl/worksheets/sheet1.xml', (xml) =>
    xml.replace('<f>NOW()</f><v>5</v>', '<f>NOW()</f>'),
  );
  expect(brief((await importList(bytes)).rows)).toEqual([
    [2, { tag: 'T1', serial: 'SN01' }],
    [3, ['formula_without_value']],
  ]);
});

it('300-column sheets: the known columns are mapped, the others are listed and not lost', async () => {
  const header = ['Tag', 'Serial', ...Array.from({ length: 298 }, (_, i) => `Custom ${i}x`)];
  const { mapping, rows } = await list(`${header.join(',')}\n${header.map((_, i) => `v${i}`).join(',')}\n`);
  expect(mapping?.columns).toHaveLength(300);
  expect(mapping?.columns.filter((column) => column.field !== null).map((column) => column.header)).toEqual([
    'Tag',
    'Serial',
  ]);
  expect(rows).toHaveLength(1);
});

it('a 5-million-character cell refuses its row and no other', async () =>
  expect(brief((await list(`Tag,Description\n1,${'x'.repeat(5_000_000)}\n2,ok\n`)).rows)).toEqual([
    [2, ['cell_too_long']],
    [3, { tag: '2', description: 'ok' }],
  ]));

describe('an import', () => {
  const text =
    'Tag,Serial,Mfr,Model,Status,Ward,MAC\n000123,SN1001,Philips,MX800,Active,3B,00:09:FB:11:22:33\n124,SN1002,BD,Alaris 8015,Active,ED,\n125,,,,,,\n';
  it('of the same file again changes nothing', async () => {
    const [index, said] = [deviceIndex([]), new Map<string, DeviceFields>()];
    expect(kinds((await importList(Buffer.from(text), { index, said })).rows)).toEqual([
      'create',
      'create',
      'create',
    ]);
    expect(kinds((await importList(Buffer.from(text), { index, said })).rows)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
  });
  it('with cells blanked wipes nothing', async () => {
    const [index, said] = [deviceIndex([]), new Map<string, DeviceFields>()];
    await importList(Buffer.from(text), { index, said });
    const again = await importList(
      Buffer.from('Tag,Serial,Mfr,Model,Status\n000123,,,,\n124,SN1002,,N/A,\n'),
      { index, said },
    );
    expect(kinds(again.rows)).toEqual(['unchanged', 'unchanged']);
    expect(again.rows.map(fields)).toEqual([{ tag: '000123' }, { tag: '124', serial: 'SN1002' }]);
  });
  it('with headings such as __proto__ pollutes nothing', async () => {
    const { rows, mapping } = await list('__proto__,constructor,Tag,toString\npolluted,x,1,y\n');
    expect(brief(rows)).toEqual([[2, { tag: '1' }]]);
    expect(mapping?.columns[0]).toMatchObject({ header: '__proto__', field: null });
    expect('polluted' in {}).toBe(false);
  });
});

describe('the file of refused rows', () => {
  const refusedOf = async (bytes: Uint8Array, headers: string[]) => {
    const { rows } = await importList(bytes, { defaultSite: null });
    return refusedTable(
      rows.flatMap(({ row, read }) =>
        read.kind === 'refused' ? [{ headers, row, problems: read.problems }] : [],
      ),
    );
  };
  it('holds the rows as they were with why, and imports once repaired, sheet names still naming sites', async () => {
    const headers = ['Tag', 'MAC', 'Notes'];
    const { header, rows } = await refusedOf(
      xlsxOf({ NGH: [headers, ['1', 'bad-mac-12', '=1+1'], ['2', '', '']] }),
      headers,
    );
    expect(header).toEqual(['Tag', 'MAC', 'Notes', 'Wardline sheet', 'Wardline row', 'Wardline problem']);
    expect(rows).toEqual([
      ['1', 'bad-mac-12', '=1+1', 'NGH', '2', expect.stringContaining('bad-mac-12') as string],
    ]);
    const repaired = rows.map((row) => row.map((cell) => cell.replace(/^bad-mac-12$/, '00:09:FB:11:22:33')));
    const again = await importList(Buffer.from(toCsv(header, repaired)), { defaultSite: null });
    expect(again.rows[0]?.read).toMatchObject({
      kind: 'read',
      siteId: SiteId.parse(1),
      fields: { tag: '1', description: '=1+1' },
    });
  });
  it('of a file of refused rows does not grow columns', async () => {
    const headers = ['Tag', 'MAC', 'Wardline sheet', 'Wardline row', 'Wardline problem'];
    const { header, rows } = await refusedOf(
      Buffer.from(`${headers.join(',')}\n1,bad-mac-12,NGH,7,why\n`),
      headers,
    );
    expect(header).toEqual(headers);
    expect(rows[0]?.slice(0, 3)).toEqual(['1', 'bad-mac-12', 'NGH']);
  });
  it('keeps a cell that was too long too long, so that it cannot slip in cut', async () => {
    const { header, rows } = await refusedOf(Buffer.from(`Tag,Description\n1,${'x'.repeat(40_000)}\n`), [
      'Tag',
      'Description',
    ]);
    expect(brief((await list(toCsv(header, rows))).rows)).toEqual([[2, ['cell_too_long']]]);
  });
});
