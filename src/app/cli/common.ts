import type { Command } from 'commander';
import { type House, openHouse } from '../house.ts';
import { makeOutput, type Output } from './output.ts';

export type Globals = { json?: boolean; data?: string; pgBin?: string };

/** The options given before the command's own. */
export const globals = (command: Command): Globals => command.optsWithGlobals<Globals>();

/** Runs `work` with the database open: the running server's, or one started for as long as this takes. */
export async function withHouse(
  command: Command,
  work: (house: House, out: Output) => Promise<void>,
): Promise<void> {
  const { json, data, pgBin } = globals(command);
  const house = await openHouse({ data, pgBin, logLevel: process.env['WARDLINE_LOG'] ?? 'warn' });
  try {
    await work(house, makeOutput(json ?? false));
  } finally {
    await house.close();
  }
}
