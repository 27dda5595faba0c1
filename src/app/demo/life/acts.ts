// One act of one person on one step, through the services that the web app's buttons use.
import { sql } from 'kysely';
import { DeviceId, GateId, ObligationId } from '../../../kernel/ids.ts';
import { addHours, type Instant } from '../../../kernel/time.ts';
import { type Ctx, withActor } from '../../../platform/ctx.ts';
import { acts, deviceActs } from '../../../rooms/work/index.ts';
import { type Asked, active, type Life, type Running } from './cast.ts';

const conditions = [
  'After the morning medication round, two at a time.',
  'Only with a spare on the ward while they are away.',
  'Not during the weekend staffing.',
];
/** What a plan lacks when it is given back. */
const missing = [
  'Who watches the patients while the pumps are away? Name a spare for each ward.',
  'The way back is missing: say how it is undone if the alarm test fails.',
  'This takes six weeks. Say what protects the devices until then.',
] as const;
const notesOf: Readonly<Record<string, readonly string[]>> = {
  'VUL-5': [
    'Update in three rounds, least busy wards first; roll back from the stored image if the alarm test fails.',
    'One ward a day, a spare for each device taken; network rules checked before and after.',
  ],
  'VUL-6': [
    'Bench test on one unit: alarms reach the central station, therapy and data unchanged.',
    'Tested in the low-acuity unit for 24 hours: alarms, time and failover are right.',
  ],
  'VUL-7': [
    'Agreed with the ward: weekdays 13:00 to 15:00, two at a time.',
    'Agreed with the ward: Tuesday and Thursday after rounds, spares from the pool.',
  ],
};

/** Answers a question, mostly with yes. False when nobody is there who could. */
export async function answer(life: Life, asked: Asked): Promise<boolean> {
  const [id] = active(life, asked);
  const person = id ? life.people.get(id) : undefined;
  // Makers answer when they get to it.
  if (!person || (asked.role === 'MD' && !life.random.chance(0.4))) return false;
  const hasConditions = life.random.chance(asked.role === 'CL' || asked.role === 'CE' ? 0.15 : 0.03);
  await acts.answerGate(withActor(life.ctx, person), {
    gateId: GateId.parse(asked.id),
    answer: hasConditions ? 'yes_with_conditions' : 'yes',
    text: hasConditions ? life.random.pick(conditions) : undefined,
  });
  return true;
}

/** The accountable decides to go on where an answer is missing, or signs. False when they are not there. */
export async function decideOrSign(life: Life, r: Running): Promise<boolean> {
  const person =
    r.accountable && !life.silent.has(r.accountable) ? life.people.get(r.accountable) : undefined;
  if (!person) return false;
  const ctx = withActor(life.ctx, person);
  const on = { obligationId: ObligationId.parse(r.obligationId), version: r.version };
  // One plan in eight comes back once. Told by its number, so that nothing else in the story changes with it.
  if (r.state === 'sign_off' && r.activityId === 'VUL-5' && r.bounces === 0 && r.obligationId % 8 === 5)
    await acts.returnWork(ctx, { ...on, reason: missing[r.obligationId % missing.length] ?? missing[0] });
  else if (r.state === 'sign_off') await acts.sign(ctx, { ...on, statement: 'Read and agreed.' });
  else
    await acts.decide(ctx, {
      ...on,
      decision: 'proceed',
      reason: 'Asked and reminded; the risk does not wait longer.',
    });
  return true;
}

/** The next act of whoever is responsible: take the step, or do what it asks for and report it done. False when nobody can. */
export async function work(life: Life, r: Running): Promise<boolean> {
  const candidates = r.responsible
    .flatMap((who) => active(life, who))
    .filter((id) => r.activityId !== 'VUL-10' || !r.doers.includes(id));
  const id = r.claimedBy ?? candidates[Math.floor(life.random.next01() * candidates.length)];
  const person = id && !life.silent.has(id) ? life.people.get(id) : undefined;
  if (!person) return false;
  const ctx = withActor(life.ctx, person);
  const on = { obligationId: ObligationId.parse(r.obligationId), version: r.version };
  if (r.activityId === 'VUL-12') return pressMaker(life, r, ctx);
  if (r.claimedBy === null) await acts.startWork(ctx, on);
  else if (r.activityId === 'VUL-8' || r.activityId === 'VUL-9' || r.activityId === 'INV-3')
    await roundOfDevices(life, r, ctx);
  else if (r.activityId === 'VUL-10') await check(life, r, ctx);
  else await acts.finishWork(ctx, { ...on, note: life.random.pick(notesOf[r.activityId] ?? ['Done.']) });
  return true;
}

async function pressMaker(life: Life, r: Running, ctx: Ctx): Promise<boolean> {
  const on = { obligationId: r.obligationId, version: r.version };
  if (r.waitingOn === null) {
    await acts.waitFor(ctx, {
      ...on,
      on: 'maker',
      note: 'Wrote to the maker: which versions are fixed, and by when?',
    });
    return true;
  }
  if (!life.random.chance(0.35)) return false;
  await acts.resumeWork(ctx, { ...on, note: 'The maker has answered.' });
  await acts.finishWork(ctx, {
    obligationId: r.obligationId,
    version: r.version + 1,
    note: 'The maker states in writing that no fix is planned for this release; the restrictions stay.',
  });
  return true;
}

