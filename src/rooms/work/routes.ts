import { fileRoute, route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as acts from './service/acts.ts';
import * as devices from './service/devices.ts';
import * as lists from './service/lists.ts';
import { lastProof, prove } from './service/prove.ts';

export const routes = [
  route(contract.myWork, lists.myWork),
  route(contract.cases, lists.caseList),
  fileRoute(contract.casesFile, lists.casesFile),
  route(contract.oneCase, (ctx, input) => lists.oneCase(ctx, input.chainId)),
  route(contract.caseOfRemedy, (ctx, input) => lists.caseOfRemedy(ctx, input.remedyId)),
  route(contract.caseDevices, lists.caseDevices),
  route(contract.caseTimeline, lists.timeline),
  route(contract.deviceWork, (ctx, input) => lists.deviceWork(ctx, input.deviceId)),
  route(contract.answerGate, acts.answerGate),
  route(contract.passOnGate, acts.passOnGate),
  route(contract.colleagues, (ctx, input) => acts.colleagues(ctx, input.gateId)),
  route(contract.startWork, acts.startWork),
  route(contract.reportDevices, devices.reportDevices),
  route(contract.finishWork, acts.finishWork),
  route(contract.checkDevices, devices.checkDevices),
  route(contract.decide, acts.decide),
  route(contract.sign, acts.sign),
  route(contract.returnWork, acts.returnWork),
  route(contract.waitFor, acts.waitFor),
  route(contract.resumeWork, acts.resumeWork),
  route(contract.addEvidence, acts.addEvidence),
  route(contract.acknowledge, acts.acknowledge),
  route(contract.proof, (ctx) => lastProof(ctx)),
  route(contract.runProof, (ctx) => prove(ctx)),
];
