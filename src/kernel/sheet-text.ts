// Text as it stands in spreadsheets: tidied for keeping, folded for comparing.

/** The text on one line: no control characters, no doubled or outer blanks, compatibility forms unified. */
export const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();

const placeholder =
  /^(?:n\/?a|#n\/?a|na\.|n\.a\.|none|null|nil|nan|tbd|tba|unk|unknown|not (?:available|applicable|known|assigned|on file)|see (?:tag|label)|no (?:serial|s\/n|sn|tag|label)|blank|-+|\.+|\?+|\*+|x{3,})$/i;

/** Whether a cell says nothing: blank, or one of the words people type instead of leaving a cell blank. */
export const saysNothing = (text: string): boolean => text === '' || placeholder.test(text);

/** Letters and digits only, upper case, accents dropped: for comparing names, never for showing. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The words of a text in lower case without accents, with a blank at both ends so that ` word ` can be searched. */
export const spaced = (text: string): string =>
  ` ${text
    .replace(/\((?:r|tm|c)\)|[®™©]/gi, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** The text cut for a message, so that a long cell does not fill the report. */
export const shown = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 57)}...`);
