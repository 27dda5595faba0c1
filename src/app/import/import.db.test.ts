// Files from the first byte to the database and back out: what a hospital sends, what becomes of it, and what it can repair.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../kernel/errors.ts';
import { DeviceId, ImportId } from '../../kernel/ids.ts';
import { permissionsOf } from '../../kernel/permission.ts';
import { addDays } from '../../kernel/time.ts';
import { withActor } from '../../platform/ctx.ts';
import { verifyLedger } from '../../platform/ledger.ts';
import { testHouse } from '../../platform/testing/database.ts';
import {
  closeStaleImports,
  device,
  ImportOptions,
  importRows,
  importSummary,
  noteImport,
  observeByHand,
  refusedFile,
  runImport,
} from '../../rooms/inventory/index.ts';
import { routes } from '../../rooms/inventory/routes.ts';
import { type FileImport, importFile, laterKinds, rehearse, runSpooled } from './index.ts';

const house = await testHouse();
const { ctx, db } = house;
let dir = '';
let n = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wl-import-test-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  house.clock.now = addDays(house.clock.now, 1);
  await sql`truncate inventory.observation, inventory.device, inventory.profile, inventory.import_row, inventory.import, inventory.zone, inventory.source,
    raci.staffing, people.rota_shift, people.absence, people.team_member, people.team, people.person, people.ward, people.site, people.organisation cascade`.execute(
    db,
  );
  await bring(
    'code,name,timezone,city\nNGH,North General Hospital,America/Chicago,Marlow\nSTC,St. Catherine,America/Chicago,Lake\n',
    { fileName: 'sites.csv' },
  );
  await bring(
    'site,code,name,department,floor\nNGH,3B,Ward 3B Intensive Care,Critical Care,3\nNGH,ED,Emergency Department,Emergency,1\n',
    { fileName: 'wards.csv' },
  );
});

async function bring(content: string | Uint8Array, of: Partial<FileImport> & { fileName: string }) {
  n += 1;
  const path = join(dir, String(n));
  await writeFile(path, content);
  return importFile(ctx, { source: 'CMMS North', ...of, path });
}
const noExchange = {
  upload: null,
  sessionToken: null,
  userAgent: null,
  setSession: () => undefined,
  clearSession: () => undefined,
};
const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
const list = (content: string | Uint8Array, of: Partial<FileImport> = {}) =>
  bring(content, { fileName: 'cmms.csv', siteCode: 'NGH', ...of });
const counts = (s: Awaited<ReturnType<typeof bring>>) => ({
  state: s.state,
  created: s.createdRows,
  updated: s.updatedRows,
  unchanged: s.unchangedRows,
  refused: s.refusedRows,
});
const devices = () => db.selectFrom('inventory.device').selectAll().orderBy('id').execute();
const rulesOf = async (s: Awaited<ReturnType<typeof bring>>) =>
  (await importRows(ctx, { importId: s.id, limit: 100 })).items.map((r) => [
    r.rowNo,
    r.outcome,
    ...r.problems.map((p) => p.rule),
  ]);
const only = async () => {
  const [first, ...more] = await devices();
  if (!first || more.length > 0) throw new Error(`${more.length + (first ? 1 : 0)} devices`);
  return first;
};
const head =
  'Ctrl No,Manufacturer,Model,Ser. No.,Equipment Description,Hosp,Unit,EQUIPMENT_STATUS,Software Version,MAC Address,IP Address,VLAN';

