// Which device a row speaks of: a new one, a known one, or one that a person must name. Never guessed.
import type { Reason } from '../../../kernel/reason.ts';
import type { DeviceFields, DeviceStatus } from '../model.ts';
import { type Comparison, compare } from './compare.ts';
import type { DeviceIndex, DeviceRef } from './device-index.ts';
import type { DeviceKeys } from './rows.ts';

/** What is to happen with a row. `update` of a `row` reference means an earlier row of the same file is the same device. */
export type Verdict =
  | { kind: 'create'; reasons: Reason[]; succeeds: DeviceRef | null }
  | { kind: 'update' | 'unchanged'; ref: DeviceRef; confidence: number; reasons: Reason[] }
  | {
      kind: 'ambiguous';
      candidates: { ref: DeviceRef; confidence: number; reasons: Reason[] }[];
      sentence: string;
    }
  | { kind: 'refused'; rule: string; sentence: string };

/** A row as identity needs it. */
export type IncomingRow = { keys: DeviceKeys; fields: DeviceFields };

const isGone = (status: DeviceStatus | undefined) => status === 'disposed' || status === 'retired';
const SURE = 0.97;

type Judged = Comparison & { opinion: 'same' | 'unsure' | 'other' | 'reused' };

/**
 * Finds the device of a row among those known. `lastSaid` gives what this source said of a device before, to tell
 * `unchanged` from `update`. The order of `candidates` is by confidence, then as known.
 */
export function identify(
  index: DeviceIndex,
  row: IncomingRow,
  lastSaid: (ref: DeviceRef) => DeviceFields | undefined,
): Verdict {
  const judged = index.sharing(row.keys).map((device): Judged => {
    const compared = compare(row.keys, device);
    return { ...compared, opinion: opinionOf(compared, row.fields.status) };
  });
  const same = judged.filter((one) => one.opinion === 'same').sort((a, b) => b.proof - a.proof);
  const unsure = judged.filter((one) => one.opinion === 'unsure');
  const [best, next] = same;
  const alone = next === undefined && unsure.length === 0;
  const stands = best !== undefined && best.proof >= SURE && (next === undefined || next.proof < 0.9);
  if (best && (alone || stands)) {
    const others = judged.filter(
      (one) => one !== best && one.opinion !== 'other' && one.opinion !== 'reused',
    );
    const reasons = [...reasonsOf(best), ...others.flatMap((one) => alsoSharing(one))];
    const said = lastSaid(best.device.ref);
    const kind = said !== undefined && saysNothingNew(row.fields, said) ? 'unchanged' : 'update';
    return { kind, ref: best.device.ref, confidence: best.proof, reasons };
  }
  if (same.length + unsure.length > 0) return ambiguous([...same, ...unsure]);
  if (row.keys.siteId === null)
    return {
      kind: 'refused',
      rule: 'site_missing',
      sentence: 'This would be a new device, but the row does not say at which site it is.',
    };
  const reused = judged.find((one) => one.opinion === 'reused');
  const why = reused
    ? `the tag ${row.keys.tag?.display ?? ''} belonged to a device that is ${reused.device.status}, with another serial number or model`
    : 'no known device has its tag at this site, serial number, UDI or hardware address';
  const zeros = judged.find((one) => one.onlyZerosDiffer);
  const note = zeros
    ? [
        reason(
          `tag ${zeros.device.keys.tag?.display ?? ''} differs only by leading zeros, but is another device: its serial number differs`,
        ),
      ]
    : [];
  return { kind: 'create', reasons: [reason(why), ...note], succeeds: reused?.device.ref ?? null };
}

