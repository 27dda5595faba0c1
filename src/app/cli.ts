// The program `wardline`. Exit codes: 0 fine, 1 the check found something or the input was partly refused, 2 usage, 3 could not run.
import { Command, CommanderError } from 'commander';
import { AppError } from '../kernel/errors.ts';
import { version } from '../platform/root.ts';
import { addCheckCommands } from './cli/check.ts';
import { addDemoCommands } from './cli/demo.ts';
import { addImportCommands } from './cli/import.ts';
import { addRaciCommands } from './cli/raci.ts';
import { addStartCommand } from './cli/start.ts';

const program = new Command('wardline')
  .description(
    'Who owns each connected medical device risk, what they should do, by when, and whether it is done.',
  )
  .version(version)
  .option('--json', 'print JSON lines instead of text')
  .option('--data <dir>', 'the data folder (default: WARDLINE_DATA, or this installation’s own)')
  .option('--pg-bin <dir>', 'programs of a system PostgreSQL, 15 or newer, instead of the bundled ones')
  .exitOverride()
  .showHelpAfterError();

addStartCommand(program);
addImportCommands(program);
addRaciCommands(program);
addCheckCommands(program);
addDemoCommands(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof AppError) {
    const { json } = program.opts<{ json?: boolean }>();
    if (json)
      process.stdout.write(
        `${JSON.stringify({ error: { code: error.code, message: error.message, details: error.details } })}\n`,
      );
    else process.stderr.write(`wardline: ${error.message}\n`);
    process.exitCode = error.code === 'invalid' || error.code === 'not_found' ? 2 : 3;
  } else {
    process.stderr.write(
      `wardline: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 3;
  }
}
