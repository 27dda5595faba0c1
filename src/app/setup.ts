// What composes several rooms and belongs to none: opening the demonstration, bringing an interrupted start to an end.
import { z } from 'zod';
import { AppError } from '../kernel/errors.ts';
import { AccountProfile } from '../kernel/permission.ts';
import type { Ctx } from '../platform/ctx.ts';
import { route } from '../platform/http/route.ts';
import { enqueue, job } from '../platform/jobs/index.ts';
import { readSetting, writeSetting } from '../platform/settings.ts';
import { transact } from '../platform/transact.ts';
import { demoPeople, me } from '../rooms/people/index.ts';
import { rolesOfPeople } from '../rooms/raci/index.ts';
import * as contract from './setup-contract.ts';

/** Fills the demonstration in a process of its own. */
export const openDemoJob = job({
  name: 'setup.open_demo',
  payload: z.object({}),
  queue: 'heavy',
  maxAttempts: 1,
  run: async (ctx) => {
    if (!ctx.station) throw new AppError('internal', 'The demonstration is opened by the server only.');
    const code = await ctx.station.runSelf(['demo', 'open']);
    if (code !== 0) await transact(ctx, (ctx) => writeSetting(ctx, 'setup', 'empty'));
  },
});

/** Starts filling an empty installation; a second request finds it started. */
export const startDemo = (ctx: Ctx): Promise<{ started: boolean }> =>
  transact(ctx, async (ctx) => {
    const { setup, demo } = await me(ctx);
    if (setup === 'preparing' || (setup === 'ready' && demo)) return { started: false };
    if (setup !== 'empty') throw new AppError('conflict', 'This installation is in use already.');
    await writeSetting(ctx, 'demo', true);
    await writeSetting(ctx, 'setup', 'preparing');
    await enqueue(ctx, openDemoJob, {}, { key: openDemoJob.name });
    return { started: true };
  });

/** A demonstration that was being filled when the process died is begun again. */
export const resumeDemo = (ctx: Ctx): Promise<void> =>
  transact(ctx, async (ctx) => {
    if ((await readSetting(ctx, 'setup', z.string(), 'empty')) === 'preparing')
      await enqueue(ctx, openDemoJob, {}, { key: openDemoJob.name });
  });

/** Everybody of the demonstration with the roles of the matrix they hold. @throws AppError `not_found` outside it. */
async function demoRoles(ctx: Ctx) {
  const people = await demoPeople(ctx);
  const roles = await rolesOfPeople(ctx);
  return people.map((one) => ({
    ...one,
    profile: AccountProfile.parse(one.profile),
    roles: roles.get(one.personId) ?? [],
  }));
}

export const routes = [
  route(contract.openDemo, (ctx) => startDemo(ctx)),
  route(contract.demoPeople, (ctx) => demoRoles(ctx)),
];
export const jobs = [openDemoJob];
