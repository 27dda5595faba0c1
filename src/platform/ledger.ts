// The append-only, hash-chained ledger: who did what to which subject, when, on which facts.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '../kernel/errors.ts';
import type { Ctx, LedgerEntry } from './ctx.ts';
import type { Db } from './db/pool.ts';

export type Link = {
  seq: bigint;
  at: string;
  actorPersonId: number | null;
  actor: string;
  verb: string;
  subjectKind: string;
  subjectId: number | null;
  chainId: number | null;
  bodyText: string;
  requestId: string | null;
};

/** The hash of one link: SHA-256 over the previous hash and every column of the row as JSON text. */
export function hashOf(prev: Buffer, l: Link): Buffer {
  const text = JSON.stringify([
    l.seq.toString(),
    l.at,
    l.actorPersonId,
    l.actor,
    l.verb,
    l.subjectKind,
    l.subjectId,
    l.chainId,
    l.bodyText,
    l.requestId,
  ]);
  return createHash('sha256').update(prev).update(text).digest();
}

/** Notes an event in the open transaction; it is chained and written just before commit.
 *  @throws AppError `internal` outside a transaction: a change without its event must not happen. */
export function audit(
  ctx: Ctx,
  verb: string,
  of: { kind: string; id: number | null; chainId?: number | null },
  body: Readonly<Record<string, unknown>> = {},
): void {
  if (!ctx.entries) throw new AppError('internal', `Ledger event ${verb} outside a transaction.`);
  ctx.entries.push({
    at: ctx.now(),
    actorPersonId: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
    actor: ctx.actor.name,
    requestId: ctx.requestId,
    verb,
    subjectKind: of.kind,
    subjectId: of.id,
    chainId: of.chainId ?? null,
    body,
  });
}

/** Chains and writes the entries. The lock on the head row is held only from here to commit, so order is commit order. */
export async function appendEntries(db: Db, entries: readonly LedgerEntry[]): Promise<void> {
  const head = await db.selectFrom('platform.ledgerHead').selectAll().forUpdate().executeTakeFirstOrThrow();
  let { seq, hash } = head;
  // Made as they are written: the events of a whole hospital at once would stand in memory twice.
  for (let i = 0; i < entries.length; i += 1000) {
    const rows = entries.slice(i, i + 1000).map((e) => {
      seq += 1n;
      const link: Link = {
        seq,
        at: e.at,
        actorPersonId: e.actorPersonId,
        actor: e.actor,
        verb: e.verb,
        subjectKind: e.subjectKind,
        subjectId: e.subjectId,
        chainId: e.chainId,
        bodyText: JSON.stringify(e.body),
        requestId: e.requestId,
      };
      const prevHash = hash;
      hash = hashOf(prevHash, link);
      const { bodyText, ...columns } = link;
      return { ...columns, body: bodyText, prevHash, hash };
    });
    await db
      .insertInto('platform.ledgerEvent')
      .values(rows as never)
      .execute();
  }
  await db.updateTable('platform.ledgerHead').set({ seq, hash }).execute();
}

export type LedgerFault = { seq: string; what: string };
export type LedgerCheck = {
  events: number;
  firstAt: string | null;
  lastAt: string | null;
  faults: LedgerFault[];
};

/** Recomputes the chain from the first event to the head: every change, removal, insertion and cut shows as a fault. */
export async function verifyLedger(db: Db, batch = 20_000, maxFaults = 50): Promise<LedgerCheck> {
  const faults: LedgerFault[] = [];
  const fault = (seq: bigint, what: string) =>
    faults.length < maxFaults && faults.push({ seq: seq.toString(), what });
  let prev: Buffer = Buffer.alloc(32);
  let last = 0n;
  let events = 0;
  let firstAt: string | null = null;
  let lastAt: string | null = null;
  for (;;) {
    const rows = await db
      .selectFrom('platform.ledgerEvent')
      .select([
        'seq',
        'at',
        'actorPersonId',
        'actor',
        'verb',
        'subjectKind',
        'subjectId',
        'chainId',
        'requestId',
        'prevHash',
        'hash',
      ])
      .select(sql<string>`body::text`.as('bodyText'))
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(batch)
      .execute();
    for (const { prevHash, hash, ...link } of rows) {
      if (link.seq !== last + 1n) fault(link.seq, `event ${last + 1n} is missing before this one`);
      else if (!prevHash.equals(prev)) fault(link.seq, 'does not continue the event before it');
      if (!hashOf(prevHash, link).equals(hash))
        fault(link.seq, 'its content was changed after it was written');
      prev = hash;
      last = link.seq;
      firstAt ??= link.at;
      lastAt = link.at;
      events += 1;
    }
    if (rows.length < batch) break;
  }
  const head = await db.selectFrom('platform.ledgerHead').selectAll().executeTakeFirst();
  if (!head) fault(last, 'the head of the chain is missing');
  else if (head.seq !== last || !head.hash.equals(prev)) {
    fault(
      last,
      `the chain ends at ${last} but its head says ${head.seq}: events were cut off or added behind its back`,
    );
  }
  return { events, firstAt, lastAt, faults };
}
