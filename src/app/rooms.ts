// The list of rooms: every route, every job, and who follows which event.
import type { Subscribers } from '../platform/ctx.ts';
import type { Route } from '../platform/http/route.ts';
import type { Job } from '../platform/jobs/index.ts';
import * as intel from '../rooms/intel/index.ts';
import * as inventory from '../rooms/inventory/index.ts';
import * as metrics from '../rooms/metrics/index.ts';
import * as notices from '../rooms/notices/index.ts';
import * as people from '../rooms/people/index.ts';
import * as raci from '../rooms/raci/index.ts';
import * as risk from '../rooms/risk/index.ts';
import * as work from '../rooms/work/index.ts';
import * as setup from './setup.ts';

export const routes: readonly Route[] = [
  ...setup.routes,
  ...people.routes,
  ...inventory.routes,
  ...intel.routes,
  ...risk.routes,
  ...raci.routes,
  ...work.routes,
  ...metrics.routes,
  ...notices.routes,
];

export const jobs: readonly Job[] = [
  ...setup.jobs,
  ...people.jobs,
  ...inventory.jobs,
  ...intel.jobs,
  ...raci.jobs,
  ...work.jobs,
  ...metrics.jobs,
  ...notices.jobs,
];

/** A later room hears of what an earlier one did: the import points back, the event forward. */
export const subscribers: Subscribers = new Map([
  ['inventory.changed', [work.settleJob]],
  ['intel.changed', [work.settleJob]],
  ['risk.changed', [work.settleJob]],
  ['people.changed', [work.recastJob]],
  ['raci.changed', [work.recastJob]],
]);
