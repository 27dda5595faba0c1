import { CARE } from './care.ts';
import { DIAGNOSTICS } from './diagnostics.ts';

/** What the starter pack should say of a device: inside an affected range, corrected, cannot be told (blank or not
 *  comparable version), or no advisory known. */
export type Verdict = 'affected' | 'fixed' | 'unknown' | 'none';
/** How a device reaches the network; `none` devices have no address at all. */
export type Attachment = 'none' | 'wired' | 'wifi';
export interface ModelVersion {
  readonly version: string;
  readonly weight: number;
  readonly verdict: Verdict;
}
/** One real product as the demonstration hospital owns it. `shares` are units per 1,000 devices of the three site
 *  profiles; `serial` and `wording` are how its plate and the CMMS write it; `costDollars` is a list-price guess. */
export interface DemoModel {
  readonly maker: string;
  readonly model: string;
  readonly deviceClass: string;
  readonly wording: string;
  readonly attachment: Attachment;
  readonly zoneKind: string;
  readonly oui: string;
  readonly serial: string;
  readonly shares: readonly [number, number, number];
  readonly costDollars: number;
  readonly versions: readonly ModelVersion[];
}

const verdicts: Readonly<Record<string, Verdict>> = { '!': 'affected', '=': 'fixed', '~': 'unknown' };

function modelVersions(text: string): ModelVersion[] {
  if (text === '-') return [];
  return text.split(';').map((part) => {
    const trimmed = part.trim();
    const verdict = verdicts[trimmed.charAt(0)];
    const colon = trimmed.lastIndexOf(':');
    return {
      version: trimmed.slice(verdict === undefined ? 0 : 1, colon).trim(),
      weight: Number(trimmed.slice(colon + 1)),
      verdict: verdict ?? 'none',
    };
  });
}

/** One row of the catalogue. Columns: maker, model, device class, CMMS wording, attachment and zone kind, MAC
 *  prefix, serial pattern (`#` digit, `@` letter), units per 1,000 at each profile, cost, versions with weights.
 *  @throws Error naming the row when a column is missing or not a number. */
export function catalogueRow(line: string): DemoModel {
  const cells = line.split('|').map((cell) => cell.trim());
  const [maker, model, deviceClass, wording, network, oui, serial, shares, cost, versions] = cells;
  if (maker === undefined || model === undefined || deviceClass === undefined || wording === undefined)
    throw new Error(`Catalogue row is too short: ${line}`);
  const [attachment = '', zoneKind = ''] = (network ?? '').split(' ');
  const [a, b, c] = (shares ?? '').split(' ').map(Number);
  const costDollars = Number(cost);
  if (attachment !== 'none' && attachment !== 'wired' && attachment !== 'wifi')
    throw new Error(`Catalogue row has no attachment: ${line}`);
  if (a === undefined || b === undefined || c === undefined || !Number.isFinite(a + b + c + costDollars))
    throw new Error(`Catalogue row has a bad number: ${line}`);
  return {
    maker,
    model,
    deviceClass,
    wording,
    attachment,
    zoneKind,
    oui: oui === '-' ? '' : (oui ?? ''),
    serial: serial ?? '',
    shares: [a, b, c],
    costDollars,
    versions: modelVersions(versions ?? '-'),
  };
}

/** Every model of the demonstration hospital, in the order of the tables. */
export const catalogue: readonly DemoModel[] = `${CARE}${DIAGNOSTICS}`
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map(catalogueRow);
