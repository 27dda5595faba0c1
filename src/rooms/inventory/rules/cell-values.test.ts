// Single values as cells hold them: tags, serials, addresses, versions, statuses, UDIs, places, models.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SiteId } from '../../../kernel/ids.ts';
import { ipsOf, macsOf } from './address.ts';
import { modelFinder } from './known-models.ts';
import { placeFinder } from './place.ts';
import { networkedOf, statusOf, statusOfFlag } from './status.ts';
import { expanded, serialOf, tagOf } from './tag.ts';
import { makers, sites } from './testing.ts';
import { gtinIsValid, readUdi } from './udi.ts';
import { versionOf } from './version.ts';

describe('a tag', () => {
  it.each([
    ['000123', '000123', '123', null],
    ['123', '123', '123', null],
    ['123.0', '123', '123', null],
    ['BME-00123', 'BME-00123', 'BME00123', null],
    ['1.23E+05', '1.23E+05', '123000', 'scientific'],
    ['1,23E+05', '1,23E+05', '123000', 'scientific'],
    ['2024-03-12', '2024-03-12', '20240312', 'date'],
    ['12-Mar', '12-Mar', '12MAR', 'date'],
    ['5E03', '5E03', '5E03', null],
    ['000', '000', '0', null],
    ['12345678901234567000', '12345678901234567000', '12345678901234567000', 'digits'],
  ])('%s is shown as %s and compared as %s (damage: %s)', (cell, display, key, damage) =>
    expect(tagOf(cell)).toEqual({ display, key, damage }),
  );
  it.each(['', ' ', 'N/A', 'none', '-', 'TBD', '???'])('%j says nothing', (cell) =>
    expect(tagOf(cell)).toBeNull(),
  );
  it('in scientific notation is written out exactly', () =>
    expect([expanded('1.23E+05'), expanded('9E+02'), expanded('1.234567E+03'), expanded('1E5')]).toEqual([
      '123000',
      '900',
      null,
      null,
    ]));
});

describe('a serial number', () => {
  it.each([
    ['SN 12O4-I5', 'SN120415'],
    ['S/N: AB 123', 'AB123'],
    ['ab.123', 'AB123'],
    ['00O1', '0001'],
  ])('%s is compared as %s', (cell, key) => expect(serialOf(cell)?.key).toBe(key));
  it.each(['000000', 'XXXX', 'n/a', 'see label', '1111'])('%s is none', (cell) =>
    expect(serialOf(cell)).toBeNull(),
  );
  it('has the same key however blanks and case fall', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][0-9OI]{6}$/), (serial) => {
        expect(serialOf(` ${serial.toLowerCase().replace(/(..)/g, '$1 ')} `)?.key).toBe(
          serialOf(serial)?.key,
        );
      }),
    ));
});

describe('hardware addresses in a cell', () => {
  it.each([
    '00:09:FB:11:22:33',
    '00-09-fb-11-22-33',
    '0009.FB11.2233',
    '0009FB112233',
    '0:9:fb:11:22:33',
    '00 09 FB 11 22 33',
    '0009FB-112233',
    '0009:FB11:2233',
    'MAC: 00:09:FB:11:22:33 (wireless)',
  ])('%s is read', (cell) =>
    expect(macsOf(cell)).toEqual({ found: ['00:09:fb:11:22:33'], aside: [], wrong: [] }),
  );
  it.each([
    'FF:FF:FF:FF:FF:FF',
    '01:00:5E:00:00:01',
    '00:09:FB:11:22',
    '00:09:FB:11:22:33:44',
    '0009FB1122334',
    '1122334455',
    '1.12E+11',
    'GG:09:FB:11:22:33',
  ])('%s is impossible', (cell) =>
    expect(macsOf(cell)).toMatchObject({ found: [], wrong: [expect.any(String)] }),
  );
  it.each(['00:00:00:00:00:00', '192.168.1.1', 'wireless'])('%s is set aside', (cell) =>
    expect(macsOf(cell)).toEqual({ found: [], aside: [cell], wrong: [] }),
  );
  it('written in any notation and in any company are all found', () => {
    const mac = fc
      .array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 })
      .map(([first = 0, ...rest]) =>
        [(first & 0xfc) | 4, ...rest].map((b) => b.toString(16).padStart(2, '0')),
      );
    const write = [
      (m: string[]) => m.join(':'),
      (m: string[]) => m.join('-').toUpperCase(),
      (m: string[]) => m.join('').replace(/(....)(....)/, '$1.$2.'),
      (m: string[]) => `0${m.join('')}`.slice(1),
    ];
    fc.assert(
      fc.property(
        fc.uniqueArray(mac, { minLength: 1, maxLength: 4, selector: (m) => m.join('') }),
        fc.constantFrom(', ', ' / ', '; ', '\n', ' and '),
        fc.nat(3),
        (macs, glue, style) => {
          const cell = macs.map((m, at) => write[(style + at) % 4]?.(m)).join(glue);
          // Ten digits and no letter would be a number that lost its zeros; twelve are an address.
          expect(macsOf(cell).found).toEqual(macs.map((m) => m.join(':')));
        },
      ),
    );
  });
  it('of any text are read without a throw', () =>
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        (text) => Array.isArray(macsOf(text).found) && Array.isArray(ipsOf(text).found),
      ),
    ));
});

