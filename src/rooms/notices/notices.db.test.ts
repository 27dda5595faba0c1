// Messages that leave the house: to whom, once, and to nobody who may not know any more.
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChainId, ObligationId, PersonId } from '../../kernel/ids.ts';
import { permissionsOf } from '../../kernel/permission.ts';
import { addHours, instant, ms } from '../../kernel/time.ts';
import { type Ctx, withActor } from '../../platform/ctx.ts';
import { acts, myWork, oneCase, tick } from '../work/index.ts';
import { allSayYes, finish, on, place, updateCase } from '../work/testing-case.ts';
import { chooseNotices, myNotices } from './service/mine.ts';
import { prepare } from './service/prepare.ts';
import { carry, claim, record, send, sendClaimed } from './service/send.ts';
import { sort } from './service/sort.ts';
import { accounts, mailbox, speaking } from './testing.ts';

const p = await place();
const { house, h } = p;
const box = await mailbox();
const ctx: Ctx = speaking(house.ctx, { smtp: box.smtp });
const chain = await updateCase(p);
await accounts(house, Object.values(h.people));
// Nobody rests in these tests, so that each says one thing; the rules of time have their own.
for (const personId of Object.values(h.people))
  await house.db
    .insertInto('notices.choice')
    .values({
      personId,
      asks: 'at_once',
      reads: 'digest',
      digestHour: 7,
      quietFrom: null,
      quietUntil: null,
      wakes: true,
    })
    .execute();
await sort(ctx);

const minutes = (n: number) => {
  house.clock.now = instant(ms(house.clock.now) + n * 60_000);
};
/** Everything that is due now and in the next while. */
const post = async () => {
  await sort(ctx);
  minutes(31);
  return send(ctx);
};
const tell = async (who: PersonId, text: string, key: string, kind: 'informed' | 'returned' = 'returned') => {
  await house.db
    .insertInto('work.notice')
    .values({
      chainId: chain,
      obligationId: null,
      personId: who,
      kind,
      text,
      key: `${key}:${who}`,
      createdAt: house.clock.now,
    })
    .execute();
};
const to = (who: keyof typeof h.people) => box.got.filter((m) => m.to === `${who.toLowerCase()}@example.org`);
const states = async () =>
  (await house.db.selectFrom('notices.message').select('state').distinct().execute()).map((m) => m.state);

beforeEach(async () => {
  await post();
  box.got.length = 0;
});

describe('what happens in a case is told', () => {
  it('to whoever is asked, has to do and has to decide, once each, with a link', async () => {
    await allSayYes(p, chain);
    await post();
    // The plan is for the analysts to do: both of the team, each one mail.
    expect(to('SE')).toHaveLength(1);
    expect(to('SE2')).toHaveLength(1);
    expect(to('SE')[0]?.subject).toMatch(/^W-\d+: For you to do: /);
    expect(to('SE')[0]?.text).toContain(`https://wardline.example/cases/${chain}`);
    box.got.length = 0;
    await finish(p, chain, 'VUL-5', 'SE');
    await post();
    expect(
      to('CI')
        .map((m) => m.subject)
        .join(),
    ).toContain('Your decision');
  });

  it('nothing that somebody has read in Wardline meanwhile', async () => {
    await tell(h.people.PV, 'Read before it left', 'read-before');
    await sort(ctx);
    await oneCase(h.as('PV'), chain);
    minutes(31);
    const { dropped } = await send(ctx);
    expect(dropped).toBe(1);
    expect(to('PV')).toEqual([]);
  });

  it('nothing that is over meanwhile', async () => {
    await acts.sign(h.as('CI'), await on(p, chain, 'VUL-5'));
    await sort(ctx);
    // Everybody who is asked on the next step has answered before the mails leave.
    await allSayYes(p, chain);
    minutes(31);
    await send(ctx);
    expect(box.got.filter((m) => m.subject.includes('You are asked'))).toEqual([]);
  });

  it('nobody twice: the same thing said again, the same ball back again', async () => {
    await tell(h.people.PV, 'Once', 'once');
    await post();
    expect(to('PV')).toHaveLength(1);
    await sql`insert into notices.outbox (thing, person_id, kind, chain_id, created_at)
      select thing, person_id, kind, chain_id, created_at from notices.outbox where thing = 'once' on conflict do nothing`.execute(
      house.db,
    );
    const { obligationId, courtKind, courtPersonId, label } = await house.db
      .selectFrom('work.court')
      .innerJoin('work.obligation as o', 'o.id', 'work.court.obligationId')
      .where('work.court.toAt', 'is', null)
      .where('o.state', '=', 'do')
      .select([
        'obligationId',
        'work.court.kind as courtKind',
        'work.court.personId as courtPersonId',
        'label',
      ])
      .executeTakeFirstOrThrow();
    await post();
    box.got.length = 0;
    await house.db
      .updateTable('work.court')
      .set({ toAt: house.clock.now })
      .where('obligationId', '=', obligationId)
      .where('toAt', 'is', null)
      .execute();
    await house.db
      .insertInto('work.court')
      .values({
        chainId: chain,
        obligationId,
        kind: courtKind,
        personId: courtPersonId,
        label,
        fromAt: house.clock.now,
      })
      .execute();
    await post();
    expect(box.got).toEqual([]);
  });
});

