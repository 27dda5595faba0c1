// The clock policies in their versions.
import { sql } from 'kysely';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { ClockPolicy } from '../rules/clock-policy.ts';

export type ClockVersion = {
  number: number;
  policy: ClockPolicy;
  text: string;
  reason: string;
  madeBy: string | null;
  inForceFrom: Instant;
};

/** The clocks in force: the newest version. Undefined before the first. */
export async function clocksInForce(db: Db): Promise<ClockVersion | undefined> {
  const row = await db
    .selectFrom('raci.clockPolicy as c')
    .leftJoin('people.person as p', 'p.id', 'c.madeBy')
    .select(['c.number', 'c.document', 'c.text', 'c.reason', 'p.name as madeBy', 'c.inForceFrom'])
    .orderBy('c.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { document, ...version } = row;
  return { ...version, policy: ClockPolicy.parse(document) };
}

/** Every version of the clocks, newest first, without what they say. */
export const clockVersions = (db: Db) =>
  db
    .selectFrom('raci.clockPolicy as c')
    .leftJoin('people.person as p', 'p.id', 'c.madeBy')
    .select(['c.number', 'c.reason', 'p.name as madeBy', 'c.inForceFrom'])
    .orderBy('c.number', 'desc')
    .limit(100)
    .execute();

/** Puts a policy in force as the next version. Two at once: the second fails on the number and tries again. */
export async function insertClocks(
  db: Db,
  c: { text: string; policy: ClockPolicy; reason: string; madeBy: PersonId | null; at: Instant },
): Promise<number> {
  const { number } = await db
    .insertInto('raci.clockPolicy')
    .values({
      number: sql`(select coalesce(max(number), 0) + 1 from raci.clock_policy)`,
      text: c.text,
      document: JSON.stringify(c.policy),
      reason: c.reason,
      madeBy: c.madeBy,
      inForceFrom: c.at,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}
