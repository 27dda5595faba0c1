// The front door of findings: matching again, and ending findings by checked work.

export { compareVersions } from './engine/version.ts';
export { countsIn } from './engine/version-set.ts';
export { closeByWork, rematch } from './service.ts';
