import { fileRoute, route } from '../../platform/http/route.ts';
import * as contract from './contract.ts';
import * as accounts from './service/accounts.ts';
import * as calendars from './service/calendars.ts';
import * as directory from './service/directory.ts';
import * as rotas from './service/rotas.ts';
import * as skills from './service/skills.ts';

export const routes = [
  route(contract.me, (ctx) => accounts.me(ctx)),
  route(contract.signIn, (ctx, input, exchange) => accounts.signIn(ctx, input, exchange)),
  route(contract.signOut, (ctx, _input, exchange) => accounts.signOut(ctx, exchange)),
  route(contract.createFirst, (ctx, input, exchange) => accounts.createFirst(ctx, input, exchange)),
  route(contract.stepInto, (ctx, input, exchange) => accounts.stepInto(ctx, input.personId, exchange)),
  route(contract.people, directory.people),
  fileRoute(contract.peopleFile, directory.peopleFile),
  route(contract.places, (ctx) => directory.places(ctx)),
  route(contract.teams, (ctx) => directory.teams(ctx)),
  route(contract.createAccount, accounts.createAccount),
  route(contract.rotas, rotas.rotas),
  route(contract.rota, rotas.rota),
  route(contract.rotaTurns, rotas.rotaTurns),
  route(contract.createRota, rotas.createRota),
  route(contract.addLayer, rotas.addLayer),
  route(contract.endLayer, rotas.endLayer),
  route(contract.askSwap, rotas.askSwap),
  route(contract.settleSwap, rotas.settleSwap),
  route(contract.calendars, calendars.calendars),
  route(contract.readCalendarFile, (ctx, { fileName }, exchange) =>
    calendars.readCalendarFile(ctx, fileName, exchange.upload),
  ),
  route(contract.skills, skills.skills),
  route(contract.noteSkill, skills.noteSkill),
  route(contract.dropSkill, skills.dropSkill),
];
