// Six months of hospital life: people of the demonstration do their work through the real services, on a simulated clock.
import { sql } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import { type ChainId, DeviceId, GateId, type NoticeId, ObligationId, PersonId } from '../../kernel/ids.ts';
import { AccountProfile, permissionsOf } from '../../kernel/permission.ts';
import { addHours, hoursBetween, type Instant } from '../../kernel/time.ts';
import { type Actor, type Ctx, withActor } from '../../platform/ctx.ts';
import { acts, deviceActs } from '../../rooms/work/index.ts';
import type { Random } from './random.ts';
import { openTrouble } from './story.ts';

type Running = {
  obligationId: ObligationId;
  chainId: ChainId;
  activityId: string;
  state: string;
  stateSince: Instant;
  outcome: string;
  version: number;
  claimedBy: PersonId | null;
  waitingOn: string | null;
  accountable: PersonId | null;
  siteId: number;
  devices: number;
  sentence: string;
};
type OpenGate = {
  id: GateId;
  obligationId: ObligationId;
  personId: PersonId | null;
  teamId: number | null;
  role: string;
  openedAt: Instant;
};

/** Hours of a working day that people usually let pass before they act, by how urgent the case is. */
const paceHours: Readonly<Record<string, number>> = { immediate: 8, out_of_cycle: 60, scheduled: 260 };
const yesWithConditions = [
  'After the morning medication round, two at a time.',
  'Only with a spare on the ward while they are away.',
  'Not during the weekend staffing.',
];
const planNotes = [
  'Update in three rounds, least busy wards first; roll back from the stored image if the alarm test fails.',
  'One ward a day, a spare for each device taken; network rules checked before and after.',
];
const validationNotes = [
  'Bench test on one unit: alarms reach the central station, therapy and data unchanged.',
  'Tested in the low-acuity unit for 24 hours: alarms, time and failover are right.',
];
const windowNotes = [
  'Agreed with the ward: weekdays 13:00 to 15:00, two at a time.',
  'Agreed with the ward: Tuesday and Thursday after rounds, spares from the pool.',
];

export type Life = {
  ctx: Ctx;
  random: Random;
  people: ReadonlyMap<PersonId, Actor>;
  teams: ReadonlyMap<number, readonly PersonId[]>;
  silent: ReadonlySet<PersonId>;
  lateMaker: PersonId | null;
};

const chance = (life: Life, p: number): boolean => life.random.next01() < p;
const pick = <T>(life: Life, list: readonly T[]): T | undefined =>
  list[Math.floor(life.random.next01() * list.length)];

/** The open steps of every case with what the simulation needs to act on them, in a fixed order. */
async function runningSteps(ctx: Ctx): Promise<Running[]> {
  const { rows } =
    await sql<Running>`select o.id as "obligationId", o.chain_id as "chainId", o.activity_id as "activityId", o.state, o.state_since as "stateSince", c.outcome,
      o.version, o.claimed_by as "claimedBy", o.waiting_on as "waitingOn", c.site_id as "siteId", c.sentence,
      (select h.person_id from work.holder h where h.obligation_id = o.id and h.letter = 'A' and h.until is null limit 1) as accountable,
      (select count(*)::int from work.chain_device d where d.chain_id = c.id) as devices
    from work.obligation o join work.chain c on c.id = o.chain_id
    where o.state not in ('upcoming', 'closed', 'withdrawn') order by o.id`.execute(ctx.db);
  return rows;
}

const openGates = async (ctx: Ctx): Promise<OpenGate[]> =>
  (
    await sql<OpenGate>`select g.id, g.obligation_id as "obligationId", g.person_id as "personId", g.team_id as "teamId", g.role, g.opened_at as "openedAt"
    from work.gate g join work.obligation o on o.id = g.obligation_id where g.answer is null and o.state = 'consult' order by g.id`.execute(
      ctx.db,
    )
  ).rows;

