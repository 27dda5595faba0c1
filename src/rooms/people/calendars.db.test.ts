// Absences from a calendar on a real database: read twice, moved, vanished, broken.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CalendarDate } from '../../kernel/time.ts';
import { testHouse } from '../../platform/testing/database.ts';
import { calendars as listContract } from './contract.ts';
import { calendars, readAbsences } from './service/calendars.ts';

const { ctx, db } = await testHouse();
const event = (uid: string, summary: string, from: string, to: string, ...more: string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `SUMMARY:${summary}`,
  `DTSTART;VALUE=DATE:${from}`,
  `DTEND;VALUE=DATE:${to}`,
  ...more,
  'END:VEVENT',
];
const file = (...events: string[][]) => ['BEGIN:VCALENDAR', ...events.flat(), 'END:VCALENDAR'].join('\r\n');
const ana = event('1', 'Ana Silva - leave', '20261201', '20261205');
const ben = event('2', 'Out of office', '20261210', '20261212', 'ATTENDEE:mailto:BEN@x.org');
const read = async (...events: string[][]) => {
  const { events: rows } = await readAbsences(ctx, 'leave.ics', file(...events));
  return rows.map((row) => `${row.uid} ${row.outcome}`);
};
const away = async () =>
  (
    await db
      .selectFrom('people.absence as a')
      .innerJoin('people.person as p', 'p.id', 'a.personId')
      .select(['p.name', 'a.fromOn', 'a.toOn'])
      .orderBy('a.fromOn')
      .execute()
  ).map((a) => `${a.name} ${a.fromOn} ${a.toOn}`);

beforeAll(async () => {
  await db
    .insertInto('people.person')
    .values([{ name: 'Ana Silva' }, { name: 'Ben', email: 'ben@x.org' }, { name: 'Benno' }])
    .execute();
});
beforeEach(async () => {
  await db.deleteFrom('people.absence').execute();
  await db.deleteFrom('people.absenceFeedEvent').execute();
  await db.deleteFrom('people.absenceFeed').execute();
});

describe('a calendar', () => {
  it('gives absences by name and by address, once however often it is read', async () => {
    expect(await read(ana, ben)).toEqual(['1 created', '2 created']);
    expect(await read(ana, ben)).toEqual(['1 unchanged', '2 unchanged']);
    expect(await away()).toEqual(['Ana Silva 2026-12-01 2026-12-04', 'Ben 2026-12-10 2026-12-11']);
  });
  it('moves what moved and keeps who was named to stand in', async () => {
    await read(ana);
    const { id } = await db
      .selectFrom('people.person')
      .select('id')
      .where('name', '=', 'Ben')
      .executeTakeFirstOrThrow();
    await db.updateTable('people.absence').set({ deputyPersonId: id }).execute();
    expect(await read(event('1', 'Ana Silva', '20261202', '20261207'))).toEqual(['1 updated']);
    expect(await db.selectFrom('people.absence').select(['fromOn', 'deputyPersonId']).execute()).toEqual([
      { fromOn: '2026-12-02', deputyPersonId: id },
    ]);
  });
  it('takes away what vanished or was cancelled, never what is over', async () => {
    const past = event('3', 'Ana Silva', '20261101', '20261103');
    await read(ana, ben, past);
    expect(await read(event('2', 'x', '20261210', '20261212', 'STATUS:CANCELLED'))).toEqual([
      '2 removed',
      '1 removed',
    ]);
    expect(await away()).toEqual(['Ana Silva 2026-11-01 2026-11-02']);
  });
  it('leaves an absence noted by hand alone', async () => {
    const { id } = await db
      .selectFrom('people.person')
      .select('id')
      .where('name', '=', 'Ana Silva')
      .executeTakeFirstOrThrow();
    const days = { fromOn: CalendarDate.parse('2026-12-01'), toOn: CalendarDate.parse('2026-12-04') };
    await db
      .insertInto('people.absence')
      .values({ personId: id, ...days })
      .execute();
    expect(await read(ana)).toEqual(['1 unchanged']);
    expect(await read(ben)).toEqual(['2 created']);
    expect(await away()).toHaveLength(2);
  });
  it('says of each event what is wrong with it, and reads the others', async () => {
    const nobody = event('4', 'Zoe - leave', '20261201', '20261202');
    const backward = event('5', 'Ana Silva', '20261205', '20261201');
    expect(await read(nobody, backward, ben)).toEqual(['4 refused', '5 refused', '2 created']);
  });
  it('that cannot be read is broken for all to see, and takes nothing away', async () => {
    await read(ana, ben);
    const answer = await readAbsences(ctx, 'leave.ics', file(ana).slice(0, -6));
    expect(answer.state).toBe('broken');
    expect(answer.problem).toContain('cut off');
    expect(await away()).toHaveLength(2);
    const { items } = await calendars(ctx, listContract.input.parse({}));
    expect(items).toMatchObject([{ name: 'leave.ics', state: 'broken', absences: 2, fineAt: ctx.now() }]);
  });
  it('that is suddenly empty is taken for broken', async () => {
    await read(
      ...Array.from({ length: 5 }, (_, i) =>
        event(`${i}`, 'Ana Silva', `2026120${i + 1}`, `2026120${i + 2}`),
      ),
    );
    expect(await readAbsences(ctx, 'leave.ics', file())).toMatchObject({ state: 'broken' });
    expect(await away()).toHaveLength(5);
  });
});