/** Devices of a case that wait for a report, or for a check. */
export async function listed(ctx: Ctx, r: Running, what: 'to_do' | 'to_check'): Promise<DeviceId[]> {
  const { rows } = await sql<{
    id: DeviceId;
  }>`select device_id as id from work.chain_device where chain_id = ${r.chainId}
    and ${what === 'to_do' ? sql`outcome in ('to_do', 'in_use')` : sql`outcome in ('done', 'replaced') and check_outcome is null`}
    order by device_id`.execute(ctx.db);
  return rows.map((row) => DeviceId.parse(row.id));
}

type More = { versionSeen?: string; answer?: 'yes' | 'no'; note?: string; nextAt?: Instant };

/** Reports an outcome for these devices. */
export async function report(
  ctx: Ctx,
  r: Running,
  deviceIds: readonly DeviceId[],
  outcome: 'done' | 'could_not_locate' | 'in_use',
  more: More = {},
): Promise<void> {
  for (let i = 0; i < deviceIds.length; i += 500)
    await deviceActs.reportDevices(ctx, {
      obligationId: r.obligationId,
      deviceIds: deviceIds.slice(i, i + 500),
      outcome,
      ...more,
    });
}

/** Devices that were done, with the version that was read where one is. */
export async function reportDone(ctx: Ctx, r: Running, deviceIds: readonly DeviceId[]): Promise<void> {
  if (deviceIds.length === 0) return;
  if (r.activityId !== 'INV-3')
    return report(
      ctx,
      r,
      deviceIds,
      'done',
      r.kind === 'apply' && r.targetVersion ? { versionSeen: r.targetVersion } : {},
    );
  const half = Math.ceil(deviceIds.length / 2);
  if (r.question !== null) {
    await report(ctx, r, deviceIds.slice(0, half), 'done', { answer: 'no' });
    if (deviceIds.length > half) await report(ctx, r, deviceIds.slice(half), 'done', { answer: 'yes' });
    return;
  }
  const versions = await versionsInTheHouse(ctx, r.model);
  for (const [i, part] of [deviceIds.slice(0, half), deviceIds.slice(half)].entries())
    await report(ctx, r, part, 'done', {
      versionSeen: versions[i] ?? versions[0] ?? r.targetVersion ?? '9.9',
    });
}

/** A day's round with the checklist: most devices done, a few on a patient, hardly any nowhere to be found. */
async function roundOfDevices(life: Life, r: Running, ctx: Ctx): Promise<void> {
  const open = await listed(ctx, r, 'to_do');
  const today = open.slice(0, Math.max(40, Math.ceil(r.devices / 2)));
  const lost = today.filter(() => life.random.chance(0.004));
  const busy = today.length > 4 ? today.filter((d) => !lost.includes(d) && life.random.chance(0.015)) : [];
  await reportDone(
    ctx,
    r,
    today.filter((d) => !lost.includes(d) && !busy.includes(d)),
  );
  if (lost.length > 0)
    await report(ctx, r, lost, 'could_not_locate', {
      note: 'Not on the ward, not in the pool. Asked the ward clerk.',
    });
  if (busy.length > 0)
    await report(ctx, r, busy, 'in_use', {
      note: 'On a patient; comes back to the list.',
      nextAt: addHours(life.ctx.now(), 20),
    });
  if (open.length > today.length || busy.length > 0) return;
  await acts.finishWork(ctx, {
    obligationId: r.obligationId,
    version: await versionOf(ctx, r),
    note: 'Round finished; outcomes are recorded device by device.',
  });
}

/** The two versions that other devices of this model run most: what the labels will say. */
async function versionsInTheHouse(ctx: Ctx, model: string): Promise<string[]> {
  const { rows } = await sql<{
    v: string;
  }>`select software_version as v from inventory.device where model = ${model} and software_version is not null
    group by 1 order by count(*) desc, 1 limit 2`.execute(ctx.db);
  return rows.map((row) => row.v);
}

const versionOf = async (ctx: Ctx, r: Running): Promise<number> =>
  (
    await ctx.db
      .selectFrom('work.obligation')
      .select('version')
      .where('id', '=', r.obligationId)
      .executeTakeFirstOrThrow()
  ).version;

async function check(life: Life, r: Running, ctx: Ctx): Promise<void> {
  const open = await listed(ctx, r, 'to_check');
  const failed = open.length > 3 && life.random.chance(0.05) ? open.slice(0, 1) : [];
  const passed = open.slice(failed.length);
  const on = { obligationId: r.obligationId };
  for (let i = 0; i < passed.length; i += 500)
    await deviceActs.checkDevices(ctx, { ...on, deviceIds: passed.slice(i, i + 500), outcome: 'passed' });
  if (failed.length > 0)
    await deviceActs.checkDevices(ctx, {
      ...on,
      deviceIds: failed,
      outcome: 'failed',
      note: 'Still shows the old version.',
    });
  await acts.finishWork(ctx, {
    ...on,
    version: await versionOf(ctx, r),
    note: 'Each device checked: version read, network rules in place, alarm test recorded.',
  });
}
