import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as views from './service/views.ts';

export const routes = [
  route(contract.matrix, (ctx) => views.matrix(ctx)),
  route(contract.resolved, views.resolved),
  route(contract.deviceOwners, (ctx, input) => views.deviceOwners(ctx, input.deviceId)),
];
