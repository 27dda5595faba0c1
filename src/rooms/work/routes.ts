import type { AcceptanceId, ChainId } from '../../kernel/ids.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { fileRoute, route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as acceptances from './service/acceptance/acts.ts';
import { acceptanceOfCase, askAcceptance } from './service/acceptance/ask.ts';
import * as register from './service/acceptance/view.ts';
import * as account from './service/accounting.ts';
import * as acts from './service/acts.ts';
import { caseDetail } from './service/case-view.ts';
import * as devices from './service/devices.ts';
import { drift, driftFile } from './service/drift.ts';
import { hands } from './service/hands.ts';
import { comeBack, leave, leaving } from './service/leaving.ts';
import * as lists from './service/lists.ts';
import { actOnMany } from './service/many.ts';
import { lastProof, prove } from './service/prove.ts';
import * as reResolve from './service/re-resolve.ts';
import { load, whatIf, whatIfChoices } from './service/what-if.ts';

/** Acts, then answers the case as it is after that. */
const shown =
  <Input>(act: (ctx: Ctx, input: Input) => Promise<ChainId>) =>
  async (ctx: Ctx, input: Input) =>
    caseDetail(ctx, await act(ctx, input));

/** The same for acceptances. */
const shownAcceptance =
  <Input>(act: (ctx: Ctx, input: Input) => Promise<AcceptanceId>) =>
  async (ctx: Ctx, input: Input) =>
    register.acceptanceDetail(ctx, await act(ctx, input));

/** The same for devices, each with what became of it. */
const shownWithReports =
  <Input, Report>(act: (ctx: Ctx, input: Input) => Promise<{ reports: Report[]; chainId: ChainId }>) =>
  async (ctx: Ctx, input: Input) => {
    const { reports, chainId } = await act(ctx, input);
    return { reports, case: await caseDetail(ctx, chainId) };
  };

export const routes = [
  route(contract.myWork, lists.myWork),
  route(contract.cases, lists.caseList),
  fileRoute(contract.casesFile, lists.casesFile),
  route(contract.oneCase, (ctx, input) => lists.oneCase(ctx, input.chainId)),
  route(contract.caseOfRemedy, (ctx, input) => lists.caseOfRemedy(ctx, input.remedyId)),
  route(contract.caseDevices, lists.caseDevices),
  route(contract.caseTimeline, lists.timeline),
  route(contract.deviceWork, (ctx, input) => lists.deviceWork(ctx, input.deviceId)),
  route(contract.answerGate, shown(acts.answerGate)),
  route(contract.passOnGate, shown(acts.passOnGate)),
  route(contract.colleagues, (ctx, input) => acts.colleagues(ctx, input.gateId)),
  route(contract.startWork, shown(acts.startWork)),
  route(contract.reportDevices, shownWithReports(devices.reportDevices)),
  route(contract.finishWork, shown(acts.finishWork)),
  route(contract.checkDevices, shownWithReports(devices.checkDevices)),
  route(contract.decide, shown(acts.decide)),
  route(contract.sign, shown(acts.sign)),
  route(contract.returnWork, shown(acts.returnWork)),
  route(contract.handOn, shown(acts.handOn)),
  route(contract.handBack, shown(acts.handBack)),
  route(contract.hands, (ctx, input) => hands(ctx, input.obligationId)),
  route(contract.waitFor, shown(acts.waitFor)),
  route(contract.resumeWork, shown(acts.resumeWork)),
  route(contract.addEvidence, shown(acts.addEvidence)),
  route(contract.acknowledge, acts.acknowledge),
  route(contract.leaving, leaving),
  route(contract.leave, leave),
  route(contract.comeBack, comeBack),
  route(contract.caseEffect, (ctx, input) => reResolve.caseEffect(ctx, input.chainId)),
  route(contract.reResolveCase, shown(reResolve.reResolveCase)),
  route(contract.allEffect, (ctx) => reResolve.allEffect(ctx)),
  route(contract.reResolveAll, reResolve.reResolveAll),
  route(contract.actOnMany, actOnMany),
  route(contract.acceptances, register.acceptanceList),
  fileRoute(contract.acceptancesFile, register.acceptancesFile),
  route(contract.oneAcceptance, (ctx, input) => register.acceptanceDetail(ctx, input.acceptanceId)),
  route(contract.acceptanceOfCase, (ctx, input) => acceptanceOfCase(ctx, input.chainId)),
  route(contract.askAcceptance, shownAcceptance(askAcceptance)),
  route(contract.answerAcceptance, shownAcceptance(acceptances.answerAcceptance)),
  route(contract.approveAcceptance, shownAcceptance(acceptances.approveAcceptance)),
  route(contract.refuseAcceptance, shownAcceptance(acceptances.refuseAcceptance)),
  route(contract.withdrawAcceptance, shownAcceptance(acceptances.withdrawAcceptance)),
  route(contract.reviewAcceptance, shownAcceptance(acceptances.reviewAcceptance)),
  route(contract.closeAcceptance, shownAcceptance(acceptances.closeAcceptance)),
  route(contract.revokeAcceptance, shownAcceptance(acceptances.revokeAcceptance)),
  route(contract.noteRevocation, shownAcceptance(acceptances.noteRevocation)),
  route(contract.checkControl, shownAcceptance(acceptances.checkControl)),
  route(contract.proof, (ctx) => lastProof(ctx)),
  route(contract.runProof, (ctx) => prove(ctx)),
  route(contract.whatIf, whatIf),
  route(contract.whatIfChoices, (ctx) => whatIfChoices(ctx)),
  route(contract.load, load),
  route(contract.accounting, account.accounting),
  fileRoute(contract.accountingFile, account.accountingFile),
  route(contract.handBacks, account.handBacks),
  route(contract.drift, drift),
  fileRoute(contract.driftFile, driftFile),
];
