import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as run from './service/run.ts';
import * as views from './service/views.ts';

export const routes = [
  route(contract.feeds, (ctx) => views.feeds(ctx)),
  route(contract.refusals, views.refusals),
  route(contract.sync, (ctx, input) => run.queueSync(ctx, input.from)),
  route(contract.uploadIntel, (ctx, _input, exchange) => run.queueUpload(ctx, exchange.upload)),
  route(contract.advisories, views.advisories),
  route(contract.advisory, (ctx, input) => views.advisory(ctx, input.advisoryId)),
  route(contract.vulnerability, (ctx, input) => views.vulnerability(ctx, input.cve)),
];
