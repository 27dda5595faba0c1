// Looking after the ways out: set up, paused, tried, repaired. Addresses and secrets are sealed before they are kept, and are in
// no event, log or answer.
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { ChannelId } from '../../../kernel/ids.ts';
import { AccountProfile } from '../../../kernel/permission.ts';
import { addDays, instant, ms } from '../../../kernel/time.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import type { Outward } from '../../../platform/outward.ts';
import { readSetting } from '../../../platform/settings.ts';
import { transact } from '../../../platform/transact.ts';
import { actorsOf } from '../../people/index.ts';
import type * as contract from '../contract.ts';
import type { Choice } from '../model.ts';
import { isAllowed, judgeAddress } from '../rules/address.ts';
import { standardOf } from '../rules/post.ts';
import { giveUpAt } from '../rules/retry.ts';
import { newSecret } from '../rules/sign.ts';
import { say } from '../rules/words.ts';
import * as store from '../store/channels.ts';
import * as messages from '../store/messages.ts';
import { unreached } from '../store/outbox.ts';
import { claim, sendClaimed } from './send.ts';

const outwardOf = (ctx: Ctx): Outward => {
  const outward = ctx.station?.outward;
  if (!outward) throw new AppError('unavailable', 'This process does not send messages.');
  return outward;
};

/** Everything about the ways out, for whoever looks after them. */
export async function channelsView(ctx: Ctx): Promise<contract.Channels> {
  const [ways, tallies, standards, missed, people, sites] = await Promise.all([
    store.channels(ctx.db),
    store.tallies(ctx.db),
    store.standards(ctx.db),
    unreached(ctx.db, addDays(ctx.now(), -30)),
    store.keepers(ctx.db),
    ctx.db.selectFrom('people.site').select(['id', 'name']).orderBy('name').execute(),
  ]);
  const names = new Map(people.map((p) => [p.id, p]));
  const outward = ctx.station?.outward;
  const smtp = outward?.smtp;
  return {
    channels: ways.map((c): contract.ChannelView => {
      const tally = tallies.find((t) => t.channelId === c.id);
      return {
        id: c.id,
        kind: c.kind,
        name: c.name,
        host: c.host,
        kinds: c.kinds,
        site: sites.find((s) => s.id === c.siteId) ?? null,
        owner:
          c.ownerPersonId === null
            ? null
            : (names.get(c.ownerPersonId) ?? {
                id: c.ownerPersonId,
                name: 'somebody who has no account any more',
              }),
        state: c.state === 'paused' ? 'paused' : 'on',
        failingSince: c.failingSince,
        nextTryAt: c.nextTryAt,
        lastError: c.lastError,
        lastSentAt: c.lastSentAt,
        waiting: tally?.waiting ?? 0,
        dead: tally?.dead ?? 0,
        sent: tally?.sent ?? 0,
        version: c.version,
      };
    }),
    smtp: smtp
      ? { host: smtp.host, port: smtp.port, tls: smtp.tls, from: smtp.from, hasUser: smtp.user !== null }
      : null,
    baseUrl: outward?.baseUrl ?? null,
    standards: AccountProfile.options.map((profile) => ({
      profile,
      choice: standards.get(profile) ?? standardOf(profile),
      isChanged: standards.has(profile),
    })),
    unreached: missed,
    people,
    sites,
  };
}

/** How many ways out fail, and how many messages were put aside. */
export async function trouble(ctx: Ctx): Promise<{ failing: number; dead: number }> {
  const [ways, tallies] = await Promise.all([store.channels(ctx.db), store.tallies(ctx.db)]);
  const ids = new Set(ways.map((w) => w.id));
  return {
    failing: ways.filter((w) => w.failingSince !== null).length,
    dead: tallies.filter((t) => ids.has(t.channelId)).reduce((sum, t) => sum + t.dead, 0),
  };
}