/** Who does a step: whoever took it, else somebody of those responsible; a check never by one who did the work. */
async function doer(life: Life, r: Running): Promise<Actor | null> {
  if (r.claimedBy) return life.people.get(r.claimedBy) ?? null;
  const { rows } = await sql<{
    personId: PersonId | null;
    teamId: number | null;
  }>`select h.person_id as "personId", h.team_id as "teamId" from work.holder h
    where h.obligation_id = ${r.obligationId} and h.letter = 'R' and h.until is null and not h.is_contract order by h.id`.execute(
    life.ctx.db,
  );
  const { rows: busy } = await sql<{
    id: PersonId;
  }>`select distinct unnest(o.doers) as id from work.obligation o where o.chain_id = ${r.chainId} and o.activity_id in ('VUL-8', 'VUL-9')`.execute(
    life.ctx.db,
  );
  const barred = new Set(r.activityId === 'VUL-10' ? busy.map((b) => b.id) : []);
  const ids = rows
    .flatMap((h) => (h.personId ? [h.personId] : h.teamId ? (life.teams.get(h.teamId) ?? []) : []))
    .filter((id) => !barred.has(id));
  const id = pick(life, ids);
  return id ? (life.people.get(id) ?? null) : null;
}

/** One working day: questions answered, work done, devices checked, signatures given, at everybody's own pace. */
export async function liveOneDay(life: Life): Promise<number> {
  let done = 0;
  for (const gate of await openGates(life.ctx)) done += await unlessRefused(answerMaybe(life, gate));
  for (const r of await runningSteps(life.ctx)) done += await unlessRefused(actMaybe(life, r));
  return done;
}

/** Once a week everybody reads what they were told until two days ago. */
export async function readTheirNotices(life: Life): Promise<void> {
  const { rows } = await sql<{
    personId: PersonId;
    ids: NoticeId[];
  }>`select person_id as "personId", (array_agg(id order by id))[1:500] as ids
    from work.notice where acknowledged_at is null and created_at < ${addHours(life.ctx.now(), -48)} group by 1 order by 1`.execute(
    life.ctx.db,
  );
  for (const { personId, ids } of rows) {
    const person = life.people.get(personId);
    if (person && !life.silent.has(personId))
      await acts.acknowledge(withActor(life.ctx, person), { noticeIds: ids });
  }
}

/** A refusal is part of life: somebody was faster, or it is not theirs after all. It changes nothing. */
const unlessRefused = (act: Promise<number>): Promise<number> =>
  act.catch((error: unknown) => {
    if (error instanceof AppError && error.code !== 'internal') return 0;
    throw error;
  });

async function answerMaybe(life: Life, gate: OpenGate): Promise<number> {
  const id = gate.personId ?? pick(life, life.teams.get(gate.teamId ?? 0) ?? []);
  const person = id ? life.people.get(id) : undefined;
  if (!person || !id || life.silent.has(id) || gate.role === 'MD') return 0;
  if (hoursBetween(gate.openedAt, life.ctx.now()) < 3 || !chance(life, 0.55)) return 0;
  const conditions = gate.role === 'CL' || gate.role === 'CE' ? chance(life, 0.2) : chance(life, 0.04);
  const answer = conditions ? 'yes_with_conditions' : 'yes';
  await acts.answerGate(withActor(life.ctx, person), {
    gateId: GateId.parse(gate.id),
    answer,
    text: conditions ? (pick(life, yesWithConditions) ?? '') : undefined,
  });
  return 1;
}

async function actMaybe(life: Life, r: Running): Promise<number> {
  const waited = hoursBetween(r.stateSince, life.ctx.now());
  const pace = paceHours[r.outcome] ?? 100;
  if (!chance(life, Math.min(0.85, (24 + waited) / (pace * 3)))) return 0;
  if (r.state === 'decide' || r.state === 'sign_off') return decideOrSign(life, r);
  if (r.state !== 'do') return 0;
  const who = await doer(life, r);
  if (!who) return 0;
  const ctx = withActor(life.ctx, who);
  const on = { obligationId: ObligationId.parse(r.obligationId) };
  if (r.activityId === 'VUL-12') return pressMaker(life, r, ctx);
  if (r.activityId === 'VUL-8' || r.activityId === 'VUL-9' || r.activityId === 'INV-3')
    return workOnDevices(life, r, ctx);
  if (r.activityId === 'VUL-10') {
    const checked = await checkDevices(life, r, ctx);
    if (checked === 0) return 0;
    await acts.finishWork(ctx, {
      ...on,
      version: await versionOf(ctx, r),
      note: 'Each device checked: version read, network rules in place, alarm test recorded.',
    });
    return checked + 1;
  }
  const notes =
    r.activityId === 'VUL-5' ? planNotes : r.activityId === 'VUL-6' ? validationNotes : windowNotes;
  await acts.startWork(ctx, { ...on, version: r.version });
  await acts.finishWork(ctx, { ...on, version: await versionOf(ctx, r), note: pick(life, notes) ?? 'Done.' });
  return 2;
}