describe('a messy export', () => {
  const messy = csv(
    'North General Hospital',
    'Equipment list printed 23-NOV-2026',
    head,
    '000123,BD,Alaris 8015,SN 1204 O1,Infusion pump,NGH,3B,Active,12.1.3,00:09:FB:11:22:33,10.1.2.3,140',
    '1.23E+05,Philips,IntelliVue MX800,DE33445566,Patient monitor,North General Hospital,3B,Active,L.01,"0009.fb11.2244; 00-09-FB-11-22-55",,',
    '"=""00124""",,,XK-200,"PUMP, INFUSION BD ALARIS 8015",NGH,ED,Active,,,,',
    '125,GE,CARESCAPE B650,SB-1,Monitor,NGH,Nowhere,Active,,,,',
    '126,GE,CARESCAPE B650,SB-2,Monitor,Elsewhere,3B,Active,,,,',
    ',GE,CARESCAPE B650,,Monitor,NGH,3B,Active,,,,',
    'Total,,,,,,,,,,,6',
    '*** End of report ***',
  );
  it('is read past titles, totals and odd cells; what needs a person is told apart', async () => {
    const s = await list(messy);
    expect(counts(s)).toEqual({ state: 'done', created: 4, updated: 0, unchanged: 0, refused: 2 });
    expect(s.totalRows).toBe(6);
    expect(await rulesOf(s)).toEqual([
      [5, 'warning', 'tag_damaged'],
      [7, 'warning', 'ward_unknown'],
      [8, 'refused', 'site_unknown'],
      [9, 'refused', 'no_identity'],
    ]);
    const [pump, monitor, third] = await devices();
    expect(pump).toMatchObject({
      tag: '000123',
      tagKey: '123',
      serialKey: 'SN120401',
      manufacturer: 'BD',
      model: 'Alaris 8015',
      softwareVersion: '12.1.3',
      deviceClass: 'infusion_pump',
      macs: ['00:09:fb:11:22:33'],
      ips: ['10.1.2.3'],
      networked: 'yes',
      exposure: 'open',
      // VLAN 140 is no zone that anybody described.
      isExposureAssumed: true,
      status: 'in_service',
    });
    expect(pump?.wardId).not.toBeNull();
    expect(monitor).toMatchObject({
      tag: '1.23E+05',
      tagKey: null,
      macs: ['00:09:fb:11:22:44', '00:09:fb:11:22:55'],
      networked: 'unknown',
    });
    expect(third).toMatchObject({ tagKey: '124', manufacturer: 'BD', model: 'Alaris 8015' });
    for (const word of ['000123', '123', 'alaris', '10.1.2.3', '00:09:fb:11:22:33'])
      expect(pump?.search).toContain(word);
  });
  it('brought a second time changes nothing and says so', async () => {
    await list(messy);
    const before = await devices();
    const said = await db.selectFrom('inventory.observation').selectAll().orderBy('deviceId').execute();
    house.clock.now = addDays(house.clock.now, 1);
    expect(counts(await list(messy))).toEqual({
      state: 'done',
      created: 0,
      updated: 0,
      unchanged: 4,
      refused: 2,
    });
    expect(await devices()).toEqual(before);
    expect(await db.selectFrom('inventory.observation').selectAll().orderBy('deviceId').execute()).toEqual(
      said,
    );
  });
  it.each(['utf16le', 'latin1'] as const)('is the same list in %s', async (encoding) => {
    const text = messy.replace('Monitor,NGH,Nowhere', 'Überwachung,NGH,Nowhere');
    const s = await list(Buffer.from(encoding === 'utf16le' ? `\uFEFF${text}` : text, encoding));
    expect(s.createdRows).toBe(4);
    expect((await devices()).map((d) => d.description)).toContain('Überwachung');
  });
  it('leaves product-versions that matching has to look at again only when something of their devices changed', async () => {
    await list(messy);
    const revisions = () =>
      db.selectFrom('inventory.profile').select(['key', 'revision']).orderBy('key').execute();
    const before = await revisions();
    await list(messy);
    expect(await revisions()).toEqual(before);
    await list(messy.replace(',12.1.3,', ',12.3.0,'));
    const after = await revisions();
    expect(after).toHaveLength(before.length + 1);
    expect(after.filter((p) => before.some((b) => b.key === p.key && b.revision < p.revision))).toHaveLength(
      1,
    );
  });
});

