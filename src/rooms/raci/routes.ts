import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import { clocksView, publishClocks } from './service/clocks.ts';
import * as views from './service/views.ts';

export const routes = [
  route(contract.matrix, (ctx) => views.matrix(ctx)),
  route(contract.resolved, views.resolved),
  route(contract.deviceOwners, (ctx, input) => views.deviceOwners(ctx, input.deviceId)),
  route(contract.clocks, clocksView),
  route(contract.publishClocks, publishClocks),
];