const versionOf = async (ctx: Ctx, r: Running): Promise<number> =>
  (
    await ctx.db
      .selectFrom('work.obligation')
      .select('version')
      .where('id', '=', r.obligationId)
      .executeTakeFirstOrThrow()
  ).version;

async function decideOrSign(life: Life, r: Running): Promise<number> {
  const person = r.accountable ? life.people.get(r.accountable) : undefined;
  if (!person || (r.accountable && life.silent.has(r.accountable))) return 0;
  const ctx = withActor(life.ctx, person);
  const on = { obligationId: r.obligationId, version: r.version };
  if (r.state === 'sign_off') await acts.sign(ctx, { ...on, statement: 'Read and agreed.' });
  else
    await acts.decide(ctx, {
      ...on,
      decision: 'proceed',
      reason: 'Asked twice and reminded; the risk does not wait longer.',
    });
  return 1;
}

async function pressMaker(life: Life, r: Running, ctx: Ctx): Promise<number> {
  const on = { obligationId: r.obligationId, version: r.version };
  if (r.waitingOn === null) {
    await acts.waitFor(ctx, {
      ...on,
      on: 'maker',
      note: 'Wrote to the maker: which versions are fixed, and by when?',
    });
    return 1;
  }
  if (life.lateMaker !== null || !chance(life, 0.25)) return 0;
  await acts.resumeWork(ctx, { ...on, note: 'The maker has answered.' });
  await acts.finishWork(ctx, {
    obligationId: r.obligationId,
    version: await versionOf(ctx, r),
    note: 'The maker states in writing that no fix is planned for this release; the restrictions stay.',
  });
  return 2;
}

type Listed = { deviceId: DeviceId; model: string; targetVersion: string | null; kind: string };

async function listed(ctx: Ctx, r: Running, open: boolean): Promise<Listed[]> {
  const { rows } =
    await sql<Listed>`select cd.device_id as "deviceId", d.model, rm.target_version as "targetVersion", rm.kind from work.chain_device cd
    join inventory.device d on d.id = cd.device_id join work.chain c on c.id = cd.chain_id join risk.remedy rm on rm.id = c.remedy_id
    where cd.chain_id = ${r.chainId} and ${open ? sql`cd.outcome in ('to_do', 'in_use')` : sql`cd.outcome in ('done', 'replaced') and cd.check_outcome is null`} order by cd.device_id`.execute(
      ctx.db,
    );
  return rows;
}

/** A day's round with the checklist: most devices done, a few in use or nowhere to be found; the rest on another day. */
async function workOnDevices(life: Life, r: Running, ctx: Ctx): Promise<number> {
  const open = await listed(ctx, r, true);
  const today = open.slice(0, Math.max(12, Math.ceil(r.devices / 2)));
  const lost = today.filter(() => chance(life, 0.02));
  const busy = today.filter((d) => !lost.includes(d) && chance(life, 0.03));
  const fine = today.filter((d) => !lost.includes(d) && !busy.includes(d));
  const on = { obligationId: r.obligationId };
  const report = async (
    devices: readonly Listed[],
    outcome: 'done' | 'could_not_locate' | 'in_use',
    more: { versionSeen?: string; note?: string; nextAt?: Instant } = {},
  ) => {
    for (let i = 0; i < devices.length; i += 500) {
      await deviceActs.reportDevices(ctx, {
        ...on,
        deviceIds: devices.slice(i, i + 500).map((d) => DeviceId.parse(d.deviceId)),
        outcome,
        ...more,
      });
    }
  };
  if (r.activityId === 'INV-3') {
    const versions = await versionsInTheHouse(ctx, fine);
    const halves = [fine.filter((_, i) => i % 2 === 0), fine.filter((_, i) => i % 2 === 1)];
    for (const [i, half] of halves.entries())
      if (half.length > 0) await report(half, 'done', { versionSeen: versions[i] ?? versions[0] ?? '1.0' });
  } else if (fine.length > 0) {
    const [first] = fine;
    await report(
      fine,
      'done',
      first?.kind === 'apply' && first.targetVersion ? { versionSeen: first.targetVersion } : {},
    );
  }
  if (lost.length > 0)
    await report(lost, 'could_not_locate', {
      note: 'Not on the ward, not in the pool. Asked the ward clerk.',
    });
  if (busy.length > 0)
    await report(busy, 'in_use', {
      note: 'On a patient; comes back to the list.',
      nextAt: addHours(life.ctx.now(), 30),
    });
  if (open.length > today.length || busy.length > 0) return 1;
  await acts.finishWork(ctx, {
    ...on,
    version: await versionOf(ctx, r),
    note: 'Round finished; outcomes are recorded device by device.',
  });
  return 2;
}

