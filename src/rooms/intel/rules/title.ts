// A title for a vulnerability to which its advisory gives none: made of what the advisory says, and marked as made.
import type { Advisory, AdvisoryVulnerability, DerivedTitle } from '../model.ts';

const LONGEST = 140;

/** The weakness as people call it: the short name that CWE quotes ("Code Injection") where there is one. */
export function weaknessWords(name: string): string {
  const short = /\('([^']{3,60})'\)/.exec(name)?.[1];
  return (short ?? name.replace(/\s*\([^)]*\)/g, '')).replace(/\s+/g, ' ').trim();
}

/** The first sentence of a text, without the remarks on numbering that some publishers glue to it; null when there is
 *  none to show. Long ones end at a word, with three dots. */
export function firstSentence(text: string): string | null {
  const plain = text
    .replace(/\s+/g, ' ')
    // "...of the program.CVE-2017-2867 has been assigned": the full stop was there, the space was not.
    .replace(/([.!?])(?=CVE-\d)/g, '$1 ')
    .trim();
  const [sentence = ''] = plain.split(/(?<=[a-z0-9)"'][.!?])\s+(?=[A-Z"'(])/);
  if (!/\p{L}{3}/u.test(sentence) || /^CVE-\d+-\d+\b.*\bassigned\b/i.test(sentence)) return null;
  return shortened(sentence);
}

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.slice(0, LONGEST - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST / 2)).replace(/[\s,;:]+$/, '')} …`;
}

/** What the vulnerability is in: the products it names, or, where they are many, what the advisory calls them together. */
function productWords(advisory: Advisory, no: number): string | null {
  const affected = new Set(
    advisory.statuses
      .filter((one) => one.vulnerability === no && one.status === 'known_affected')
      .map((one) => one.productId),
  );
  const named = advisory.products.filter(({ productId }) => affected.has(productId));
  const full = named.map(({ vendor, name }) => withMaker(vendor ?? '', name));
  const names = [...new Set(full)];
  const [first, second, ...more] = names;
  if (first === undefined) return null;
  if (second === undefined) return first;
  const together = subject(advisory.title);
  if (together !== null) return together;
  return more.length === 0 ? `${first} and ${second}` : `${first} and ${names.length - 1} more products`;
}

/** The product with its maker's name before it, unless the product begins with the maker's first word already. */
function withMaker(vendor: string, name: string): string {
  const [first = ''] = vendor.split(/[\s,]+/);
  const plain = vendor.replace(/\s*\([^)]*\)/g, '').replace(/,?\s+(inc|llc|ltd|gmbh|co|corp)\b\.?/gi, '');
  return name.toLowerCase().startsWith(first.toLowerCase()) ? name : `${plain} ${name}`;
}

/** The advisory's title where it names products and nothing else, without "(Update A)" and "Vulnerabilities" behind. */
function subject(title: string): string | null {
  const plain = title
    .replace(/\s*\(update [a-z0-9]+\)\s*$/i, '')
    .replace(/\s+(security\s+)?vulnerabilit(y|ies)\s*$/i, '')
    .trim();
  return plain.length > 70 || /vulnerab|advis|update|overflow|\b(in|for|of|by)\b/i.test(plain) ? null : plain;
}

/** A title made from the advisory: the weakness and what it is in, else the first sentence of its text; null when it
 *  says neither. */
export function derivedTitle(advisory: Advisory, one: AdvisoryVulnerability): DerivedTitle | null {
  const product = productWords(advisory, one.no);
  if (one.cweName && product !== null)
    return { text: shortened(`${weaknessWords(one.cweName)} in ${product}`), from: 'weakness' };
  const sentence = one.description === null ? null : firstSentence(one.description);
  return sentence === null ? null : { text: sentence, from: 'text' };
}
