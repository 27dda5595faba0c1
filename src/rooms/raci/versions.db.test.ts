// Drafts and publication on the real database: who may, what is refused, and that a version comes in force once and stays.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { MatrixVersionId, PersonId } from '../../kernel/ids.ts';
import { permissionsOf } from '../../kernel/permission.ts';
import { addHours } from '../../kernel/time.ts';
import { type Ctx, withActor } from '../../platform/ctx.ts';
import { verifyLedger } from '../../platform/ledger.ts';
import { testHouse } from '../../platform/testing/database.ts';
import { cellText } from './rules/edit.ts';
import * as cells from './service/cells.ts';
import { diffVersions } from './service/diff.ts';
import * as drafts from './service/drafts.ts';
import { versionFile } from './service/export.ts';
import { inForce, putDueInForce, putInForce } from './service/matrix.ts';
import * as publish from './service/publish.ts';
import { standardMatrix } from './service/templates.ts';
import { oneVersion, versions } from './service/versions.ts';
import { documentOf } from './store/versions.ts';

const house = await testHouse();
const { db, clock } = house;
type Who = 'CI' | 'SE' | 'HD' | 'BM';
const people = new Map<Who, PersonId>();
const as = (who: Who): Ctx =>
  withActor(house.ctx, {
    kind: 'person',
    personId: people.get(who) ?? PersonId.parse(999_999),
    name: who,
    profile: 'analyst',
    permissions: new Set(permissionsOf.analyst),
  });
const refusal = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    return error as { code?: string; message: string; details: Record<string, unknown> };
  }
  throw new Error('it was not refused');
};
const verbs = async (id: MatrixVersionId) =>
  (
    await db
      .selectFrom('platform.ledgerEvent')
      .select(['verb', 'actor'])
      .where('subjectKind', '=', 'matrix')
      .where('subjectId', '=', id)
      .orderBy('seq')
      .execute()
  ).map((e) => `${e.verb} by ${e.actor}`);

beforeAll(async () => {
  await db.insertInto('people.organisation').values({ name: 'St. Anne Health', kind: 'hospital' }).execute();
  for (const who of ['CI', 'SE', 'HD', 'BM'] as const) {
    const { id } = await db
      .insertInto('people.person')
      .values({ name: who })
      .returning('id')
      .executeTakeFirstOrThrow();
    people.set(who, id);
    await db.insertInto('raci.staffing').values({ role: who, personId: id }).execute();
  }
  await inForce(house.ctx);
});

const draft = async (who: Who = 'SE') =>
  drafts.makeDraft(as(who), { from: { versionId: (await inForce(house.ctx)).id }, title: 'Asked earlier' });
const edit = (v: { id: MatrixVersionId; revision: number }, ...changes: [string, string, string][]) =>
  drafts.editCells(as('SE'), {
    versionId: v.id,
    revision: v.revision,
    changes: changes.map(([activityId, role, text]) => ({ activityId, role, text })),
  });
/** A draft with one change, proposed by SE. */
const proposed = async (inForceFrom: typeof clock.now | null = null) => {
  const made = await draft();
  const { version } = await edit(made, ['VUL-8', 'NE', 'C']);
  const { id: versionId, revision } = version;
  return publish.propose(as('SE'), { versionId, revision, reason: 'Network asks to be heard.', inForceFrom });
};
const sign = async (who: Who, v: { id: MatrixVersionId; revision: number; inForceNumber: number }) =>
  publish.sign(as(who), { versionId: v.id, revision: v.revision, comparedWith: v.inForceNumber });

