// Webhooks, chats and a mail server that fail, for a day and for good: kept, seen, put aside, sent again; and no secret anywhere.
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ChannelId, MessageId } from '../../kernel/ids.ts';
import { permissionsOf } from '../../kernel/permission.ts';
import { instant, ms } from '../../kernel/time.ts';
import { type Ctx, withActor } from '../../platform/ctx.ts';
import { place, updateCase } from '../work/testing-case.ts';
import { isSigned } from './rules/sign.ts';
import * as service from './service/channels.ts';
import { messages, oneMessage, replayMessage } from './service/messages.ts';
import { calendarFile, makeCalendar, myNotices, revokeCalendar } from './service/mine.ts';
import { prepare } from './service/prepare.ts';
import { carry, claim, send } from './service/send.ts';
import { sort } from './service/sort.ts';
import { accounts, hangingMailbox, hook, mailbox, speaking } from './testing.ts';

const p = await place();
const { house, h } = p;
const box = await mailbox();
const ctx: Ctx = speaking(house.ctx, { smtp: box.smtp });
const chain = await updateCase(p);
await accounts(house, Object.values(h.people));
const admin = withActor(ctx, {
  kind: 'person',
  personId: h.people.CI,
  name: 'CI',
  profile: 'administrator',
  permissions: new Set(permissionsOf.administrator),
});
await sort(ctx);

const minutes = (n: number) => {
  house.clock.now = instant(ms(house.clock.now) + n * 60_000);
};
const run = async () => {
  await sort(ctx);
  return send(ctx);
};
let n = 0;
/** A ball to decide for EX. */
const happen = async (text: string, people = [h.people.EX]) => {
  n += 1;
  await house.db
    .insertInto('work.notice')
    .values(
      people.map((personId) => ({
        chainId: chain,
        obligationId: null,
        personId,
        kind: 'returned' as const,
        text,
        key: `test:${n}:${personId}`,
        createdAt: house.clock.now,
      })),
    )
    .execute();
};
const add = async (kind: 'webhook' | 'teams' | 'slack', address: string, kinds = ['returned' as const]) => {
  const { id, secret } = await service.addChannel(admin, {
    kind,
    name: `${kind} ${n}`,
    address,
    kinds,
    siteId: null,
    ownerPersonId: h.people.HD,
  });
  return { id, secret: secret ?? '' };
};
const view = async (id: ChannelId) => {
  const found = (await service.channelsView(admin)).channels.find((c) => c.id === id);
  if (!found) throw new Error('no such channel');
  return found;
};
const remove = async (id: ChannelId) =>
  service.removeChannel(admin, { channelId: id, version: (await view(id)).version });

beforeEach(() => {
  box.got.length = 0;
});

