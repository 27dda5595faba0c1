import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allRows, xlsxOf } from '../../../../platform/tabular/testing.ts';
import { peopleHeader, recognise } from './columns.ts';
import { PeopleFileKind } from './model.ts';
import { peopleDateOrder, readPeopleRow } from './rows.ts';
import { roleOf, zoneKindOf, zonePolicyOf } from './words.ts';

async function read(bytes: Uint8Array, called = '') {
  const rows = await allRows(bytes);
  const header = peopleHeader(rows);
  if (!header) return { kind: null, rows: [] };
  const recognised = recognise(header.headers, called);
  if (recognised.kind === null) return { kind: null, rows: [], reason: recognised.reason };
  const data = rows.filter((row) => row.row > header.lastHeadingRow);
  const sheet = { headers: header.headers, recognised, dateOrder: peopleDateOrder(recognised, data) };
  return {
    kind: recognised.kind,
    unknown: recognised.unknown,
    rows: data.map((row) => readPeopleRow(row, sheet)),
  };
}
const values = async (text: string, called = '') => {
  const result = await read(Buffer.from(text), called);
  return [
    result.kind,
    ...result.rows.map((row) =>
      row.kind === 'value'
        ? row.value
        : row.kind === 'refused'
          ? row.problems.map((p) => `${p.column ?? ''}: ${p.rule}`)
          : row.why,
    ),
  ];
};

describe('a people file is recognised and read', () => {
  it.each([
    {
      text: 'code,name,timezone,city\nNGH,North General,Europe/Berlin,Kiel\n',
      is: [
        'sites',
        { kind: 'sites', code: 'NGH', name: 'North General', timezone: 'Europe/Berlin', city: 'Kiel' },
      ],
    },
    {
      text: 'Site,Ward Code,Ward Name,Department\nNGH,3B,Intensive Care,Medicine\n',
      is: [
        'wards',
        { kind: 'wards', site: 'NGH', code: '3B', name: 'Intensive Care', department: 'Medicine' },
      ],
    },
    {
      text: 'Name,E-Mail,Phone,Title,Organisation,Site\nAda Wu,Ada.Wu@example.org,+49 30 1,CISO,,NGH\n',
      is: [
        'people',
        {
          kind: 'people',
          name: 'Ada Wu',
          email: 'ada.wu@example.org',
          phone: '+49 30 1',
          title: 'CISO',
          site: 'NGH',
        },
      ],
    },
    {
      text: 'First Name;Last Name;Email\nAda;Wu;ada@example.org\n',
      is: ['people', { kind: 'people', name: 'Ada Wu', email: 'ada@example.org' }],
    },
    {
      text: 'Team,Site,Members\nBiomed North,NGH,"Wu, Ada; Bo Ek; Wu, Ada"\n',
      is: ['teams', { kind: 'teams', name: 'Biomed North', site: 'NGH', members: ['Wu, Ada', 'Bo Ek'] }],
    },
    {
      text: 'Rota,Person,From,Until\nIS on call,Ada Wu,2026-03-09 08:00,2026-03-16 08:00\n',
      is: [
        'rota',
        {
          kind: 'rota',
          rota: 'IS on call',
          person: 'Ada Wu',
          from: '2026-03-09T08:00',
          until: '2026-03-16T08:00',
        },
      ],
    },
    {
      text: 'role,person,team,deputy,site,ward,device class,manufacturer,activity,from,until\nBM,,Biomed North,Ada Wu,NGH,3B,Infusion Pump,BD,vul8,01/02/2026,28/02/2026\n',
      is: [
        'staffing',
        {
          kind: 'staffing',
          role: 'BM',
          team: 'Biomed North',
          deputy: 'Ada Wu',
          site: 'NGH',
          ward: '3B',
          deviceClass: 'infusion_pump',
          manufacturer: 'BD',
          activity: 'VUL-8',
          from: '2026-02-01',
          until: '2026-02-28',
        },
      ],
    },
    {
      text: 'Role,Person\nCISO,Ada Wu\nBiomed technician,Bo Ek\n',
      is: [
        'staffing',
        { kind: 'staffing', role: 'CI', person: 'Ada Wu' },
        { kind: 'staffing', role: 'BM', person: 'Bo Ek' },
      ],
    },
    {
      text: 'Person,From,To,Reason,Deputy\nAda Wu,2026-03-01,2026-03-14,leave,Bo Ek\n',
      is: [
        'absences',
        {
          kind: 'absences',
          person: 'Ada Wu',
          from: '2026-03-01',
          to: '2026-03-14',
          reason: 'leave',
          deputy: 'Bo Ek',
        },
      ],
    },
    {
      text: 'Site,VLAN,Zone,Kind,Policy,Verified on\nNGH,210,Pumps,infusion,enforced,2026-01-10\n',
      is: [
        'zones',
        {
          kind: 'zones',
          site: 'NGH',
          vlan: '210',
          name: 'Pumps',
          zoneKind: 'infusion',
          policy: 'enforced_verified',
          verifiedOn: '2026-01-10',
        },
      ],
    },
  ])('$is.0', async ({ text, is }) => expect(await values(text)).toEqual(is));

  it('by its sheet name when headings fit two kinds', async () => {
    expect((await values('name,code,site\nA,1,NGH\n', 'sites'))[0]).toBe('sites');
    expect((await values('name,code,site\nA,1,NGH\n', 'wards'))[0]).toBe('wards');
  });
  it('from a workbook with a title row', async () =>
    expect(
      (await read(xlsxOf({ Staff: [['Our people'], ['Name', 'Email'], ['Ada Wu', 'ada@example.org']] })))
        .kind,
    ).toBe('people'));
  it('not at all when headings fit none, and says what each kind needs', async () => {
    const result = await read(Buffer.from('foo,bar\n1,2\n'));
    expect(result.kind).toBeNull();
    expect(result).toMatchObject({
      reason: expect.stringContaining('absences (person, from, to)') as string,
    });
  });
  it('with its other columns listed', async () =>
    expect((await read(Buffer.from('Name,Email,Shoe size\nA,a@b.org,9\n'))).unknown).toEqual(['Shoe size']));
});

