// SQL of devices in bulk: who is known by these keys, what was said of them, and what is written back.
import { sql } from 'kysely';
import type { DeviceId, ImportId, ProfileId, SiteId, SourceId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { DeviceFields } from '../model.ts';
import type { DeviceRecord } from '../rules/record.ts';

/** A device as it stands, with its id, version and product-version. */
export type StoredDevice = DeviceRecord & {
  id: DeviceId;
  profileId: ProfileId;
  version: number;
  createdAt: Instant;
};

const stored = sql`d.id, d.site_id as "siteId", d.ward_id as "wardId", d.profile_id as "profileId", d.tag, d.tag_key as "tagKey",
  d.serial, d.serial_key as "serialKey", d.udi_key as "udiKey", d.manufacturer, d.model, d.software_version as "softwareVersion",
  d.device_class as "deviceClass", d.description, d.location, d.hostname, d.macs, d.ips, d.vlan, d.zone_id as "zoneId", d.status,
  d.networked, d.exposure, d.is_exposure_assumed as "isExposureAssumed", d.harm, d.is_shared as "isShared", d.is_life_support as "isLifeSupport", d.mission,
  d.runs_on as "runsOn", d.department, d.has_conflict as "hasConflict", d.observed_at as "observedAt",
  d.created_at as "createdAt", d.version, d.search, p.os_name as "osName", p.os_version as "osVersion"`;

export type Keys = { tags: string[]; serials: string[]; udis: string[]; macs: string[] };

/** Devices that share any of these keys, locked against other writers, by id. Each address is looked up by itself: asked
 *  for a thousand at once the planner reads the whole table. */
export async function sharing(db: Db, keys: Keys): Promise<StoredDevice[]> {
  // The table grows while it is read, faster than its statistics follow: without this the planner takes it for empty.
  await sql`set local enable_seqscan = off`.execute(db);
  const { rows } =
    await sql<StoredDevice>`select ${stored} from inventory.device d join inventory.profile p on p.id = d.profile_id
    where d.id in (
      select id from inventory.device where tag_key = any(${keys.tags}::text[])
      union select id from inventory.device where serial_key = any(${keys.serials}::text[])
      union select id from inventory.device where udi_key = any(${keys.udis}::text[])
      union select m.id from unnest(${keys.macs}::text[]) wanted
        cross join lateral (select id from inventory.device where macs @> array[wanted] limit 50) m)
    order by d.id for update of d`.execute(db);
  await sql`set local enable_seqscan = on`.execute(db);
  return rows;
}

/** One device, to look at. */
export async function findDevice(db: Db, id: DeviceId): Promise<StoredDevice | undefined> {
  const { rows } =
    await sql<StoredDevice>`select ${stored} from inventory.device d join inventory.profile p on p.id = d.profile_id
    where d.id = ${id}`.execute(db);
  return rows[0];
}

/** One device, locked against other writers. */
export async function lockDevice(db: Db, id: DeviceId): Promise<StoredDevice | undefined> {
  const { rows } =
    await sql<StoredDevice>`select ${stored} from inventory.device d join inventory.profile p on p.id = d.profile_id
    where d.id = ${id} for update of d`.execute(db);
  return rows[0];
}

/** These devices, locked in the order of their ids, so that two who want the same ones do not wait for each other. */
export async function lockDevices(db: Db, ids: readonly DeviceId[]): Promise<StoredDevice[]> {
  const { rows } =
    await sql<StoredDevice>`select ${stored} from inventory.device d join inventory.profile p on p.id = d.profile_id
    where d.id = any(${[...ids]}::int[]) order by d.id for update of d`.execute(db);
  return rows;
}

/** Devices in a place, locked, a page by id. */
export async function devicesAfter(
  db: Db,
  siteId: SiteId,
  after: number,
  limit: number,
): Promise<StoredDevice[]> {
  const { rows } =
    await sql<StoredDevice>`select ${stored} from inventory.device d join inventory.profile p on p.id = d.profile_id
    where d.site_id = ${siteId} and d.vlan is not null and d.id > ${after} order by d.id limit ${limit} for update of d`.execute(
      db,
    );
  return rows;
}

/** What one source says of a device. Fields are as old as `saidAt`, save those in `later`. */
export type Said = {
  deviceId: DeviceId;
  sourceId: SourceId;
  source: string;
  observedAt: Instant;
  saidAt: Instant;
  later: Readonly<Record<string, string>>;
  confidence: number;
  fields: DeviceFields;
};

/** What every source says of these devices, by device and source. */
export async function saidOf(db: Db, ids: readonly DeviceId[]): Promise<Said[]> {
  if (ids.length === 0) return [];
  const { rows } =
    await sql<Said>`select o.device_id as "deviceId", o.source_id as "sourceId", s.name as source,
      o.observed_at as "observedAt", o.said_at as "saidAt", o.later, o.confidence, o.fields
    from inventory.observation o join inventory.source s on s.id = o.source_id
    where o.device_id = any(${[...ids]}::int[]) order by o.device_id, o.source_id`.execute(db);
  return rows;
}

/** New ids for devices, in order. */
export async function newIds(db: Db, n: number): Promise<DeviceId[]> {
  if (n === 0) return [];
  const { rows } = await sql<{
    id: DeviceId;
  }>`select nextval(s.name)::int as id
    from (select pg_get_serial_sequence('inventory.device', 'id')::regclass as name) s, generate_series(1, ${n}::int)`.execute(
    db,
  );
  return rows.map((r) => r.id);
}

export type DeviceRow = Omit<DeviceRecord, 'osName' | 'osVersion'> & { id: DeviceId; profileId: ProfileId };

const snake = (key: string): string => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
const toJson = (rows: readonly Readonly<Record<string, unknown>>[]): string =>
  JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [snake(k), v]))));

