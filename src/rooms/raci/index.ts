// The front door of raci: the matrix in force and who holds which letter, with reasons.

export { resolveAcross } from './engine/across.ts';
export { chainFor } from './engine/chain.ts';
export { courtOf, peopleOf } from './engine/court.ts';
export { next } from './engine/machine.ts';
export type {
  Attention,
  Court,
  DeviceOutcome,
  Facts,
  GateFacts,
  ObligationEvent,
  ObligationState,
  Party,
  Signature,
  WaitingOn,
} from './engine/obligation.ts';
export { mayVerify, resolveWith } from './engine/resolve.ts';
export { simulate } from './engine/simulate.ts';
export { escalationPeople } from './engine/stand-in.ts';
export { workload } from './engine/workload.ts';
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { loadAssumptionsOf } from './rules/assumptions.ts';
export { type Calendar, workingMs } from './rules/calendar.ts';
export {
  ClockTerms,
  clockTerms,
  dueUnder,
  remindAt,
  type WaitKind,
  waitDueAt,
} from './rules/clock-policy.ts';
export { consultRule } from './rules/consult.ts';
export { diffMatrix } from './rules/diff.ts';
export { escalationPath } from './rules/escalation.ts';
export { lint } from './rules/lint.ts';
export { lintMatrix } from './rules/lint-matrix.ts';
export { HOURS_PER_WEEK } from './rules/load.ts';
export { gateDueAt, stepDues } from './rules/sla.ts';
export { clocksInForce, publishClocks } from './service/clocks.ts';
export { versionIdOf, versionNumbered } from './service/diff.ts';
export { type MatrixFormat, matrixBytes, versionFile } from './service/export.ts';
export { mayGovern } from './service/governors.ts';
export { inForce, type RaciNow, raciNow, raciWithout } from './service/matrix.ts';
export { matrixFromFile, problemsOf, readMatrixFile } from './service/matrix-file.ts';
export { rolesOfPeople } from './service/roles.ts';
export { applyStaffingRows } from './service/staffing.ts';
export { standardMatrix } from './service/templates.ts';
export { versions } from './service/versions.ts';
export { nameOf } from './service/views.ts';
export type { ClockVersion } from './store/clocks.ts';
export { organisation } from './store.ts';