describe('7. A user who loses access between enqueue and send gets no message.', () => {
  const losing = [
    {
      how: 'their account is switched off',
      who: 'VM',
      lose: (id: PersonId) =>
        house.db.updateTable('people.account').set({ isEnabled: false }).where('personId', '=', id).execute(),
    },
    {
      how: 'they leave',
      who: 'PR',
      lose: (id: PersonId) =>
        house.db.updateTable('people.person').set({ isActive: false }).where('id', '=', id).execute(),
    },
    {
      how: 'their account becomes an outsider’s, who takes no part in the case',
      who: 'NE',
      lose: async (id: PersonId) => {
        await house.db
          .updateTable('people.account')
          .set({ profile: 'outsider' })
          .where('personId', '=', id)
          .execute();
        await house.db
          .updateTable('work.holder')
          .set({ until: house.clock.now })
          .where('personId', '=', id)
          .execute();
      },
    },
    {
      how: 'their account is deleted',
      who: 'IT',
      lose: (id: PersonId) => house.db.deleteFrom('people.account').where('personId', '=', id).execute(),
    },
  ] as const;
  it.each(losing)('when $how', async ({ who, lose }) => {
    const id = h.people[who];
    await tell(id, 'You should not know this', `lost-${who}`);
    await tell(h.people.EX, 'You may know this', `lost-${who}`);
    await sort(ctx);
    await lose(id);
    minutes(31);
    await send(ctx);
    expect(to(who)).toEqual([]);
    expect(to('EX')).toHaveLength(1);
    const message = await house.db
      .selectFrom('notices.message')
      .where('personId', '=', id)
      .select(['id', 'state', 'says'])
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(message.state).toBe('dropped');
    expect(message.says).toMatch(/may not see|no account/);
    const { verb, body } = await house.db
      .selectFrom('platform.ledgerEvent')
      .where('subjectKind', '=', 'message')
      .where('subjectId', '=', message.id)
      .select(['verb', sql<string>`body::text`.as('body')])
      .executeTakeFirstOrThrow();
    expect(verb).toBe('notices.not_sent');
    expect(body).toContain('no_access');
    expect(body).not.toContain('You should not know this');
  });

  it('nor do they read it in My work, where an outsider sees only what they take part in', async () => {
    const id = h.people.PV;
    await tell(id, 'Not for outsiders', 'in-app');
    const read = async (profile: 'analyst' | 'outsider') =>
      JSON.stringify(
        await myWork(
          withActor(ctx, {
            kind: 'person',
            personId: id,
            name: 'PV',
            profile,
            permissions: new Set(permissionsOf[profile]),
          }),
          { limit: 100 },
        ),
      );
    expect(await read('analyst')).toContain('Not for outsiders');
    await house.db
      .updateTable('work.holder')
      .set({ until: house.clock.now })
      .where('personId', '=', id)
      .execute();
    expect(await read('analyst')).toContain('Not for outsiders');
    expect(await read('outsider')).not.toContain('Not for outsiders');
  });

  it('and in a message about many cases only what they may still see is told', async () => {
    const id = h.people.CE;
    const other = await house.db
      .selectFrom('work.chain')
      .select('id')
      .where('id', '<>', chain)
      .orderBy('id')
      .executeTakeFirst();
    if (!other) return;
    await tell(id, 'Theirs', 'many-1');
    await house.db
      .insertInto('work.notice')
      .values({
        chainId: other.id,
        personId: id,
        kind: 'returned',
        text: 'Not theirs',
        key: `many-2:${id}`,
        createdAt: house.clock.now,
      })
      .execute();
    await sort(ctx);
    await house.db
      .updateTable('people.account')
      .set({ profile: 'outsider' })
      .where('personId', '=', id)
      .execute();
    await sql`update work.holder h set until = ${house.clock.now} from work.obligation o
      where o.id = h.obligation_id and o.chain_id = ${other.id} and h.person_id = ${id}`.execute(house.db);
    minutes(31);
    await send(ctx);
    await house.db
      .updateTable('people.account')
      .set({ profile: 'analyst' })
      .where('personId', '=', id)
      .execute();
    const told = to('CE')
      .map((m) => m.text)
      .join();
    expect(told).toContain('Theirs');
    expect(told).not.toContain('Not theirs');
  });
});