async function sealed(ctx: Ctx, text: string): Promise<{ host: string; address: Buffer }> {
  const outward = outwardOf(ctx);
  const judged = judgeAddress(text, outward.allowHosts);
  if (!judged.ok) throw new AppError('invalid', judged.why, { place: 'address' });
  // In the demonstration anybody can be anybody: only whoever runs the machine says where it may reach.
  if (
    !isAllowed(judged.url.hostname, outward.allowHosts) &&
    (await readSetting(ctx, 'demo', z.boolean(), false))
  )
    throw new AppError(
      'unprocessable',
      'The demonstration hospital sends nothing outside, except to hosts that WARDLINE_ALLOW_HOSTS names.',
      { place: 'address' },
    );
  return { host: judged.url.host, address: outward.seal.seal(judged.url.href) };
}

async function keeper(ctx: Ctx, id: store.Channel['ownerPersonId']): Promise<void> {
  if (id === null || !(await actorsOf(ctx, [id])).has(id))
    throw new AppError('unprocessable', 'Whoever sees to a way out needs an account in use.', {
      place: 'ownerPersonId',
    });
}

/** Adds a webhook or chat. @throws AppError `invalid` for an address that nothing is sent to, `unprocessable`. */
export const addChannel = (ctx: Ctx, input: z.output<(typeof contract.addChannel)['input']>) =>
  transact(ctx, async (ctx) => {
    await keeper(ctx, input.ownerPersonId);
    const { host, address } = await sealed(ctx, input.address);
    const secret = input.kind === 'webhook' ? newSecret() : null;
    const id = await store.insertChannel(ctx.db, {
      kind: input.kind,
      name: input.name,
      host,
      address,
      secret: secret === null ? null : outwardOf(ctx).seal.seal(secret),
      kinds: input.kinds,
      siteId: input.siteId,
      ownerPersonId: input.ownerPersonId,
      madeAt: ctx.now(),
    });
    audit(
      ctx,
      'notices.channel_added',
      { kind: 'channel', id },
      {
        kind: input.kind,
        name: input.name,
        host,
        kinds: input.kinds,
        site: input.siteId,
        owner: input.ownerPersonId,
      },
    );
    return { id, secret };
  });

async function held(ctx: Ctx, id: ChannelId, version?: number): Promise<store.Channel> {
  const way = await store.lockChannel(ctx.db, id);
  if (!way) throw new AppError('not_found', 'No such way out.', { id });
  if (version !== undefined && version !== way.version)
    throw new AppError('conflict', 'Somebody has changed this meanwhile. Look at it again.', {
      version: way.version,
    });
  return way;
}

/** Changes a way out. Repaired or switched on again, it is tried at once.
 *  @throws AppError `not_found`, `conflict`, `invalid`, `unprocessable`. */
export const changeChannel = (ctx: Ctx, input: z.output<(typeof contract.changeChannel)['input']>) =>
  transact(ctx, async (ctx) => {
    const { channelId, version, address, ...change } = input;
    const way = await held(ctx, channelId, version);
    const { ownerPersonId, state, name, kinds, siteId } = change;
    if (ownerPersonId !== undefined) await keeper(ctx, ownerPersonId);
    if (way.kind === 'email' && (address !== undefined || kinds !== undefined || siteId !== undefined))
      throw new AppError(
        'unprocessable',
        'The mail server is set where Wardline is started; people choose what it carries.',
      );
    const place = address === undefined ? {} : await sealed(ctx, address);
    const again = address !== undefined || (state === 'on' && way.state === 'paused');
    await store.saveChannel(
      ctx.db,
      channelId,
      {
        ...(name === undefined ? {} : { name }),
        ...(kinds === undefined ? {} : { kinds }),
        ...(siteId === undefined ? {} : { siteId }),
        ...(ownerPersonId === undefined ? {} : { ownerPersonId }),
        ...(state === undefined ? {} : { state }),
        ...place,
        ...(again ? { nextTryAt: null } : {}),
      },
      true,
    );
    audit(
      ctx,
      'notices.channel_changed',
      { kind: 'channel', id: channelId },
      { ...change, ...('host' in place ? { host: place.host } : {}) },
    );
    return channelsView(ctx);
  });

