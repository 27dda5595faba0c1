// The sentences people read about work: what they are told when a step is over, why they are asked now.

const told: Readonly<Record<string, string>> = {
  'VUL-5': 'The plan is made and signed',
  'VUL-6': 'Clinical engineering has validated this',
  'VUL-7': 'The time is agreed with the ward',
  'VUL-8': 'The devices are done; they will be checked next',
  'VUL-9': 'The systems are done; they will be checked next',
  'VUL-10': 'Done and checked; nothing for you to do',
  'VUL-12': 'The maker has answered',
  'INV-3': 'These devices are now known',
};

/** What a person who is kept informed reads when a step is over. */
export const toldSentence = (activityId: string, plain: string, sentence: string): string =>
  `${told[activityId] ?? `Done: ${plain}`}. ${sentence}`;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

type Silence = { readonly kind: string; readonly what: string };
/** What stands against a step, with the names of those who had to answer and kept silent instead of a line for each. */
export function attentionWords(attention: readonly Silence[], silent: readonly string[]): string[] {
  const others = attention.filter((one) => one.kind !== 'silence').map((one) => one.what);
  const names = [...new Set(silent)].sort((a, b) => a.localeCompare(b));
  const quiet = attention.filter((one) => one.kind === 'silence').map((one) => one.what);
  if (quiet.length > 0 && names.length > 0) return [`No answer in time from ${listed(names)}.`, ...others];
  return [...new Set(quiet), ...others];
}

/** The number of a case as people say it. */
export const caseNo = (id: number): string => `W-${id}`;

/** The number of an acceptance as people say it. */
export const acceptanceNo = (id: number): string => `A-${id}`;

/** Places of a case in a few words: the wards when they are few, otherwise the site alone. */
export const placeWords = (site: string, wards: readonly string[]): string =>
  wards.length === 0 || wards.length > 2 ? site : `${wards.join(' and ')}, ${site}`;
