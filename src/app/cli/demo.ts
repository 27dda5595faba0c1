import { type Command, InvalidArgumentError } from 'commander';
import { AppError } from '../../kernel/errors.ts';
import { CalendarDate, dateOf, instant } from '../../kernel/time.ts';
import { generateHospital, writeHospital } from '../demo/index.ts';
import { DEMO_DEVICES, DEMO_SEED, openDemo } from '../demo/seed.ts';
import { globals, withHouse } from './common.ts';
import { makeOutput, progress } from './output.ts';

const whole = (text: string): number => {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1 || n > 1_000_000)
    throw new InvalidArgumentError('a whole number from 1 to 1,000,000');
  return n;
};
const date = (text: string): CalendarDate => {
  const parsed = CalendarDate.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError('a date is written 2026-11-23');
  return parsed.data;
};

/** `wardline demo generate|open`. */
export function addDemoCommands(program: Command): void {
  const demo = program.command('demo').description('the demonstration hospital');
  demo
    .command('generate')
    .description('write the files a hospital of that size would have')
    .requiredOption('--out <dir>', 'folder to write into')
    .option('--devices <n>', 'how many devices', whole, DEMO_DEVICES)
    .option('--sites <n>', 'how many sites', whole)
    .option('--seed <n>', 'the same seed gives the same hospital', whole, DEMO_SEED)
    .option('--now <date>', 'the date it is written for', date)
    .action(
      async (
        options: { out: string; devices: number; sites?: number; seed: number; now?: CalendarDate },
        command: Command,
      ) => {
        const out = makeOutput(globals(command).json ?? false);
        const now = options.now ?? dateOf(instant(new Date()));
        try {
          const hospital = generateHospital({
            seed: options.seed,
            devices: options.devices,
            now,
            ...(options.sites ? { sites: options.sites } : {}),
          });
          const files = await writeHospital(hospital, options.out);
          out.table(
            files.map((f) => ({ file: f.file, rows: f.rows })),
            ['file', 'rows'],
          );
        } catch (error) {
          if (error instanceof RangeError) throw new AppError('invalid', error.message);
          throw error;
        }
      },
    );
  demo
    .command('open')
    .description('fill this empty installation with the demonstration hospital')
    .option('--devices <n>', 'how many devices', whole, DEMO_DEVICES)
    .option('--days <n>', 'how many days of history; under a week nobody has acted yet', whole, 183)
    .action(async (options: { devices: number; days: number }, command: Command) => {
      await withHouse(command, async (house, out) => {
        const bar = progress('');
        const started = Date.now();
        await openDemo(house.ctx('demonstration'), {
          devices: options.devices,
          historyDays: options.days,
          progress: (what, done, total) => bar.at(done, total, what),
        });
        bar.end();
        out.say(
          { devices: options.devices, seconds: (Date.now() - started) / 1000 },
          `The demonstration hospital is open (${Math.round((Date.now() - started) / 1000)} s).`,
        );
      });
    });
}
