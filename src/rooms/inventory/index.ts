// The front door of the inventory: devices by id, what people saw on them, and files taken in.
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { device, observeByHand } from './service/device.ts';
export { closeStaleImports, importRows, importSummary, refusedFile } from './service/imports.ts';
export { usualMaker } from './service/known.ts';
export { ImportOptions } from './service/options.ts';
export { sourceName, surveyed } from './service/preview.ts';
export { type LaterKinds, runImport } from './service/run.ts';
export { spoolPath, unspool } from './service/spool.ts';
export { noteImport } from './service/start.ts';
