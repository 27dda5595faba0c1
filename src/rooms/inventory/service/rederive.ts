// Makes devices' records anew when something around them changed: their zone, or what a person said of them.
import type { DeviceId, ProfileId, SiteId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import {
  deviceRecord,
  lastSeen,
  mattersToFindings,
  observationsOf,
  profileKey,
  type ReasonedRecord,
  type RecordContext,
  sameRecord,
} from '../rules/record.ts';
import * as store from '../store/devices.ts';
import { parsedTimes } from './device-work.ts';
import { noteChange, profilesFor } from './device-write.ts';

/** The record of a stored device with its reasons, from everything that was said of it. */
export const reasoned = (
  device: store.StoredDevice,
  said: readonly store.Said[],
  record: RecordContext,
): ReasonedRecord =>
  deviceRecord(
    said.flatMap((s) => observationsOf({ ...s, later: parsedTimes(s.later) })),
    record,
    {
      fallbackSite: device.siteId,
      seenAt: lastSeen(said, device.observedAt),
      labels: {
        tag: device.tag === null ? [] : [{ display: device.tag, key: device.tagKey }],
        serial: device.serial === null ? [] : [{ display: device.serial, key: device.serialKey }],
        udi: [],
      },
    },
  );

/** Writes the records that changed; answers how many. Runs inside an open transaction on locked devices. */
export async function rewrite(
  ctx: Ctx,
  devices: readonly store.StoredDevice[],
  record: RecordContext,
  facts: Readonly<Record<string, unknown>>,
): Promise<number> {
  const said = new Map<DeviceId, store.Said[]>();
  for (const one of await store.saidOf(
    ctx.db,
    devices.map((d) => d.id),
  ))
    said.set(one.deviceId, [...(said.get(one.deviceId) ?? []), one]);
  const changed = devices.flatMap((before) => {
    const own = said.get(before.id) ?? [];
    if (own.length === 0) return [];
    const now = reasoned(before, own, record).record;
    const isSame =
      sameRecord(before, now) && before.osName === now.osName && before.osVersion === now.osVersion;
    return isSame ? [] : [{ before, now }];
  });
  const profiles = await profilesFor(
    ctx,
    changed.map((c) => c.now),
  );
  const touched = new Set<ProfileId>();
  const rows = changed.map(({ before, now: { osName, osVersion, ...record } }) => {
    const profileId = profiles.get(profileKey({ ...record, osName, osVersion })) ?? before.profileId;
    if (profileId !== before.profileId) touched.add(before.profileId).add(profileId);
    else if (mattersToFindings(before, { ...record, osName, osVersion })) touched.add(profileId);
    const values = { ...record, id: before.id, profileId };
    noteChange(ctx, before, values, facts);
    return values;
  });
  await store.updateDevices(ctx.db, rows);
  await store.bumpProfiles(ctx.db, [...touched]);
  return rows.length;
}

const PAGE = 1_000;

/** Puts every device of these sites that names a VLAN into its zone, and its exposure with it. */
export async function rezone(ctx: Ctx, siteIds: readonly SiteId[], record: RecordContext): Promise<number> {
  let changed = 0;
  for (const siteId of siteIds) {
    for (let after = 0; ; ) {
      const devices = await store.devicesAfter(ctx.db, siteId, after, PAGE);
      changed += await rewrite(ctx, devices, record, { because: 'zones' });
      const last = devices.at(-1);
      if (!last || devices.length < PAGE) break;
      after = last.id;
    }
  }
  return changed;
}
