// The front door of work: cases, what people do on them, what time does, and the proof.
export { jobs, recastJob, settleJob } from './jobs.ts';
export { routes } from './routes.ts';
export { placeWords } from './rules/sentences.ts';
export * as acceptanceActs from './service/acceptance/acts.ts';
export { acceptanceOfCase, askAcceptance } from './service/acceptance/ask.ts';
export { acceptanceDetail } from './service/acceptance/view.ts';
export * as acts from './service/acts.ts';
export { maySee } from './service/case-view.ts';
export * as deviceActs from './service/devices.ts';
export { drift } from './service/drift.ts';
export { leave, leaving } from './service/leaving.ts';
export { myWork, oneCase, partyNames } from './service/lists.ts';
export { lastProof, prove } from './service/prove.ts';
export { recastAll } from './service/recast.ts';
export { settle } from './service/settle.ts';
export { tick } from './service/tick.ts';
export { simulationInput } from './service/what-if.ts';
