// Cuts the names of makers and products into words that can be compared: folded case and accents, repaired encoding.

/** UTF-8 that was read as Latin-1 somewhere on its way (`YhtymÃ¤`), read again as UTF-8; other text as it is. */
function repaired(text: string): string {
  const oneByte = /^[\p{ASCII}\u0080-\u00ff]*$/u.test(text);
  if (!oneByte || !/[\u00c2-\u00f4][\u0080-\u00bf]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
    );
  } catch {
    return text;
  }
}

/** Lower case without accents, typographic signs or trademark marks; length is bounded. */
export const fold = (text: string): string =>
  repaired(text.slice(0, 500))
    .replace(/[®™©]|\((r|tm|c)\)/gi, ' ')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‐-―]/g, '-')
    .replace(/[’‘`´]/g, "'")
    .toLowerCase();

/** The words of a folded text: letters and digits between anything else. */
export const wordsOf = (folded: string): string[] =>
  folded.replace(/'s\b/g, 's').match(/[\p{L}\p{N}]+/gu) ?? [];

const legal = new Set(
  `inc incorporated corp corporation co company ltd limited llc lp llp plc gmbh ag kg kgaa sa sas sarl spa srl bv nv oy
  oyj ab as aps pty sdn bhd group holding holdings se yhtyma mbh`.split(/\s+/),
);
const trade = new Set(
  `medical healthcare health care systems system technologies technology technical products product international usa
  us uk america american americas north europe deutschland germany canada japan diagnostics devices device solutions
  division informatics information instruments imaging surgical biomedical electronics industries services service
  global nederland netherlands france italia iberica espana benelux nordic australia india mexico brasil vertriebs medizintechnik ultrasound monitoring infusion respiratory`.split(
    /\s+/,
  ),
);

/** A maker's name as words, without legal form (`Inc.`, `GmbH`), brackets, `and` or a leading `the`. */
export function makerWords(text: string): string[] {
  // "B.V." and "S.p.A." are one word each; the initial of "B. Braun" is not
  const joined = fold(text)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\b(?:[a-z][.]){2,}/g, (letters) => letters.replace(/[.]/g, ''));
  const words = wordsOf(joined).filter((word) => word !== 'and' && word !== 'the');
  while (words.length > 1 && legal.has(words.at(-1) ?? '')) words.pop();
  return words;
}

/** The same words with trailing words of the trade taken off one by one, longest first: `baxter healthcare`, `baxter`. */
export function makerSpellings(text: string): string[] {
  const words = makerWords(text);
  const spellings = [words.join(' ')];
  while (words.length > 1 && (trade.has(words.at(-1) ?? '') || legal.has(words.at(-1) ?? ''))) {
    words.pop();
    spellings.push(words.join(' '));
  }
  return spellings;
}
