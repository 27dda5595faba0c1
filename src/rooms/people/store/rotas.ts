// SQL of on-call rotas: the rota as a whole, its list, and what is changed on it.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { PersonId, type RotaId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { anywhere, type ListSpec } from '../../../platform/list.ts';
import type { rotas } from '../contract/rotas.ts';

export const rotaHeads = (db: Db) =>
  db.selectFrom('people.rota').select(['id', 'name', 'timezone']).orderBy('id').execute();

const layersOf = (db: Db, rotaId: RotaId | null) =>
  db
    .selectFrom('people.rotaLayer')
    .select(['id', 'rotaId', 'firstAt', 'rule', 'shiftMinutes', 'memberIds', 'untilAt'])
    .$if(rotaId !== null, (q) => q.where('rotaId', '=', rotaId))
    .orderBy('id')
    .execute();

/** Everything that decides who is on call on a rota. `lock` keeps others from changing it until the transaction ends. */
export async function rotaWhole(db: Db, id: RotaId, lock = false) {
  const head = await db
    .selectFrom('people.rota')
    .select(['id', 'name', 'timezone'])
    .where('id', '=', id)
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst();
  if (!head) return undefined;
  const [layers, swaps, shifts] = await Promise.all([
    layersOf(db, id),
    db
      .selectFrom('people.rotaSwap')
      .selectAll()
      .where('rotaId', '=', id)
      .orderBy('settledAt')
      .orderBy('id')
      .execute(),
    db.selectFrom('people.rotaShift').selectAll().where('rota', '=', head.name).orderBy('id').execute(),
  ]);
  const whole = layers.map(({ memberIds, ...layer }) => ({
    ...layer,
    memberIds: memberIds.map((id) => PersonId.parse(id)),
  }));
  return {
    ...head,
    layers: whole,
    allSwaps: swaps,
    swaps: swaps.filter((s) => s.state === 'agreed'),
    shifts,
  };
}
export type RotaWhole = NonNullable<Awaited<ReturnType<typeof rotaWhole>>>;

export const insertRota = async (db: Db, v: { name: string; timezone: string; createdAt: Instant }) =>
  db
    .insertInto('people.rota')
    .values(v)
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst();

export const insertLayer = (
  db: Db,
  v: {
    rotaId: RotaId;
    firstAt: string;
    rule: string;
    shiftMinutes: number;
    memberIds: PersonId[];
    createdAt: Instant;
    createdBy: PersonId | null;
  },
) => db.insertInto('people.rotaLayer').values(v).returning('id').executeTakeFirstOrThrow();

export const endLayer = (db: Db, id: number, untilAt: Instant) =>
  db.updateTable('people.rotaLayer').set({ untilAt }).where('id', '=', id).execute();

export const insertSwap = (
  db: Db,
  v: {
    rotaId: RotaId;
    turnAt: Instant;
    fromPersonId: PersonId;
    toPersonId: PersonId;
    state: 'asked' | 'agreed';
    note: string | null;
    askedBy: PersonId | null;
    askedAt: Instant;
    settledBy: PersonId | null;
    settledAt: Instant | null;
  },
) => db.insertInto('people.rotaSwap').values(v).returning('id').executeTakeFirstOrThrow();

export const settleSwap = (
  db: Db,
  id: number,
  v: { state: 'agreed' | 'declined' | 'withdrawn'; settledBy: PersonId | null; settledAt: Instant },
) => db.updateTable('people.rotaSwap').set(v).where('id', '=', id).execute();

/** Names and presence of people by id: who was here, and on which days each of them is away. */
export const peopleById = (db: Db, ids: readonly PersonId[]) =>
  db
    .selectFrom('people.person as p')
    .leftJoin('people.site as s', 's.id', 'p.siteId')
    .select(['p.id', 'p.name', 'p.isActive', 's.timezone'])
    .where('p.id', '=', sql<PersonId>`any(${[...ids]}::int[])`)
    .execute();
export const absencesOf = (db: Db, ids: readonly PersonId[]) =>
  db
    .selectFrom('people.absence')
    .select(['personId', 'fromOn', 'toOn'])
    .where('personId', '=', sql<PersonId>`any(${[...ids]}::int[])`)
    .execute();

export const duties = (db: Db) => db.selectFrom('people.rotaDuty').selectAll().execute();
export const noteDuty = (
  db: Db,
  v: { rotaId: RotaId; personId: PersonId | null; untilAt: Instant | null; notedAt: Instant },
) =>
  db
    .insertInto('people.rotaDuty')
    .values(v)
    .onConflict((c) =>
      c.column('rotaId').doUpdateSet({ personId: v.personId, untilAt: v.untilAt, notedAt: v.notedAt }),
    )
    .execute();

const members = (now: Instant) => sql`array(select distinct p.name from people.person p where p.id in (
  select unnest(l.member_ids) from people.rota_layer l where l.rota_id = r.id and (l.until_at is null or l.until_at > ${now})
  union select s.person_id from people.rota_shift s where s.rota = r.name) order by 1)`;
const duty = sql`case when d.person_id is null then 'nobody' else 'somebody' end`;

/** Rotas, filtered and sorted as asked. */
export function rotaList(input: z.output<(typeof rotas)['input']>, now: Instant): ListSpec {
  const where: RawBuilder<unknown>[] = [];
  if (input.q) where.push(sql`r.name ilike ${anywhere(input.q)}`);
  return {
    from: sql`people.rota r left join people.rota_duty d on d.rota_id = r.id left join people.person on_call on on_call.id = d.person_id`,
    where,
    facets: {
      duty: {
        column: duty,
        chosen: input.duty,
        label: (v) => (v === 'nobody' ? 'Nobody on call now' : 'Somebody on call'),
      },
    },
    id: sql`r.id`,
    select: sql`r.id, r.name, r.timezone, ${members(now)} as members, on_call.name as "onCall", d.until_at as "untilAt",
      (select count(*)::int from people.rota_swap s where s.rota_id = r.id and s.state = 'asked') as "swapsAsked"`,
    sorts: {
      name: { by: sql`lower(r.name)`, type: 'text' },
      onCall: { by: sql`lower(coalesce(on_call.name, ''))`, type: 'text' },
    },
    defaultSort: 'name',
  };
}
