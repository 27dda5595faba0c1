// Compares a product's name with the model text of an inventory, and says how far the two agree and what is missing.
import { type Designator, isGeneric, type ProductName, singular } from './product-name.ts';

/** `same`: nothing left over on either side. `number`: maker's words and model number agree. `family`: the product is a
 *  whole family but for named exceptions, and this is of it. `words`: the product's words are all there, but the model
 *  says more. `unnumbered`: the words agree, the model number is not given. `vague`: the model says less. */
export type LikenessKind = 'same' | 'number' | 'family' | 'words' | 'unnumbered' | 'vague';
export interface Likeness {
  readonly kind: LikenessKind;
  /** How much the two texts explain each other, 0 to 1. */
  readonly cover01: number;
  /** The model number that would have to be there, when it is not. */
  readonly number: string | null;
}

/** Words that make another product of the same line: they may not be missing even where the number agrees. */
const variants = new Set(
  `plus pro elite select mini max lite light ii iii iv xl xt hd ex es gen mri server client gateway manager view
  smart upgrade advance expert quantum`.split(/\s+/),
);

const inRange = (product: Designator, number: string): boolean => {
  if (product.to === null) return product.number === number;
  const [from, to, it] = [Number(product.number), Number(product.to), Number(number)];
  return Number.isFinite(it) && it >= from && it <= to;
};

/** How a model's number stands to the product's: `firm` with the same letters around it, `loose` where only one side has
 *  letters in front of a number long enough to be the same by no accident. `E9` is not `9`, and `CT580RT` not `CT580`. */
function agreement(product: Designator, model: Designator): 'firm' | 'loose' | null {
  const wild = /^(.*)[.]x$/.exec(product.number);
  const listed =
    inRange(product, model.number) &&
    (model.to === null || inRange(product, model.to) || model.to === product.to);
  const same = wild ? model.number === wild[1] || model.number.startsWith(`${wild[1] ?? ''}.`) : listed;
  if (!same || product.suffix !== model.suffix) return null;
  if (product.prefix === model.prefix) return 'firm';
  if (product.prefix !== '' && model.prefix !== '') return null;
  return model.number.length >= 4 ? 'firm' : model.number.length === 3 ? 'loose' : null;
}

/** Long enough to name one product among a maker's: `8015`, `MX40`, `530c`; not `2` or `12`. */
const isStrong = ({ prefix, number, suffix }: Designator): boolean =>
  number.length >= 3 || (number.length >= 2 && prefix.length + suffix.length >= 1);
const isVeryStrong = ({ prefix, number, suffix }: Designator): boolean =>
  number.length >= 4 ||
  (number.length >= 3 && prefix.length + suffix.length >= 1) ||
  (number.length >= 2 && prefix.length >= 2);

/** Looks a word up in a text; words that one side writes apart (`Intelli Vue`, `MedStation`) still meet. */
function lookup(all: readonly string[]): (word: string) => boolean {
  const known = new Set(all);
  all.forEach((word, at) => {
    known.add(`${word}${all[at + 1] ?? ''}`);
  });
  return (word) => known.has(word);
}

/** The word groups of the product that the model lacks; two product words written as one there are not lacking. */
function missingWords(product: ProductName, model: ProductName): string[] {
  const has = lookup(model.all);
  const joined = new Set<string>();
  product.all.forEach((word, at) => {
    const next = product.all[at + 1];
    if (next !== undefined && model.all.includes(`${word}${next}`)) joined.add(word).add(next);
  });
  const there = (word: string): boolean => has(word) || joined.has(word);
  return product.words.filter((group) => !group.some(there)).map((group) => group[0] ?? '');
}

function extraWords(product: ProductName, model: ProductName): string[] {
  const has = lookup(product.all);
  const whole = product.all.join('');
  return model.words
    .flat()
    .filter((word) => !isGeneric(word) && !has(word) && !(word.length > 3 && whole.includes(word)));
}

