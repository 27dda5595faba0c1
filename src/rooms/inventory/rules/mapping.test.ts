import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applySaved,
  fingerprintOf,
  knownNames,
  lacksIdentity,
  suggestMapping,
  withDateOrders,
} from './mapping.ts';
import { rowReader } from './rows.ts';

const known = knownNames(['Philips', 'B. Braun'], ['NGH', 'STC']);
const fieldsOf = (headers: string[], rows: string[][] = []) =>
  suggestMapping(headers, rows, known).columns.map((column) => column.field);

describe('a mapping suggested', () => {
  it.each([
    {
      of: 'a CMMS with short labels',
      headers: ['CE #', 'S/N', 'Mfr', 'Model No', 'Nomenclature', 'Dept', 'Bldg', 'Room', 'Last PM'],
      fields: [
        'tag',
        'serial',
        'manufacturer',
        'model',
        'description',
        'department',
        'location',
        'location',
        'lastServiced',
      ],
    },
    {
      of: 'a VA list',
      headers: ['EE #', 'CSN', 'Owning Department', 'Area #'],
      fields: ['tag', 'category', 'department', 'location'],
    },
    {
      of: 'ServiceNow column names',
      headers: ['asset_tag', 'serial_number', 'model_number', 'mac_address', 'ip_address', 'sys_id'],
      fields: ['tag', 'serial', 'model', 'macs', 'ips', null],
    },
    {
      of: 'a sensor',
      headers: [
        'mac_list',
        'ip_list',
        'serial_number',
        'manufacturer',
        'model',
        'software_or_firmware_version',
        'os_name',
        'os_version',
        'vlan_list',
        'device_type',
      ],
      fields: [
        'macs',
        'ips',
        'serial',
        'manufacturer',
        'model',
        'softwareVersion',
        'osName',
        'osVersion',
        'vlan',
        'category',
      ],
    },
    {
      of: 'another sensor',
      headers: [
        'macAddr',
        'v4IpAddrs',
        'hostName',
        'deviceModel',
        'deviceTag',
        'serialNumber',
        'softwareVersion',
        'facility',
      ],
      fields: ['macs', 'ips', 'hostname', 'model', 'tag', 'serial', 'softwareVersion', 'siteText'],
    },
    {
      of: 'a list with clipped labels',
      headers: ['Ctrl No', 'Ser. No.', 'Hosp', 'Dept Name', 'Stat', 'Unit'],
      fields: ['tag', 'serial', 'siteText', 'department', 'status', 'wardText'],
    },
    {
      of: 'a database view',
      headers: ['EQUIPMENT_NBR', 'SERIAL_NBR', 'MODEL_NBR', 'ROOM_NBR', 'STATUS_CODE', 'ACQUISITION_DATE'],
      fields: ['tag', 'serial', 'model', 'location', 'status', 'purchaseDate'],
    },
    { of: 'a status by its full name', headers: ['Tag', 'EQUIPMENT_STATUS'], fields: ['tag', 'status'] },
    { of: 'two MAC columns', headers: ['Tag', 'MAC', 'Wireless MAC'], fields: ['tag', 'macs', 'macs'] },
    {
      of: 'a German list',
      headers: ['Inventarnummer', 'Seriennummer', 'Hersteller', 'Modell', 'Bezeichnung', 'Standort'],
      fields: ['tag', 'serial', 'manufacturer', 'model', 'description', 'siteText'],
    },
    { of: 'a unit number and a nursing unit', headers: ['Unit #', 'Unit'], fields: ['tag', 'wardText'] },
    { of: 'a seller and a maker', headers: ['Vendor', 'Manufacturer'], fields: [null, 'manufacturer'] },
    { of: 'a seller alone', headers: ['Vendor', 'Tag'], fields: ['manufacturer', 'tag'] },
  ])('from the headings of $of', ({ headers, fields }) => expect(fieldsOf(headers)).toEqual(fields));

  it('from content alone, when headings say nothing', () =>
    expect(
      fieldsOf(
        ['A', 'B', 'C', 'D', 'E', 'F'],
        [
          ['00:09:FB:11:22:33', '10.0.0.1', 'Philips', 'NGH', 'Active', 'x'],
          ['0009FB112234', '10.0.0.2', 'B. Braun', 'STC', 'Retired', 'y'],
          ['00-09-FB-11-22-35', '10.0.0.3', 'Philips Inc.', 'NGH', 'Active', 'z'],
          ['0009.FB11.2236', '10.0.0.4', 'PHILIPS', 'NGH', 'Active', 'w'],
          ['', '', '', 'NGH', 'Active', ''],
        ],
      ),
    ).toEqual(['macs', 'ips', 'manufacturer', 'siteText', 'status', null]));

  it('says for each column how sure it is and why, and loses none', () => {
    const { columns } = suggestMapping(
      ['Tag', 'Colour', 'Serial', 'S/N'],
      [['1', 'red', 'SN01', 'x']],
      known,
    );
    expect(columns.map((c) => [c.header, c.field, c.confidence > 0.5, c.reason])).toEqual([
      ['Tag', 'tag', true, expect.stringContaining('heading "Tag"')],
      ['Colour', null, false, 'no field has this heading or content'],
      ['Serial', 'serial', true, expect.stringContaining('heading "Serial"')],
      ['S/N', null, false, 'could be serial, but "Serial" is surer'],
    ]);
  });
  it('keeps a plainly named column over odd cells, so that they are reported', () =>
    expect(
      fieldsOf(
        ['Tag', 'MAC'],
        [
          ['1', 'broken'],
          ['2', 'broken'],
          ['3', 'broken'],
        ],
      ),
    ).toEqual(['tag', 'macs']));
  it('covers rows wider than the headings', () =>
    expect(fieldsOf(['Tag'], [['1', '2', '3']])).toEqual(['tag', null, null]));
  it('without tag, serial, MAC or UDI cannot tell devices apart', () => {
    expect(lacksIdentity(suggestMapping(['Model', 'Status'], [], known))).toBe(true);
    expect(lacksIdentity(suggestMapping(['Model', 'MAC'], [], known))).toBe(false);
  });
  it('finds the order of dates anywhere in the column', () => {
    const rows = [...Array.from({ length: 500 }, () => ['1', '01/02/2024']), ['2', '25/02/2024']];
    const mapping = suggestMapping(['Tag', 'Last PM'], rows.slice(0, 10), known);
    expect(mapping.columns[1]?.dateOrder).toBe('unknown');
    expect(withDateOrders(mapping, rows).columns[1]?.dateOrder).toBe('dmy');
  });
});

