// The alias tables: which spellings name one maker, and which names mean one product or a family of products.
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import { type ProductName, readName } from './product-name.ts';
import { likeness } from './relate.ts';
import { fold, makerSpellings, makerWords, wordsOf } from './words.ts';

/** One maker with every name it goes by. `brands` are product lines that people write in the maker's place. */
export const MakerAlias = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  names: z.array(z.string().min(1)).min(1),
  brands: z.array(z.string().min(1)).default([]),
  source: z.string().min(1),
});
export type MakerAlias = z.infer<typeof MakerAlias>;
/** Names of one product; `members` are models of the family that it stands for. */
export const ProductAlias = z.strictObject({
  maker: z.string(),
  name: z.string().min(1),
  names: z.array(z.string().min(1)).default([]),
  members: z.array(z.string().min(1)).default([]),
  source: z.string().min(1),
});
export type ProductAlias = z.infer<typeof ProductAlias>;
export const AliasFiles = z.strictObject({
  makers: z.array(MakerAlias).min(1),
  products: z.array(ProductAlias),
});

interface CompiledProduct {
  readonly id: string;
  readonly names: readonly ProductName[];
  readonly members: readonly ProductName[];
}
/** The alias tables, ready to be asked. */
export interface Aliases {
  readonly makerKeys: ReadonlyMap<string, readonly string[]>;
  readonly brandKeys: ReadonlyMap<string, readonly string[]>;
  readonly makerNames: ReadonlyMap<string, string>;
  /** Word sequences that are a maker's own name, to be dropped where it repeats inside a model text. */
  readonly ownNames: ReadonlyMap<string, readonly string[]>;
  readonly products: ReadonlyMap<string, readonly CompiledProduct[]>;
}

const add = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
};

/** The tables compiled. @throws AppError `invalid` naming the entry that is wrong. */
export function aliasesFrom(files: unknown): Aliases {
  const parsed = AliasFiles.safeParse(files);
  if (!parsed.success) {
    throw new AppError('invalid', `The alias tables are not usable: ${z.prettifyError(parsed.error)}`);
  }
  const makerKeys = new Map<string, string[]>();
  const brandKeys = new Map<string, string[]>();
  const ownNames = new Map<string, string[]>();
  for (const { key, name, names, brands } of parsed.data.makers) {
    for (const text of [name, ...names]) {
      add(makerKeys, makerWords(text).join(' '), key);
      add(ownNames, key, wordsOf(fold(text)).join(' '));
    }
    for (const text of brands) add(brandKeys, makerWords(text).join(' '), key);
  }
  const products = new Map<string, CompiledProduct[]>();
  const known = new Set(parsed.data.makers.map(({ key }) => key));
  for (const { maker, name, names, members } of parsed.data.products) {
    if (!known.has(maker))
      throw new AppError('invalid', `Product alias “${name}” names an unknown maker “${maker}”.`);
    const read = (text: string): ProductName => readName(withoutOwnName(text, ownNames.get(maker) ?? []));
    add(products, maker, {
      id: `${maker}/${name}`,
      names: [name, ...names].map(read),
      members: members.map(read),
    });
  }
  const makerNames = new Map(parsed.data.makers.map(({ key, name }) => [key, name]));
  return { makerKeys, brandKeys, ownNames, products, makerNames };
}

/** The tables from the text of the two YAML files. @throws AppError `invalid`. */
export function aliasesFromYaml(makersYaml: string, productsYaml: string): Aliases {
  const makers: unknown = parse(makersYaml);
  const products: unknown = parse(productsYaml);
  return aliasesFrom({ makers, products });
}

/** Who a maker's text names: `keys` is never empty unless the text is; several for a shared or sold name. `how` is
 *  `own` when no table was needed, `alias` when one was. */
export function makersNamed(
  text: string,
  aliases: Aliases,
): { keys: readonly string[]; how: 'own' | 'alias'; brand: string } {
  const whole = makerSpellings(text);
  const found = known(whole, aliases);
  if (found) return found;
  // "Silex Technology and GE Healthcare", "BMC Medical, 3B Medical", "Capsule / Philips"
  const parts = text.split(/,|;|\/| and | & |\(|\)/i).map((part) => known(makerSpellings(part), aliases));
  const keys = [...new Set(parts.flatMap((part) => part?.keys ?? []))];
  if (keys.length > 0)
    return {
      keys,
      how: 'alias',
      brand: parts
        .map((part) => part?.brand ?? '')
        .join(' ')
        .trim(),
    };
  const own = (whole[0] ?? '').replace(/ /g, '-');
  return { keys: own === '' ? [] : [own], how: 'own', brand: '' };
}

function known(spellings: readonly string[], aliases: Aliases): ReturnType<typeof makersNamed> | null {
  for (const spelling of spellings) {
    const keys = aliases.makerKeys.get(spelling);
    if (keys) return { keys, how: 'alias', brand: '' };
    const brandKeys = aliases.brandKeys.get(spelling);
    if (brandKeys) return { keys: brandKeys, how: 'alias', brand: spelling };
  }
  return null;
}

/** The one key that a statement's vendor is filed under; empty only for an empty text. */
export const vendorKeyOf = (vendorText: string, aliases: Aliases): string =>
  makersNamed(vendorText, aliases).keys[0] ?? '';

/** Every key that a vendor's text may be filed under: shared advisories and sold product lines have several. */
export const vendorKeysOf = (vendorText: string, aliases: Aliases): readonly string[] =>
  makersNamed(vendorText, aliases).keys;

/** Patterns of makers' names: making one costs more than using it, and the same few hundred are used for every product. */
const patterns = new Map<string, RegExp>();
const MOST_PATTERNS = 5000;

function patternOf(name: string): RegExp {
  const known = patterns.get(name);
  if (known) return known;
  const words = name.split(' ').join('[^\\p{L}\\p{N}]+');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'iu');
  if (patterns.size >= MOST_PATTERNS) patterns.clear();
  patterns.set(name, pattern);
  return pattern;
}

/** A product or model text without its maker's own name in it: `BD Pyxis ES` is `Pyxis ES`. */
export function withoutOwnName(text: string, ownNames: readonly string[]): string {
  let rest = text.replace(/_/g, ' ');
  for (const name of [...ownNames].sort((a, b) => b.length - a.length)) {
    const trimmed = rest.replace(patternOf(name), ' ');
    if (/[\p{L}\p{N}]{2}/u.test(trimmed)) rest = trimmed;
  }
  return rest.trim();
}

/** The ids of aliased products that a name means; a device (`asMember`) also means the families it is a member of. */
export function productsNamed(
  name: ProductName,
  makerKeys: readonly string[],
  aliases: Aliases,
  asMember: boolean,
): string[] {
  const meant = (alias: ProductName): boolean => {
    const kind = likeness(alias, name)?.kind;
    // a statement about MX800 is not one about the family MX400-MX850: for products the likeness must hold both ways
    return (kind === 'same' || kind === 'number') && (asMember || likeness(name, alias) !== null);
  };
  return makerKeys
    .flatMap((key) => aliases.products.get(key) ?? [])
    .filter(({ names, members }) => names.some(meant) || (asMember && members.some(meant)))
    .map(({ id }) => id);
}
