// `wardline raci simulate`: what if somebody is away, a contract goes, work grows, or another matrix is in force.
import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../../kernel/errors.ts';
import { CalendarDate, dateOf, instant } from '../../kernel/time.ts';
import { HOURS_PER_WEEK, simulate } from '../../rooms/raci/index.ts';
import {
  type MatrixDocument,
  type OrgSnapshot,
  type Scenario,
  SimulationInput,
  type SimulationResult,
} from '../../rooms/raci/model.ts';
import { simulationInput } from '../../rooms/work/index.ts';
import { globals, withHouse } from './common.ts';
import { makeOutput, type Output } from './output.ts';

type Options = {
  away?: string[];
  lost?: string[];
  growth: string;
  weeks: string;
  hours: string;
  from?: string;
  input?: string;
  save?: string;
};

const wholeOf = (option: string, text: string, rule: z.ZodNumber): number => {
  const read = rule.safeParse(Number(text));
  if (!read.success)
    throw new AppError('invalid', `--${option} ${text}: ${read.error.issues[0]?.message ?? 'not a number'}.`);
  return read.data;
};

/** Somebody by id, e-mail or whole name. @throws AppError `not_found`; `invalid` where two people have that name. */
function personOf(org: OrgSnapshot, text: string) {
  const word = text.toLowerCase();
  const found = org.people.filter(
    (one) => `${one.id}` === word || one.email?.toLowerCase() === word || one.name.toLowerCase() === word,
  );
  const [only, second] = found;
  if (!only) throw new AppError('not_found', `There is no person ${text}.`);
  if (second)
    throw new AppError(
      'invalid',
      `${text} is the name of ${found.length} people; name one by e-mail or number.`,
    );
  return only.id;
}

function awayOf(org: OrgSnapshot, text: string): Scenario['absences'][number] {
  const parts = /^(.+):([^:]+):([^:]+)$/.exec(text);
  const [fromOn, toOn] = [CalendarDate.safeParse(parts?.[2]), CalendarDate.safeParse(parts?.[3])];
  if (!parts?.[1] || !fromOn.success || !toOn.success)
    throw new AppError('invalid', `--away ${text}: say PERSON:FROM:TO with dates as 2026-12-01.`);
  if (toOn.data < fromOn.data)
    throw new AppError('invalid', `--away ${text}: an absence cannot end before it starts.`);
  return { personId: personOf(org, parts[1]), fromOn: fromOn.data, toOn: toOn.data };
}

function partnerOf(org: OrgSnapshot, text: string) {
  const found = org.organisations.find(
    (one) => `${one.id}` === text || one.name.toLowerCase() === text.toLowerCase(),
  );
  if (!found) throw new AppError('not_found', `There is no organisation ${text}.`);
  return found.id;
}

function scenarioOf(org: OrgSnapshot, options: Options): Scenario {
  const fromOn = CalendarDate.safeParse(options.from ?? dateOf(instant(new Date())));
  if (!fromOn.success)
    throw new AppError('invalid', `--from ${options.from ?? ''} is not a date like 2026-12-01.`);
  return {
    fromOn: fromOn.data,
    weeks: wholeOf('weeks', options.weeks, z.number().int().min(1).max(26)),
    absences: (options.away ?? []).map((text) => awayOf(org, text)),
    lostOrganisationIds: (options.lost ?? []).map((text) => partnerOf(org, text)),
    growth: wholeOf('growth', options.growth, z.number().min(0.1).max(10)),
    hoursPerWeek: wholeOf('hours', options.hours, z.number().min(1).max(60)),
  };
}

