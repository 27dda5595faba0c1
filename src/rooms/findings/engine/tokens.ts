// The words and numbers that products are filed under, and that profiles are looked up by.
import type { ReadProduct, ReadProfile } from './names.ts';
import { isGeneric } from './product-name.ts';

/** The words and numbers that a product is filed under: a model text that shares none of them cannot be it. */
export function productTokens(product: ReadProduct): string[] {
  const tokens = new Set<string>(product.productIds.map((id) => `#${id}`));
  if (product.os !== null) tokens.add(`os:${product.os}`);
  for (const { name } of product.names) {
    for (const word of name.words.flat()) tokens.add(word);
    // a product's words may be written as one in an inventory: "Med Station", "MedStation"
    name.all.forEach((word, at) => {
      const next = name.all[at + 1];
      if (next !== undefined && !(isGeneric(word) && isGeneric(next))) tokens.add(`${word}${next}`);
    });
    for (const { number, to } of [...name.numbers.flat(), ...name.hints]) {
      if (to === null) tokens.add(number.replace(/[.]x$/, ''));
    }
    if (name.words.length === 0) tokens.add(`=${name.text}`);
  }
  return [...tokens].sort();
}

/** The words and numbers of a profile, to look products up by. */
export function profileTokens(read: ReadProfile): string[] {
  const tokens = new Set<string>([...read.productIds].map((id) => `#${id}`));
  read.model.all.forEach((word, at) => {
    tokens.add(word);
    tokens.add(`${word}${read.model.all[at + 1] ?? ''}`);
  });
  for (const { number } of [...read.model.numbers.flat(), ...read.model.hints]) {
    tokens.add(number);
    tokens.add(number.replace(/[.].*$/, ''));
  }
  tokens.add(`=${read.model.text}`);
  if (read.os !== null) tokens.add(`os:${read.os}`);
  return [...tokens].sort();
}
