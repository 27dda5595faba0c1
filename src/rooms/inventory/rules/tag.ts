// Asset tags and serial numbers: shown as given, compared by a key, distrusted when a spreadsheet has damaged them.
import { folded, saysNothing, tidy } from '../../../kernel/sheet-text.ts';

/** How a spreadsheet program has changed what was typed. */
export type Damage = 'scientific' | 'date' | 'digits';

/** A tag or serial: `display` as given, `key` to compare by, `damage` when the value cannot be trusted as identity. */
export type Label = { display: string; key: string; damage: Damage | null };

/** Plain digits of Excel's `1.23E+05`; null when it is not one. Lost digits come out as zeros. */
export function expanded(text: string): string | null {
  const parts = /^([1-9])(?:[.,](\d{1,17}))?E\+(\d{2,3})$/i.exec(text);
  if (parts?.[1] === undefined) return null;
  const decimals = parts[2] ?? '';
  const power = Number(parts[3]);
  return power > 40 || power < decimals.length ? null : parts[1] + decimals.padEnd(power, '0');
}

const month = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const dateLike = new RegExp(
  `^(?:\\d{1,2}-(?:${month})(?:-\\d{2,4})?|(?:${month})-\\d{2,4}|\\d{4}-\\d{2}-\\d{2}(?:T[\\d:]+)?|\\d{1,2}/\\d{1,2}/(?:19|20)\\d{2})$`,
  'i',
);

function damageOf(display: string): Damage | null {
  if (expanded(display) !== null) return 'scientific';
  if (dateLike.test(display)) return 'date';
  return /^\d{16,}$/.test(display) && /0{3,}$/.test(display) ? 'digits' : null;
}

/** The tag in a cell, or null when the cell says nothing. `000123`, `123` and `123.0` share the key `123`. */
export function tagOf(cell: string): Label | null {
  const display = tidy(cell).replace(/^(\d+)\.0$/, '$1');
  if (saysNothing(display)) return null;
  const damage = damageOf(display);
  const plain = folded(expanded(display) ?? display).replace(/^0+(?=.)/, '');
  return plain === '' ? null : { display, key: plain, damage };
}

/**
 * The serial in a cell, or null when the cell says nothing (`N/A`, `000000`, `XXXX`). In the key blanks and
 * punctuation are dropped, O reads as 0 and I as 1, since people mistake them; the original is kept for showing.
 */
export function serialOf(cell: string): Label | null {
  const display = tidy(cell)
    .replace(/^(?:s\/?n|serial(?: (?:no|number))?)\s*[.:#]\s*/i, '')
    .replace(/^(\d+)\.0$/, '$1');
  if (saysNothing(display)) return null;
  const key = folded(expanded(display) ?? display)
    .replaceAll('O', '0')
    .replaceAll('I', '1');
  if (key === '' || /^(.)\1*$/.test(key)) return null;
  return { display, key, damage: damageOf(display) };
}

/** What a person should know about a damaged label, in a sentence. */
export function damageSentence(label: Label, what: 'tag' | 'serial number'): string {
  const kept = `It is shown but not used to recognise the device.`;
  switch (label.damage) {
    case 'scientific':
      return `A spreadsheet wrote this ${what} as ${label.display}, so digits may be lost. ${kept}`;
    case 'date':
      return `A spreadsheet may have turned this ${what} into the date ${label.display}. ${kept}`;
    case 'digits':
      return `A spreadsheet keeps 15 digits, so the end of this ${what} may be lost. ${kept}`;
    case null:
      return '';
  }
}
