// The devices already known, findable by any of their keys. Rows of the file being read join it as they are read.
import type { DeviceId } from '../../../kernel/ids.ts';
import type { DeviceStatus } from '../model.ts';
import type { DeviceKeys, RowPlace } from './rows.ts';

/** A device of the database, or one that an earlier row of the same file makes. */
export type DeviceRef =
  | { readonly kind: 'device'; readonly id: DeviceId }
  | ({ readonly kind: 'row' } & RowPlace);

/** A known device with its keys and status. */
export type KnownDevice = {
  readonly ref: DeviceRef;
  readonly keys: DeviceKeys;
  readonly status: DeviceStatus;
};

/** The devices that share any key with a row, in the order they were added, and a way to add more. */
export type DeviceIndex = {
  add: (device: KnownDevice) => void;
  sharing: (keys: DeviceKeys) => KnownDevice[];
};

const nameOf = (ref: DeviceRef) => (ref.kind === 'device' ? `d${ref.id}` : `r${ref.sheet}\u0000${ref.row}`);

/** An index of devices. Adding one that is there already replaces it (its new keys count, its old ones no longer). */
export function deviceIndex(devices: Iterable<KnownDevice>): DeviceIndex {
  const byKey = new Map<string, string[]>();
  const byName = new Map<string, KnownDevice>();
  const keysOf = ({ tag, serial, udi, macs }: DeviceKeys) => [
    ...(tag ? [`t${tag.key}`] : []),
    ...(serial === null ? [] : [`s${serial}`]),
    ...(udi === null ? [] : [`u${udi}`]),
    ...macs.map((mac) => `m${mac}`),
  ];
  const add = (device: KnownDevice) => {
    const name = nameOf(device.ref);
    byName.set(name, device);
    for (const key of keysOf(device.keys)) {
      const names = byKey.get(key);
      if (!names) byKey.set(key, [name]);
      else if (!names.includes(name)) names.push(name);
    }
  };
  const sharing = (keys: DeviceKeys): KnownDevice[] => {
    const wanted = new Set(keysOf(keys));
    const names = new Set([...wanted].flatMap((key) => byKey.get(key) ?? []));
    return [...names].flatMap((name) => {
      const device = byName.get(name);
      return device && keysOf(device.keys).some((key) => wanted.has(key)) ? [device] : [];
    });
  };
  for (const device of devices) add(device);
  return { add, sharing };
}

/** The keys of a device after a row has added to them: what the row says replaces, what it leaves blank stays. */
export const joinedKeys = (before: DeviceKeys, row: DeviceKeys): DeviceKeys => ({
  siteId: row.siteId ?? before.siteId,
  tag: row.tag ?? before.tag,
  serial: row.serial ?? before.serial,
  udi: row.udi ?? before.udi,
  macs: [...new Set([...before.macs, ...row.macs])],
  maker: row.maker === '' ? before.maker : row.maker,
  model: row.model === '' ? before.model : row.model,
});
