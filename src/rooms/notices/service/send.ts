// Sends what is due: claim, look again, carry, record. Each step is a transaction of its own or none, so a sender that is
// killed between any two loses nothing: its claim runs out and the next one goes on with the same key.
import type { MessageId } from '../../../kernel/ids.ts';
import { instant, ms } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { carryMail } from '../carry/email.ts';
import { carryPost, POST_TIMEOUT_MS } from '../carry/post.ts';
import { afterFailure, type Carried, LEASE_MINUTES, tryAgainAt } from '../rules/retry.ts';
import { signatureOf } from '../rules/sign.ts';
import { lockChannel, saveChannel } from '../store/channels.ts';
import * as messages from '../store/messages.ts';
import { type Prepared, prepare } from './prepare.ts';

export type Sent = { sent: number; failed: number; dropped: number };
/** A run ends after this and goes on in the next: no message waits for a job that never ends. */
const RUN_MS = 50_000;

/** Claims the next message that is due (or the given one), for this sender alone. */
export const claim = (ctx: Ctx, only?: MessageId): Promise<messages.Claimed | undefined> =>
  transact(ctx, (ctx) =>
    messages.claim(ctx.db, ctx.now(), instant(ms(ctx.now()) + LEASE_MINUTES * 60_000), only),
  );

/** Hands a prepared message to its way out. Whatever happens there is an answer. */
export async function carry(ctx: Ctx, m: messages.Claimed, made: Prepared): Promise<Carried> {
  if (made.kind !== 'mail' && made.kind !== 'post')
    return { kind: 'failed', scope: 'message', says: made.why };
  const outward = ctx.station?.outward;
  if (made.kind === 'mail') {
    if (!outward?.smtp)
      return { kind: 'failed', scope: 'channel', says: 'No mail server is set (WARDLINE_SMTP_HOST).' };
    return carryMail(outward.smtp, { ...made, key: m.key });
  }
  const address = m.address && outward?.seal.open(m.address);
  const secret = m.secret && outward?.seal.open(m.secret);
  if (!address || !outward || (m.secret && !secret))
    return {
      kind: 'failed',
      scope: 'channel',
      says: 'Its address cannot be read with the key of this installation (secrets.key). Set it again.',
    };
  const seconds = Math.floor(ms(ctx.now()) / 1000);
  return carryPost({
    address,
    body: made.body,
    headers: {
      'wardline-id': m.key,
      'wardline-timestamp': String(seconds),
      ...(secret ? { 'wardline-signature': signatureOf(secret, seconds, made.body) } : {}),
    },
    allowHosts: outward.allowHosts,
    timeoutMs: POST_TIMEOUT_MS,
  });
}

/** Writes down how an attempt ended, with its event, unless another sender has taken the message over meanwhile. */
export const record = (
  ctx: Ctx,
  m: messages.Claimed,
  made: Prepared,
  carried: Carried,
  tookMs: number,
): Promise<'sent' | 'dropped' | 'queued' | 'dead' | 'overtaken'> =>
  transact(ctx, async (ctx) => {
    const held = await messages.lockAttempt(ctx.db, m.id, m.attempts);
    if (!held) return 'overtaken';
    const at = ctx.now();
    const out = made.kind === 'nothing' || made.kind === 'mail' ? made.leftOut : [];
    if (out.length > 0) await messages.leaveOut(ctx.db, m.id, out);
    if (made.kind === 'nothing') {
      await messages.endMessage(ctx.db, m.id, { state: 'dropped', endedAt: at, told: 0, says: made.why });
      note(ctx, 'notices.not_sent', m, {
        why: made.why,
        things: out.map((o) => `${o.thing}: ${o.why}`).slice(0, 50),
      });
      return 'dropped';
    }
    const things = made.kind === 'broken' ? [] : made.things;
    const isOk = carried.kind === 'sent';
    await messages.insertAttempt(ctx.db, { messageId: m.id, at, isOk, says: carried.says, tookMs });
    if (carried.kind === 'failed') return failed(ctx, m, held.giveUpAt, carried);
    await messages.endMessage(ctx.db, m.id, {
      state: 'sent',
      endedAt: at,
      told: things.length,
      says: carried.says,
    });
    await works(ctx, m);
    note(ctx, 'notices.sent', m, {
      told: things.length,
      things: things.slice(0, 50),
      leftOut: out.length,
    });
    return 'sent';
  });

