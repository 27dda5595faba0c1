// What a person chooses for themselves, and the calendar of what is due to them.
import { AppError } from '../../../kernel/errors.ts';
import { ms } from '../../../kernel/time.ts';
import { newToken, tokenHash } from '../../../platform/auth/password.ts';
import { type Ctx, withActor } from '../../../platform/ctx.ts';
import type { FileAnswer } from '../../../platform/http/route.ts';
import { audit } from '../../../platform/ledger.ts';
import { Rate } from '../../../platform/rate.ts';
import { transact } from '../../../platform/transact.ts';
import { actorsOf } from '../../people/index.ts';
import { myWork } from '../../work/index.ts';
import type { MyNotices } from '../contract.ts';
import type { Choice } from '../model.ts';
import { calendarText, type Due } from '../rules/calendar.ts';
import { standardOf } from '../rules/post.ts';
import * as store from '../store/channels.ts';
import * as log from '../store/log.ts';

const who = (ctx: Ctx) => {
  if (ctx.actor.kind !== 'person') throw new AppError('unauthenticated', 'Please sign in.');
  return ctx.actor;
};

/** What the acting person is told, and when. */
export async function myNotices(ctx: Ctx): Promise<MyNotices> {
  const { personId, profile } = who(ctx);
  const [own, standards, ways, person, calendar, messages] = await Promise.all([
    store.choiceOf(ctx.db, personId),
    store.standards(ctx.db),
    store.channels(ctx.db),
    store.addressee(ctx.db, personId),
    log.calendarOf(ctx.db, personId),
    log.lastTo(ctx.db, personId),
  ]);
  const standard = standards.get(profile) ?? standardOf(profile);
  const email = ways.find((w) => w.kind === 'email');
  const { personId: _, version, ...chosen } = own ?? { personId, version: 0, ...standard };
  return {
    choice: chosen,
    standard,
    isOwn: own !== undefined,
    version,
    zone: person?.zone ?? 'UTC',
    email: person?.email ?? null,
    mail: !email ? 'none' : email.state === 'paused' ? 'paused' : email.failingSince ? 'failing' : 'on',
    failingSince: email?.failingSince ?? null,
    calendar: calendar ?? null,
    messages,
  };
}

/** Chooses, or goes back to the standard. @throws AppError `conflict` when it was changed in another window meanwhile. */
export const chooseNotices = (
  ctx: Ctx,
  input: { choice: Choice | null; version: number },
): Promise<MyNotices> =>
  transact(ctx, async (ctx) => {
    const { personId } = who(ctx);
    const own = await store.choiceOf(ctx.db, personId);
    if ((own?.version ?? 0) !== input.version)
      throw new AppError('conflict', 'You have changed this in another window. Look at it again.');
    if (input.choice) await store.saveChoice(ctx.db, personId, input.choice);
    else await store.deleteChoice(ctx.db, personId);
    audit(ctx, 'notices.chosen', { kind: 'person', id: personId }, { choice: input.choice });
    return myNotices(ctx);
  });

/** Makes the secret address of the acting person's calendar; an older one ends. It is kept as a hash and shown once. */
export const makeCalendar = (ctx: Ctx): Promise<{ path: string; url: string | null }> =>
  transact(ctx, async (ctx) => {
    const { personId } = who(ctx);
    const token = newToken();
    await log.saveCalendar(ctx.db, personId, tokenHash(token), ctx.now());
    audit(ctx, 'notices.calendar_made', { kind: 'person', id: personId });
    const path = `/api/v1/calendar/${token}.ics`;
    const baseUrl = ctx.station?.outward?.baseUrl ?? null;
    return { path, url: baseUrl === null ? null : `${baseUrl}${path}` };
  });

/** Ends the address of the acting person's calendar. */
export const revokeCalendar = (ctx: Ctx): Promise<MyNotices> =>
  transact(ctx, async (ctx) => {
    const { personId } = who(ctx);
    if (await log.deleteCalendar(ctx.db, personId))
      audit(ctx, 'notices.calendar_revoked', { kind: 'person', id: personId });
    return myNotices(ctx);
  });

const HOUR = 3_600_000;
/** Calendars ask a few times an hour; whoever guesses gets nowhere and is slowed down as one. */
const perCalendar = new Rate(60, HOUR);
const guesses = new Rate(300, HOUR);
/** As many of each group as My work shows at most. */
const ENTRIES = 200;

/** The calendar behind a secret address, by the rule of My work: what a person may not act on any more is not in it.
 *  @throws AppError `not_found` for an address that is none, was ended, or whose person has left; `too_many`. */
export async function calendarFile(ctx: Ctx, input: { token: string }): Promise<FileAnswer> {
  const hash = tokenHash(input.token.replace(/\.ics$/, ''));
  const now = ms(ctx.now());
  const found = await log.readCalendar(ctx.db, hash, ctx.now());
  const slow = new AppError('too_many', 'This was asked for too often. Try again in an hour.');
  if (found ? !perCalendar.allows(hash.toString('base64'), now) : !guesses.allows('all', now)) throw slow;
  const actor = found && (await actorsOf(ctx, [found.personId])).get(found.personId);
  if (!actor) throw new AppError('not_found', 'There is no calendar at this address.');
  const { items } = await myWork(withActor(ctx, actor), { limit: ENTRIES });
  const due = items.flatMap((i): Due[] =>
    i.group === 'read' || i.dueAt === null
      ? []
      : [{ group: i.group, key: i.key, chainId: i.chainId, sentence: i.sentence, dueAt: i.dueAt }],
  );
  const baseUrl = ctx.station?.outward?.baseUrl ?? null;
  const host = baseUrl === null ? 'wardline' : new URL(baseUrl).hostname;
  return { fileName: 'wardline.ics', chunks: [calendarText(due, { now: ctx.now(), baseUrl, host })] };
}