describe('a later file of the same source', () => {
  it('wipes nothing with blank cells, and changes what it says', async () => {
    await list(
      csv(
        head,
        '123,BD,Alaris 8015,S-1000,Infusion pump,NGH,3B,Active,12.1.3,00:09:fb:11:22:33,10.1.2.3,140',
      ),
    );
    const s = await list(csv(head, '0123,,,S-1000,,NGH,ED,In repair,,,,'));
    expect(counts(s)).toEqual({ state: 'done', created: 0, updated: 1, unchanged: 0, refused: 0 });
    expect(await only()).toMatchObject({
      manufacturer: 'BD',
      model: 'Alaris 8015',
      softwareVersion: '12.1.3',
      macs: ['00:09:fb:11:22:33'],
      ips: ['10.1.2.3'],
      status: 'in_repair',
      version: 2,
    });
    const events = await db
      .selectFrom('platform.ledgerEvent')
      .selectAll()
      .where('subjectKind', '=', 'device')
      .execute();
    expect(events.at(-1)?.body).toMatchObject({ changes: { status: ['in_service', 'in_repair'] } });
  });
  it('finds the columns as they were mapped by hand the last time', async () => {
    const lines = csv('Thing,Maker code,Serial', 'X1,BD,S-2000');
    await list(lines, { headings: { Thing: 'tag' } });
    expect(await only()).toMatchObject({ tag: 'X1' });
    await list(csv('Serial,Thing,Maker code', 'S-2001,X2,BD'));
    expect((await devices()).map((d) => d.tag)).toContain('X2');
  });
  it('lists a device twice without taking turns: the first row counts, also the next time', async () => {
    const twice = csv(
      head,
      '123,BD,Alaris 8015,S-1000,Pump,NGH,3B,Active,,,,',
      '0123,BD,Alaris 8015,S-1000,Pump,NGH,ED,Active,12.1,,,',
    );
    const first = await list(twice);
    expect(counts(first)).toEqual({ state: 'done', created: 1, updated: 1, unchanged: 0, refused: 0 });
    expect(await rulesOf(first)).toEqual([[3, 'warning', 'listed_twice']]);
    const before = await only();
    expect(before.softwareVersion).toBe('12.1');
    expect(counts(await list(twice))).toEqual({
      state: 'done',
      created: 0,
      updated: 0,
      unchanged: 2,
      refused: 0,
    });
    expect(await only()).toEqual(before);
  });
});

describe('a tag', () => {
  it('used again after disposal belongs to a new device; the old one keeps its history', async () => {
    const file = csv(
      head,
      '700,BD,Alaris 8100,S-1111,Pump,NGH,3B,Disposed,,,,',
      '700,Philips,IntelliVue MX40,S-2222,Telemetry,NGH,3B,Active,,,,',
    );
    expect(counts(await list(file))).toMatchObject({ created: 2, refused: 0 });
    expect((await devices()).map((d) => [d.tagKey, d.serialKey, d.status])).toEqual([
      ['700', 'S1111', 'disposed'],
      ['700', 'S2222', 'in_service'],
    ]);
    expect(counts(await list(file))).toMatchObject({ created: 0, unchanged: 2, refused: 0 });
  });
  it('that is the same with another serial number is asked about, not guessed', async () => {
    await list(csv(head, '700,BD,Alaris 8100,S-1111,Pump,NGH,3B,Active,,,,'));
    const s = await list(csv(head, '700,BD,Alaris 8100,S-9999,Pump,NGH,3B,Active,,,,'));
    expect(await rulesOf(s)).toEqual([[2, 'ambiguous', 'ambiguous']]);
    expect(await devices()).toHaveLength(1);
  });
  it('at another site is another device', async () => {
    await list(
      csv(
        head,
        '700,BD,Alaris 8100,S-1111,Pump,NGH,3B,Active,,,,',
        '700,BD,Alaris 8100,S-3333,Pump,STC,,Active,,,,',
      ),
    );
    expect((await devices()).map((d) => d.tagKey)).toEqual(['700', '700']);
  });
});

