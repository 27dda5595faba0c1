import { type Command, InvalidArgumentError } from 'commander';
import { freeJobs } from '../../platform/jobs/index.ts';
import { closeStaleImports } from '../../rooms/inventory/index.ts';
import { inForce } from '../../rooms/raci/index.ts';
import { type House, openHouse } from '../house.ts';
import { startServer } from '../server.ts';
import { resumeDemo, startDemo } from '../setup.ts';
import { globals } from './common.ts';
import { makeOutput } from './output.ts';

const port = (text: string): number => {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 0 || n > 65_535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return n;
};

/** `wardline start`: server, web and jobs, until Ctrl-C. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('start the server, the web app and the jobs')
    .option('--demo', 'open the demonstration hospital')
    .option('--port <n>', 'port to listen on (default 8480)', port)
    .action(async (options: { demo?: boolean; port?: number }, command: Command) => {
      const { json, data, pgBin } = globals(command);
      const house = await openHouse({ data, pgBin });
      const running = await startServer(house, {
        port: options.port ?? house.config.port,
        host: house.config.host,
        beforeWork: () => makeReady(house, options.demo ?? false),
      }).catch(async (error: unknown) => {
        await house.close();
        throw error;
      });
      makeOutput(json ?? false).say({ address: running.address }, `Wardline is at ${running.address}`);
      await untilAsked();
      await running.stop();
      await house.close();
    });
}

/** Brings to an end what a killed process left: jobs it held, imports that look as if they ran, a demonstration half filled. */
async function makeReady(house: House, demo: boolean): Promise<void> {
  const ctx = house.ctx('wardline start');
  if (house.isAlone) {
    await freeJobs(ctx);
    await closeStaleImports(ctx);
  }
  await inForce(ctx);
  await resumeDemo(ctx);
  if (demo) await startDemo(ctx);
}

/** Resolves at the first Ctrl-C, termination, or hang-up. A second one ends the process at once. */
const untilAsked = (): Promise<void> =>
  new Promise((resolve) => {
    let asked = false;
    const ask = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  });
