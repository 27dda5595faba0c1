// Builders for the tests of matching: the shipped alias tables, statements and profiles with little to say.
import { readFileSync } from 'node:fs';
import { CveId } from '../../../kernel/ids.ts';
import type { Statement, VersionSet } from '../../intel/model.ts';
import { parseVersionText } from '../../intel/rules/version-text.ts';
import type { MatchProfile } from '../model.ts';
import { type Aliases, aliasesFromYaml } from './aliases.ts';

/** The alias tables that ship with the product. */
export function shippedAliases(): Aliases {
  const read = (name: string): string =>
    readFileSync(new URL(`../../../../data/aliases/${name}`, import.meta.url), 'utf8');
  return aliasesFromYaml(read('makers.yaml'), read('products.yaml'));
}

/** An "affected" statement of a coordinator about `product`, in the versions of a text; anything can be replaced. */
export function statement(
  vendor: string | null,
  product: string,
  versions: string | VersionSet,
  more: Partial<Statement> = {},
): Statement {
  return {
    source: 'csaf',
    record: 'ICSMA-99-001-01',
    authority: 'coordinator',
    cve: CveId.parse('CVE-2099-0001'),
    vendor,
    product,
    alsoNamed: [],
    modelNumbers: [],
    part: null,
    cpes: [],
    productId: null,
    status: 'affected',
    statedAt: '2020-01-01T00:00:00Z',
    configuration: null,
    versions: typeof versions === 'string' ? parseVersionText(versions) : versions,
    ...more,
  };
}

/** A profile of maker, model and version. */
export const profile = (
  manufacturer: string | null,
  model: string,
  version: string | null = null,
  more: Partial<MatchProfile> = {},
): MatchProfile => ({
  manufacturer,
  model,
  version,
  ...more,
});
