// What a message says, made at the moment of sending: whoever lost access since is not told, nor what is over or was read.
import type { ChainId, PersonId } from '../../../kernel/ids.ts';
import { type Ctx, withActor } from '../../../platform/ctx.ts';
import { actorsOf } from '../../people/index.ts';
import { maySee, placeWords } from '../../work/index.ts';
import { onePost, slackPost, teamsPost } from '../rules/chat.ts';
import { caseUrl, type Line, letter, onePerThing } from '../rules/compose.ts';
import { knownZone } from '../rules/post.ts';
import { say } from '../rules/words.ts';
import * as messages from '../store/messages.ts';

type LeftOut = { readonly outboxId: number; readonly thing: string; readonly why: string };
export type Prepared =
  | {
      readonly kind: 'mail';
      readonly to: string;
      readonly subject: string;
      readonly text: string;
      readonly things: readonly string[];
      readonly leftOut: readonly LeftOut[];
    }
  | { readonly kind: 'post'; readonly body: string; readonly things: readonly string[] }
  /** Nothing in it is to be told any more. */
  | { readonly kind: 'nothing'; readonly why: string; readonly leftOut: readonly LeftOut[] }
  | { readonly kind: 'broken'; readonly why: string };

const baseUrlOf = (ctx: Ctx): string | null => ctx.station?.outward?.baseUrl ?? null;

/** The message as it is to be sent now. */
export async function prepare(ctx: Ctx, m: messages.Claimed): Promise<Prepared> {
  if (m.channel === 'email')
    return m.lane === 'at_once' || m.lane === 'digest' ? mail(ctx, m) : oneSentence(ctx, m);
  return post(ctx, m);
}

const toLine = (c: messages.Content, to: readonly string[]): Line => ({
  ...c,
  place: placeWords(c.site, c.wards),
  to,
});

async function mail(ctx: Ctx, m: messages.Claimed): Promise<Prepared> {
  const found = await messages.contents(ctx.db, m.id);
  const out = (of: readonly messages.Content[], why: string): LeftOut[] =>
    of.map(({ outboxId, thing }) => ({ outboxId, thing, why }));
  const actor = m.personId === null ? undefined : (await actorsOf(ctx, [m.personId])).get(m.personId);
  if (!actor)
    return {
      kind: 'nothing',
      why: 'They have no account in use any more.',
      leftOut: out(found, 'no_access'),
    };
  const seen = new Map<ChainId, boolean>();
  const as = withActor(ctx, actor);
  for (const { chainId } of found) if (!seen.has(chainId)) seen.set(chainId, await maySee(as, chainId));
  const theirs = found.filter((c) => seen.get(c.chainId) === true);
  const leftOut = [
    ...out(
      found.filter((c) => seen.get(c.chainId) !== true),
      'no_access',
    ),
    ...theirs.flatMap((c) => (c.gone === null ? [] : out([c], c.gone))),
  ];
  const lines = onePerThing(theirs.filter((c) => c.gone === null).map((c) => toLine(c, [])));
  if (lines.length === 0)
    return {
      kind: 'nothing',
      why: leftOut.every((o) => o.why === 'no_access')
        ? 'They may not see these cases any more.'
        : 'They have read it, or it is over.',
      leftOut,
    };
  if (m.email === null) return { kind: 'broken', why: 'They have no e-mail address any more.' };
  const text = letter(lines, {
    name: m.name ?? '',
    zone: knownZone(m.zone),
    baseUrl: baseUrlOf(ctx),
    isDigest: m.lane === 'digest',
  });
  return { kind: 'mail', to: m.email, ...text, things: lines.map((l) => l.thing), leftOut };
}

/** A test, or a word to whoever sees to a way out. */
async function oneSentence(ctx: Ctx, m: messages.Claimed): Promise<Prepared> {
  if (m.personId === null || !(await actorsOf(ctx, [m.personId])).has(m.personId))
    return { kind: 'nothing', why: 'They have no account in use any more.', leftOut: [] };
  if (m.email === null) return { kind: 'broken', why: 'They have no e-mail address.' };
  const lines = (m.body ?? '').split('\n');
  const subject = m.lane === 'test' ? say.test.subject : (lines.shift() ?? '');
  return { kind: 'mail', to: m.email, subject, text: `${lines.join('\n')}\n`, things: [], leftOut: [] };
}

async function post(ctx: Ctx, m: messages.Claimed): Promise<Prepared> {
  if (m.lane === 'test') return { kind: 'post', body: JSON.stringify(testPost(m)), things: [] };
  const found = await messages.contents(ctx.db, m.id);
  // A stream hears everything; a chat room is spared what nobody waits for any more.
  const told = m.channel === 'webhook' || m.body !== null ? found : found.filter((c) => c.gone !== 'over');
  if (told.length === 0)
    return {
      kind: 'nothing',
      why: 'It is over.',
      leftOut: found.map(({ outboxId, thing }) => ({ outboxId, thing, why: 'over' })),
    };
  // Made once: an attempt after a crash, or a replay, is the same to the byte, and its receiver knows it by its id.
  const body = m.body ?? JSON.stringify(thingsPost(ctx, m, told));
  if (m.body === null) await messages.keepBody(ctx.db, m.id, body);
  return { kind: 'post', body, things: told.map((c) => c.thing) };
}

const testPost = (m: messages.Claimed): object => {
  const text = m.body ?? say.test.text('An administrator', m.channelName);
  return m.channel === 'webhook'
    ? { id: m.key, type: 'wardline.test', text }
    : onePost(m.channel === 'teams' ? 'teams' : 'slack', text, m.key);
};

function thingsPost(ctx: Ctx, m: messages.Claimed, found: readonly messages.Content[]): object {
  const of = { baseUrl: baseUrlOf(ctx), zone: knownZone(m.zone), key: m.key };
  if (m.channel === 'webhook')
    return { id: m.key, type: 'wardline.notices', events: found.map((c) => eventOf(c, of.baseUrl)) };
  const lines = onePerThing(found.map((c) => toLine(c, c.waitsFor === null ? [] : [c.waitsFor])));
  return m.channel === 'teams' ? teamsPost(lines, of) : slackPost(lines, of);
}

/** One thing as a webhook hears it: documented in docs/operations.md, and only ever added to. */
const eventOf = (c: messages.Content, baseUrl: string | null): object => ({
  thing: c.thing,
  kind: c.kind,
  at: c.createdAt,
  text: c.text,
  case: {
    id: c.chainId,
    no: `W-${c.chainId}`,
    decision: c.outcome,
    place: placeWords(c.site, c.wards),
    url: caseUrl(baseUrl, c.chainId),
  },
  dueAt: c.dueAt,
  waitsFor: c.waitsFor,
  people: c.people satisfies { id: PersonId; name: string }[],
});
