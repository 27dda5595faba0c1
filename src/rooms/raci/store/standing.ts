// SQL of delegations and of the trainings that activities need.
import type { PersonId } from '../../../kernel/ids.ts';
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { Authority } from '../model.ts';

export const delegationsOf = (db: Db, personId: PersonId) =>
  db
    .selectFrom('raci.delegation as d')
    .innerJoin('people.person as f', 'f.id', 'd.fromPersonId')
    .innerJoin('people.person as t', 't.id', 'd.toPersonId')
    .selectAll('d')
    .select(['f.name as fromName', 't.name as toName'])
    .where((e) => e.or([e('d.fromPersonId', '=', personId), e('d.toPersonId', '=', personId)]))
    .orderBy('d.id', 'desc')
    .limit(100)
    .execute();

export const insertDelegation = async (
  db: Db,
  {
    limits,
    activityIds,
    ...v
  }: {
    fromPersonId: PersonId;
    toPersonId: PersonId;
    activityIds: string[] | null;
    fromOn: CalendarDate;
    untilOn: CalendarDate;
    reason: string | null;
    limits: Authority | null;
    madeBy: PersonId | null;
  },
): Promise<number> =>
  (
    await db
      .insertInto('raci.delegation')
      .values({ ...v, activityIds, limits: limits === null ? null : JSON.stringify(limits) })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;

export const lockDelegation = (db: Db, id: number) =>
  db.selectFrom('raci.delegation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
export const endDelegation = (db: Db, id: number, endedAt: Instant) =>
  db.updateTable('raci.delegation').set({ endedAt }).where('id', '=', id).execute();

export const insertNeed = async (
  db: Db,
  v: { activityId: string; skill: string; notedBy: PersonId | null; notedAt: Instant },
): Promise<boolean> =>
  (await db
    .insertInto('raci.skillNeed')
    .values(v)
    .onConflict((c) => c.doNothing())
    .returning('skill')
    .executeTakeFirst()) !== undefined;
export const dropNeed = async (db: Db, activityId: string, skill: string): Promise<boolean> =>
  (await db
    .deleteFrom('raci.skillNeed')
    .where('activityId', '=', activityId)
    .where('skill', '=', skill)
    .returning('skill')
    .executeTakeFirst()) !== undefined;
