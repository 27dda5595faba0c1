// SQL of staffing lines, for importing them.
import type { PersonId, SiteId, StaffingId, TeamId, WardId } from '../../../kernel/ids.ts';
import type { CalendarDate } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';

/** What makes two lines the same: role, holder, scope and activity. */
export type LineKey = {
  role: string;
  personId: PersonId | null;
  teamId: TeamId | null;
  rota: string | null;
  siteId: SiteId | null;
  wardId: WardId | null;
  department: string | null;
  deviceClass: string | null;
  manufacturer: string | null;
  activityId: string | null;
};
/** What may change on a line. */
export type LineTerms = {
  deputyPersonId: PersonId | null;
  validFrom: CalendarDate | null;
  validUntil: CalendarDate | null;
};

export const lines = (db: Db) => db.selectFrom('raci.staffing').selectAll().orderBy('id').execute();

export const insertLine = async (db: Db, line: LineKey & LineTerms): Promise<StaffingId> =>
  (await db.insertInto('raci.staffing').values(line).returning('id').executeTakeFirstOrThrow()).id;

export const updateLine = (db: Db, id: StaffingId, terms: LineTerms) =>
  db.updateTable('raci.staffing').set(terms).where('id', '=', id).execute();