/** @throws AppError naming the file and the place in it. */
async function inputFrom(file: string): Promise<SimulationInput> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new AppError('not_found', `There is no file ${file}.`);
  });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new AppError('invalid', `${file} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  const read = SimulationInput.safeParse(raw);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new AppError(
    'invalid',
    `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'cannot be read'}.`,
  );
}

const percent = (load: number | null): string => (load === null ? 'away' : `${Math.round(load * 100)}%`);
const most = 20;

function print(out: Output, result: SimulationResult): void {
  if (out.json) {
    out.say({ simulation: result }, '');
    return;
  }
  const part = (
    title: string,
    rows: readonly Readonly<Record<string, string | number | null>>[],
    columns: readonly string[],
    none: string,
  ) => {
    out.say({}, `\n${title}`);
    if (rows.length === 0) out.say({}, `  ${none}`);
    else out.table(rows.slice(0, most), columns);
    if (rows.length > most) out.say({}, `  and ${rows.length - most} more (--json has all)`);
  };
  part(
    'Would not run',
    result.broken
      .filter((one) => one.isNew)
      .map((one) => ({
        activity: `${one.activityId} ${one.title}`,
        letter: one.letter,
        why: one.what,
        'open steps': one.openItems,
        places: one.places,
        from: one.firstOn,
        owner: one.ownedBy.join(', ') || 'nobody',
      })),
    ['activity', 'letter', 'why', 'open steps', 'places', 'from', 'owner'],
    'nothing that runs today would stop',
  );
  part(
    'Load by week, of the hours there are (as it stands -> as supposed)',
    result.load.map((one) => ({
      person: one.name,
      ...Object.fromEntries(
        one.weeks.map((week) => [
          week.weekOn,
          week.before === week.after
            ? percent(week.after)
            : `${percent(week.before)} -> ${percent(week.after)}`,
        ]),
      ),
    })),
    ['person', ...result.weeks],
    'nobody holds work',
  );
  part(
    'Single points of failure',
    result.singlePoints.map((one) => ({
      person: one.name,
      role: one.role,
      letter: one.letter,
      activities: one.activities.length,
      places: one.places,
      new: one.isNew ? 'new' : '',
    })),
    ['person', 'role', 'letter', 'activities', 'places', 'new'],
    'everybody has somebody to stand in',
  );
  part(
    `Late: ${result.breaches.after} of ${result.breaches.open} open steps would be (${result.breaches.before} as it stands), ${result.breaches.lateAlready} are already, ${result.breaches.notJudged} are due after these weeks and not judged`,
    result.breaches.items
      .filter((one) => one.isNew)
      .map((one) => ({
        step: `${one.label.slice(0, 60)} ${one.activityId}`,
        due: one.dueAt.slice(0, 10),
        done: one.doneOn ?? 'later',
        why: one.why,
      })),
    ['step', 'due', 'done', 'why'],
    'no step is late because of this',
  );
  if (result.replay)
    part(
      `The other matrix on recorded work: ${result.replay.changedItems} of ${result.replay.items} steps would have had other people`,
      result.replay.changes.map((one) => ({
        activity: one.activityId,
        letter: one.letter,
        before: one.before,
        after: one.after,
        steps: one.items,
      })),
      ['activity', 'letter', 'before', 'after', 'steps'],
      'no letter changes hands',
    );
  out.say({}, `\nAssumptions\n${result.assumptions.map((one) => `  - ${one}`).join('\n')}`);
}

/** Adds `simulate` to the commands of the matrix. Exit code 1 where something breaks or is late because of the scenario. */
export function addSimulateCommand(
  raci: Command,
  matrixFrom: (file: string) => Promise<MatrixDocument>,
): void {
  const finish = (out: Output, input: SimulationInput): void => {
    const result = simulate(input);
    print(out, result);
    const isWorse = result.broken.some((one) => one.isNew) || result.breaches.items.some((one) => one.isNew);
    if (isWorse) process.exitCode = 1;
  };
  raci
    .command('simulate [matrix]')
    .description('what if: somebody away, a contract gone, more work, another matrix')
    .option('--away <person:from:to...>', 'somebody away, both days included; by number, e-mail or name')
    .option('--lost <organisation...>', 'a partner whose people are gone')
    .option('--growth <factor>', 'times as much new work as was recorded', '1')
    .option('--weeks <n>', 'weeks to look ahead', '8')
    .option('--hours <n>', 'hours a person has a week for this work', `${HOURS_PER_WEEK}`)
    .option('--from <date>', 'first day (default: today)')
    .option('--input <file>', 'on a file that --save wrote, without a database')
    .option('--save <file>', 'write what is looked at to a file, to be changed and read by --input')
    .action(async (matrix: string | undefined, options: Options, command: Command) => {
      const other = matrix === undefined ? null : await matrixFrom(matrix);
      if (options.input !== undefined) {
        const given = await inputFrom(options.input);
        const from = options.from ?? given.scenario.fromOn;
        const scenario = scenarioOf(given.org, { ...options, from });
        finish(makeOutput(globals(command).json ?? false), {
          ...given,
          other: other ?? given.other,
          scenario,
        });
        return;
      }
      await withHouse(command, async (house, out) => {
        const ctx = house.ctx('wardline raci simulate');
        const input = await simulationInput(ctx, other);
        const whole = { ...input, scenario: scenarioOf(input.org, options) };
        if (options.save !== undefined) await writeFile(options.save, `${JSON.stringify(whole, null, 1)}\n`);
        finish(out, whole);
      });
    });
}