/** The two versions that other devices of this model run most: what the labels will say. */
async function versionsInTheHouse(ctx: Ctx, devices: readonly Listed[]): Promise<string[]> {
  const { rows } = await sql<{
    v: string;
  }>`select software_version as v from inventory.device where model = ${devices[0]?.model ?? ''} and software_version is not null
    group by 1 order by count(*) desc, 1 limit 2`.execute(ctx.db);
  return rows.length > 0 ? rows.map((r) => r.v) : ['1.0'];
}

async function checkDevices(life: Life, r: Running, ctx: Ctx): Promise<number> {
  const open = await listed(ctx, r, false);
  if (open.length === 0) return r.devices === 0 ? 0 : 1;
  const failed = open.length > 3 && chance(life, 0.06) ? open.slice(0, 1) : [];
  const passed = open.filter((d) => !failed.includes(d));
  const on = { obligationId: r.obligationId };
  for (let i = 0; i < passed.length; i += 500) {
    await deviceActs.checkDevices(ctx, {
      ...on,
      deviceIds: passed.slice(i, i + 500).map((d) => DeviceId.parse(d.deviceId)),
      outcome: 'passed',
    });
  }
  if (failed.length > 0)
    await deviceActs.checkDevices(ctx, {
      ...on,
      deviceIds: failed.map((d) => DeviceId.parse(d.deviceId)),
      outcome: 'failed',
      note: 'Still shows the old version.',
    });
  return open.length;
}

/** The people who act, as actors; those of the planted trouble who keep silent at the end. */
export async function castOfLife(
  ctx: Ctx,
): Promise<Pick<Life, 'people' | 'teams'> & { byEmail: ReadonlyMap<string, PersonId> }> {
  const rows = await ctx.db
    .selectFrom('people.person as p')
    .innerJoin('people.account as a', 'a.personId', 'p.id')
    .select(['p.id', 'p.name', 'p.email', 'a.profile'])
    .orderBy('p.id')
    .execute();
  const people = new Map<PersonId, Actor>();
  const byEmail = new Map<string, PersonId>();
  for (const p of rows) {
    const profile = AccountProfile.parse(p.profile);
    if (p.email) byEmail.set(p.email.toLowerCase(), p.id);
    if (profile !== 'outsider')
      people.set(p.id, {
        kind: 'person',
        personId: PersonId.parse(p.id),
        name: p.name,
        profile,
        permissions: new Set(permissionsOf[profile]),
      });
  }
  const members = await ctx.db.selectFrom('people.teamMember').selectAll().orderBy('personId').execute();
  const teams = new Map<number, PersonId[]>();
  for (const m of members) teams.set(m.teamId, [...(teams.get(m.teamId) ?? []), m.personId]);
  return { people, teams, byEmail };
}

/** Those who do not act in the last days, by the story. */
export const silentAtTheEnd: readonly string[] = [
  openTrouble.absentAccountable.person,
  openTrouble.consultAboutToLapse.person,
  openTrouble.lateVendor.pressedBy,
].map((e) => e.toLowerCase());
