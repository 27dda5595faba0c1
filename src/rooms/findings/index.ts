// The front door of findings: matching again, ending findings by checked work, and what is one product.

export type { ProductIdentity } from './engine/identity.ts';
export { compareVersions } from './engine/version.ts';
export { countsIn } from './engine/version-set.ts';
export { closeByWork, confirmByWork, productReader, rematch } from './service.ts';
