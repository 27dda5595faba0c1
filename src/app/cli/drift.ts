// `wardline raci drift`: who acted against who held the letter.
import type { Command } from 'commander';
import { AppError } from '../../kernel/errors.ts';
import { CalendarDate } from '../../kernel/time.ts';
import { organisation } from '../../rooms/raci/index.ts';
import { drift } from '../../rooms/work/index.ts';
import { withHouse } from './common.ts';

const asMatrix = ['held', 'stand_in', 'delegated'] as const;

/** Adds `drift` to the commands of `wardline raci`. */
export function addDriftCommand(raci: Command): void {
  raci
    .command('drift')
    .description('who acted against who held the letter then; exit code 1 when practice and matrix part')
    .option('--since <date>', 'acts from this day on, YYYY-MM-DD (default: since the first)')
    .option('--site <code>', 'at this site')
    .action((options: { since?: string; site?: string }, command: Command) =>
      withHouse(command, async (house, out) => {
        const since = options.since === undefined ? undefined : CalendarDate.safeParse(options.since);
        if (since?.success === false)
          throw new AppError('invalid', `--since ${options.since}: a day looks like 2026-10-31.`);
        const site = options.site
          ? (await organisation(house.db)).sites.find((s) => s.code === options.site)
          : undefined;
        if (options.site && !site) throw new AppError('not_found', `There is no site ${options.site}.`);
        const found = await drift(house.ctx('wardline raci drift'), {
          sinceOn: since?.data,
          siteId: site?.id,
        });
        for (const f of found.findings)
          out.say(
            { finding: f },
            `  ! ${f.sentence}\n      ${f.suggestion} [${f.activityId} ${f.letter} ${f.role}]`,
          );
        if (out.json) for (const line of found.lines) out.say({ line }, '');
        else
          out.table(
            found.lines.map((l) => ({
              activity: l.activityId,
              letter: l.letter,
              role: l.role,
              site: l.site,
              acts: l.count,
              'as the matrix': asMatrix.reduce((sum, kind) => sum + (l.kinds[kind] ?? 0), 0),
              'of these standing in': (l.kinds.stand_in ?? 0) + (l.kinds.delegated ?? 0),
              otherwise: l.count - asMatrix.reduce((sum, kind) => sum + (l.kinds[kind] ?? 0), 0),
            })),
            [
              'activity',
              'letter',
              'role',
              'site',
              'acts',
              'as the matrix',
              'of these standing in',
              'otherwise',
            ],
          );
        const right = asMatrix.reduce((sum, kind) => sum + (found.kinds[kind] ?? 0), 0);
        const { findings, lines: _, ...summary } = found;
        out.say(
          { ...summary, findings: findings.length },
          found.count === 0
            ? 'Nobody has acted on a case in this time.'
            : `${right} of ${found.count} acts were by who the matrix says or stood in for them; ${findings.length} findings.`,
        );
        if (findings.length > 0) process.exitCode = 1;
      }),
    );
}
