// Prepares statements for matching: products read once, filed under their makers and words; CPE rows kept for gates.
import type { CpeConfiguration, CpeRecord, Statement } from '../../intel/model.ts';
import type { MatchProfile } from '../model.ts';
import type { Aliases } from './aliases.ts';
import { parseCpe } from './cpe.ts';
import { type ReadProduct, readProduct, readProfile } from './names.ts';
import { osMaker } from './os-key.ts';
import { productTokens, profileTokens } from './tokens.ts';

/** A product with everything that is said about it. */
export interface Filed {
  readonly product: ReadProduct;
  readonly statements: Statement[];
  readonly no: number;
}
export interface MatchIndex {
  readonly aliases: Aliases;
  /** Maker key, then word or number, to products. The key `''` holds those without a maker. */
  readonly filed: ReadonlyMap<string, ReadonlyMap<string, readonly Filed[]>>;
  readonly configurations: ReadonlyMap<string, readonly CpeConfiguration[]>;
  /** CPE records by `part:vendor:product`. */
  readonly byCpe: ReadonlyMap<string, readonly CpeRecord[]>;
  /** Products named by rows of configurations, read once. */
  readonly rows: Map<string, ReadProduct | null>;
}

const put = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** What a statement's configuration is found by: the CPE record's source and CVE. */
export const recordKey = (source: string, cve: string): string =>
  `${source === 'overrides' ? source : 'nvd'}:${cve}`;

/** An index over statements, and over the CPE records that some of them refer to. The order of the statements does not
 *  change what is matched, only the order of equal reasons. */
export function compile(
  statements: readonly Statement[],
  aliases: Aliases,
  records: readonly CpeRecord[] = [],
): MatchIndex {
  const products = new Map<string, Filed>();
  for (const statement of statements) {
    const { vendor, product, alsoNamed, modelNumbers } = statement;
    const key = JSON.stringify([vendor, product, alsoNamed, modelNumbers]);
    const known = products.get(key);
    if (known) known.statements.push(statement);
    else
      products.set(key, {
        product: readProduct(statement, aliases),
        statements: [statement],
        no: products.size,
      });
  }
  const filed = new Map<string, Map<string, Filed[]>>();
  for (const one of products.values()) {
    const keys = one.product.vendorKeys.length > 0 ? one.product.vendorKeys : [''];
    const tokens = productTokens(one.product);
    for (const key of keys) {
      const shelf = filed.get(key) ?? new Map<string, Filed[]>();
      filed.set(key, shelf);
      for (const token of tokens) put(shelf, token, one);
    }
  }
  const byCpe = new Map<string, CpeRecord[]>();
  for (const record of records) for (const key of record.keys) put(byCpe, key.toLowerCase(), record);
  const configurations = new Map(records.map((one) => [recordKey(one.source, one.cve), one.configurations]));
  return { aliases, filed, configurations, byCpe, rows: new Map() };
}

/** What a database is asked for: the makers and words under which statements about this profile can be filed. No maker
 *  means any maker. `cpeKeys` are `part:vendor:product` of the profile's CPE names. */
export interface CandidateKeys {
  readonly vendorKeys: readonly string[];
  readonly tokens: readonly string[];
  readonly cpeKeys: readonly string[];
}

/** The keys to ask for. @see statementKeys, which gives what each statement is stored under */
export function candidateKeys(profile: MatchProfile, aliases: Aliases): CandidateKeys {
  const read = readProfile(profile, aliases);
  const maker = read.os === null ? null : osMaker(read.os);
  const vendorKeys =
    read.makerKeys.length === 0 ? [] : [...new Set([...read.makerKeys, ...(maker === null ? [] : [maker])])];
  const cpeKeys = [
    ...new Set((profile.cpes ?? []).map(cpeKey).filter((key): key is string => key !== null)),
  ].sort();
  return { vendorKeys, tokens: profileTokens(read), cpeKeys };
}

/** What a statement is stored under: its makers (empty for none) and the words and numbers of its product. */
export function statementKeys(
  statement: Statement,
  aliases: Aliases,
): { vendorKeys: readonly string[]; tokens: readonly string[] } {
  const product = readProduct(statement, aliases);
  return { vendorKeys: product.vendorKeys, tokens: productTokens(product) };
}

/** `part:vendor:product` of a CPE name, escapes kept as written, or null when it is not one. */
export function cpeKey(name: string): string | null {
  if (!parseCpe(name)) return null;
  return (
    /^cpe:2[.]3:((?:\\.|[^:\\])*:(?:\\.|[^:\\])*:(?:\\.|[^:\\])*)/i.exec(name)?.[1]?.toLowerCase() ?? null
  );
}

/** Every filed product that shares a maker and a word with the profile, in the order of filing. */
export function candidates(
  index: MatchIndex,
  vendorKeys: readonly string[],
  tokens: readonly string[],
): Filed[] {
  const shelves =
    vendorKeys.length > 0 ? vendorKeys.map((key) => index.filed.get(key)) : [...index.filed.values()];
  const found = new Set<Filed>();
  for (const shelf of shelves)
    for (const token of tokens) for (const one of shelf?.get(token) ?? []) found.add(one);
  return [...found].sort((a, b) => a.no - b.no);
}
