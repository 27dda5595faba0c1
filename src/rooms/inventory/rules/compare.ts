// How a row and a known device agree and clash, key by key.

import { isLocalMac } from './address.ts';
import type { KnownDevice } from './device-index.ts';
import type { DeviceKeys } from './rows.ts';

/** Strengths of agreement, 0 to 1. [rule of this product] */
const weight = {
  udi: 0.95,
  serial: 0.9,
  serialOtherMaker: 0.5,
  serialShort: 0.5,
  tag: 0.9,
  tagZeros: 0.75,
  mac: 0.85,
  macLocal: 0.3,
};

/** What agrees (with how much it proves) and what clashes between a row and a known device. */
export type Comparison = {
  readonly device: KnownDevice;
  readonly agrees: ReadonlyMap<'tag' | 'serial' | 'udi' | 'mac', number>;
  readonly clashes: ReadonlySet<'tag' | 'serial' | 'udi' | 'mac' | 'maker' | 'model'>;
  /** The tags are the same but for leading zeros. */
  readonly onlyZerosDiffer: boolean;
  /** Maker and model are known on both sides and are the same. */
  readonly sameModel: boolean;
  /** From 0 to 1: 1 - product of (1 - strength) over what agrees. */
  readonly proof: number;
};

const alike = (a: string, b: string) =>
  a === b || (a.length > 2 && b.length > 2 && (a.includes(b) || b.includes(a)));

/** Compares a row's keys with a known device's. Tags are compared within one site only. */
export function compare(row: DeviceKeys, device: KnownDevice): Comparison {
  const known = device.keys;
  const agrees = new Map<'tag' | 'serial' | 'udi' | 'mac', number>();
  const clashes = new Set<'tag' | 'serial' | 'udi' | 'mac' | 'maker' | 'model'>();
  const both = (a: string, b: string) => a !== '' && b !== '';
  if (both(row.maker, known.maker) && !alike(row.maker, known.maker)) clashes.add('maker');
  if (both(row.model, known.model) && !alike(row.model, known.model)) clashes.add('model');
  if (row.udi !== null && known.udi !== null) {
    if (row.udi === known.udi) agrees.set('udi', weight.udi);
    else clashes.add('udi');
  }
  if (row.serial !== null && known.serial !== null) {
    if (row.serial !== known.serial) clashes.add('serial');
    else if (row.serial.length < 4) agrees.set('serial', weight.serialShort);
    else agrees.set('serial', clashes.has('maker') ? weight.serialOtherMaker : weight.serial);
  }
  const oneSite = row.siteId === null || known.siteId === null || row.siteId === known.siteId;
  const onlyZerosDiffer = row.tag?.key === known.tag?.key && row.tag?.display !== known.tag?.display;
  if (oneSite && row.tag && known.tag) {
    if (row.tag.key !== known.tag.key) clashes.add('tag');
    else agrees.set('tag', differsInZeros(row.tag.display, known.tag.display) ? weight.tagZeros : weight.tag);
  }
  const shared = row.macs.filter((mac) => known.macs.includes(mac));
  if (shared.length > 0) agrees.set('mac', shared.every(isLocalMac) ? weight.macLocal : weight.mac);
  else if (row.macs.length > 0 && known.macs.length > 0) clashes.add('mac');
  const sameModel = both(row.model, known.model) && !clashes.has('model') && !clashes.has('maker');
  const proof = 1 - [...agrees.values()].reduce((doubt, w) => doubt * (1 - w), 1);
  const zeros =
    onlyZerosDiffer &&
    row.tag !== null &&
    known.tag !== null &&
    differsInZeros(row.tag.display, known.tag.display);
  return { device, agrees, clashes, onlyZerosDiffer: zeros, sameModel, proof };
}

const differsInZeros = (a: string, b: string) => /^0*/.exec(a)?.[0].length !== /^0*/.exec(b)?.[0].length;
