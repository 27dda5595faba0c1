// Decides whether a statement's product is the device of a profile: maker first, then names, model numbers and aliases.
import type { Reason } from '../../../kernel/reason.ts';
import type { MatchLevel, MatchProfile, MatchRule } from '../model.ts';
import { type Aliases, makersNamed, productsNamed, withoutOwnName } from './aliases.ts';
import { osKey } from './os-key.ts';
import { type ProductName, readName, readNames, singular } from './product-name.ts';
import { type Likeness, type LikenessKind, likeness } from './relate.ts';
import { fold, makerWords, wordsOf } from './words.ts';

/** A profile read once: its maker's keys and its model text cut into words and numbers. */
export interface ReadProfile {
  readonly profile: MatchProfile;
  readonly makerKeys: readonly string[];
  /** The maker was not given, or given only inside the model text. */
  readonly makerFrom: 'manufacturer' | 'model' | 'nowhere';
  readonly model: ProductName;
  readonly productIds: ReadonlySet<string>;
  readonly os: string | null;
}
/** A product of the statements read once: every name it goes by. */
export interface ReadProduct {
  readonly vendor: string | null;
  readonly product: string;
  readonly vendorKeys: readonly string[];
  readonly names: readonly { readonly name: ProductName; readonly own: boolean }[];
  readonly productIds: readonly string[];
  readonly os: string | null;
}
/** How a product was recognised. `sure` is false when even a settled version leaves it only possible. */
export interface NameMatch {
  readonly level: MatchLevel;
  readonly rule: MatchRule;
  readonly sure: boolean;
  readonly confidence01: number;
  readonly reasons: readonly Reason[];
  readonly question: string | null;
}
export interface NamedProduct {
  readonly vendor: string | null;
  readonly product: string;
  readonly alsoNamed: readonly string[];
  readonly modelNumbers: readonly string[];
}

const aliasTable = 'alias table';

/** Reads a profile. A maker that is not given is looked for at the front of the model text. */
export function readProfile(profile: MatchProfile, aliases: Aliases): ReadProfile {
  const text = profile.model ?? '';
  const given = makersNamed(profile.manufacturer ?? '', aliases);
  const inModel = given.keys.length > 0 ? null : makerInText(text, aliases);
  const makerKeys = inModel?.keys ?? given.keys;
  const brand = inModel?.brand ?? given.brand;
  const own = makerKeys.flatMap((key) => aliases.ownNames.get(key) ?? makerWordsOf(profile.manufacturer));
  const model = readName(`${brand} ${withoutOwnName(text, own)}`.trim());
  const productIds = new Set(productsNamed(model, makerKeys, aliases, true));
  const makerFrom = inModel ? 'model' : given.keys.length > 0 ? 'manufacturer' : 'nowhere';
  return { profile, makerKeys, makerFrom, model, productIds, os: osKey(profile.osName) };
}

const makerWordsOf = (maker: string | null): string[] =>
  maker === null ? [] : [makerWords(maker).join(' ')];

/** The maker whose name a text starts with, longest name first. */
function makerInText(text: string, aliases: Aliases): ReturnType<typeof makersNamed> | null {
  const words = wordsOf(fold(text));
  for (let length = Math.min(4, words.length); length > 0; length -= 1) {
    const found = makersNamed(words.slice(0, length).join(' '), aliases);
    if (found.how === 'alias') return found;
  }
  return null;
}

/** Reads a statement's product: its own text, the other names it goes by, and its model numbers as hints. */
export function readProduct(
  { vendor, product, alsoNamed, modelNumbers }: NamedProduct,
  aliases: Aliases,
): ReadProduct {
  const makers = makersNamed(vendor ?? '', aliases);
  const own = makers.keys.flatMap((key) => aliases.ownNames.get(key) ?? makerWordsOf(vendor));
  const read = (text: string): ProductName[] => readNames(withoutOwnName(text, own));
  const hints = modelNumbers.flatMap((text) => readName(text).numbers.flat());
  const ours = read(product);
  const names = [
    ...ours.map((name, at) => ({
      name: hints.length > 0 ? { ...name, hints: [...name.hints, ...hints] } : name,
      own: at === 0,
    })),
    ...alsoNamed
      .map((text) => besideProduct(withoutVersions(text), product))
      .flatMap(read)
      .filter((name) => saysMore(name, ours))
      .map((name) => ({ name, own: false })),
  ];
  const productIds = [
    ...new Set(names.flatMap(({ name }) => productsNamed(name, makers.keys, aliases, false))),
  ];
  return { vendor, product, vendorKeys: makers.keys, names, productIds, os: osKey(product) };
}