/** Removes a webhook or chat; its messages stay in the log. @throws AppError `not_found`, `conflict`, `unprocessable`. */
export const removeChannel = (ctx: Ctx, input: { channelId: ChannelId; version: number }) =>
  transact(ctx, async (ctx) => {
    const way = await held(ctx, input.channelId, input.version);
    if (way.kind === 'email')
      throw new AppError(
        'unprocessable',
        'E-mail cannot be removed. Pause it, or start Wardline without a mail server.',
      );
    const aside = await messages.putAside(ctx.db, way.id, ctx.now(), 'The way out was removed.');
    await store.saveChannel(
      ctx.db,
      way.id,
      { state: 'removed', address: null, secret: null, failingSince: null, nextTryAt: null },
      true,
    );
    audit(
      ctx,
      'notices.channel_removed',
      { kind: 'channel', id: way.id },
      { name: way.name, putAside: aside },
    );
    return channelsView(ctx);
  });

/** A new secret for a webhook. @throws AppError `not_found`, `unprocessable`. */
export const newChannelSecret = (ctx: Ctx, input: { channelId: ChannelId }) =>
  transact(ctx, async (ctx) => {
    const way = await held(ctx, input.channelId);
    if (way.kind !== 'webhook') throw new AppError('unprocessable', 'Only webhooks are signed.');
    const secret = newSecret();
    await store.saveChannel(ctx.db, way.id, { secret: outwardOf(ctx).seal.seal(secret) }, true);
    audit(ctx, 'notices.secret_changed', { kind: 'channel', id: way.id }, { name: way.name });
    return { secret };
  });

/** Sends a test now and says how it went: by e-mail to whoever asks alone, so that nobody can be written to by it.
 *  @throws AppError `not_found`, `unprocessable` while it is paused, `too_many` within ten seconds of the last. */
export async function testChannel(
  ctx: Ctx,
  input: { channelId: ChannelId },
): Promise<{ ok: boolean; says: string }> {
  const id = await transact(ctx, async (ctx) => {
    const way = await held(ctx, input.channelId);
    if (way.state !== 'on') throw new AppError('unprocessable', 'It is paused. Switch it on first.');
    const at = ctx.now();
    if (await messages.testedSince(ctx.db, way.id, instant(ms(at) - 10_000)))
      throw new AppError('too_many', 'It was tested a moment ago. Wait ten seconds.');
    const made = await messages.insertMessage(ctx.db, {
      channelId: way.id,
      personId: way.kind === 'email' ? actorId(ctx) : null,
      lane: 'test',
      madeAt: at,
      leaveAt: at,
      giveUpAt: giveUpAt(at),
      body: say.test.text(ctx.actor.name, way.name),
    });
    audit(ctx, 'notices.channel_tested', { kind: 'channel', id: way.id }, { message: made.id });
    return made.id;
  });
  const claimed = await claim(ctx, id);
  if (!claimed) return { ok: false, says: 'It is being sent by another process; look at its messages.' };
  const { state, says } = await sendClaimed(ctx, claimed);
  return { ok: state === 'sent', says };
}

/** Puts every dead letter of a way out back into the queue. @throws AppError `not_found`. */
export const replayChannel = (ctx: Ctx, input: { channelId: ChannelId }): Promise<{ again: number }> =>
  transact(ctx, async (ctx) => {
    const way = await held(ctx, input.channelId);
    const at = ctx.now();
    const again = await messages.revive(ctx.db, { channelId: way.id }, at, giveUpAt(at));
    await store.saveChannel(ctx.db, way.id, { nextTryAt: null }, false);
    audit(ctx, 'notices.sent_again', { kind: 'channel', id: way.id }, { messages: again.length });
    return { again: again.length };
  });

/** What is standard for a kind of account from now on; what people chose themselves stays. */
export const changeStandard = (ctx: Ctx, input: { profile: AccountProfile; choice: Choice }) =>
  transact(ctx, async (ctx) => {
    await store.saveStandard(ctx.db, input.profile, input.choice, ctx.now());
    audit(ctx, 'notices.standard_changed', { kind: 'profile', id: null }, input);
    return channelsView(ctx);
  });
