// The clocks in force: the ones that ship with Wardline until a hospital publishes its own.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../kernel/errors.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { dataFilesDir } from '../../../platform/root.ts';
import { transact } from '../../../platform/transact.ts';
import type { ClocksView } from '../contract.ts';
import { parseClocks } from '../rules/clock-policy.ts';
import * as store from '../store/clocks.ts';
import { organisation } from '../store.ts';

/** The clocks in force; the standard ones become version 1 where there is none yet. */
export const clocksInForce = (ctx: Ctx): Promise<store.ClockVersion> =>
  transact(ctx, async (ctx) => {
    const found = await store.clocksInForce(ctx.db);
    if (found) return found;
    const text = await readFile(join(dataFilesDir, 'clocks', 'standard.yaml'), 'utf8');
    await put(ctx, text, 'Ships with Wardline.', []);
    const made = await store.clocksInForce(ctx.db);
    if (!made) throw new AppError('internal', 'The clocks were not kept.');
    return made;
  });

async function put(ctx: Ctx, text: string, reason: string, sites: readonly string[]): Promise<number> {
  const parsed = parseClocks(text, sites);
  if (!parsed.ok)
    throw new AppError(
      'invalid',
      `These clocks were not put in force: ${parsed.problems[0]?.sentence ?? ''}`,
      {
        problems: parsed.problems,
      },
    );
  const at = ctx.now();
  const number = await store.insertClocks(ctx.db, {
    text,
    policy: parsed.policy,
    reason,
    madeBy: actorId(ctx) ?? null,
    at,
  });
  audit(
    ctx,
    'raci.clocks_in_force',
    { kind: 'clock_policy', id: number },
    { number, title: parsed.policy.title, reason },
  );
  return number;
}

/** Puts clocks in force for what begins from now on; cases that run keep the terms they began with.
 *  @throws AppError `invalid` with every fault by line, place and rule. */
export const publishClocks = (ctx: Ctx, input: { text: string; reason: string }): Promise<ClocksView> =>
  transact(ctx, async (ctx) => {
    const { sites } = await organisation(ctx.db);
    await put(
      ctx,
      input.text,
      input.reason,
      sites.map((site) => site.code),
    );
    return clocksView(ctx);
  });

/** The clocks in force, as written and as read, and the versions before. */
export async function clocksView(ctx: Ctx): Promise<ClocksView> {
  const now = await clocksInForce(ctx);
  return { ...now, versions: await store.clockVersions(ctx.db) };
}
