// A server process for the list bench: the real application on a data folder, on the loopback, without jobs, so that what
// is measured is requests alone. Prints its address.
import { serve } from '@hono/node-server';
import { openHouse } from '../src/app/house.ts';
import { application } from '../src/app/server.ts';

const house = await openHouse({ data: process.argv[2], logLevel: 'error' });
const listening = serve(
  { fetch: application(house, false).fetch, port: 0, hostname: '127.0.0.1' },
  ({ port }) => console.log(`http://127.0.0.1:${port}`),
);
process.once('SIGTERM', () => {
  if ('closeAllConnections' in listening) listening.closeAllConnections();
  listening.close();
  void house.close();
});
