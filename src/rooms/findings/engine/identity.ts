// Which product a device's maker and model name, however they were written: what work is gathered by.
import { type Aliases, productsNamed } from './aliases.ts';
import { readProfile } from './names.ts';
import { fold, wordsOf } from './words.ts';

/** A product as a key of two parts. Equal keys are one product; two spellings that no table joins stay two. */
export interface ProductIdentity {
  readonly maker: string;
  readonly product: string;
}

/**
 * The product that a maker's and a model's text name together: by the alias table where it knows the model, else the
 * model's own words in any order, without the maker's name. Never a family: a model and its family are not one product.
 */
export function productIdentity(manufacturer: string, model: string, aliases: Aliases): ProductIdentity {
  const read = readProfile({ manufacturer, model, version: null, osName: null, osVersion: null }, aliases);
  const own = tokens(read.model.text || model);
  const named = productsNamed(read.model, read.makerKeys, aliases, false).map((id) => {
    const maker = id.slice(0, id.indexOf('/'));
    const names = aliases.products.get(maker)?.find((product) => product.id === id)?.names ?? [];
    return { id, maker, alike01: Math.max(0, ...names.map((name) => alike01(tokens(name.text), own))) };
  });
  // Several entries may mean it by its number alone: the one that shares most words is meant.
  named.sort((a, b) => b.alike01 - a.alike01 || (a.id < b.id ? -1 : 1));
  const [best] = named;
  if (best !== undefined) return { maker: best.maker, product: best.id };
  return { maker: read.makerKeys[0] ?? '', product: [...own].sort().join(' ') };
}

const tokens = (text: string): Set<string> => new Set(wordsOf(fold(text)));

const alike01 = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, a.size + b.size - shared);
};