/** A full name without the versions that follow it: `Xcelera: R4.1L1 and prior` is `Xcelera`. */
const withoutVersions = (text: string): string =>
  text.split(/:| - [<>=v]|,? (?:all|software|running|prior|versions?|revisions?)\b/i)[0] ?? '';

/** A model that is only a number belongs to the product it stands beside: `7900` under Aespire is Aespire 7900. */
const besideProduct = (text: string, product: string): string =>
  /\p{L}{3}/u.test(text) ? text : `${product} ${text}`;

/** A family's name is less than the product's own: only a name with a number, or with another word, is worth a look. */
function saysMore(name: ProductName, ours: readonly ProductName[]): boolean {
  const known = new Set(ours.flatMap((one) => one.all));
  if (ours.some((one) => one.text === name.text)) return false;
  const another =
    name.words.flat().some((word) => !known.has(word)) || ours.every((one) => one.words.length === 0);
  return another || name.numbers.length > ours.reduce((most, one) => Math.max(most, one.numbers.length), 0);
}

const spoken = (text: string | null): string => `“${(text ?? '').trim()}”`;

const order = { same: 0, number: 1, family: 2, words: 3, unnumbered: 4, vague: 5 } as const;

/** How the profile's device is the product, or null when it is not. The best of the product's names counts. */
export function matchName(product: ReadProduct, read: ReadProfile): NameMatch | null {
  const sharedMaker = product.vendorKeys.some((key) => read.makerKeys.includes(key));
  if (!sharedMaker && (read.makerKeys.length > 0 || read.model.text === '')) return null;
  const found = product.names
    .map(({ name, own }) => ({ name, own, like: likeness(name, read.model) }))
    .filter((one): one is { name: ProductName; own: boolean; like: Likeness } => one.like !== null)
    .sort((a, b) => order[a.like.kind] - order[b.like.kind] || Number(b.own) - Number(a.own));
  const best = found[0];
  const aliased = sharedMaker && product.productIds.some((id) => read.productIds.has(id));
  if (!best && !aliased) return null;
  const named = named_(product, read, best ?? null, aliased);
  return withDoubts(named, product, read, best?.name ?? product.names[0]?.name ?? null, sharedMaker);
}

function named_(
  product: ReadProduct,
  read: ReadProfile,
  best: { own: boolean; like: Likeness; name: ProductName } | null,
  aliased: boolean,
): NameMatch {
  const makers = makerReason(product, read);
  const pair = `Model ${spoken(read.profile.model)} and product ${spoken(product.product)}`;
  const reason = (what: string, source = product.product): Reason[] => [...makers, { what, source }];
  const kind = best?.like.kind;
  if (best && kind === 'same' && best.own) {
    const level: MatchLevel = makers.length > 0 ? 'alias' : 'exact';
    const what = `${pair} are the same name.`;
    return {
      level,
      rule: 'same-name',
      sure: true,
      confidence01: level === 'exact' ? 0.98 : 0.96,
      reasons: reason(what, 'inventory field model'),
      question: null,
    };
  }
  if (aliased || kind === 'same') {
    const what = `${pair} are known to be the same product.`;
    return {
      level: 'alias',
      rule: 'alias-name',
      sure: true,
      confidence01: 0.94,
      reasons: reason(what, aliased ? aliasTable : 'inventory field model'),
      question: null,
    };
  }
  const cover = best?.like.cover01 ?? 0;
  if (kind === 'number') {
    const what = `${pair} have the same maker and model number.`;
    return {
      level: 'token',
      rule: 'model-number',
      sure: true,
      confidence01: 0.82 + 0.1 * cover,
      reasons: reason(what, 'inventory field model'),
      question: null,
    };
  }
  if (kind === 'family') {
    const what = `${pair}: the record means the whole family but for what it leaves out.`;
    return {
      level: 'token',
      rule: 'product-family',
      sure: true,
      confidence01: 0.8,
      reasons: reason(what, 'inventory field model'),
      question: null,
    };
  }
  const number = best?.like.number ?? null;
  const { what, rule, question } = weakWords(kind, number, product);
  return {
    level: 'token',
    rule,
    sure: false,
    confidence01: 0.2 + 0.4 * cover,
    reasons: reason(`${pair} ${what}`, 'inventory field model'),
    question,
  };
}