describe('killing the sender between any two steps sends nothing twice and skips nothing', () => {
  /** What a sender does before it is killed; nothing of it is remembered but what is in the database. */
  const steps = {
    'before anything is sorted': () => Promise.resolve(),
    'after sorting': async () => {
      await sort(ctx);
    },
    'after claiming': async () => {
      await sort(ctx);
      minutes(31);
      await claim(ctx);
    },
    'after the message was made': async () => {
      await sort(ctx);
      minutes(31);
      const m = await claim(ctx);
      if (m) await prepare(ctx, m);
    },
    'in the middle of writing down that it was sent': async () => {
      await sort(ctx);
      minutes(31);
      const m = await claim(ctx);
      if (!m) throw new Error('nothing was due');
      const made = await prepare(ctx, m);
      const broken: Ctx = {
        ...ctx,
        now: () => {
          throw new Error('killed');
        },
      };
      await expect(record(broken, m, made, { kind: 'sent', says: 'but it was not' }, 1)).rejects.toThrow(
        'killed',
      );
    },
  };
  it.each(Object.keys(steps) as (keyof typeof steps)[])('%s', async (when) => {
    const key = `kill-${when}`;
    await tell(h.people.EX, `Told once: ${when}`, key);
    await steps[when]();
    // Another sender begins; the claim of the dead one runs out.
    await post();
    minutes(4);
    await post();
    await post();
    const told = to('EX').filter((m) => m.text.includes(`Told once: ${when}`));
    expect(told).toHaveLength(1);
    expect(await states()).not.toContain('sending');
  });

  it('after the mail server took it, before that is written down: it comes again under the same Message-ID', async () => {
    await tell(h.people.EX, 'Told, and killed', 'kill-after');
    await sort(ctx);
    minutes(31);
    const m = await claim(ctx);
    if (!m) throw new Error('nothing was due');
    expect(await carry(ctx, m, await prepare(ctx, m))).toMatchObject({ kind: 'sent' });
    minutes(4);
    await post();
    await post();
    const told = to('EX');
    expect(told).toHaveLength(2);
    expect(new Set(told.map((t) => t.id)).size).toBe(1);
    expect(told[0]?.id).toBe(`<${m.key}@hospital.example>`);
    expect(told.every((t) => t.key === m.key)).toBe(true);
  });

  it('two senders at once do not send the same message', async () => {
    for (const who of ['EX', 'CI', 'HD', 'SE', 'BM'] as const)
      await tell(h.people[who], 'At once', `both-${who}`);
    await sort(ctx);
    minutes(31);
    await Promise.all([send(ctx), send(ctx), send(ctx)]);
    for (const who of ['EX', 'CI', 'HD', 'SE', 'BM'] as const) expect(to(who)).toHaveLength(1);
  });

  it('two that sort at once do not make two envelopes of one thing', async () => {
    for (let i = 0; i < 20; i += 1) await tell(h.people.EX, `Thing ${i}`, `sorted-${i}`);
    await Promise.all([sort(ctx), sort(ctx), sort(ctx)]);
    minutes(31);
    await send(ctx);
    const things = to('EX').flatMap((m) => m.text.match(/Thing \d+/g) ?? []);
    expect(things).toHaveLength(20);
    expect(new Set(things).size).toBe(20);
  });

  it('a sender that was slow and overtaken does not write over what the other wrote', async () => {
    await tell(h.people.EX, 'Slow', 'slow');
    await sort(ctx);
    minutes(31);
    const slow = await claim(ctx);
    if (!slow) throw new Error('nothing was due');
    const made = await prepare(ctx, slow);
    minutes(4);
    expect(await send(ctx)).toMatchObject({ sent: 1 });
    expect(await record(ctx, slow, made, { kind: 'failed', scope: 'channel', says: 'late' }, 1)).toBe(
      'overtaken',
    );
    expect((await myNotices(h.as('EX'))).mail).toBe('on');
  });
});

