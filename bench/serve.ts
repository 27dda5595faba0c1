// A process for the benches, on a data folder. `serve`: the real application on the loopback without jobs, so that what is
// measured is requests alone; prints its address. `recast`, `prove`: that once, as the server does it in its own process.
// `write` and `tick`: one of many people who act, and one of many workers, for so many seconds.
import { serve } from '@hono/node-server';
import { type House, openHouse } from '../src/app/house.ts';
import { application } from '../src/app/server.ts';
import { AppError } from '../src/kernel/errors.ts';
import { PersonId } from '../src/kernel/ids.ts';
import { permissionsOf } from '../src/kernel/permission.ts';
import { addHours, instant } from '../src/kernel/time.ts';
import { withActor } from '../src/platform/ctx.ts';
import { acts, myWork, prove, recastAll, settle, tick } from '../src/rooms/work/index.ts';

const [mode = '', data = '', ...rest] = process.argv.slice(2);
const house = await openHouse({ data, logLevel: 'error' });

/** Acts on what waits for a person, a row at random, until the time is over. Answers what it did and how often it was too late. */
async function write(of: House, person: number, seconds: number, number: number) {
  const ctx = withActor(of.ctx('bench'), {
    kind: 'person',
    personId: PersonId.parse(person),
    name: `writer ${number}`,
    profile: 'analyst',
    permissions: new Set(permissionsOf.analyst),
  });
  const done: [string, number][] = [];
  let refused = 0;
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const { items } = await myWork(ctx, { limit: 100 });
    for (let i = 0; i < 10 && performance.now() < end; i += 1) {
      const item = items[Math.floor(Math.random() * items.length)];
      if (!item) continue;
      try {
        if (item.gateId !== null) {
          await acts.answerGate(ctx, { gateId: item.gateId, answer: 'yes' });
          done.push(['work.gate_answered', item.gateId]);
        } else if (item.obligationId !== null && item.version !== null && item.action === 'start') {
          await acts.startWork(ctx, { obligationId: item.obligationId, version: item.version });
          done.push(['work.work_started', item.obligationId]);
        } else if (item.obligationId !== null && item.version !== null && item.finishable) {
          const on = { obligationId: item.obligationId, version: item.version };
          await acts.finishWork(ctx, { ...on, note: 'Done as planned.' });
          done.push(['work.work_done', item.obligationId]);
        }
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'internal') throw error;
        refused += 1;
      }
    }
  }
  return { done, refused };
}

if (mode === 'serve') {
  const listening = serve(
    { fetch: application(house, false).fetch, port: 0, hostname: '127.0.0.1' },
    ({ port }) => console.log(`http://127.0.0.1:${port}`),
  );
  process.once('SIGTERM', () => {
    if ('closeAllConnections' in listening) listening.closeAllConnections();
    listening.close();
    void house.close();
  });
} else {
  const ctx = house.ctx('bench');
  if (mode === 'recast') {
    await recastAll(ctx);
    console.log(JSON.stringify(await settle(ctx)));
  } else if (mode === 'prove') {
    const { tookMs, violationCount } = await prove(ctx);
    console.log(JSON.stringify({ tookMs, violations: violationCount }));
  } else if (mode === 'write') {
    const [person, seconds, number] = rest.map(Number);
    console.log(JSON.stringify(await write(house, person ?? 0, seconds ?? 0, number ?? 0)));
  } else if (mode === 'tick') {
    // Two days on, so that there is somebody to remind.
    const later = { ...ctx, now: () => addHours(instant(new Date()), 48) };
    const end = performance.now() + Number(rest[0]) * 1000;
    while (performance.now() < end) await tick(later);
  }
  await house.close();
}
