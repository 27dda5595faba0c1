// How many times a second the engine says who holds an activity: the full matrix, 500 people, 200 overrides, one core.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS, type Instant, instant, ms } from '../src/kernel/time.ts';
import { compile } from '../src/rooms/raci/engine/compile.ts';
import { resolveWith } from '../src/rooms/raci/engine/resolve.ts';
import { MatrixDocument, OrgSnapshot, type Subject } from '../src/rooms/raci/model.ts';
import { parseMatrix } from '../src/rooms/raci/rules/parse.ts';
import { type Bench, figure, rootDir } from './kit.ts';

const TARGET = 200_000;
const QUESTIONS = 200_000;
const [SITES, WARDS, PEOPLE, OVERRIDES] = [8, 160, 500, 200];
const FROM = ms('2026-01-01T00:00:00.000Z' as Instant);
const makers = Array.from({ length: 40 }, (_, i) => `Maker ${i}`);
const classes = Array.from({ length: 60 }, (_, i) => `class ${i}`);
const departments = ['Radiology', 'Surgery', 'Emergency', 'Intensive care', 'Laboratory', 'Cardiology'];
const deployments = ['on_premise', 'vendor_managed', 'software_only'] as const;
const phases = ['supported', 'limited_support', 'end_of_support'] as const;

/** Whole numbers below `n`, the same ones every time. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}
const pick = <T>(roll: (n: number) => number, of: readonly T[]): T => of[roll(of.length)] as T;

/** Every role staffed at every site with deputies, a ward's own clinical owner, biomed teams, a rota, people away. */
function organisation(roles: MatrixDocument['roles']): OrgSnapshot {
  const roll = dice(7);
  const person = () => 1 + roll(PEOPLE - 20);
  let id = 0;
  const staffing = roles.flatMap((role) =>
    Array.from({ length: SITES }, (_, site) => {
      id += 1;
      const holder =
        role.code === 'BM'
          ? { kind: 'team', teamId: site + 1 }
          : role.code === 'SE'
            ? { kind: 'rota', rota: 'SecOps' }
            : { kind: 'person', personId: role.isInternal ? person() : PEOPLE - site };
      const scope = role.isInternal
        ? { siteId: site + 1 }
        : { siteId: site + 1, manufacturer: makers[site * 5] };
      return { id, role: role.code, scope, holder, deputyPersonId: role.isInternal ? person() : null };
    }),
  );
  const owners = Array.from({ length: WARDS }, (_, ward) => {
    id += 1;
    return {
      id,
      role: 'CL',
      scope: { wardId: ward + 1 },
      holder: { kind: 'person', personId: person() },
      deputyPersonId: person(),
    };
  });
  // One maker in ten is known to nobody: the hole is part of the work.
  const known = makers.slice(4).map((manufacturer, maker) => {
    id += 1;
    const holder = { kind: 'person', personId: PEOPLE - 19 + (maker % 20) };
    return { id, role: 'MD', scope: { manufacturer }, holder, deputyPersonId: null };
  });
  return OrgSnapshot.parse({
    rotas: [],
    skills: [],
    skillNeeds: [],
    organisations: [
      { id: 1, name: 'Hospital', kind: 'hospital' },
      { id: 2, name: 'Maker', kind: 'manufacturer' },
    ],
    sites: Array.from({ length: SITES }, (_, i) => ({
      id: i + 1,
      code: `S${i}`,
      name: `Site ${i}`,
      timezone: i % 2 ? 'America/Chicago' : 'America/New_York',
      city: null,
    })),
    wards: Array.from({ length: WARDS }, (_, i) => ({
      id: i + 1,
      siteId: (i % SITES) + 1,
      code: `W${i}`,
      name: `Ward ${i}`,
      department: pick(roll, departments),
      floor: null,
    })),
    people: Array.from({ length: PEOPLE }, (_, i) => ({
      id: i + 1,
      name: `P${i + 1}`,
      email: null,
      phone: null,
      title: null,
      organisationId: i + 1 > PEOPLE - 20 ? 2 : 1,
      siteId: (i % SITES) + 1,
      isActive: i % 50 !== 49,
    })),
    teams: Array.from({ length: SITES }, (_, i) => ({
      id: i + 1,
      name: `Biomed ${i}`,
      siteId: i + 1,
      leadPersonId: person(),
      memberIds: Array.from({ length: 6 }, person),
    })),
    absences: Array.from({ length: 120 }, (_, i) => {
      const from = FROM + roll(350) * DAY_MS;
      return {
        id: i + 1,
        personId: person(),
        fromOn: instant(from).slice(0, 10),
        toOn: instant(from + (1 + roll(14)) * DAY_MS).slice(0, 10),
        reason: null,
        deputyPersonId: roll(2) ? person() : null,
      };
    }),
    shifts: Array.from({ length: 52 }, (_, week) => ({
      id: week + 1,
      rota: 'SecOps',
      personId: person(),
      fromAt: instant(FROM + week * 7 * DAY_MS),
      toAt: instant(FROM + (week + 1) * 7 * DAY_MS),
    })),
    staffing: [...staffing, ...owners, ...known],
    delegations: Array.from({ length: 20 }, (_, i) => {
      const from = FROM + roll(350) * DAY_MS;
      return {
        id: i + 1,
        fromPersonId: person(),
        toPersonId: person(),
        activityIds: null,
        fromOn: instant(from).slice(0, 10),
        untilOn: instant(from + 20 * DAY_MS).slice(0, 10),
      };
    }),
  });
}