describe('a draft', () => {
  it('is made and edited by those who keep the matrix current, and by nobody else', async () => {
    expect((await refusal(draft('BM'))).code).toBe('forbidden');
    const made = await draft('HD');
    expect(made).toMatchObject({ state: 'draft', number: null, basedOn: 1, isBasedOnInForce: true });
    const changes = [{ activityId: 'VUL-8', role: 'NE', text: 'C' }];
    const by = (who: Who) => drafts.editCells(as(who), { versionId: made.id, revision: 1, changes });
    expect((await refusal(by('BM'))).code).toBe('forbidden');
    expect((await by('CI')).revision).toBe(2);
    expect((await oneVersion(as('BM'), made.id)).may.edit).toContain('GOV-2');
    expect((await oneVersion(as('CI'), made.id)).may.edit).toBeNull();
  });

  it('refuses an edit of what was not seen, so that no change is lost', async () => {
    const made = await draft();
    await edit(made, ['VUL-8', 'NE', 'C']);
    const late = await refusal(edit(made, ['VUL-8', 'NE', 'I']));
    expect(late).toMatchObject({ code: 'conflict', details: { revision: 2 } });
    expect(await documentOf(db, made.id).then((d) => d.activities.find((a) => a.id === 'VUL-8'))).toSatisfy(
      (row: Parameters<typeof cellText>[0]) => cellText(row, 'NE') === 'C',
    );
  });

  it('two edits at the same moment: one is taken, the other is told', async () => {
    const made = await draft();
    const both = await Promise.allSettled([
      edit(made, ['VUL-8', 'NE', 'C']),
      edit(made, ['VUL-8', 'IT', 'C']),
    ]);
    expect(both.map((b) => b.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await oneVersion(as('SE'), made.id)).revision).toBe(2);
  });

  it('with two A in a row is refused when it is saved, with the repair that would be taken', async () => {
    const made = await draft();
    const { code, message, details } = await refusal(edit(made, ['VUL-8', 'CI', 'A']));
    expect(code).toBe('unprocessable');
    expect(message).toContain('would both answer for');
    expect(details).toMatchObject({ rule: 'V1', activityId: 'VUL-8', role: 'CI' });
    expect((await oneVersion(as('SE'), made.id)).revision).toBe(1);
  });

  it('with no A in a row can be saved and not be proposed', async () => {
    const made = await draft();
    const { version } = await edit(made, ['VUL-8', 'HD', '']);
    const fault = version.lint.find((l) => l.rule === 'V1' && l.activityId === 'VUL-8');
    expect(fault?.sentence).toContain('Nobody answers for VUL-8');
    expect(version.may.propose).toContain('Nobody answers for VUL-8');
    const input = { versionId: made.id, revision: version.revision, reason: 'Because.', inForceFrom: null };
    expect((await refusal(publish.propose(as('SE'), input))).message).toContain('Nobody answers for VUL-8');
    const mended = await edit(
      version,
      ...(fault?.repair?.changes ?? []).map((c): [string, string, string] => [c.activityId, c.role, c.text]),
    );
    expect(mended.version.may.propose).toBeNull();
  });

  it('with a row gone that cases need is not proposed', async () => {
    const made = await draft();
    const document = await documentOf(db, made.id);
    await db
      .updateTable('raci.matrixVersion')
      .set({
        document: JSON.stringify({
          ...document,
          activities: document.activities.filter((a) => a.id !== 'VUL-7'),
        }),
      })
      .where('id', '=', made.id)
      .execute();
    const input = { versionId: made.id, revision: 1, reason: 'Because.', inForceFrom: null };
    expect((await refusal(publish.propose(as('SE'), input))).message).toContain('VUL-7');
  });

  it('tells the history of a cell and what was said about it', async () => {
    const made = await draft();
    const { version } = await edit(made, ['NET-4', 'IT', 'C']);
    await edit(version, ['NET-4', 'IT', '']);
    const said = { activityId: 'NET-4', role: 'IT', versionId: made.id, text: 'They were never asked.' };
    await cells.comment(as('BM'), said);
    const story = await cells.cellStory(as('CI'), { activityId: 'NET-4', role: 'IT' });
    expect(story.history.map((h) => [h.number, h.before, h.after, h.by])).toEqual([
      [null, 'C', '', ['SE']],
      [null, 'I', 'C', ['SE']],
      [1, null, 'I', []],
    ]);
    expect(story.comments.map((c) => [c.by, c.text])).toEqual([['BM', 'They were never asked.']]);
    expect((await oneVersion(as('CI'), made.id)).commented).toContainEqual({
      activityId: 'NET-4',
      role: 'IT',
      count: 1,
    });
    expect((await refusal(cells.comment(as('BM'), { ...said, role: 'XX' }))).code).toBe('not_found');
  });

  it('is compared with the version in force, cell by cell and in words', async () => {
    const made = await draft();
    await edit(made, ['NET-4', 'IT', 'C'], ['NET-5', 'EX', '']);
    const diff = await diffVersions(as('BM'), { to: made.id });
    expect([diff.from.state, diff.to.state]).toEqual(['in_force', 'draft']);
    expect(diff.cells).toEqual([
      { activityId: 'NET-4', role: 'IT', before: 'I', after: 'C' },
      { activityId: 'NET-5', role: 'EX', before: 'I', after: '' },
    ]);
    const plain = diff.activities.find((a) => a.id === 'NET-4')?.plain ?? '';
    expect(diff.sentences[0]?.sentence).toBe(
      `IT infrastructure is now asked before "${plain}" instead of being told after.`,
    );
    expect((await diffVersions(as('BM'), { from: made.id, to: made.id })).sentences).toEqual([]);
    const gone = diffVersions(as('BM'), { to: MatrixVersionId.parse(999_999) });
    expect((await refusal(gone)).code).toBe('not_found');
  });

  it('is made from a file: a row without A is taken, one with two is refused and nothing is kept', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'wl-matrix-'));
    const from = async (fileName: string, text: string) => {
      await writeFile(join(dir, fileName), text);
      return drafts.draftFromFile(as('SE'), { fileName }, { path: join(dir, fileName) });
    };
    const head = 'id,activity,CISO,SecOps,HTM director,Biomed\n';
    const made = await from('ours.csv', `${head}VUL-8,Patch,,C,,R\nVUL-9,Servers,A,R,,\n`);
    expect(made.reading).toMatchObject({ isFit: true, cells: 4, format: 'CSV, UTF-8, cut at ,' });
    const view = await oneVersion(as('SE'), MatrixVersionId.parse(made.versionId));
    expect(view.lint.some((l) => l.rule === 'V1' && l.activityId === 'VUL-8')).toBe(true);
    const before = (await versions(as('SE'))).length;
    const two = await from('two.csv', `${head}VUL-8,Patch,A,C,A,R\n`);
    expect(two.versionId).toBeNull();
    expect(two.reading.lines[0]).toEqual({
      place: 'B2',
      level: 'error',
      rule: 'V1',
      sentence: 'VUL-8 has two A: CI, HD. One row has one A.',
    });
    expect((await from('none.csv', 'a,b\n1,2\n')).reading.lines[0]?.rule).toBe('header');
    expect((await versions(as('SE'))).length).toBe(before);
    await rm(dir, { recursive: true });
  });

  it('is seen as it was read before it is made, by those who may make it; names are what they chose', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'wl-matrix-'));
    const path = join(dir, 'ours.csv');
    await writeFile(path, 'activity,CISO,Service vendor\nRemediation plan,A,R*\n');
    const input = { fileName: 'ours.csv', roles: ['', 'TP'] };
    expect((await refusal(drafts.readFileForDraft(as('BM'), input, { path }))).code).toBe('forbidden');
    const before = (await versions(as('SE'))).length;
    const seen = await drafts.readFileForDraft(as('SE'), input, { path });
    expect(seen).toMatchObject({ isFit: true, roles: [{ how: 'same' }, { how: 'new', chosen: 'TP' }] });
    expect((await versions(as('SE'))).length).toBe(before);
    const { versionId } = await drafts.draftFromFile(as('SE'), input, { path });
    const document = await documentOf(db, MatrixVersionId.parse(versionId));
    expect(document.roles.map(({ code }) => code)).toEqual(['CI', 'TP']);
    await rm(dir, { recursive: true });
  });

  it('goes out as a file that says what it is', async () => {
    const made = await draft();
    const file = await versionFile(as('BM'), made.id, 'yaml');
    expect(file.fileName).toMatch(/^matrix-draft-\d+-\d{4}-\d\d-\d\d\.yaml$/);
    const { id } = await inForce(house.ctx);
    const own = await versionFile(as('BM'), id, 'yaml');
    const [text] = [...(own.chunks as Iterable<string>)];
    expect(text).toMatch(/^# Version \d+, in force from \d{4}-\d\d-\d\d\. Exported \d{4}-\d\d-\d\d\.\n/);
    expect((await refusal(versionFile(as('BM'), MatrixVersionId.parse(999_999), 'csv'))).code).toBe(
      'not_found',
    );
  });

  it('is made from a template, by its name only', async () => {
    const made = await drafts.makeDraft(as('SE'), { from: { template: 'full' } });
    expect(made).toMatchObject({ state: 'draft', basedOn: null });
    expect((await refusal(drafts.makeDraft(as('SE'), { from: { template: '../raci/full' } }))).code).toBe(
      'not_found',
    );
  });
});