/** Whether one known device is the row's, on the evidence of both alone. */
function opinionOf(c: Comparison, rowStatus: DeviceStatus | undefined): Judged['opinion'] {
  const { agrees, clashes } = c;
  const gone = isGone(c.device.status);
  const otherUnit = clashes.has('serial') || clashes.has('udi');
  const otherKind = clashes.has('model') || clashes.has('maker');
  const bySerial = (agrees.has('serial') && (agrees.get('serial') ?? 0) > 0.5) || agrees.has('udi');
  if (bySerial && clashes.has('serial') && agrees.has('udi')) return 'unsure';
  if (bySerial) {
    if (agrees.has('tag')) return 'same';
    if (otherKind) return clashes.has('tag') ? 'other' : 'unsure';
    if (clashes.has('tag')) return c.sameModel || agrees.has('mac') ? 'same' : 'unsure';
    return 'same';
  }
  if (agrees.has('tag')) {
    if (gone && (otherUnit || otherKind)) return 'reused';
    // The row is the retired predecessor of the device that has its tag now.
    if (otherUnit && otherKind && isGone(rowStatus) && !agrees.has('mac')) return 'other';
    if (otherUnit) return c.onlyZerosDiffer ? 'other' : 'unsure';
    if (otherKind) return agrees.has('mac') || agrees.has('serial') ? 'same' : 'unsure';
    if (gone && !isGone(rowStatus) && rowStatus !== undefined && !agrees.has('mac') && !agrees.has('serial'))
      return 'unsure';
    return 'same';
  }
  if ((agrees.get('mac') ?? 0) > 0.5) {
    if (gone && otherUnit) return 'other';
    return otherUnit || otherKind || clashes.has('tag') ? 'unsure' : 'same';
  }
  if (agrees.has('serial'))
    return clashes.has('tag') || clashes.has('maker') || clashes.has('model') ? 'other' : 'unsure';
  return 'other';
}

const reason = (what: string): Reason => ({ what, source: 'identity rule of this product' });
const words = {
  tag: 'tag',
  serial: 'serial number',
  udi: 'UDI',
  mac: 'hardware address',
  maker: 'maker',
  model: 'model',
} as const;

function nameOf(ref: DeviceRef): string {
  if (ref.kind === 'device') return `device ${ref.id}`;
  return ref.sheet === '' ? `row ${ref.row} of this file` : `row ${ref.row} of sheet ${ref.sheet}`;
}

function reasonsOf(c: Comparison): Reason[] {
  const agreeing = [...c.agrees].map(([key, w]) =>
    reason(`the ${words[key]} is that of ${nameOf(c.device.ref)} (${Math.round(w * 100)} %)`),
  );
  const clashing = [...c.clashes].map((key) =>
    reason(`the ${words[key]} is not that of ${nameOf(c.device.ref)}`),
  );
  const back = isGone(c.device.status) ? [reason(`${nameOf(c.device.ref)} was ${c.device.status}`)] : [];
  return [...agreeing, ...clashing, ...back];
}

const alsoSharing = (c: Comparison): Reason[] =>
  [...c.agrees.keys()].map((key) =>
    reason(`${nameOf(c.device.ref)} has the same ${words[key]}; one of them is wrong`),
  );

function ambiguous(candidates: readonly Judged[]): Verdict {
  const first = candidates[0];
  const say = (c: Comparison) => {
    const [yes, no] = [
      [...c.agrees.keys()].map((key) => words[key]),
      [...c.clashes].map((key) => words[key]),
    ];
    return `${nameOf(c.device.ref)} has the same ${yes.join(' and ')}${no.length > 0 ? ` but another ${no.join(' and ')}` : ''}${isGone(c.device.status) ? ` and is ${c.device.status}` : ''}`;
  };
  const sentence =
    first && candidates.length === 1
      ? `${say(first)}. Say whether it is the same device.`
      : `${candidates.slice(0, 3).map(say).join('; ')}. Say which device this is.`;
  return {
    kind: 'ambiguous',
    candidates: candidates.map((c) => ({ ref: c.device.ref, confidence: c.proof, reasons: reasonsOf(c) })),
    sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1),
  };
}

/** True when every field of the row was said before by this source in the same words. Blank fields say nothing. */
function saysNothingNew(fields: DeviceFields, said: DeviceFields): boolean {
  const before = new Map(Object.entries(said));
  return Object.entries(fields).every(([field, value]) => {
    const old = before.get(field);
    return Array.isArray(value)
      ? Array.isArray(old) && value.every((one) => old.includes(one))
      : value === old;
  });
}
