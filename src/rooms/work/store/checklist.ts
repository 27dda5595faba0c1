// The device checklist of a chain.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { ChainId, DeviceId, PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { anywhere, type ListSpec } from '../../../platform/list.ts';
import type { caseDevices } from '../contract.ts';
import type { ChainDevice } from './chains.ts';

export const saveOutcomes = (
  db: Db,
  chainId: ChainId,
  deviceIds: readonly DeviceId[],
  values: {
    outcome: ChainDevice['outcome'];
    note: string | null;
    versionSeen: string | null;
    answer: ChainDevice['answer'];
    nextOwnerPersonId: PersonId | null;
    nextOwnerLabel: string | null;
    nextAt: Instant | null;
    doneBy: PersonId | null;
    doneAt: Instant | null;
  },
) =>
  db
    .updateTable('work.chainDevice')
    // Whatever was checked before was another outcome.
    .set({ ...values, checkOutcome: null, checkedBy: null, checkedAt: null })
    .where('chainId', '=', chainId)
    .where('deviceId', 'in', [...deviceIds])
    .execute();

export const saveChecks = (
  db: Db,
  chainId: ChainId,
  deviceIds: readonly DeviceId[],
  values: { checkOutcome: 'passed' | 'failed'; checkedBy: PersonId; checkedAt: Instant },
) =>
  db
    .updateTable('work.chainDevice')
    .set(values)
    .where('chainId', '=', chainId)
    .where('deviceId', 'in', [...deviceIds])
    .execute();

/** Open cases with devices that were in use and are to be looked for again by now. */
export async function chainsWithDevicesBack(db: Db, now: Instant): Promise<ChainId[]> {
  const { rows } = await sql<{ id: ChainId }>`select distinct cd.chain_id as id from work.chain_device cd
    join work.obligation o on o.chain_id = cd.chain_id and o.state = 'do' and o.activity_id in ('VUL-8', 'VUL-9', 'INV-3')
    where cd.outcome = 'in_use' and cd.next_at <= ${now} order by 1`.execute(db);
  return rows.map((r) => r.id);
}

/** Puts the devices of a case that were in use back on the list when their time has come; answers which. */
export async function returnToQueue(db: Db, chainId: ChainId, now: Instant): Promise<DeviceId[]> {
  const { rows } = await sql<{ id: DeviceId }>`update work.chain_device set outcome = 'to_do', next_at = null
    where chain_id = ${chainId} and outcome = 'in_use' and next_at <= ${now} returning device_id as id`.execute(
    db,
  );
  return rows.map((r) => r.id);
}

/** Puts devices that did not pass the check back on the list. */
export const putBack = (db: Db, chainId: ChainId, deviceIds: readonly DeviceId[], note: string) =>
  db
    .updateTable('work.chainDevice')
    .set({
      outcome: 'to_do',
      note,
      versionSeen: null,
      answer: null,
      doneBy: null,
      doneAt: null,
      checkOutcome: null,
      checkedBy: null,
      checkedAt: null,
    })
    .where('chainId', '=', chainId)
    .where('deviceId', 'in', [...deviceIds])
    .execute();

/** The checklist as a list: unfinished first, then by ward and tag. */
export function deviceList(input: z.output<(typeof caseDevices)['input']>): ListSpec {
  const where: RawBuilder<unknown>[] = [];
  if (input.q) where.push(sql`d.search ilike ${anywhere(input.q.toLowerCase())}`);
  return {
    // A device stands on the list of many cases: of one, its id names one row.
    from: sql`(select * from work.chain_device where chain_id = ${input.chainId}) cd join inventory.device d on d.id = cd.device_id left join people.ward w on w.id = d.ward_id`,
    joins: sql`left join people.person db on db.id = cd.done_by left join people.person cb on cb.id = cd.checked_by`,
    where,
    facets: {
      outcome: { column: sql`cd.outcome`, chosen: input.outcome },
      ward: { column: sql`w.name`, chosen: input.ward },
    },
    id: sql`d.id`,
    select: sql`d.id, d.id as "deviceId", d.tag, d.serial, d.manufacturer || ' ' || d.model as model, w.name as ward, d.location,
      d.software_version as "softwareVersion", cd.outcome, cd.note, cd.version_seen as "versionSeen", cd.answer, cd.next_owner_label as "nextOwner", cd.next_at as "nextAt",
      db.name as "doneBy", cd.done_at as "doneAt", cd.check_outcome as "checkOutcome", cb.name as "checkedBy"`,
    sorts: {
      place: { by: sql`coalesce(w.name, 'zz') || ' ' || coalesce(d.tag_key, '')`, type: 'text' },
      tag: { by: sql`coalesce(d.tag_key, '')`, type: 'text' },
      outcome: { by: sql`cd.outcome`, type: 'text' },
    },
    defaultSort: 'place',
  };
}

/** How many devices stand at which outcome, how many were checked, and what was answered at them. */
export async function outcomeCounts(
  db: Db,
  chainId: ChainId,
): Promise<{ outcome: ChainDevice['outcome']; n: number; checked: number; yes: number; no: number }[]> {
  const { rows } = await sql<{
    outcome: ChainDevice['outcome'];
    n: number;
    checked: number;
    yes: number;
    no: number;
  }>`select outcome, count(*)::int as n, count(check_outcome)::int as checked,
    count(*) filter (where answer = 'yes')::int as yes, count(*) filter (where answer = 'no')::int as no from work.chain_device where chain_id = ${chainId} group by 1`.execute(
    db,
  );
  return rows;
}