const scopes = [
  (roll: (n: number) => number) => ({ siteId: 1 + roll(SITES) }),
  (roll: (n: number) => number) => ({ wardId: 1 + roll(WARDS) }),
  (roll: (n: number) => number) => ({ manufacturer: pick(roll, makers), deviceClass: pick(roll, classes) }),
  (roll: (n: number) => number) => ({ department: pick(roll, departments), lifePhase: pick(roll, phases) }),
  (roll: (n: number) => number) => ({ deployment: pick(roll, deployments), siteId: 1 + roll(SITES) }),
];

function withOverrides(matrix: MatrixDocument): MatrixDocument {
  const roll = dice(11);
  const internal = matrix.roles.filter((role) => role.isInternal).map((role) => role.code);
  return MatrixDocument.parse({
    ...matrix,
    overrides: Array.from({ length: OVERRIDES }, (_, i) => ({
      id: `override ${i}`,
      activityId: pick(roll, matrix.activities).id,
      scope: pick(roll, scopes)(roll),
      cells: [{ role: pick(roll, internal), letters: [pick(roll, ['A', 'R', 'C', 'I'] as const)] }],
    })),
  });
}

type Asked = { readonly activityId: string; readonly subject: Subject; readonly at: Instant };
/** Questions as devices of a large hospital ask them: place, kind and maker drawn at random, any hour of the year. */
function questions(matrix: MatrixDocument, org: OrgSnapshot, count: number, seed: number): Asked[] {
  const roll = dice(seed);
  return Array.from({ length: count }, () => {
    const ward = pick(roll, org.wards);
    return {
      activityId: pick(roll, matrix.activities).id,
      at: instant(FROM + roll(365 * 24) * HOUR_MS),
      subject: {
        siteId: ward.siteId,
        wardId: ward.id,
        ...(ward.department === null ? {} : { department: ward.department }),
        deviceClass: pick(roll, classes),
        manufacturer: pick(roll, makers),
        deployment: pick(roll, deployments),
        lifePhase: pick(roll, phases),
        when: roll(3) === 0 ? ['no_vendor_fix'] : [],
      },
    };
  });
}

/** Answers for each second of processor time, its own collector's included: other work runs on the machine, and a wall
 *  clock would measure that too. The count of people named keeps the work from being optimised away. */
function rate(matrix: MatrixDocument, org: OrgSnapshot, rounds: readonly (readonly Asked[])[]): number {
  const raci = compile(matrix, org);
  let named = 0;
  let asked = 0;
  const from = process.cpuUsage();
  for (const round of rounds)
    for (const { activityId, subject, at } of round) {
      named += resolveWith(raci, activityId, subject, at).R.length;
      asked += 1;
    }
  const { user, system } = process.cpuUsage(from);
  const seconds = (user + system) / 1e6;
  if (named === 0) throw new Error('nobody was named: the bench asks nonsense');
  return asked / seconds;
}

export const resolveBench: Bench = {
  name: 'resolve',
  about: `resolve() on one core: full matrix, ${PEOPLE} people, ${OVERRIDES} overrides`,
  run: ({ runs, say }) => {
    const read = parseMatrix(readFileSync(join(rootDir, 'data', 'raci', 'full.yaml'), 'utf8'));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const matrix = withOverrides(read.matrix);
    const org = organisation(matrix.roles);
    const few = questions(matrix, org, 1_000, 3);
    const fresh: number[] = [];
    const repeated: number[] = [];
    const compiled: number[] = [];
    rate(matrix, org, [questions(matrix, org, QUESTIONS, 1)]); // warms the compiler of the machine, not ours
    for (let run = 0; run < runs; run += 1) {
      const from = performance.now();
      compile(matrix, org);
      compiled.push(performance.now() - from);
      const asked = questions(matrix, org, QUESTIONS, 100 + run);
      fresh.push(rate(matrix, org, [asked]));
      repeated.push(rate(matrix, org, Array<Asked[]>(QUESTIONS / few.length).fill(few)));
      say(`${new Set(asked.map((q) => JSON.stringify(q))).size} different questions of ${QUESTIONS}`);
    }
    const note = `${QUESTIONS} questions, each of another subject and instant, on a matrix just compiled`;
    return Promise.resolve([
      figure('compile', 'ms', compiled, null),
      figure('resolve, fresh questions', 'answers/s', fresh, TARGET, note),
      figure('resolve, 1,000 questions repeated', 'answers/s', repeated, TARGET),
    ]);
  },
};
