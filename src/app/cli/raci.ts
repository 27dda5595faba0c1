// `wardline raci check|show|resolve|drift`: on a file, or on the matrix in force.
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { AppError } from '../../kernel/errors.ts';
import { SiteId, WardId } from '../../kernel/ids.ts';
import { instant } from '../../kernel/time.ts';
import {
  inForce,
  lint,
  nameOf,
  organisation,
  parseMatrix,
  raciNow,
  resolveWith,
  standardMatrix,
} from '../../rooms/raci/index.ts';
import type { MatrixDocument, OrgSnapshot } from '../../rooms/raci/model.ts';
import { globals, withHouse } from './common.ts';
import { addDriftCommand } from './drift.ts';
import { makeOutput, type Output } from './output.ts';

const emptyOrganisation: OrgSnapshot = {
  organisations: [],
  sites: [],
  wards: [],
  people: [],
  teams: [],
  absences: [],
  shifts: [],
  staffing: [],
  delegations: [],
};

/** @throws AppError `invalid` naming file, line and rule. */
async function fromFile(file: string): Promise<MatrixDocument> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new AppError('not_found', `There is no file ${file}.`);
  });
  const parsed = parseMatrix(text);
  if (!parsed.ok) {
    const [first] = parsed.problems;
    throw new AppError(
      'invalid',
      `${file}: ${first ? JSON.stringify(first) : 'cannot be read as a matrix'}`,
      { problems: parsed.problems },
    );
  }
  return parsed.matrix;
}

function printLint(out: Output, document: MatrixDocument, org: OrgSnapshot): void {
  const lines = lint(document, org, instant(new Date()));
  for (const l of lines)
    out.say(
      { lint: l },
      `  ${l.level === 'error' ? '!' : '-'} ${l.rule} ${l.activityId ?? ''} ${l.sentence}`,
    );
  const errors = lines.filter((l) => l.level === 'error').length;
  out.say(
    { errors, lines: lines.length },
    `${document.activities.length} activities, ${document.roles.length} roles: ${errors} errors, ${lines.length - errors} warnings.`,
  );
  if (errors > 0) process.exitCode = 1;
}

function printMatrix(out: Output, document: MatrixDocument): void {
  out.table(
    document.activities.map((a) => ({
      activity: a.id,
      ...Object.fromEntries(
        document.roles.map((r) => [
          r.code,
          a.cells
            .filter((c) => c.role === r.code)
            .map((c) => (c.contract ? c.letters.join('/').toLowerCase() : c.letters.join('/')))
            .join(' ') || '-',
        ]),
      ),
      'in plain words': a.plain,
    })),
    ['activity', ...document.roles.map((r) => r.code), 'in plain words'],
  );
}

export function addRaciCommands(program: Command): void {
  const raci = program.command('raci').description('who does, answers for, is asked and is told');
  raci
    .command('check [file]')
    .description('lint a matrix file, or the matrix in force with its staffing')
    .action(async (file: string | undefined, _options: object, command: Command) => {
      if (file)
        printLint(makeOutput(globals(command).json ?? false), await fromFile(file), emptyOrganisation);
      else
        await withHouse(command, async (house, out) =>
          printLint(out, (await inForce(house.ctx('wardline raci'))).document, await organisation(house.db)),
        );
    });
  raci
    .command('show [file]')
    .description('print a matrix file, or the matrix in force')
    .option('--standard', 'the matrix that ships with Wardline')
    .action(async (file: string | undefined, options: { standard?: boolean }, command: Command) => {
      if (file) printMatrix(makeOutput(globals(command).json ?? false), await fromFile(file));
      else if (options.standard)
        printMatrix(makeOutput(globals(command).json ?? false), await standardMatrix());
      else
        await withHouse(command, async (house, out) =>
          printMatrix(out, (await inForce(house.ctx('wardline raci'))).document),
        );
    });
  raci
    .command('resolve <activity>')
    .description('who holds each letter of an activity, and why')
    .option('--site <code>', 'at this site')
    .option('--ward <code>', 'on this ward of the site')
    .option('--class <device class>', 'for this kind of device')
    .option('--maker <name>', 'for devices of this manufacturer')
    .action(
      (
        activity: string,
        options: { site?: string; ward?: string; class?: string; maker?: string },
        command: Command,
      ) =>
        withHouse(command, async (house, out) => {
          const now = await raciNow(house.ctx('wardline raci'));
          const site = options.site ? now.org.sites.find((s) => s.code === options.site) : undefined;
          if (options.site && !site) throw new AppError('not_found', `There is no site ${options.site}.`);
          const ward = options.ward
            ? now.org.wards.find((w) => w.code === options.ward && w.siteId === site?.id)
            : undefined;
          if (options.ward && !ward)
            throw new AppError(
              'not_found',
              `There is no ward ${options.ward} at ${options.site ?? 'a site you name'}.`,
            );
          const subject = {
            ...(site ? { siteId: SiteId.parse(site.id) } : {}),
            ...(ward ? { wardId: WardId.parse(ward.id) } : {}),
            ...(options.class ? { deviceClass: options.class } : {}),
            ...(options.maker ? { manufacturer: options.maker } : {}),
          };
          const r = resolveWith(now.raci, activity, subject, instant(new Date()));
          for (const letter of ['R', 'A', 'C', 'I'] as const) {
            for (const h of r[letter]) {
              const name = nameOf(now.org, h);
              out.say(
                { letter, role: h.role, name, reasons: h.reasons },
                `${letter}  ${h.role.padEnd(3)} ${name}${h.contract ? ' (by contract)' : ''}\n       ${h.reasons.map((x) => `${x.what} [${x.source}]`).join('\n       ')}`,
              );
            }
          }
          for (const g of r.gaps) out.say({ gap: g }, `!  ${g.letter} ${g.role ?? ''} ${g.what}`);
          if (r.gaps.some((g) => g.isBlocking)) process.exitCode = 1;
        }),
    );
  addDriftCommand(raci);
}
