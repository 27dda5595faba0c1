import { route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as cells from './service/cells.ts';
import { clocksView, publishClocks } from './service/clocks.ts';
import * as drafts from './service/drafts.ts';
import * as publish from './service/publish.ts';
import * as standing from './service/standing.ts';
import { templates } from './service/templates.ts';
import * as versions from './service/versions.ts';
import * as views from './service/views.ts';

export const routes = [
  route(contract.matrix, (ctx) => views.matrix(ctx)),
  route(contract.resolved, views.resolved),
  route(contract.deviceOwners, (ctx, input) => views.deviceOwners(ctx, input.deviceId)),
  route(contract.clocks, clocksView),
  route(contract.publishClocks, publishClocks),
  route(contract.versions, (ctx) => versions.versions(ctx)),
  route(contract.oneVersion, (ctx, input) => versions.oneVersion(ctx, input.versionId)),
  route(contract.templates, async () =>
    (await templates()).map(({ id, matrix }) => ({
      id,
      title: matrix.title,
      note: matrix.note,
      activities: matrix.activities.length,
      roles: matrix.roles.length,
    })),
  ),
  route(contract.makeDraft, drafts.makeDraft),
  route(contract.draftFromFile, (ctx, { fileName }, exchange) =>
    drafts.draftFromFile(ctx, fileName, exchange.upload),
  ),
  route(contract.editCells, drafts.editCells),
  route(contract.propose, publish.propose),
  route(contract.sign, publish.sign),
  route(contract.withdraw, publish.withdraw),
  route(contract.cell, cells.cellStory),
  route(contract.comment, cells.comment),
  route(contract.delegations, standing.delegations),
  route(contract.makeDelegation, standing.makeDelegation),
  route(contract.endDelegation, standing.endDelegation),
  route(contract.skillNeeds, (ctx) => standing.skillNeeds(ctx)),
  route(contract.addSkillNeed, standing.addSkillNeed),
  route(contract.dropSkillNeed, standing.dropSkillNeed),
];
