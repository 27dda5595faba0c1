// Signatures and evidence of a step.
import type { DeviceId, ObligationId, PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { Department } from '../../raci/model.ts';

export type SignatureRow = {
  obligationId: ObligationId;
  personId: PersonId;
  role: string;
  department: Department;
  meaning: string;
  at: Instant;
  hash: string;
};

export const insert = (db: Db, row: SignatureRow & { statement: string | null }) =>
  db.insertInto('work.signature').values(row).execute();

export const insertEvidence = (
  db: Db,
  row: {
    obligationId: ObligationId;
    deviceId: DeviceId | null;
    kind: 'note' | 'version_seen' | 'test_record' | 'document' | 'maker_statement';
    text: string;
    personId: PersonId;
    at: Instant;
  },
) => db.insertInto('work.evidence').values(row).execute();

export const evidenceOf = (db: Db, ids: readonly ObligationId[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('work.evidence as e')
        .innerJoin('people.person as p', 'p.id', 'e.personId')
        .select(['e.id', 'e.obligationId', 'e.deviceId', 'e.kind', 'e.text', 'e.at', 'p.name as by'])
        .where('e.obligationId', 'in', [...ids])
        .orderBy('e.id')
        .execute();