describe('the refused rows', () => {
  it('come back as a file that imports after repair, and only then', async () => {
    const s = await list(
      csv(
        head,
        '1,BD,Alaris 8015,S-1,Pump,NGH,3B,Active,,,,',
        '"2, old",BD,"=cmd|x",S-22222,Pump,Elsewhere,3B,Active,,,,',
        ',BD,Alaris 8015,,Pump,NGH,3B,Active,,,,',
      ),
    );
    expect(s.refusedRows).toBe(2);
    let text = '';
    for await (const chunk of (await refusedFile(ctx, s.id)).chunks) text += chunk.toString();
    expect(text.split('\r\n')[0]).toContain('Wardline problem');
    expect(text).toContain("'=cmd|x");
    const again = await list(text, { fileName: 'refused-cmms.csv' });
    expect(counts(again)).toEqual({ state: 'done', created: 0, updated: 0, unchanged: 0, refused: 2 });
    const repaired = text.replace('Elsewhere', 'North General Hospital').replace(/^,BD/m, '3,BD');
    expect(counts(await list(repaired, { fileName: 'refused-cmms.csv' }))).toEqual({
      state: 'done',
      created: 2,
      updated: 0,
      unchanged: 0,
      refused: 0,
    });
    expect((await devices()).map((d) => [d.tag, d.model])).toContainEqual(['2, old', '=cmd|x']);
  });
});

describe('an import that is cut off', () => {
  const many = csv(
    head,
    ...Array.from(
      { length: 2_500 },
      (_, i) => `${10_000 + i},BD,Alaris 8015,SER-${10_000 + i},Pump,NGH,3B,Active,12.1,,,`,
    ),
  );
  it('leaves whole rows behind, and the next run finishes it', async () => {
    n += 1;
    const path = join(dir, String(n));
    await writeFile(path, many);
    const id = await noteImport(ctx, {
      path,
      fileName: 'many.csv',
      source: 'CMMS North',
      kind: 'devices',
      options: ImportOptions.parse({ siteCode: 'NGH' }),
    });
    const cut = runImport(ctx, id, {
      path,
      later: laterKinds,
      progress: (done) => {
        if (done === 1_000) throw new Error('power cut');
      },
    });
    await expect(cut).rejects.toThrow('power cut');
    expect(await importSummary(ctx, id)).toMatchObject({ state: 'failed', createdRows: 1_000 });
    const orphans = await sql<{
      n: number;
    }>`select count(*)::int as n from inventory.device d where not exists
      (select from inventory.observation o where o.device_id = d.id)`.execute(db);
    expect(orphans.rows[0]?.n).toBe(0);
    const done = await runImport(ctx, id, { path, later: laterKinds });
    expect(counts(done)).toEqual({ state: 'done', created: 1_500, updated: 0, unchanged: 1_000, refused: 0 });
  });
  it('that still says running is closed at the next start, with a sentence; one that lives is left alone', async () => {
    n += 1;
    const path = join(dir, String(n));
    await writeFile(path, many);
    const note = () =>
      noteImport(ctx, {
        path,
        fileName: 'many.csv',
        source: 'CMMS North',
        kind: 'devices',
        options: ImportOptions.parse({ siteCode: 'NGH' }),
      });
    const dead = await note();
    const living = await note();
    let closed = -1;
    await runImport(ctx, living, {
      path,
      later: laterKinds,
      progress: (done) => {
        if (done === 1_000) void closeStaleImports(ctx).then((count) => (closed = count));
      },
    });
    await expect.poll(() => closed).toBe(1);
    const gone = await importSummary(ctx, dead);
    expect(gone.state).toBe('failed');
    expect(gone.message).toContain('nothing is doubled');
    expect((await importSummary(ctx, living)).state).toBe('done');
  });
});

