// Makes the records of a batch's devices from everything that was said of them, and writes them, their sources' words,
// their product-versions and what changed.
import type { DeviceId, ProfileId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import {
  type DeviceRecord,
  deviceRecord,
  lastSeen,
  mattersToFindings,
  observationsOf,
  profileKey,
  sameRecord,
} from '../rules/record.ts';
import * as store from '../store/devices.ts';
import type { Counts, KeptRow } from '../store/imports.ts';
import { type DeviceRun, type Own, parsedTimes, placeOf, type Work } from './device-work.ts';

type Made = { work: Work; record: DeviceRecord; isChanged: boolean };

/** Makes and writes the records of a batch's devices. */
export async function writeWorks(
  ctx: Ctx,
  run: DeviceRun,
  works: readonly Work[],
  to: { counts: Counts; kept: KeptRow[] },
): Promise<void> {
  const at = ctx.now();
  const made = works.map((work): Made => {
    const own: Own | null =
      work.isNews || work.own
        ? {
            sourceId: run.sourceId,
            source: run.source,
            confidence: run.confidence,
            observedAt: work.isNews ? at : (work.own?.observedAt ?? at),
            saidAt: work.own?.saidAt ?? at,
            later: work.later,
            fields: work.fields,
          }
        : null;
    const observations = [...work.others, ...(own ? [own] : [])].flatMap((s) =>
      observationsOf({ ...s, later: parsedTimes(s.later) }),
    );
    const { record } = deviceRecord(observations, run.record, {
      fallbackSite: work.siteId,
      labels: work.labels,
      seenAt: lastSeen([...work.others, ...(own ? [own] : [])], at),
      isForList: true,
    });
    work.own = own;
    return { work, record, isChanged: work.before === null || !sameRecord(work.before, record) };
  });
  const profiles = await profilesFor(
    ctx,
    made.filter((m) => m.isChanged).map((m) => m.record),
  );
  const profileOf = (m: Made): ProfileId => {
    const id = m.isChanged ? profiles.get(profileKey(m.record)) : m.work.before?.profileId;
    if (id === undefined) throw new Error('a product-version was not kept');
    return id;
  };
  const fresh = made.filter((m) => m.work.id === null);
  const ids = await store.newIds(ctx.db, fresh.length);
  fresh.forEach((m, i) => {
    m.work.id = ids[i] ?? null;
  });
  const rows = made.flatMap((m) =>
    m.work.id === null ? [] : [{ m, values: rowOf(m.record, m.work.id, profileOf(m)) }],
  );
  await store.insertDevices(
    ctx.db,
    rows.filter((r) => r.m.work.before === null).map((r) => r.values),
    { at, importId: run.importId },
  );
  const changed = rows.filter(
    (r) => r.m.work.before !== null && (r.m.isChanged || r.values.profileId !== r.m.work.before.profileId),
  );
  await store.updateDevices(
    ctx.db,
    changed.map((r) => r.values),
  );
  await store.saveSaid(
    ctx.db,
    made.flatMap(({ work }) =>
      work.isNews && work.own && work.id !== null
        ? [{ ...withoutName(work.own), deviceId: work.id, importId: run.importId, cells: work.cells }]
        : [],
    ),
  );
  const again = made.flatMap(({ work }) => (!work.isNews && work.own && work.id !== null ? [work.id] : []));
  if (!run.isSameFile) await store.saidAgain(ctx.db, { deviceIds: again, sourceId: run.sourceId, at });
  const touchedProfiles = new Set<ProfileId>();
  for (const { m, values } of rows) {
    const { before } = m.work;
    if (!before) touchedProfiles.add(values.profileId);
    else if (values.profileId !== before.profileId)
      touchedProfiles.add(before.profileId).add(values.profileId);
    else if (m.isChanged && mattersToFindings(before, m.record)) touchedProfiles.add(values.profileId);
    if (before && m.isChanged) noteChange(ctx, before, values, { importId: run.importId });
  }
  await store.bumpProfiles(ctx.db, [...touchedProfiles]);
  for (const id of touchedProfiles) run.changedProfiles.add(id);
  for (const m of made) countRows(m, run, to);
}

const withoutName = ({ source: _, ...said }: Own) => said;

const rowOf = (
  { osName: _, osVersion: __, ...record }: DeviceRecord,
  id: DeviceId,
  profileId: ProfileId,
) => ({ ...record, id, profileId });

function countRows(m: Made, run: DeviceRun, { counts, kept }: { counts: Counts; kept: KeptRow[] }): void {
  const { work } = m;
  if (work.id !== null && !run.touched.has(work.id)) {
    const first = work.outcomes[0];
    if (first) run.touched.set(work.id, placeOf(first.row.row));
  }
  work.outcomes.forEach(({ row, says }, at) => {
    // The record can change without a word in it changing: its ward or its zone became known.
    counts[says === 'unchanged' && at === 0 && m.isChanged ? 'updated' : says] += 1;
    if (row.problems.length === 0) return;
    counts.warning += 1;
    kept.push({
      sheet: row.row.sheet,
      rowNo: row.row.row,
      outcome: 'warning',
      problems: row.problems,
      cells: row.row.cells,
    });
  });
}

/** The product-versions of records, made where they are new. */
export async function profilesFor(
  ctx: Ctx,
  records: readonly DeviceRecord[],
): Promise<Map<string, ProfileId>> {
  const byKey = new Map(
    records.map((r): [string, store.ProfileValues] => [
      profileKey(r),
      {
        key: profileKey(r),
        manufacturer: r.manufacturer,
        model: r.model,
        softwareVersion: r.softwareVersion,
        osName: r.osName,
        osVersion: r.osVersion,
        deviceClass: r.deviceClass,
      },
    ]),
  );
  return store.profileIds(ctx.db, [...byKey.values()]);
}

/** Says in the ledger when a known device changed its state, place or product-version. */
export function noteChange(
  ctx: Ctx,
  before: store.StoredDevice,
  now: Omit<DeviceRecord, 'osName' | 'osVersion'> & { id: DeviceId; profileId: ProfileId },
  facts: Readonly<Record<string, unknown>>,
): void {
  const fields = ['status', 'siteId', 'manufacturer', 'model', 'softwareVersion'] as const;
  const changes = Object.fromEntries(
    fields.flatMap((f) => (before[f] === now[f] ? [] : [[f, [before[f], now[f]]]])),
  );
  if (Object.keys(changes).length === 0 && before.profileId === now.profileId) return;
  audit(ctx, 'inventory.device_changed', { kind: 'device', id: now.id }, { ...facts, changes });
}