const columns = `site_id, ward_id, profile_id, tag, tag_key, serial, serial_key, udi_key, manufacturer, model, software_version,
  device_class, description, location, hostname, macs, ips, vlan, zone_id, status, networked, exposure, is_exposure_assumed, harm, is_shared,
  is_life_support, mission, runs_on, department, has_conflict, observed_at, search`;

/** Writes new devices. */
export async function insertDevices(
  db: Db,
  rows: readonly DeviceRow[],
  made: { at: Instant; importId: ImportId | null },
): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into inventory.device (id, ${sql.raw(columns)}, created_at, import_id, version) overriding system value
    select id, ${sql.raw(columns)}, ${made.at}::timestamptz, ${made.importId}::int, 1
    from json_populate_recordset(null::inventory.device, ${toJson(rows)}::json)`.execute(db);
}

/** Writes changed devices; each gets the next version. */
export async function updateDevices(db: Db, rows: readonly DeviceRow[]): Promise<void> {
  if (rows.length === 0) return;
  const set = columns
    .split(',')
    .map((c) => c.trim())
    .map((c) => `${c} = x.${c}`)
    .join(', ');
  await sql`update inventory.device d set ${sql.raw(set)}, version = d.version + 1
    from json_populate_recordset(null::inventory.device, ${toJson(rows)}::json) x where d.id = x.id`.execute(
    db,
  );
}

export type SaidRow = Omit<Said, 'source'> & {
  importId: ImportId | null;
  cells: readonly (readonly string[])[] | null;
};

/** Writes what a source says of devices; `cells` null keeps the row that is there. */
export async function saveSaid(db: Db, rows: readonly SaidRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into inventory.observation as o (device_id, source_id, import_id, observed_at, said_at, later, confidence, fields, cells)
    select device_id, source_id, import_id, observed_at, said_at, later, confidence, fields, coalesce(cells, '[]')
    from json_populate_recordset(null::inventory.observation, ${toJson(rows)}::json)
    on conflict (device_id, source_id) do update set import_id = excluded.import_id, observed_at = excluded.observed_at,
      said_at = excluded.said_at, later = excluded.later, confidence = excluded.confidence, fields = excluded.fields,
      cells = case when excluded.cells = '[]' then o.cells else excluded.cells end`.execute(db);
}