describe('bundled', () => {
  it('500 approvals are one message', async () => {
    await approvals(500, chain, h.people.EX);
    await post();
    expect(to('EX')).toHaveLength(1);
    expect(to('EX')[0]?.subject).toBe('500 decisions for you');
    await post();
    expect(to('EX')).toHaveLength(1);
  });

  it('what comes in the half hour after a message leaves with the next', async () => {
    await tell(h.people.EX, 'First', 'half-1');
    await post();
    for (let i = 0; i < 10; i += 1) {
      await tell(h.people.EX, `Later ${i}`, `half-2-${i}`);
      await sort(ctx);
      minutes(2);
      await send(ctx);
    }
    expect(to('EX')).toHaveLength(1);
    minutes(15);
    await send(ctx);
    expect(to('EX')).toHaveLength(2);
    expect(to('EX')[1]?.text.match(/Later \d/g)).toHaveLength(10);
  });

  it('what is only to be known comes in the summary at the chosen hour', async () => {
    await tell(h.people.EX, 'Nice to know', 'digest-1', 'informed');
    await post();
    expect(to('EX')).toEqual([]);
    house.clock.now = instant(new Date(`${addHours(house.clock.now, 24).slice(0, 10)}T07:00:00Z`));
    await send(ctx);
    expect(to('EX').map((m) => m.subject)).toEqual([expect.stringMatching(/To know: Nice to know$/)]);
  });

  it('and not at all when it was switched off; what waits cannot be', async () => {
    const me = h.as('HD');
    const { choice, version } = await myNotices(me);
    await chooseNotices(me, { choice: { ...choice, reads: 'off' }, version });
    await expect(chooseNotices(me, { choice, version })).rejects.toThrow('another window');
    await tell(h.people.HD, 'Nice to know', 'off-1', 'informed');
    await tell(h.people.HD, 'Came back', 'off-2');
    await post();
    house.clock.now = addHours(house.clock.now, 24);
    await send(ctx);
    const told = to('HD')
      .map((m) => m.text)
      .join();
    expect(told).toContain('Came back');
    expect(told).not.toContain('Nice to know');
  });
});

describe('a reminder', () => {
  it('of the clock is told once, however often the clock is looked at', async () => {
    house.clock.now = addHours(house.clock.now, 24 * 30);
    await tick(house.ctx);
    await tick(house.ctx);
    await post();
    await post();
    for (const who of ['CI', 'HD', 'EX'] as const) {
      const lines = to(who).flatMap((m) => m.text.match(/^W-\d+ {2}.*$/gm) ?? []);
      expect(new Set(lines).size).toBe(lines.length);
    }
    expect(box.got.length).toBeGreaterThan(0);
  });
});

it('an address that the mail server refuses is put aside at once and said on the person’s own page', async () => {
  box.refuse.add('ex@example.org');
  await tell(h.people.EX, 'Nobody there', 'refused');
  await tell(h.people.CI, 'Somebody there', 'refused');
  await post();
  box.refuse.clear();
  expect(to('CI')).toHaveLength(1);
  const { messages, mail } = await myNotices(h.as('EX'));
  expect(messages[0]?.state).toBe('dead');
  expect(messages[0]?.says).toContain('no such mailbox');
  expect(mail).toBe('on');
});

it('a message that cannot be made is put aside and the next are sent', async () => {
  await tell(h.people.EX, 'Broken', 'broken');
  await tell(h.people.CI, 'Whole', 'broken');
  await sort(ctx);
  minutes(31);
  const first = await claim(ctx);
  if (!first) throw new Error('nothing was due');
  const outward = Object.defineProperty({}, 'baseUrl', {
    get: () => {
      throw new Error('a fault of ours');
    },
  });
  const faulty = { ...ctx, station: { ...ctx.station, outward } } as unknown as Ctx;
  const { state, says } = await sendClaimed(faulty, first);
  expect(state).toBe('dead');
  expect(says).toContain('could not be made');
  expect(await send(ctx)).toMatchObject({ sent: 1 });
});

/** Decisions for one person, as many steps of one case. */
async function approvals(n: number, chainId: ChainId, who: PersonId): Promise<void> {
  const ids: { id: ObligationId }[] = await house.db
    .insertInto('work.obligation')
    .values(
      Array.from({ length: n }, (_, i) => ({
        chainId,
        activityId: `T-${i}`,
        position: 100 + i,
        state: 'decide' as const,
        ask: 'Decide',
        dueAt: addHours(house.clock.now, 240),
        stateSince: house.clock.now,
        clockFrom: house.clock.now,
        courtKind: 'person' as const,
        courtPersonId: who,
        courtLabel: 'EX',
        courtSince: house.clock.now,
      })),
    )
    .returning('id')
    .execute();
  await house.db
    .insertInto('work.court')
    .values(
      ids.map(({ id }) => ({
        chainId,
        obligationId: id,
        kind: 'person',
        personId: who,
        label: 'EX',
        fromAt: house.clock.now,
      })),
    )
    .execute();
}
