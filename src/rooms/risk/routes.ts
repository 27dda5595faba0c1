import { fileRoute, route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as detail from './service/detail.ts';
import * as lists from './service/lists.ts';

export const routes = [
  route(contract.devices, lists.devices),
  fileRoute(contract.devicesFile, lists.devicesFile),
  route(contract.deviceFindings, (ctx, input) => lists.deviceFindings(ctx, input.deviceId)),
  route(contract.remedies, lists.remedies),
  fileRoute(contract.remediesFile, lists.remediesFile),
  route(contract.remedy, (ctx, input) => detail.remedy(ctx, input.remedyId)),
  route(contract.cohorts, lists.cohorts),
  fileRoute(contract.cohortsFile, lists.cohortsFile),
  route(contract.cohort, (ctx, input) => detail.cohort(ctx, input.cohortId)),
  route(contract.overrideInput, detail.overrideInput),
];