const spell = ({ prefix, number, suffix, to }: Designator): string =>
  `${prefix}${number}${suffix}`.toUpperCase() + (to === null ? '' : ` to ${prefix.toUpperCase()}${to}`);

const best = (
  wanted: readonly Designator[],
  given: readonly Designator[],
): { one: Designator; firm: boolean } | null => {
  let found: { one: Designator; firm: boolean } | null = null;
  for (const one of wanted) {
    for (const it of given) {
      const how = agreement(one, it);
      if (how === 'firm') return { one, firm: true };
      if (how === 'loose') found = { one, firm: false };
    }
  }
  return found;
};

/** How a product's name and a model text agree, or null when they do not: another number, or words that are not there. */
export function likeness(product: ProductName, model: ProductName): Likeness | null {
  if (product.words.length === 0 && product.numbers.length === 0) return sameText(product, model);
  const given = [...model.numbers.flat(), ...model.hints];
  const hinted = best(product.hints, given);
  const hits = product.numbers.map((group) => best(group, given));
  const missing = missingWords(product, model);
  const extra = extraWords(product, model);
  const wanted = product.numbers.flat();
  const spare = given.filter((it) => !wanted.some((one) => agreement(one, it) !== null)).length;
  const size = product.words.length + product.numbers.length;
  const found = (kind: LikenessKind): Likeness => ({
    kind,
    cover01: (size - missing.length) / (size + extra.length + spare),
    number: kind === 'unnumbered' ? product.numbers.flat().slice(0, 4).map(spell).join(' or ') : null,
  });
  const shared = product.words.length > missing.length;

  if (hits.some((hit) => hit === null) && hinted === null) {
    if (given.length > 0) return null;
    if (missing.length > 0 || extra.length > 0) return isPart(product, model) ? found('vague') : null;
    return product.words.length > 0 ? found('unnumbered') : null;
  }
  if (
    product.hints.length > 0 &&
    hinted === null &&
    product.numbers.length === 0 &&
    anotherOfLine(product, given)
  )
    return null;
  const all = [hinted, ...hits].filter((hit) => hit !== null);
  const firm = all.every((hit) => hit.firm);
  if (!firm && !shared) return null;
  if (missing.length === 0 && extra.length === 0 && spare === 0 && firm) return found('same');
  if (missing.length === 0 && firm && all.some(({ one }) => isStrong(one))) return found('number');
  if (missing.length === 0) return found(product.excluded ? 'family' : 'words');
  const strongest = all.find(({ one }) => firm && isVeryStrong(one))?.one;
  if (strongest && !missing.some((word) => variants.has(word))) {
    const { prefix, number, suffix } = strongest;
    const unique = number.length >= 5 || (number.length >= 4 && prefix.length + suffix.length > 0);
    const enough = shared || product.words.length === 0 || unique;
    if (!enough && extra.some((word) => word.length > 3)) return null;
    return found(enough ? 'number' : 'words');
  }
  return isPart(product, model) ? found('vague') : null;
}

/** Whether the model has another number of the line that the brackets list: MX40 against (MX400-550). */
const anotherOfLine = ({ hints }: ProductName, given: readonly Designator[]): boolean =>
  given.some((it) => it.prefix !== '' && hints.some(({ prefix }) => prefix === it.prefix));

const little = new Set(['system', 'device', 'unit', 'medical', 'model', 'the']);

/** The model is the front part of the product's name and at least half of its words: `FACSLyric` for `FACSLyric IVD`. */
function isPart(product: ProductName, model: ProductName): boolean {
  if (model.numbers.length > 0 || model.words.length === 0 || model.words.length * 2 < product.words.length)
    return false;
  const has = lookup(product.all);
  return (
    model.all.every((word) => little.has(word) || has(singular(word))) && model.text[0] === product.text[0]
  );
}

/** A name of nothing but everyday words (`Patient Portal`) counts only when it is the whole text. */
function sameText(product: ProductName, model: ProductName): Likeness | null {
  if (product.text === '' || product.text !== model.text) return null;
  return { kind: 'same', cover01: 1, number: null };
}