describe('a saved mapping', () => {
  const saved = suggestMapping(['Tag', 'MAC', 'MAC', 'Serial No.', 'Colour'], [], known);
  it('is found again with columns moved, spelt otherwise, or returned in a file of refused rows', () => {
    expect(fingerprintOf(['SERIAL', 'tag #', 'Mac', 'colour', 'MAC'])).toBe(saved.fingerprint);
    expect(
      fingerprintOf([
        'Tag',
        'MAC',
        'MAC',
        'Serial No.',
        'Colour',
        'Wardline sheet',
        'Wardline row',
        'Wardline problem',
      ]),
    ).toBe(saved.fingerprint);
    expect(fingerprintOf(['Tag', 'MAC', 'Serial No.', 'Colour'])).not.toBe(saved.fingerprint);
  });
  it('follows its headings to their new columns', () => {
    const { mapping, missing } = applySaved(saved, ['Serial', 'New', 'MAC', 'Tag', 'MAC']);
    expect(mapping.columns.map((c) => c.field)).toEqual(['serial', null, 'macs', 'tag', 'macs']);
    expect(missing).toEqual([]);
  });
  it('names the fields that the new file no longer has', () =>
    expect(applySaved(saved, ['Tag', 'Colour']).missing).toEqual(['macs', 'serial']));
  it('gives one fingerprint whatever the order', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 8 }), { maxLength: 8 }), (headers) => {
        expect(fingerprintOf([...headers].reverse())).toBe(fingerprintOf(headers));
      }),
    ));
});

describe('a row of any cells', () => {
  it('is read, refused or skipped, never thrown at', () => {
    const headers = [
      'Tag',
      'Serial',
      'UDI',
      'MAC',
      'IP',
      'Status',
      'Networked',
      'Last PM',
      'SW Version',
      'Site',
      'Ward',
      'Make/Model',
    ];
    const mapping = suggestMapping(headers, [], known);
    const ctx = {
      headers,
      mapping,
      site: () => ({ kind: 'none' }) as const,
      ward: () => ({ kind: 'none' }) as const,
      defaultSite: null,
      findModel: () => null,
      thisYear: 2026,
    };
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('__proto__', '00:09:FB:11:22:33', '1.2E+10', '=1', '2024-01-01', 'Active', 'Y'),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 14 }), (cells) => {
        const read = rowReader(ctx)({ sheet: '__proto__', row: 1, cells, faults: [] });
        if (read.kind === 'refused') expect(read.problems.some((problem) => problem.refuses)).toBe(true);
        if (read.kind === 'read') expect(read.problems.some((problem) => problem.refuses)).toBe(false);
      }),
    );
  });
});
