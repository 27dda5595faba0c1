import type { PersonId } from '../../../kernel/ids.ts';
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';

export const skillsOf = (db: Db, personId: PersonId) =>
  db
    .selectFrom('people.skill')
    .select(['skill', 'gainedOn', 'expiresOn', 'proof'])
    .where('personId', '=', personId)
    .orderBy('skill')
    .execute();

type Skill = {
  personId: PersonId;
  skill: string;
  gainedOn: CalendarDate;
  expiresOn: CalendarDate | null;
  proof: string | null;
  notedBy: PersonId | null;
  notedAt: Instant;
};
export const keepSkill = (db: Db, { personId, skill, ...terms }: Skill) =>
  db
    .insertInto('people.skill')
    .values({ personId, skill, ...terms })
    .onConflict((c) => c.columns(['personId', 'skill']).doUpdateSet(terms))
    .execute();

export const dropSkill = async (db: Db, personId: PersonId, skill: string): Promise<boolean> =>
  (await db
    .deleteFrom('people.skill')
    .where('personId', '=', personId)
    .where('skill', '=', skill)
    .returning('skill')
    .executeTakeFirst()) !== undefined;
