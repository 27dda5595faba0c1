import { web as intel } from '../../rooms/intel/web/index.ts';
import { web as inventory } from '../../rooms/inventory/web/index.ts';
import { web as metrics } from '../../rooms/metrics/web/index.ts';
import { web as notices } from '../../rooms/notices/web/index.ts';
import { web as people } from '../../rooms/people/web/index.ts';
import { web as raci } from '../../rooms/raci/web/index.ts';
import { web as risk } from '../../rooms/risk/web/index.ts';
import { web as work } from '../../rooms/work/web/index.ts';
import type { WebRoom } from '../../ui/page.ts';

/** The rooms that have pages, in the order of the house. A room comes in here with one line. */
export const rooms: readonly WebRoom[] = [people, inventory, intel, risk, raci, work, metrics, notices];