describe('a webhook', () => {
  it('gets each thing once, signed, with an id, however many people are told of it', async () => {
    const out = await hook();
    const { id, secret } = await add('webhook', out.address);
    await happen('Came back', [h.people.EX, h.people.HD, h.people.BM]);
    await run();
    await run();
    expect(out.got).toHaveLength(1);
    const [got] = out.got;
    const body = JSON.parse(got?.body ?? '{}') as {
      id: string;
      events: { text: string; people: unknown[] }[];
    };
    expect(body.events).toHaveLength(1);
    expect(body.events[0]).toMatchObject({ text: 'Came back', kind: 'returned', case: { no: `W-${chain}` } });
    expect(body.events[0]?.people).toHaveLength(3);
    expect(got?.headers['wardline-id']).toBe(body.id);
    const signature = String(got?.headers['wardline-signature']);
    const nowSeconds = Math.floor(ms(house.clock.now) / 1000);
    expect(isSigned(signature, { secret, body: got?.body ?? '', nowSeconds, toleranceSeconds: 60 })).toBe(
      true,
    );
    await remove(id);
  });

  it('that answers 500 for a day is tried less and less, is seen with who sees to it, and gets everything in the end', async () => {
    const out = await hook();
    const { id } = await add('webhook', out.address);
    out.answer = { status: 500, text: 'database is down' };
    await happen('The first');
    for (let minute = 0; minute < 24 * 60; minute += 5) {
      if (minute === 600) await happen('The second');
      await run();
      minutes(5);
    }
    expect(out.got.length).toBeGreaterThan(8);
    expect(out.got.length).toBeLessThan(20);
    // Every attempt of one message is the same to the byte.
    expect(new Set(out.got.map((g) => g.body)).size).toBe(
      new Set(out.got.map((g) => g.headers['wardline-id'])).size,
    );
    const seen = await view(id);
    expect(seen.failingSince).not.toBeNull();
    expect(seen).toMatchObject({
      owner: { name: 'HD' },
      lastError: '500: database is down',
      waiting: 2,
      dead: 0,
    });
    expect(await service.trouble(admin)).toEqual({ failing: 1, dead: 0 });
    // Whoever sees to it was written to, once.
    const told = box.got.filter(
      (m) => m.to === 'hd@example.org' && m.subject.includes('does not get through'),
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('database is down');
    const tried = out.got.length;
    out.answer = { status: 204 };
    minutes(240);
    await run();
    const arrived = out.got.slice(tried).map((g) => g.body);
    expect(arrived).toHaveLength(2);
    for (const text of ['The first', 'The second']) expect(arrived.join()).toContain(text);
    expect(await view(id)).toMatchObject({ failingSince: null, waiting: 0, lastError: null });
    await remove(id);
  }, 120_000);

  it('that never works again: after three days put aside, and sent again by hand under the same id', async () => {
    const out = await hook();
    const { id } = await add('webhook', out.address);
    out.answer = { status: 503 };
    await happen('Kept for later');
    for (let hour = 0; hour < 80; hour += 1) {
      await run();
      minutes(60);
    }
    expect(await view(id)).toMatchObject({ dead: 1, waiting: 0 });
    const first = out.got.at(-1);
    const [dead] = (await messages(admin, { limit: 50, state: ['dead'], channel: [id] })).items;
    if (!dead) throw new Error('no dead letter');
    expect(await oneMessage(admin, MessageId.parse(dead.id))).toMatchObject({ mayReplay: true, says: '503' });
    out.answer = { status: 200 };
    expect(await service.replayChannel(admin, { channelId: id })).toEqual({ again: 1 });
    await run();
    expect(out.got.at(-1)?.body).toBe(first?.body);
    expect(out.got.at(-1)?.headers['wardline-id']).toBe(first?.headers['wardline-id']);
    expect(await view(id)).toMatchObject({ dead: 0, waiting: 0, sent: 1 });
    // Also what it took and lost.
    await replayMessage(admin, MessageId.parse(dead.id));
    await run();
    expect(out.got.at(-1)?.body).toBe(first?.body);
    await remove(id);
  });

  it('killed after it was posted and before that was written down: it comes again, the same to the byte', async () => {
    const out = await hook();
    const { id } = await add('webhook', out.address);
    await happen('Posted and killed');
    await sort(ctx);
    const [made] = (await messages(admin, { limit: 1, channel: [id] })).items;
    const m = made && (await claim(ctx, made.id));
    if (!m) throw new Error('nothing was due');
    await carry(ctx, m, await prepare(ctx, m));
    // Meanwhile the world goes on; the message does not.
    await happen('Another');
    minutes(4);
    await run();
    const posted = out.got.filter((g) => g.body.includes('Posted and killed'));
    expect(posted).toHaveLength(2);
    expect(new Set(posted.map((g) => g.body)).size).toBe(1);
    expect(out.got.filter((g) => g.body.includes('Another'))).toHaveLength(1);
    await remove(id);
  });

  it('is not followed elsewhere', async () => {
    const [out, elsewhere] = [await hook(), await hook()];
    const { id } = await add('webhook', out.address);
    out.answer = { status: 302, headers: { location: elsewhere.address } };
    await happen('Stay here');
    await run();
    expect(elsewhere.got).toEqual([]);
    expect((await view(id)).lastError).toContain('redirects are not followed');
    await remove(id);
  });

  it('with an endless answer is read only at its beginning', async () => {
    const out = await hook();
    const { id } = await add('webhook', out.address);
    out.answer = { status: 500, text: 'x'.repeat(10_000_000) };
    await happen('Endless');
    await run();
    expect((await view(id)).lastError?.length).toBeLessThan(310);
    await remove(id);
  });

  it('hears only the kinds and the site it was set for', async () => {
    const out = await hook();
    const { id } = await service.addChannel(admin, {
      kind: 'webhook',
      name: 'only decisions',
      address: out.address,
      kinds: ['decide'],
      siteId: null,
      ownerPersonId: h.people.HD,
    });
    await happen('Not a decision');
    await run();
    expect(out.got).toEqual([]);
    await remove(id);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost:1/',
    'http://[::1]/',
    'file:///etc/passwd',
  ])('is not set to %s', async (address) => {
    await expect(add('webhook', address)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('whose name leads to this machine is refused when something is sent', async () => {
    const { id } = await add('webhook', 'http://localtest.invalid:9/');
    await house.db
      .updateTable('notices.channel')
      .set({ address: admin.station?.outward?.seal.seal('http://localhost:9/') ?? null })
      .where('id', '=', id)
      .execute();
    await happen('To this machine');
    await run();
    expect((await view(id)).lastError).toContain('Nothing is sent to localhost');
    await remove(id);
  });
});

describe('chats', () => {
  it.each(['slack', 'teams'] as const)('%s gets one post with what is new', async (kind) => {
    const out = await hook();
    const { id } = await add(kind, out.address);
    await happen('Came <back>', [h.people.EX, h.people.HD]);
    await happen('Another');
    await run();
    expect(out.got).toHaveLength(1);
    const body = out.got[0]?.body ?? '';
    expect(body).toContain(`https://wardline.example/cases/${chain}`);
    expect(body.match(/Another/g)).toHaveLength(1);
    expect(body).not.toContain('<back>');
    await remove(id);
  });

  it('a chat that answers 200 and means no is not believed', async () => {
    const out = await hook();
    const { id } = await add('teams', out.address);
    out.answer = { status: 200, text: 'Webhook message delivery failed with error: HTTP error 429' };
    await happen('Throttled');
    await run();
    expect((await view(id)).failingSince).not.toBeNull();
    await remove(id);
  });
});

describe('a mail server that hangs', () => {
  it('leaves the message queued in sight of everybody, and it is sent once when the server is back', async () => {
    const hanging = speaking(house.ctx, { smtp: await hangingMailbox() });
    await house.db
      .insertInto('notices.choice')
      .values({
        personId: h.people.EX,
        asks: 'at_once',
        reads: 'digest',
        digestHour: 7,
        quietFrom: null,
        quietUntil: null,
        wakes: true,
      })
      .execute();
    await happen('Hung');
    await sort(hanging);
    minutes(31);
    expect(await send(hanging)).toMatchObject({ sent: 0, failed: 1 });
    const email = (await service.channelsView(admin)).channels.find((c) => c.kind === 'email');
    expect(email?.failingSince).not.toBeNull();
    expect(email?.lastError).toMatch(/did not answer|timeout|Greeting never received/i);
    const mine = await myNotices(h.as('EX'));
    expect(mine.mail).toBe('failing');
    expect(['gathering', 'queued']).toContain(mine.messages[0]?.state);
    // While it rests, nothing is tried.
    expect(await send(hanging)).toMatchObject({ sent: 0, failed: 0 });
    minutes(5);
    await run();
    await run();
    expect(box.got.filter((m) => m.text.includes('Hung'))).toHaveLength(1);
    expect((await myNotices(h.as('EX'))).mail).toBe('on');
  });

  it('that is not set any more is said, not swallowed', async () => {
    const silent = speaking(house.ctx, { smtp: null });
    await happen('No server');
    await sort(silent);
    minutes(31);
    await send(silent);
    const email = (await service.channelsView(admin)).channels.find((c) => c.kind === 'email');
    expect(email?.lastError).toContain('WARDLINE_SMTP_HOST');
    minutes(5);
    await run();
  });
});

describe('looking after the ways out', () => {
  it('a test by e-mail goes to whoever asks, and to nobody else; not twice in ten seconds', async () => {
    const email = (await service.channelsView(admin)).channels.find((c) => c.kind === 'email');
    if (!email) throw new Error('no e-mail');
    minutes(1);
    expect(await service.testChannel(admin, { channelId: email.id })).toMatchObject({ ok: true });
    expect(box.got.map((m) => m.to)).toEqual(['ci@example.org']);
    await expect(service.testChannel(admin, { channelId: email.id })).rejects.toMatchObject({
      code: 'too_many',
    });
  });

  it('a test says what the other end said', async () => {
    const out = await hook();
    const { id } = await add('slack', out.address);
    out.answer = { status: 404, text: 'no_service' };
    expect(await service.testChannel(admin, { channelId: id })).toEqual({
      ok: false,
      says: '404: no_service',
    });
    out.answer = { status: 200, text: 'ok' };
    minutes(1);
    expect(await service.testChannel(admin, { channelId: id })).toEqual({ ok: true, says: '200: ok' });
    await remove(id);
  });

  it('paused, it keeps what comes; switched on again, it sends it once', async () => {
    const out = await hook();
    const { id } = await add('webhook', out.address);
    await service.changeChannel(admin, { channelId: id, version: 1, state: 'paused' });
    await happen('While paused');
    await run();
    expect(out.got).toEqual([]);
    expect(await view(id)).toMatchObject({ state: 'paused', waiting: 1 });
    await service.changeChannel(admin, { channelId: id, version: 2, state: 'on' });
    await run();
    expect(out.got).toHaveLength(1);
    await expect(
      service.changeChannel(admin, { channelId: id, version: 2, name: 'x' }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    await remove(id);
  });

  it('addresses and secrets come out nowhere: not in answers, events, messages, or the database in clear', async () => {
    const out = await hook();
    const { id, secret } = await add('webhook', out.address);
    expect(secret).toMatch(/^whsec_.{40,}/);
    out.answer = { status: 500 };
    await happen('Secret');
    await run();
    const { secret: newer } = await service.newChannelSecret(admin, { channelId: id });
    expect(newer).not.toBe(secret);
    const answers = JSON.stringify([
      await service.channelsView(admin),
      await messages(admin, { limit: 200 }),
      await oneMessage(
        admin,
        MessageId.parse((await messages(admin, { limit: 1, channel: [id] })).items[0]?.id),
      ),
    ]);
    const { rows } = await sql<{ all: string }>`select
      coalesce((select string_agg(body::text, ' ') from platform.ledger_event), '')
      || (select string_agg(c::text, ' ') from notices.channel c) || (select string_agg(m::text, ' ') from notices.message m)
      || (select string_agg(encode(address, 'escape'), ' ') from notices.channel)
      || coalesce((select string_agg(a::text, ' ') from notices.attempt a), '') as all`.execute(house.db);
    for (const hidden of ['SECRETPATH', secret, newer]) {
      expect(answers).not.toContain(hidden);
      expect(rows[0]?.all).not.toContain(hidden);
    }
    expect((await view(id)).host).toBe(new URL(out.address).host);
    await remove(id);
  });

  it('with another key of the installation it says so instead of sending', async () => {
    const out = await hook();
    const { id } = await add('webhook', out.address);
    await happen('Other key');
    const other = speaking(house.ctx, {
      smtp: box.smtp,
      seal: { seal: () => Buffer.alloc(40), open: () => null },
    });
    await sort(other);
    await send(other);
    expect(out.got).toEqual([]);
    expect((await view(id)).lastError).toContain('secrets.key');
    await remove(id);
  });

  it('whoever sees to it must have an account; every change is in the ledger', async () => {
    const { id: nobody } = await house.db
      .insertInto('people.person')
      .values({ name: 'Nobody' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await expect(
      service.addChannel(admin, {
        kind: 'slack',
        name: 'x',
        address: 'https://hooks.slack.example/x',
        kinds: ['decide'],
        siteId: null,
        ownerPersonId: nobody,
      }),
    ).rejects.toMatchObject({ code: 'unprocessable' });
    const verbs = await house.db
      .selectFrom('platform.ledgerEvent')
      .where('subjectKind', '=', 'channel')
      .select('verb')
      .distinct()
      .orderBy('verb')
      .execute();
    expect(verbs.map((v) => v.verb)).toEqual([
      'notices.channel_added',
      'notices.channel_changed',
      'notices.channel_fails',
      'notices.channel_removed',
      'notices.channel_tested',
      'notices.channel_works_again',
      'notices.owner_told',
      'notices.secret_changed',
      'notices.sent_again',
    ]);
  });

  it('the demonstration reaches only hosts that were allowed by name', async () => {
    const demo = { key: 'demo', value: 'true', updatedAt: house.clock.now };
    await house.db.insertInto('platform.setting').values(demo).execute();
    await expect(add('slack', 'https://hooks.slack.com/services/x')).rejects.toMatchObject({
      code: 'unprocessable',
    });
    const { id } = await add('slack', (await hook()).address);
    await remove(id);
    await house.db.deleteFrom('platform.setting').where('key', '=', 'demo').execute();
  });

  it('says whom e-mail does not reach, and why', async () => {
    const { id } = await house.db
      .insertInto('people.person')
      .values({ name: 'Without account', email: 'w@example.org' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await happen('To somebody without an account', [id]);
    await run();
    expect((await service.channelsView(admin)).unreached).toEqual([
      { personId: id, name: 'Without account', why: 'no_account', things: 1 },
    ]);
  });
});

describe('the calendar of what is due', () => {
  const tokenOf = (path: string) => path.split('/').at(-1) ?? '';
  const textOf = async (token: string) => {
    let text = '';
    for await (const part of (await calendarFile(ctx, { token })).chunks) text += part.toString();
    return text.replace(/\r\n[ \t]/g, '');
  };
  const me = { ...h.as('CI'), station: ctx.station };

  it('holds the number and sentence of each case and when it is due, and no more', async () => {
    const { path, url } = await makeCalendar(me);
    expect(url).toBe(`https://wardline.example${path}`);
    const asked = await house.db
      .selectFrom('work.gate')
      .where('answer', 'is', null)
      .select(['personId', 'dueAt'])
      .execute();
    const mine = asked.find((g) => g.personId !== null);
    if (!mine?.personId) throw new Error('nobody is asked');
    const them = withActor(ctx, {
      ...(me.actor as Extract<typeof me.actor, { kind: 'person' }>),
      personId: mine.personId,
    });
    const theirs = await makeCalendar({ ...them, station: ctx.station });
    const text = await textOf(tokenOf(theirs.path));
    expect(text).toContain('BEGIN:VCALENDAR');
    expect(text).toMatch(/SUMMARY:W-\d+ Answer: /);
    expect(text).toContain('TRANSP:TRANSPARENT');
    expect(text).toMatch(/UID:answer-\d+@wardline\.example/);
    expect(text).not.toMatch(/ATTENDEE|DESCRIPTION|LOCATION|serial/i);
    const stamp = mine.dueAt.replace(/[-:]/g, '').replace(/\.\d+/, '');
    expect(text).toContain(`DTEND:${stamp}`);
  });

  it('is known by a hash alone, ends when it is made again, revoked, or its person loses the account', async () => {
    const first = tokenOf((await makeCalendar(me)).path);
    const { rows } = await sql<{
      all: string;
    }>`select string_agg(c::text, ' ') as all from notices.calendar c`.execute(house.db);
    expect(rows[0]?.all).not.toContain(first.slice(0, 20));
    const second = tokenOf((await makeCalendar(me)).path);
    await expect(textOf(first)).rejects.toMatchObject({ code: 'not_found' });
    expect(await textOf(second)).toContain('VCALENDAR');
    await house.db
      .updateTable('people.account')
      .set({ isEnabled: false })
      .where('personId', '=', h.people.CI)
      .execute();
    await expect(textOf(second)).rejects.toMatchObject({ code: 'not_found' });
    await house.db
      .updateTable('people.account')
      .set({ isEnabled: true })
      .where('personId', '=', h.people.CI)
      .execute();
    await revokeCalendar(me);
    await expect(textOf(second)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not read more often than a calendar needs', async () => {
    const token = tokenOf((await makeCalendar(me)).path);
    for (let i = 0; i < 60; i += 1) await textOf(token);
    await expect(textOf(token)).rejects.toMatchObject({ code: 'too_many' });
    minutes(61);
    expect(await textOf(token)).toContain('VCALENDAR');
  });
});
