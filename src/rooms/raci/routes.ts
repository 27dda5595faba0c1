import { fileRoute, route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as cells from './service/cells.ts';
import { clocksView, publishClocks } from './service/clocks.ts';
import { diffVersions } from './service/diff.ts';
import * as drafts from './service/drafts.ts';
import { versionFile } from './service/export.ts';
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
    (await templates()).map(({ id, matrix, forWhom, source }) => ({
      id,
      title: matrix.title,
      forWhom,
      source,
      note: matrix.note,
      faults: drafts.ownErrors(matrix).length,
      activities: matrix.activities.length,
      roles: matrix.roles.length,
    })),
  ),
  route(contract.diff, diffVersions),
  route(contract.makeDraft, drafts.makeDraft),
  route(contract.draftFromFile, (ctx, input, exchange) => drafts.draftFromFile(ctx, input, exchange.upload)),
  route(contract.readForDraft, (ctx, input, exchange) =>
    drafts.readFileForDraft(ctx, input, exchange.upload),
  ),
  fileRoute(contract.matrixYaml, (ctx, { versionId }) => versionFile(ctx, versionId, 'yaml')),
  fileRoute(contract.matrixCsv, (ctx, { versionId }) => versionFile(ctx, versionId, 'csv')),
  fileRoute(contract.matrixXlsx, (ctx, { versionId }) => versionFile(ctx, versionId, 'xlsx')),
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
