// What a column's cells look like, whatever its heading says.

import { looksLikeDate } from '../../../kernel/sheet-dates.ts';
import { folded, saysNothing, tidy } from '../../../kernel/sheet-text.ts';
import type { DeviceField } from '../model.ts';
import { ipsOf, macsOf } from './address.ts';
import { makerKey } from './known-models.ts';
import { networkedOf, statusOf, yesNo } from './status.ts';
import { expanded } from './tag.ts';
import { readUdi } from './udi.ts';

/** Shares (0 to 1) of the filled cells of a column that look like something. `filled` is how many there were. */
export type Looks = {
  filled: number;
  mac: number;
  ip: number;
  udi: number;
  date: number;
  status: number;
  yesNo: number;
  networked: number;
  maker: number;
  site: number;
  sitesKnown: boolean;
  code: number;
  damaged: number;
  distinct: number;
};

/** Names that a hospital already knows, as keys, to recognise columns that hold them. */
export type KnownNames = { makers: ReadonlySet<string>; sites: ReadonlySet<string> };

/** The looks of a column by a sample of its cells (the first 200 that say something). */
export function looksOf(cells: readonly string[], known: KnownNames): Looks {
  const sample = cells
    .map(tidy)
    .filter((cell) => !saysNothing(cell) && cell.length < 500)
    .slice(0, 200);
  const share = (is: (cell: string) => boolean) =>
    sample.length === 0 ? 0 : sample.filter(is).length / sample.length;
  return {
    filled: sample.length,
    mac: share((cell) => macsOf(cell).found.length > 0),
    ip: share((cell) => ipsOf(cell).found.length > 0),
    udi: share((cell) => (/^[+=(]/.test(cell) || /^\d{14}$/.test(cell)) && readUdi(cell, 2026).ok),
    date: share(looksLikeDate),
    status: share((cell) => cell.length > 1 && statusOf(cell) !== null),
    yesNo: share((cell) => yesNo(cell) !== null),
    networked: share((cell) => networkedOf(cell) !== null),
    maker: share((cell) => known.makers.has(makerKey(cell))),
    site: share((cell) => known.sites.has(folded(cell))),
    sitesKnown: known.sites.size > 0,
    code: share(
      (cell) =>
        /^(?=.*\d)[A-Z0-9][A-Z0-9 ./_-]{2,24}$/i.test(cell) &&
        macsOf(cell).found.length === 0 &&
        !looksLikeDate(cell),
    ),
    damaged: share((cell) => expanded(cell) !== null),
    distinct: sample.length === 0 ? 0 : new Set(sample).size / sample.length,
  };
}

/** The field that content alone points to, with how surely and why; null when it points nowhere. */
export function fieldByContent(
  looks: Looks,
): { field: DeviceField; confidence: number; reason: string } | null {
  if (looks.filled < 3) return null;
  const percent = (share: number) => `${Math.round(share * 100)} % of its cells`;
  if (looks.mac > 0.6)
    return {
      field: 'macs',
      confidence: 0.9 * looks.mac,
      reason: `${percent(looks.mac)} are hardware addresses`,
    };
  if (looks.ip > 0.6)
    return { field: 'ips', confidence: 0.85 * looks.ip, reason: `${percent(looks.ip)} are IP addresses` };
  if (looks.udi > 0.6)
    return {
      field: 'udi',
      confidence: 0.85 * looks.udi,
      reason: `${percent(looks.udi)} are UDIs with a right check digit`,
    };
  if (looks.maker > 0.6)
    return {
      field: 'manufacturer',
      confidence: 0.8 * looks.maker,
      reason: `${percent(looks.maker)} are known makers`,
    };
  if (looks.site > 0.8)
    return {
      field: 'siteText',
      confidence: 0.75 * looks.site,
      reason: `${percent(looks.site)} are codes or names of sites`,
    };
  if (looks.status > 0.9 && looks.distinct < 0.5)
    return {
      field: 'status',
      confidence: 0.6 * looks.status,
      reason: `${percent(looks.status)} are words for a status`,
    };
  return null;
}

/** How well content fits a field that the heading proposes: 1 fits, 0 contradicts, 0.5 says nothing either way. */
export function fits(field: DeviceField, looks: Looks): number {
  if (looks.filled === 0) return 0.5;
  switch (field) {
    case 'macs':
      return looks.mac > 0.3 ? 1 : 0.1;
    case 'ips':
      return looks.ip > 0.3 ? 1 : 0.2;
    case 'purchaseDate':
    case 'warrantyEnd':
    case 'lastServiced':
      return looks.date > 0.3 ? 1 : 0.3;
    case 'status':
      return looks.status > 0.5 || looks.yesNo > 0.8 ? 1 : 0.3;
    case 'networked':
      return looks.networked > 0.5 ? 1 : 0.2;
    case 'udi':
      return looks.udi > 0.3 ? 1 : 0.4;
    case 'tag':
    case 'serial':
      return looks.distinct < 0.3 && looks.filled > 10 ? 0.2 : looks.code > 0.5 ? 1 : 0.6;
    case 'siteText':
      return looks.site > 0.3 ? 1 : looks.sitesKnown ? 0.4 : 0.6;
    case 'model':
      return looks.damaged > 0.5 ? 0.4 : 0.6;
    case 'manufacturer':
    case 'description':
    case 'category':
    case 'wardText':
    case 'location':
    case 'softwareVersion':
    case 'osName':
    case 'osVersion':
    case 'hostname':
    case 'vlan':
    case 'criticality':
    case 'department':
      return looks.mac > 0.6 || looks.date > 0.8
        ? 0.2
        : field === 'manufacturer' && looks.maker > 0.3
          ? 1
          : 0.6;
  }
}
