// The front door of people: who there is, and their accounts and sessions.
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { peopleHeader, type RecognisedPeople, recognise } from './rules/import/columns.ts';
export { PeopleFileKind, type PeopleProblem, type PeopleRow } from './rules/import/model.ts';
export { peopleDateOrder, type ReadPeopleRow, readPeopleRow } from './rules/import/rows.ts';
export { roleOf } from './rules/import/words.ts';
export { actorsOf, demoPeople, me, whoIs } from './service/accounts.ts';
export { places } from './service/directory.ts';
export { changeShifts } from './service/duty.ts';
export { actorOf, applyPeopleRows, type RowOutcome } from './service/import.ts';
export { takeBack, takeOut } from './service/leaving.ts';
export {
  type Found,
  findPerson,
  findSite,
  findTeam,
  findWard,
  judgeOrganisation,
  loadNames,
  type Names,
  refusal,
} from './service/names.ts';
