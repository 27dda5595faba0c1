// Commands that check: the coverage proof and the ledger; and reading intelligence.
import type { Command } from 'commander';
import { verifyLedger } from '../../platform/ledger.ts';
import { sync } from '../../rooms/intel/index.ts';
import { prove, settle } from '../../rooms/work/index.ts';
import { withHouse } from './common.ts';
import { progress } from './output.ts';

/** `wardline prove`, `wardline ledger verify`, `wardline intel sync`. */
export function addCheckCommands(program: Command): void {
  program
    .command('prove')
    .description('prove from scratch that no risk is without an owner; exit code 1 when there is a violation')
    .action((_options: object, command: Command) =>
      withHouse(command, async (house, out) => {
        const result = await prove(house.ctx('wardline prove'));
        for (const v of result.violations) out.say({ violation: v }, `  ! ${v.sentence} [${v.rule}]`);
        const { violations: _, ...summary } = result;
        const verdict =
          result.violationCount === 0
            ? 'Every open risk has an owner.'
            : `${result.violationCount} violations.`;
        out.say(
          summary,
          `${verdict} ${result.openFindings} open findings at or above "${result.threshold}", ${result.remedies} remedies, ${result.chains} cases, ${result.obligations} open steps; proven in ${result.tookMs} ms.`,
        );
        for (const n of out.json ? [] : result.notEvaluated)
          out.say({}, `  not evaluated: ${n.count} ${n.what}`);
        if (result.violationCount > 0) process.exitCode = 1;
      }),
    );
  program
    .command('ledger')
    .description('the record of who did what')
    .command('verify')
    .description('check the hash chain; exit code 1 when it is broken')
    .action((_options: object, command: Command) =>
      withHouse(command, async (house, out) => {
        const check = await verifyLedger(house.db);
        for (const f of check.faults) out.say({ fault: f }, `  ! event ${f.seq}: ${f.what}`);
        out.say(
          { events: check.events, firstAt: check.firstAt, lastAt: check.lastAt, faults: check.faults.length },
          check.faults.length === 0
            ? `The ledger is whole: ${check.events} events.`
            : `The ledger is broken: ${check.faults.length} faults in ${check.events} events.`,
        );
        if (check.faults.length > 0) process.exitCode = 1;
      }),
    );
  program
    .command('intel')
    .description('what the world knows')
    .command('sync')
    .description('read intelligence from a folder or an address, recognised by content')
    .requiredOption('--from <dir|url>', 'folder, file, or http(s) address')
    .option('--no-settle', 'leave matching and work to the running server')
    .action(async (options: { from: string; settle: boolean }, command: Command) => {
      await withHouse(command, async (house, out) => {
        const ctx = house.ctx('wardline intel sync');
        const bar = progress('Reading');
        const result = await sync(ctx, options.from, (file, done, total) =>
          bar.at(done, total, `Reading ${file.slice(-60)}`),
        );
        bar.end();
        out.table(
          result.feeds.map((f) => ({
            feed: f.name,
            files: f.files,
            read: f.tally.read,
            refused: f.tally.refused,
            'passed over': f.tally.passedOver,
            warnings: f.tally.warnings,
            held: f.held,
            'content of': f.contentDate?.slice(0, 10) ?? 'not said',
          })),
          ['feed', 'files', 'read', 'refused', 'passed over', 'warnings', 'held', 'content of'],
        );
        for (const f of result.feeds)
          for (const p of f.tally.problems.filter((x) => x.level === 'refused').slice(0, 20))
            out.say(
              { refused: p },
              `  ! ${p.file}${p.record ? `, ${p.record}` : ''}, ${p.place}: ${p.reason}`,
            );
        out.say(
          { passedOverFiles: result.passedOver.length, files: result.files },
          `${result.passedOver.length} of ${result.files} files are no intelligence and were passed over.`,
        );
        if (options.settle) {
          const settled = await settle(ctx);
          out.say(
            { settled },
            `${settled.matched} product-versions matched: ${settled.opened} findings opened, ${settled.closed} ended; ${settled.casesOpened} cases opened, ${settled.casesWithdrawn} withdrawn.`,
          );
        }
        if (result.feeds.some((f) => f.tally.refused > 0)) process.exitCode = 1;
      });
    });
}