describe('IP addresses in a cell', () => {
  it.each([
    ['10.1.2.3', ['10.1.2.3']],
    ['010.001.002.003', ['10.1.2.3']],
    ['10.1.2.3/24; 10.1.2.4', ['10.1.2.3', '10.1.2.4']],
    ['10.1.2.3/10.1.2.4', ['10.1.2.3', '10.1.2.4']],
    ['10.1.2.3:104', ['10.1.2.3']],
    ['fe80:0:0:0:0:0:0:1', ['fe80::1']],
    ['2001:0db8:0000:0000:0000:ff00:0042:8329', ['2001:db8::ff00:42:8329']],
    ['1:0:0:2:0:0:0:3', ['1:0:0:2::3']],
    ['DHCP', []],
    ['0.0.0.0', []],
    ['300.1.1.1', []],
  ])('%s holds %j', (cell, found) => expect(ipsOf(cell).found).toEqual(found));
  it('300.1.1.1 is wrong, DHCP is only set aside', () =>
    expect([ipsOf('300.1.1.1').wrong, ipsOf('DHCP')]).toEqual([
      ['300.1.1.1'],
      { found: [], aside: ['DHCP'], wrong: [] },
    ]));
});

describe('a status', () => {
  it.each([
    ['Active', 'in_service'],
    ['IN USE', 'in_service'],
    ['Active - pending disposal', 'in_service'],
    ['Retired', 'retired'],
    ['Inactive', 'retired'],
    ['Out of Service', 'in_repair'],
    ['Ready to Deploy', 'in_storage'],
    ['Unable to locate', 'unknown'],
    ['Sold', 'disposed'],
    ['in Betrieb', 'in_service'],
    ['blue', null],
    ['D', null],
  ])('%s means %s', (cell, status) => expect(statusOf(cell)).toBe(status));
  it('of a yes/no column follows its heading', () =>
    expect([statusOfFlag('active', 'N'), statusOfFlag('retired', 'Y'), statusOfFlag('status', 'Y')]).toEqual([
      'retired',
      'retired',
      null,
    ]));
  it.each([
    ['Y', 'yes'],
    ['Wireless', 'yes'],
    ['Stand-alone', 'no'],
    ['unknown', 'unknown'],
    ['blue', null],
  ])('networked %s is %s', (cell, is) => expect(networkedOf(cell)).toBe(is));
});

it.each([
  ['V9.10.2', '9.10.2', false],
  ['SW Rev: V9.10.2', '9.10.2', false],
  ['R4', 'R4', false],
  ['Windows 7', 'Windows 7', false],
  ['2024-03-12', '2024-03-12', true],
  ['12-Mar', '12-Mar', true],
])('version %s is %s (a date: %s)', (cell, version, damage) =>
  expect(versionOf(cell)).toEqual({ version, damage }),
);