describe('a proposal', () => {
  it('is signed by a second person, then in force; the one before is history', async () => {
    const before = await inForce(house.ctx);
    const v = await proposed();
    expect(v).toMatchObject({ state: 'proposed', proposedBy: 'SE' });
    expect((await refusal(sign('SE', v))).message).toContain('a second person');
    expect((await refusal(sign('HD', v))).message).toContain('A of GOV-2');
    expect((await refusal(sign('BM', v))).message).toContain('GOV-2');
    const done = await sign('CI', v);
    expect(done).toMatchObject({ state: 'in_force', number: before.number + 1, signedBy: 'CI' });
    expect((await inForce(house.ctx)).id).toBe(v.id);
    expect((await oneVersion(as('CI'), before.id)).state).toBe('retired');
    expect(await verbs(v.id)).toEqual([
      'raci.draft_made by SE',
      'raci.cells_changed by SE',
      'raci.matrix_proposed by SE',
      'raci.matrix_signed by CI',
      'raci.matrix_in_force by CI',
    ]);
    expect((await refusal(sign('CI', v))).code).toBe('unprocessable');
  });

  it('is not signed by whoever compared it with a version that is not in force any more', async () => {
    const [first, second] = [await proposed(), await proposed()];
    await sign('CI', first);
    expect((await refusal(sign('CI', second))).code).toBe('conflict');
    expect((await sign('CI', await oneVersion(as('CI'), second.id))).state).toBe('in_force');
  });

  it('is not edited, not by the program and not past it', async () => {
    const v = await proposed();
    expect((await refusal(edit(v, ['VUL-8', 'NE', 'I']))).code).toBe('conflict');
    await expect(
      sql`update raci.matrix_version set document = document || '{"title": "Other"}' where id = ${v.id}`.execute(
        db,
      ),
    ).rejects.toThrow('cannot be changed');
  });

  it('can be taken back, and then is not signed', async () => {
    const v = await proposed();
    await publish.withdraw(as('HD'), { versionId: v.id, reason: 'Not yet.' });
    expect((await refusal(sign('CI', v))).message).toContain('was withdrawn');
  });

  it('with a day waits for it and comes in force at that instant, once', async () => {
    const before = await inForce(house.ctx);
    const from = addHours(clock.now, 48);
    const v = await sign('CI', await proposed(from));
    expect(v).toMatchObject({ state: 'signed', number: null, inForceFrom: from });
    clock.now = addHours(from, -0.001);
    await putDueInForce(house.ctx);
    expect((await inForce(house.ctx)).id).toBe(before.id);
    clock.now = from;
    const read = await Promise.all(Array.from({ length: 5 }, () => inForce(as('BM'))));
    expect(new Set(read.map((r) => r.id))).toEqual(new Set([v.id]));
    await putDueInForce(house.ctx);
    expect((await inForce(house.ctx)).number).toBe(before.number + 1);
    expect((await verbs(v.id)).filter((verb) => verb.includes('in_force'))).toEqual([
      'raci.matrix_in_force by raci.put_in_force',
    ]);
  });

  it('two that waited through a standstill come in force in the order of their days', async () => {
    const { number } = await inForce(house.ctx);
    const later = await sign('CI', await proposed(addHours(clock.now, 20)));
    const sooner = await sign('CI', await proposed(addHours(clock.now, 10)));
    clock.now = addHours(clock.now, 100);
    expect((await inForce(house.ctx)).id).toBe(later.id);
    const all = await versions(as('BM'));
    expect(all.find((v) => v.id === sooner.id)).toMatchObject({ state: 'retired', number: number + 1 });
    expect(all.find((v) => v.id === later.id)).toMatchObject({ state: 'in_force', number: number + 2 });
  });

  it('what waits for its day can still be taken back', async () => {
    const before = await inForce(house.ctx);
    const v = await sign('CI', await proposed(addHours(clock.now, 5)));
    await publish.withdraw(as('CI'), { versionId: v.id, reason: 'Not after all.' });
    clock.now = addHours(clock.now, 6);
    expect((await inForce(house.ctx)).id).toBe(before.id);
  });
});

