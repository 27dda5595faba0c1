// The sorting office: what the outbox holds is put into envelopes by way out, person and lane. Safe to run twice, and to be
// killed anywhere: a row is either sorted with its envelope or not at all.
import type { PersonId } from '../../../kernel/ids.ts';
import { ms } from '../../../kernel/time.ts';
import type { Actor, Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { actorsOf } from '../../people/index.ts';
import { whenWords } from '../rules/compose.ts';
import { knownZone, type Lane, laneOf, leaveAt } from '../rules/post.ts';
import { giveUpAt, isOwnerDue } from '../rules/retry.ts';
import { say } from '../rules/words.ts';
import * as channels from '../store/channels.ts';
import { insertMessage } from '../store/messages.ts';
import * as outbox from '../store/outbox.ts';
import { choicesOf } from './choice.ts';

const BATCH = 500;
/** A post to a webhook or chat holds at most so many things; the rest goes into the next. */
const FULL = 500;

/** Puts everything that waits into envelopes; says how many rows. */
export async function sort(ctx: Ctx): Promise<number> {
  await transact(ctx, noticeEmail);
  let sorted = 0;
  for (;;) {
    const n = await transact(ctx, sortBatch);
    sorted += n;
    if (n < BATCH) break;
  }
  await transact(ctx, tellOwners);
  return sorted;
}

/** The way out by e-mail exists from the first run with a mail server on. */
async function noticeEmail(ctx: Ctx): Promise<void> {
  const smtp = ctx.station?.outward?.smtp;
  if (!smtp) return;
  const owner = await channels.firstAdministrator(ctx.db);
  const made = await channels.insertEmail(ctx.db, {
    host: smtp.host,
    ownerPersonId: owner?.id ?? null,
    at: ctx.now(),
  });
  if (made)
    audit(
      ctx,
      'notices.channel_added',
      { kind: 'channel', id: made.id },
      { kind: 'email', host: smtp.host, owner: owner?.name ?? null },
    );
}

async function sortBatch(ctx: Ctx): Promise<number> {
  const rows = await outbox.unsorted(ctx.db, BATCH);
  if (rows.length === 0) return 0;
  const ways = await channels.channels(ctx.db);
  for (const way of ways.filter((c) => c.kind !== 'email')) await putForPost(ctx, way, rows);
  const email = ways.find((c) => c.kind === 'email');
  const unsent = email ? await putForPeople(ctx, email, rows) : new Map<number, string>();
  await outbox.markSorted(
    ctx.db,
    rows.map((r) => ({ id: r.id, unsent: unsent.get(r.id) ?? null })),
    ctx.now(),
  );
  return rows.length;
}

/** A webhook or chat hears each thing once, however many people are told of it. */
async function putForPost(ctx: Ctx, way: channels.Channel, rows: readonly outbox.Unsorted[]): Promise<void> {
  const wanted = rows.filter(
    (r) => way.kinds.includes(r.kind) && (way.siteId === null || way.siteId === r.siteId),
  );
  if (wanted.length === 0) return;
  const gone = await outbox.thingsGone(
    ctx.db,
    way.id,
    wanted.map((r) => r.thing),
  );
  const fresh = wanted.filter((r) => {
    if (gone.has(r.thing)) return false;
    gone.add(r.thing);
    return true;
  });
  if (fresh.length === 0) return;
  const at = ctx.now();
  const id = await outbox.openEnvelope(ctx.db, {
    channelId: way.id,
    personId: null,
    lane: 'at_once',
    madeAt: at,
    leaveAt: at,
    giveUpAt: giveUpAt(at),
  });
  const n = await outbox.putIn(
    ctx.db,
    id,
    way.id,
    fresh.map((r) => r.id),
  );
  if (n >= FULL) await outbox.closeEnvelope(ctx.db, id);
}

/** One envelope for each person and lane. Answers the rows no mail is made of, with why. */
async function putForPeople(
  ctx: Ctx,
  email: channels.Channel,
  rows: readonly outbox.Unsorted[],
): Promise<Map<number, string>> {
  const actors = await actorsOf(ctx, [...new Set(rows.map((r) => r.personId))]);
  const chosen = await choicesOf(
    ctx,
    [...actors].flatMap(([personId, a]) => (a.kind === 'person' ? [{ personId, profile: a.profile }] : [])),
  );
  const unsent = new Map<number, string>();
  const envelopes = new Map<string, { lane: Lane; rows: outbox.Unsorted[] }>();
  for (const row of rows) {
    const lane = laneFor(row, actors, chosen);
    if (lane === 'no_account' || lane === 'no_address' || lane === 'off') unsent.set(row.id, lane);
    else {
      const key = `${row.personId}:${lane}`;
      const envelope = envelopes.get(key) ?? { lane, rows: [] };
      envelope.rows.push(row);
      envelopes.set(key, envelope);
    }
  }
  const now = ctx.now();
  for (const envelope of envelopes.values()) {
    const [first] = envelope.rows;
    const choice = first && chosen.get(first.personId);
    if (!first || !choice) continue;
    const leave = envelope.rows
      .map((r) =>
        leaveAt({
          lane: envelope.lane,
          now,
          zone: knownZone(r.zone),
          choice,
          outcome: r.outcome,
          lastAt: r.lastAt,
        }),
      )
      .reduce((a, b) => (ms(b) < ms(a) ? b : a));
    const id = await outbox.openEnvelope(ctx.db, {
      channelId: email.id,
      personId: first.personId,
      lane: envelope.lane,
      madeAt: now,
      leaveAt: leave,
      giveUpAt: giveUpAt(leave),
    });
    await outbox.putIn(
      ctx.db,
      id,
      email.id,
      envelope.rows.map((r) => r.id),
    );
  }
  return unsent;
}

function laneFor(
  row: outbox.Unsorted,
  actors: ReadonlyMap<PersonId, Actor>,
  chosen: Awaited<ReturnType<typeof choicesOf>>,
): Lane | 'off' | 'no_account' | 'no_address' {
  const choice = chosen.get(row.personId);
  if (!actors.has(row.personId) || !choice) return 'no_account';
  return row.email === null ? 'no_address' : laneOf(row.kind, row.outcome, choice);
}

/** Whoever sees to a way out that does not get through is written to, by e-mail, once for each time it fails. */
async function tellOwners(ctx: Ctx): Promise<void> {
  const ways = await channels.channels(ctx.db);
  const email = ways.find((c) => c.kind === 'email' && c.state === 'on');
  const at = ctx.now();
  for (const way of ways) {
    if (!email || way.id === email.id || way.ownerPersonId === null) continue;
    if (way.failingSince === null || !isOwnerDue(way.failingSince, way.ownerToldAt, at)) continue;
    const { id } = await insertMessage(ctx.db, {
      channelId: email.id,
      personId: way.ownerPersonId,
      lane: 'trouble',
      madeAt: at,
      leaveAt: at,
      giveUpAt: giveUpAt(at),
      body: `${say.trouble.subject(way.name)}\n${say.trouble.text(way.name, whenWords(way.failingSince, 'UTC'), way.lastError ?? '')}`,
    });
    await channels.saveChannel(ctx.db, way.id, { ownerToldAt: at }, false);
    audit(
      ctx,
      'notices.owner_told',
      { kind: 'channel', id: way.id },
      { to: way.ownerPersonId, message: id, since: way.failingSince },
    );
  }
}
