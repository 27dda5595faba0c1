// The front door of intelligence: reading feeds, and the statements that matching uses.
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { cpeStatements } from './rules/statements.ts';
export { sync } from './service/run.ts';
export { feeds } from './service/views.ts';
