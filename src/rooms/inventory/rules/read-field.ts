import { headerKey } from '../../../kernel/sheet.ts';
import { readDate } from '../../../kernel/sheet-dates.ts';
import { shown, tidy } from '../../../kernel/sheet-text.ts';
import type { DeviceFields, RowProblem } from '../model.ts';
import { type Addresses, ipsOf, macsOf } from './address.ts';
import type { RawField } from './cells.ts';
import { networkedOf, statusOf, statusOfFlag } from './status.ts';
import { versionOf } from './version.ts';

const MOST_ADDRESSES = 64;

/** Puts one filled cell into `fields` and gives what is wrong with it. Tag, serial and UDI are read elsewhere. */
export function readField(fields: DeviceFields, raw: RawField): RowProblem[] {
  const problem = (rule: string, sentence: string, refuses = false): RowProblem[] => [
    { column: raw.header, value: shown(tidy(raw.text)), rule, sentence, refuses },
  ];
  const text = tidy(raw.text);
  switch (raw.field) {
    case 'tag':
    case 'serial':
    case 'udi':
      return [];
    case 'macs':
    case 'ips': {
      const read = raw.field === 'macs' ? macsOf(raw.text) : ipsOf(raw.text);
      const all = [...new Set([...(fields[raw.field] ?? []), ...read.found])].slice(0, MOST_ADDRESSES);
      if (all.length > 0) fields[raw.field] = all;
      return addressProblems(raw.field, read).flatMap(({ rule, sentence, refuses }) =>
        problem(rule, sentence, refuses),
      );
    }
    case 'purchaseDate':
    case 'warrantyEnd':
    case 'lastServiced': {
      const read = readDate(text, raw.mapped.dateOrder ?? 'unknown');
      if (read.kind === 'date') fields[raw.field] = read.date;
      if (read.kind === 'ambiguous')
        return problem(
          'date_ambiguous',
          `This could be ${read.dmy} or ${read.mdy}; say in the import which comes first. It was left out.`,
        );
      return read.kind === 'date' ? [] : problem('not_a_date', 'This is not a date; it was left out.');
    }
    case 'status': {
      const status = statusOfFlag(headerKey(raw.header), text) ?? statusOf(text);
      if (status === null)
        return problem(
          'status_unknown',
          `"${shown(text)}" is no status this product knows; the status was left as it was.`,
        );
      fields.status = status;
      return [];
    }
    case 'networked': {
      const networked = networkedOf(text);
      if (networked === null)
        return problem(
          'networked_unknown',
          `"${shown(text)}" does not say whether the device is on the network.`,
        );
      fields.networked = networked;
      return [];
    }
    case 'softwareVersion':
    case 'osVersion': {
      const read = versionOf(text);
      if (read?.damage === true)
        return problem(
          'version_damaged',
          'A spreadsheet has turned this version into a date; it was left out.',
        );
      if (read) fields[raw.field] = read.version;
      return [];
    }
    case 'location':
      fields.location = fields.location === undefined ? text : `${fields.location}, ${text}`;
      return [];
    case 'manufacturer':
    case 'model':
    case 'description':
    case 'category':
    case 'siteText':
    case 'wardText':
    case 'osName':
    case 'hostname':
    case 'vlan':
    case 'criticality':
    case 'department':
      fields[raw.field] = text;
      return [];
  }
}

function addressProblems(
  field: 'macs' | 'ips',
  read: Addresses,
): { rule: string; sentence: string; refuses: boolean }[] {
  const out: { rule: string; sentence: string; refuses: boolean }[] = [];
  const wrong = read.wrong.map(shown).slice(0, 3).join(', ');
  if (field === 'macs' && wrong !== '')
    out.push({
      rule: 'mac_impossible',
      sentence: `${wrong} cannot be the hardware address of one device (six bytes, not a group address).`,
      refuses: true,
    });
  if (field === 'ips' && wrong !== '')
    out.push({ rule: 'ip_wrong', sentence: `${wrong} is no IP address; it was left out.`, refuses: false });
  if (field === 'macs' && read.aside.length > 0)
    out.push({
      rule: 'mac_placeholder',
      sentence: `${read.aside.map(shown).slice(0, 3).join(', ')} is no hardware address; it was left out.`,
      refuses: false,
    });
  return out;
}