/** Notes that a source still says the same of these devices. */
export async function saidAgain(
  db: Db,
  of: { deviceIds: readonly DeviceId[]; sourceId: SourceId; at: Instant },
): Promise<void> {
  if (of.deviceIds.length === 0) return;
  const ids = [...of.deviceIds];
  await sql`update inventory.observation set observed_at = ${of.at}
    where source_id = ${of.sourceId} and device_id = any(${ids}::int[])`.execute(db);
  await sql`update inventory.device set observed_at = ${of.at} where id = any(${ids}::int[])`.execute(db);
}

export type ProfileValues = {
  key: string;
  manufacturer: string;
  model: string;
  softwareVersion: string | null;
  osName: string | null;
  osVersion: string | null;
  deviceClass: string;
};

/** The product-versions by key; those that are new are made. */
export async function profileIds(
  db: Db,
  profiles: readonly ProfileValues[],
): Promise<Map<string, ProfileId>> {
  if (profiles.length === 0) return new Map();
  const keys = profiles.map((p) => p.key);
  const known = async () =>
    db.selectFrom('inventory.profile').select(['id', 'key']).where('key', 'in', keys).execute();
  const found = new Map((await known()).map((p) => [p.key, p.id]));
  const missing = profiles.filter((p) => !found.has(p.key));
  if (missing.length === 0) return found;
  await db
    .insertInto('inventory.profile')
    .values(missing)
    .onConflict((c) => c.column('key').doNothing())
    .execute();
  return new Map((await known()).map((p) => [p.key, p.id]));
}

/** Says that these product-versions gained, lost or changed a device, so that matching looks again. The lock is the one that an
 *  update takes: matching, which refers to them, is not kept waiting. */
export const bumpProfiles = async (db: Db, ids: readonly ProfileId[]): Promise<void> => {
  if (ids.length === 0) return;
  const ordered = [...ids].sort((a, b) => a - b);
  await sql`update inventory.profile set revision = revision + 1 where id in
    (select id from inventory.profile where id = any(${ordered}::int[]) order by id for no key update)`.execute(
    db,
  );
};

/** Makers and models that are known already, for finding them in descriptions. */
export const knownModels = (db: Db) =>
  db
    .selectFrom('inventory.profile')
    .select(['manufacturer', 'model'])
    .where('manufacturer', '<>', '')
    .distinct()
    .orderBy('manufacturer')
    .orderBy('model')
    .limit(20_000)
    .execute();

export const zones = (db: Db) =>
  db
    .selectFrom('inventory.zone')
    .select(['id', 'siteId', 'vlan', 'name', 'kind', 'policy', 'verifiedOn'])
    .orderBy('id')
    .execute();

/** The ledger's events on a device, newest first, before a sequence number. */
export const eventsOf = async (db: Db, id: DeviceId, page: { before: bigint | null; limit: number }) => {
  const of = db
    .selectFrom('platform.ledgerEvent')
    .where('subjectKind', '=', 'device')
    .where('subjectId', '=', id);
  const items = await of
    .$if(page.before !== null, (qb) => qb.where('seq', '<', page.before ?? 0n))
    .select(['seq', 'at', 'actor', 'verb', 'body'])
    .orderBy('seq', 'desc')
    .limit(page.limit)
    .execute();
  const { n } = await of.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow();
  return { items, total: n };
};

/** How a device came in: when, and by which import of which source. */
export const firstSeen = (db: Db, id: DeviceId) =>
  db
    .selectFrom('inventory.device as d')
    .leftJoin('inventory.import as i', 'i.id', 'd.importId')
    .leftJoin('inventory.source as s', 's.id', 'i.sourceId')
    .leftJoin('people.person as p', 'p.id', 'i.personId')
    .select(['d.createdAt', 'i.fileName', 's.name as source', 'p.name as by'])
    .where('d.id', '=', id)
    .executeTakeFirst();
