// A process for the list bench, on a data folder. `serve`: the real application on the loopback without jobs, so that what is
// measured is requests alone; prints its address. `recast`: the hourly job, once, as the server does it in its own process.
import { serve } from '@hono/node-server';
import { openHouse } from '../src/app/house.ts';
import { application } from '../src/app/server.ts';
import { recastAll, settle } from '../src/rooms/work/index.ts';

const house = await openHouse({ data: process.argv[3], logLevel: 'error' });
if (process.argv[2] === 'recast') {
  const ctx = house.ctx('bench');
  await recastAll(ctx);
  console.log(JSON.stringify(await settle(ctx)));
  await house.close();
} else {
  const listening = serve(
    { fetch: application(house, false).fetch, port: 0, hostname: '127.0.0.1' },
    ({ port }) => console.log(`http://127.0.0.1:${port}`),
  );
  process.once('SIGTERM', () => {
    if ('closeAllConnections' in listening) listening.closeAllConnections();
    listening.close();
    void house.close();
  });
}