const note = (ctx: Ctx, verb: string, m: messages.Claimed, body: Record<string, unknown>) =>
  audit(
    ctx,
    verb,
    { kind: 'message', id: m.id },
    { key: m.key, channel: m.channelName, to: m.personId, lane: m.lane, attempt: m.attempts, ...body },
  );

async function works(ctx: Ctx, m: messages.Claimed): Promise<void> {
  const way = await lockChannel(ctx.db, m.channelId);
  if (!way) return;
  if (way.failingSince !== null)
    audit(
      ctx,
      'notices.channel_works_again',
      { kind: 'channel', id: way.id },
      { failedSince: way.failingSince },
    );
  await saveChannel(
    ctx.db,
    way.id,
    {
      failingSince: null,
      failures: 0,
      nextTryAt: null,
      lastError: null,
      ownerToldAt: null,
      lastSentAt: ctx.now(),
    },
    false,
  );
}

async function failed(
  ctx: Ctx,
  m: messages.Claimed,
  giveUp: messages.Claimed['giveUpAt'],
  carried: Extract<Carried, { kind: 'failed' }>,
): Promise<'queued' | 'dead'> {
  const at = ctx.now();
  const way = await lockChannel(ctx.db, m.channelId);
  let again = tryAgainAt(m.attempts, at);
  if (way && carried.scope === 'channel') {
    again = tryAgainAt(way.failures + 1, at);
    if (way.failingSince === null)
      audit(
        ctx,
        'notices.channel_fails',
        { kind: 'channel', id: way.id },
        { says: carried.says, owner: way.ownerPersonId },
      );
    await saveChannel(
      ctx.db,
      way.id,
      {
        failingSince: way.failingSince ?? at,
        failures: way.failures + 1,
        nextTryAt: again,
        lastError: carried.says,
      },
      false,
    );
  }
  // It goes to the end of the line, so that one that is refused for what is in it does not hold up the others.
  // A test is somebody's question of this moment: its failure is the answer.
  const state = m.lane === 'test' ? 'dead' : afterFailure(carried, giveUp, at);
  await messages.endMessage(ctx.db, m.id, {
    state,
    leaveAt: again,
    endedAt: state === 'dead' ? at : null,
    told: 0,
    says: carried.says,
  });
  if (state === 'dead') {
    note(ctx, 'notices.dead', m, { says: carried.says });
    if (carried.scope === 'channel' && m.lane !== 'test')
      for (const id of await messages.giveUpRest(ctx.db, m.channelId, at, carried.says))
        audit(ctx, 'notices.dead', { kind: 'message', id }, { channel: m.channelName, says: carried.says });
  }
  return state;
}

/** Sends one claimed message and records it. */
export async function sendClaimed(ctx: Ctx, m: messages.Claimed) {
  const started = performance.now();
  let made: Prepared;
  try {
    made = await prepare(ctx, m);
  } catch (error) {
    // A fault of ours must not hold up everybody else's messages, nor go unseen.
    ctx.log.error({
      event: 'notices.bug',
      message: m.id,
      error: error instanceof Error ? error.stack : String(error),
    });
    made = { kind: 'broken', why: 'The message could not be made; the reason is in the log of the server.' };
  }
  const carried: Carried =
    made.kind === 'nothing' ? { kind: 'sent', says: made.why } : await carry(ctx, m, made);
  const state = await record(ctx, m, made, carried, Math.round(performance.now() - started));
  return { state, says: carried.says };
}

/** Sends everything that is due. */
export async function send(ctx: Ctx): Promise<Sent> {
  const result: Sent = { sent: 0, failed: 0, dropped: 0 };
  const started = performance.now();
  while (performance.now() - started < RUN_MS) {
    const m = await claim(ctx);
    if (!m) break;
    const { state } = await sendClaimed(ctx, m);
    if (state === 'sent') result.sent += 1;
    else if (state === 'dropped') result.dropped += 1;
    else result.failed += 1;
  }
  return result;
}