describe('a UDI', () => {
  it.each([
    [
      '(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234',
      {
        issuer: 'GS1',
        di: '51022222233336',
        madeOn: '2014-12-31',
        expiresOn: '2015-07-07',
        lot: 'A213B1',
        serial: '1234',
      },
    ],
    [
      '0151022222233336111412311715070710A213B1\u001d211234',
      {
        issuer: 'GS1',
        di: '51022222233336',
        madeOn: '2014-12-31',
        expiresOn: '2015-07-07',
        lot: 'A213B1',
        serial: '1234',
      },
    ],
    ['00844588018923', { issuer: 'GS1', di: '00844588018923' }],
    [
      '+A99912345/$$52001510X3/16D20111212/S77DE1G45-',
      {
        issuer: 'HIBCC',
        di: 'A99912345',
        expiresOn: '2020-01-15',
        lot: '10X3',
        madeOn: '2011-12-12',
        serial: '77DE1G45',
      },
    ],
    [
      '+X999123ABC0/$$31905151234AB/S5678EDFG/16D20151001J',
      {
        issuer: 'HIBCC',
        di: 'X999123ABC0',
        expiresOn: '2019-05-15',
        lot: '1234AB',
        serial: '5678EDFG',
        madeOn: '2015-10-01',
      },
    ],
    ['+A999ABC123DE0/$+1234567Y', { issuer: 'HIBCC', di: 'A999ABC123DE0', serial: '1234567' }],
    [
      '=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123',
      {
        issuer: 'ICCBBA',
        di: 'A9999XYZ100T0944',
        serial: '000025',
        lot: '000000000000XYZ123',
        expiresOn: '2014-02-01',
        madeOn: '2013-02-01',
      },
    ],
  ])('%s is read', (scan, udi) => expect(readUdi(scan, 2026)).toEqual({ ok: true, udi }));
  it.each([
    ['51022222233337', 13],
    ['+X999123ABC0/$$31905151234AB/S5678EDFG/16D20151001K', 50],
    ['5.10E+13', 0],
    ['hello', 0],
    ['(01)5102', 0],
    ['(21)123', 0],
    ['', 0],
  ])('%s is refused at %i', (scan, offset) =>
    expect(readUdi(scan, 2026)).toMatchObject({ ok: false, offset }),
  );
  it('with any one digit changed has a wrong check digit', () =>
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = Array.from('51022222233336');
        digits[at] = String((Number(digits[at]) + by) % 10);
        expect(gtinIsValid(digits.join(''))).toBe(false);
      }),
    ));
  it('of any text is read without a throw', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((t) => `(01)${t}`),
          fc.string().map((t) => `+${t}`),
          fc.string().map((t) => `=/${t}`),
        ),
        (text) => typeof readUdi(text, 2026).ok === 'boolean',
      ),
    ));
});

describe('a place', () => {
  const find = placeFinder([
    ...sites,
    { id: SiteId.parse(1), code: 'X', name: "St. Catherine's Hospital", aliases: [] },
  ]);
  it('with one name for two sites is not guessed', () => expect(find("St Catherine's").kind).toBe('several'));
  it('by code, leading zeros aside, is found', () =>
    expect(placeFinder([{ id: 7, code: '03', name: 'Third', aliases: [] }])('3')).toEqual({
      kind: 'found',
      id: 7,
      by: 'code',
    }));
  it.each(['', 'N/A', 'Elsewhere', 'General'])('%j is none', (text) => expect(find(text).kind).toBe('none'));
});

describe('maker and model in a description', () => {
  const find = modelFinder([...makers, { name: 'Other', aliases: [], models: ['MX40', 'Space', 'Dash'] }]);
  it.each([
    ['MONITOR INTELLIVUE MX800', 'Philips', 'IntelliVue MX800'],
    ['Becton, Dickinson pump', 'BD', undefined],
    ['B.Braun Infusomat(R) Space', 'B. Braun', 'Infusomat Space'],
    ['Philips MX40', 'Philips', 'MX40'],
    ['space heater', undefined, undefined],
    ['MX40', undefined, undefined],
  ])('%s is %s %s', (text, manufacturer, model) =>
    expect([find(text)?.manufacturer, find(text)?.model]).toEqual([manufacturer, model]),
  );
});