describe('an upload', () => {
  const send = async (content: string, input: Record<string, string>, as = ctx) => {
    n += 1;
    const path = join(dir, String(n));
    await writeFile(path, content);
    const route = routes.find((r) => r.endpoint.path === '/imports' && r.endpoint.method === 'POST');
    const upload = { path, fileName: 'cmms.csv', size: content.length };
    return z
      .object({ id: ImportId, state: z.string() })
      .parse(
        await route?.run(
          as,
          { fileName: 'cmms.csv', source: 'CMMS North', ...input },
          { ...noExchange, upload },
        ),
      );
  };
  const one = csv(head, '1,BD,Alaris 8015,S-1,Pump,NGH,3B,Active,,,,');
  it('waits in the spool for its job, readable by nobody else; the same key twice is one import', async () => {
    const station = { spoolDir: join(dir, 'spool'), runSelf: () => Promise.resolve(0) };
    const here = { ...ctx, station };
    const first = await send(one, { key: 'key-12345', siteCode: 'NGH' }, here);
    expect((await send(one, { key: 'key-12345', siteCode: 'NGH' }, here)).id).toBe(first.id);
    const spooled = join(station.spoolDir, String(first.id));
    expect((await stat(spooled)).mode & 0o777).toBe(0o600);
    const jobs = await sql<{
      n: number;
    }>`select count(*)::int as n from graphile_worker.jobs where key = ${`inventory.import:${first.id}`}`.execute(
      db,
    );
    expect(jobs.rows[0]?.n).toBe(1);
    expect(await closeStaleImports(ctx)).toBe(0);
    expect(counts(await runSpooled(here, first.id))).toMatchObject({ state: 'done', created: 1 });
    await expect(stat(spooled)).rejects.toThrow('ENOENT');
  });
  it('of who holds which role is refused to those who may only import devices', async () => {
    const { id } = await db
      .insertInto('people.person')
      .values({ name: 'Tech' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const actor = {
      kind: 'person',
      personId: id,
      name: 'Tech',
      profile: 'technician',
      permissions: new Set(permissionsOf.technician),
    } as const;
    const staffing = csv('role,holder,site', 'CI,Tech,');
    await expect(send(staffing, {}, withActor(ctx, actor))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a rehearsal', () => {
  it('tells what would happen and leaves nothing behind', async () => {
    n += 1;
    const path = join(dir, String(n));
    await writeFile(path, csv(head, '1,BD,Alaris 8015,S-1,Pump,NGH,3B,Active,,,,'));
    const created = await rehearse(
      ctx,
      { path, fileName: 'x.csv', source: 'CMMS North', siteCode: 'NGH' },
      (_, s) => Promise.resolve(s.createdRows),
    );
    expect(created).toBe(1);
    expect(await devices()).toEqual([]);
  });
});

describe('a file that cannot be taken', () => {
  it.each([
    { what: 'no known headings', content: 'a,b\n1,2\n', message: 'no headings that Wardline knows' },
    { what: 'nothing in it', content: '', message: 'empty' },
  ])('with $what is refused with a sentence', async ({ content, message }) => {
    await expect(list(content)).rejects.toThrow(message);
  });
  it('for a site that does not exist ends as failed and says so', async () => {
    expect(await list(csv(head, '1,BD,A,S-1,Pump,,,,,,,'), { siteCode: 'XXX' })).toMatchObject({
      state: 'failed',
      message: 'There is no site "XXX".',
    });
  });
});

describe('people and who holds which role', () => {
  const people = csv(
    'name,email,title,organisation,site',
    'Ann Lee,ann@x.example,Biomed,North Health,NGH',
    'Bo Ek,bo@x.example,Biomed,North Health,NGH',
    'Vi Maker,vi@maker.example,Support,Maker Inc,',
  );
  const staffing = csv(
    'role,holder,deputy,site,ward,department,device class,manufacturer,activity,from,until',
    'BM,Biomed North,ann@x.example,NGH,,,,,,,',
    'CE,ann@x.example,bo@x.example,,,,infusion_pump,,,2026-01-01,',
    'MD,vi@maker.example,,,,,,BD,,,',
    'HD,nobody@x.example,,,,,,,,,',
    'SE,Night rota,,,,,,,,,',
    'CL,bo@x.example,,NGH,9Z,,,,,,',
  );
  it('come in by name; what a row names and nobody knows is said', async () => {
    expect(counts(await bring(people, { fileName: 'people.csv' }))).toMatchObject({ created: 3 });
    const teams = await bring(
      csv(
        'name,site,lead,members',
        'Biomed North,NGH,ann@x.example,ann@x.example;bo@x.example',
        'Ghosts,NGH,,ghost@x.example',
      ),
      { fileName: 'teams.csv' },
    );
    expect(counts(teams)).toMatchObject({ created: 1, refused: 1 });
    await bring(csv('rota,person,from,to', 'Night rota,ann@x.example,2026-11-23 20:00,2026-11-24 08:00'), {
      fileName: 'rota.csv',
    });
    const s = await bring(staffing, { fileName: 'staffing.csv' });
    expect(counts(s)).toEqual({ state: 'done', created: 4, updated: 0, unchanged: 0, refused: 2 });
    expect(await rulesOf(s)).toEqual([
      [5, 'refused', 'holder_unknown'],
      [7, 'refused', 'ward_unknown'],
    ]);
    expect(counts(await bring(staffing, { fileName: 'staffing.csv' }))).toMatchObject({
      created: 0,
      unchanged: 4,
      refused: 2,
    });
    const organisations = await db
      .selectFrom('people.organisation')
      .select(['name', 'kind'])
      .orderBy('name')
      .execute();
    expect(organisations).toEqual([
      { name: 'Maker Inc', kind: 'manufacturer' },
      { name: 'North Health', kind: 'hospital' },
    ]);
    const [shift] = await db.selectFrom('people.rotaShift').select(['fromAt', 'toAt']).execute();
    expect(shift).toEqual({ fromAt: '2026-11-24T02:00:00.000Z', toAt: '2026-11-24T14:00:00.000Z' });
  });
  it('say whose an organisation is by the outside role its team holds, and never that of the hospital’s own team', async () => {
    await bring(
      csv(
        'name,email,organisation,site',
        'Io Fix,io@fix.example,Fix Ltd,',
        'Ann Lee,ann@x.example,North Health,NGH',
      ),
      { fileName: 'people.csv' },
    );
    await bring(csv('name,site,lead,members', 'Field,,,io@fix.example', 'Biomed,,,ann@x.example'), {
      fileName: 'teams.csv',
    });
    await bring(csv('role,holder,manufacturer', 'MD,Field,BD', 'TP,Field,', 'BM,Biomed,'), {
      fileName: 'staffing.csv',
    });
    const kinds = await db
      .selectFrom('people.organisation')
      .select(['name', 'kind'])
      .orderBy('name')
      .execute();
    expect(kinds).toEqual([
      { name: 'Fix Ltd', kind: 'service' },
      { name: 'North Health', kind: 'hospital' },
    ]);
  });
  it('keep what a later file leaves blank, and leave a team that lists them no more', async () => {
    await bring(people, { fileName: 'people.csv' });
    const team = (members: string) =>
      bring(csv('name,site,lead,members', `Biomed North,,,${members}`), { fileName: 'teams.csv' });
    await team('ann@x.example;bo@x.example');
    await team('bo@x.example');
    expect(await db.selectFrom('people.teamMember').selectAll().execute()).toHaveLength(1);
    await bring(csv('name,email,title,organisation,site', 'Ann Lee,ann@x.example,,,'), {
      fileName: 'people.csv',
    });
    const ann = await db
      .selectFrom('people.person')
      .selectAll()
      .where('email', '=', 'ann@x.example')
      .executeTakeFirst();
    expect(ann).toMatchObject({ title: 'Biomed' });
    expect(ann?.siteId).not.toBeNull();
  });
});

describe('network zones', () => {
  it('set the exposure of the devices that stand in them, and again when their policy changes', async () => {
    await list(csv(head, '1,BD,Alaris 8015,S-1,Pump,NGH,3B,Active,,,10.1.1.1,VLAN 0140'));
    expect(await only()).toMatchObject({ exposure: 'open', isExposureAssumed: true, zoneId: null });
    const zones = (policy: string) =>
      bring(csv('site,vlan,name,kind,policy,verified on', `NGH,140,Pumps,infusion,${policy},`), {
        fileName: 'zones.csv',
      });
    await zones('enforced');
    const after = await only();
    expect(after).toMatchObject({ exposure: 'controlled', isExposureAssumed: false });
    const profile = () =>
      db
        .selectFrom('inventory.profile')
        .select('revision')
        .where('id', '=', after.profileId)
        .executeTakeFirst();
    const before = (await profile())?.revision ?? 0;
    expect(counts(await zones('enforced'))).toMatchObject({ unchanged: 1 });
    expect((await profile())?.revision).toBe(before);
    await zones('guest');
    expect(await only()).toMatchObject({ exposure: 'open', isExposureAssumed: false });
    expect((await profile())?.revision).toBe(before + 1);
  });
});

describe('a matrix', () => {
  it('in YAML is put in force once; a broken one changes nothing', async () => {
    const yaml = await readFile(new URL('../../../data/raci/full.yaml', import.meta.url), 'utf8');
    const first = await bring(yaml, { fileName: 'matrix.yaml' });
    expect(first).toMatchObject({ kind: 'matrix', state: 'done' });
    expect(counts(await bring(yaml, { fileName: 'matrix.yaml' }))).toMatchObject({
      created: 0,
      state: 'done',
    });
    const broken = await bring(yaml.replace(/cells: \{/, 'cells: { XX: A, '), { fileName: 'matrix.yaml' });
    expect(broken.state).toBe('failed');
    expect(broken.message).toContain('not put in force');
    expect(
      await db.selectFrom('raci.matrixVersion').select('number').where('state', '=', 'in_force').execute(),
    ).toHaveLength(1);
  });
});

describe('one device', () => {
  const correct = async (input: Record<string, unknown>) =>
    routes.find((r) => r.endpoint.path === '/devices/:deviceId/correct')?.run(ctx, input, noExchange);
  const history = async (deviceId: number) =>
    routes.find((r) => r.endpoint.path === '/devices/:deviceId/history')?.run(ctx, { deviceId }, noExchange);
  const one = csv(
    head,
    '1,BD,Alaris 8015,S-1,Infusion pump,NGH,3B,Active,12.1,00:09:fb:11:22:33,10.1.1.1,140',
  );

  it('shows every claim with its source, and reasons for harm, exposure and mission', async () => {
    await list(one);
    const { id } = await only();
    await observeByHand(ctx, [id], { softwareVersion: '12.3' }, 'Read on the device in W-1');
    const seen = await device(ctx, id);
    const version = seen.fields.find((f) => f.field === 'softwareVersion');
    expect(version).toMatchObject({ value: '12.3', disagree: true });
    expect(version?.claims.map((c) => [c.source, c.value, c.wins])).toEqual([
      ['By hand', '12.3', true],
      ['CMMS North', '12.1', false],
    ]);
    expect(seen).toMatchObject({ softwareVersion: '12.3', hasConflict: true, version: 2 });
    for (const why of [seen.harm, seen.exposure, seen.mission]) expect(why.reasons.length).toBeGreaterThan(0);
    expect((await list(one)).unchangedRows).toBe(1);
    expect((await only()).softwareVersion).toBe('12.3');
  });
  it('is corrected by the one who saw its latest state; a stale view is a conflict', async () => {
    await list(one);
    const { id } = await only();
    const right = {
      deviceId: id,
      version: 1,
      field: 'status',
      value: 'in_repair',
      reason: 'It is on my bench',
    };
    await correct(right);
    expect(await only()).toMatchObject({ status: 'in_repair', version: 2 });
    await expect(correct(right)).rejects.toMatchObject({ code: 'conflict' });
    await expect(correct({ ...right, version: 2, value: 'purple' })).rejects.toThrow(AppError);
    const told = z.object({ items: z.array(z.object({ sentence: z.string() })) }).parse(await history(id));
    expect(told.items.map((e) => e.sentence)).toEqual([
      'Status corrected by hand from in service to in repair. Reason: It is on my bench',
      'Status changed from in service to in repair.',
      'Entered here from cmms.csv (CMMS North).',
    ]);
    await expect(device(ctx, DeviceId.parse(999_999))).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('all of this left a ledger without a fault', async () => {
  expect((await verifyLedger(db)).faults).toEqual([]);
});