describe('what was in force', () => {
  it.each([
    { what: 'its text', change: sql`document = document || '{"title": "Other"}'` },
    { what: 'its signature', change: sql`published_by = coalesce(published_by, 0) + 1` },
    { what: 'its day', change: sql`in_force_from = now()` },
    { what: 'its number', change: sql`number = number + 1000` },
    { what: 'its state, back to a draft', change: sql`state = 'draft', number = null` },
  ])('keeps $what, whoever writes to the database', async ({ change }) => {
    for (const state of ['in_force', 'retired'])
      await expect(
        sql`update raci.matrix_version set ${change} where id = (select min(id) from raci.matrix_version where state = ${state})`.execute(
          db,
        ),
      ).rejects.toThrow(/cannot/);
  });

  it('is not deleted', async () => {
    await expect(sql`delete from raci.matrix_version where state = 'retired'`.execute(db)).rejects.toThrow(
      'is kept',
    );
  });

  it('an imported matrix still comes in force at once, with the next number', async () => {
    const before = await inForce(house.ctx);
    const id = await putInForce(house.ctx, { ...(await standardMatrix()), title: 'From a file' });
    expect(await inForce(house.ctx)).toMatchObject({ id, number: before.number + 1 });
  });

  it('every step stands in an unbroken ledger', async () => {
    expect((await verifyLedger(db)).faults).toEqual([]);
  });

  it('asking for a version that is not there is answered so', async () => {
    expect((await refusal(oneVersion(as('CI'), MatrixVersionId.parse(999_999)))).code).toBe('not_found');
  });
});