describe('a row is refused whole', () => {
  it.each([
    {
      text: 'code,name,timezone\nNGH,North,Mars/Base\n,North,\n',
      is: ['sites', ['timezone: timezone_unknown'], ['code: missing']],
    },
    { text: 'name,email\nAda,not-an-address\n', is: ['people', ['email: wrong_form']] },
    {
      text: 'role,person,team\nXX,Ada,\nBM,,\nBM,Ada,Biomed\n',
      is: ['staffing', ['role: role_unknown'], ['person: no_holder'], ['team: two_holders']],
    },
    {
      text: 'role,person,from,until\nBM,Ada,2026-02-01,2026-01-01\n',
      is: ['staffing', ['until: ends_before_it_begins']],
    },
    {
      text: 'person,from,to\nAda,2026-03-01,\nAda,03/04/2026,05/04/2026\n',
      is: ['absences', ['to: missing'], ['from: date_ambiguous', 'to: date_ambiguous']],
    },
    {
      text: 'site,vlan,zone,policy\nNGH,5000,A,flat\nNGH,10,A,purple\n',
      is: ['zones', ['vlan: vlan_range'], ['policy: policy_unknown']],
    },
    {
      text: 'rota,person,from,until\nOn call,Ada,2026-03-09 20:00,2026-03-09 08:00\n',
      is: ['rota', ['until: ends_before_it_begins']],
    },
  ])('$is.1', async ({ text, is }) => expect(await values(text)).toEqual(is));
  it('and totals below are set aside', async () =>
    expect((await values('name,email,phone,title\nAda,a@b.org,,\nTotal,1,,\n')).at(-1)).toBe('totals'));
});

it.each([
  ['CISO', 'CI'],
  ['bm', 'BM'],
  ['HTM Director', 'HD'],
  ['Nursing', 'CL'],
  ['Supply Chain', 'PR'],
  ['third-party ISO', 'TP'],
  ['chef', null],
])('%s is the role %s', (text, role) => expect(roleOf(text)).toBe(role));
it.each([
  ['Life support', 'life_support'],
  ['Pump VLAN', 'infusion'],
  ['Radiology', 'imaging'],
  ['blue', null],
])('zone kind %s is %s', (text, kind) => expect(zoneKindOf(text)).toBe(kind));
it.each([
  ['Enforced', 'enforced'],
  ['flat', 'flat'],
  ['monitor only', 'monitored'],
  ['guest wifi', 'guest'],
  ['enforced and verified', 'enforced_verified'],
  ['blue', null],
])('policy %s is %s', (text, policy) => expect(zonePolicyOf(text)).toBe(policy));

it('any cells are read or refused, never thrown at', () => {
  const headersOf: Record<string, string[]> = {
    sites: ['code', 'name', 'timezone'],
    wards: ['site', 'code', 'name'],
    people: ['name', 'email'],
    teams: ['team', 'members'],
    rota: ['rota', 'person', 'from', 'until'],
    staffing: ['role', 'person', 'from', 'until', 'activity'],
    absences: ['person', 'from', 'to'],
    zones: ['site', 'vlan', 'zone', 'policy'],
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...PeopleFileKind.options),
      fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 6 }),
      (kind, cells) => {
        const headers = headersOf[kind] ?? [];
        const recognised = recognise(headers, kind);
        expect(recognised.kind).toBe(kind);
        if (recognised.kind !== null)
          expect(['value', 'refused', 'skipped']).toContain(
            readPeopleRow(
              { sheet: '', row: 2, cells, faults: [] },
              { headers, recognised, dateOrder: 'unknown' },
            ).kind,
          );
      },
    ),
  );
});