function weakWords(
  kind: LikenessKind | undefined,
  number: string | null,
  product: ReadProduct,
): { what: string; rule: MatchRule; question: string } {
  if (kind === 'unnumbered') {
    const what = 'have the same words, but the inventory gives no model number.';
    const question = `Is the model number on the label ${number ?? ''}?`;
    return { what, rule: 'model-number-missing', question };
  }
  const question = `By its label, is it the product ${spoken(product.product)}?`;
  return kind === 'vague'
    ? { what: 'share words, but the inventory says less than the record.', rule: 'product-words', question }
    : { what: "share the product's words, but the inventory says more.", rule: 'product-words', question };
}

/** Says why two makers are one when their texts differ; empty when they are the same text. */
function makerReason(product: ReadProduct, read: ReadProfile): Reason[] {
  const { manufacturer, model } = read.profile;
  if (read.makerFrom === 'nowhere') return [];
  if (read.makerFrom === 'model') {
    return [{ what: `The maker was read from the model ${spoken(model)}.`, source: 'inventory field model' }];
  }
  const [ours, theirs] = [
    makerWords(manufacturer ?? '').join(' '),
    makerWords(product.vendor ?? '').join(' '),
  ];
  if (ours === theirs) return [];
  return [
    { what: `${spoken(manufacturer)} and ${spoken(product.vendor)} are one maker.`, source: aliasTable },
  ];
}

/** Lowers a match to "only possible" where the maker, a part or the operating system is not settled. */
function withDoubts(
  match: NameMatch,
  product: ReadProduct,
  read: ReadProfile,
  name: ProductName | null,
  sharedMaker: boolean,
): NameMatch | null {
  if (!sharedMaker) {
    if (match.rule === 'product-words' || match.rule === 'model-number-missing') return null;
    const what = `The inventory does not say who made it; the record names ${spoken(product.vendor)}.`;
    return {
      ...match,
      rule: 'maker-missing',
      level: 'token',
      sure: false,
      confidence01: 0.3,
      reasons: [...match.reasons, { what, source: 'inventory field manufacturer' }],
      question: `By its label, is it made by ${product.vendor ?? 'the maker that the record means'}?`,
    };
  }
  const spared = name?.excluded;
  if (spared) {
    const kind = likeness(spared, read.model)?.kind;
    if (kind === 'same' || kind === 'number') return null;
    const near = spared.numbers
      .flat()
      .some(({ number }) => read.model.numbers.flat().some((it) => it.number === number));
    if (near)
      return doubted(
        match,
        `The record leaves out “${spared.text}”.`,
        `Is it something other than ${spoken(spared.text)}?`,
      );
  }
  const lacking = (name?.conditions ?? []).filter((word) => !read.model.all.includes(singular(word)));
  if (lacking.length > 0) {
    const what = `The record means it only together with “${lacking.join(' ')}”.`;
    return doubted(match, what, `Does it have: ${lacking.join(' ')}?`);
  }
  if (name?.os == null || product.os !== null) return match;
  if (read.os === null) {
    return doubted(match, `The record means only devices on ${name.os}.`, `Does it run ${name.os.trim()}?`);
  }
  return read.os.startsWith(name.os.trim()) ? match : null;
}

const doubted = (match: NameMatch, what: string, question: string): NameMatch => ({
  ...match,
  sure: false,
  confidence01: Math.min(match.confidence01, 0.5),
  reasons: [...match.reasons, { what, source: 'the record' }],
  question: match.question ?? question,
});
