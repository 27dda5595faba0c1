// The endpoints of work: what waits for whom, cases, what people do on them, and the proof.
export * from './contract/acceptances.ts';
export * from './contract/accounting.ts';
export * from './contract/acts.ts';
export * from './contract/cases.ts';
export * from './contract/drift.ts';
export * from './contract/leaving.ts';
export * from './contract/proof.ts';
export * from './contract/re-resolve.ts';
export * from './contract/what-if.ts';
