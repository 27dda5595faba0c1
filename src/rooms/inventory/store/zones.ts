// SQL of network zones.
import type { SiteId } from '../../../kernel/ids.ts';
import type { CalendarDate } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { NetworkFacts } from '../model.ts';

export type ZoneValues = {
  siteId: SiteId;
  vlan: string;
  name: string;
  kind: string | null;
  policy: NonNullable<NetworkFacts['policy']>;
  verifiedOn: CalendarDate | null;
};

export const insertZone = async (db: Db, values: ZoneValues): Promise<number> =>
  (await db.insertInto('inventory.zone').values(values).returning('id').executeTakeFirstOrThrow()).id;
export const updateZone = (db: Db, id: number, values: Partial<ZoneValues>) =>
  db.updateTable('inventory.zone').set(values).where('id', '=', id).execute();
