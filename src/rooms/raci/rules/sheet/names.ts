// Which of our roles and activities a name in somebody else's sheet means: the same, one that is like it, or a new one.
import { type Activity, ActivityId, type Department, type Role, RoleCode } from '../../model.ts';

/** What a name of the file was taken for. `same` by its code, name or alias; `similar` is a proposal that a person confirms. */
export type Proposal = {
  readonly place: string;
  readonly text: string;
  /** Ours that it is, or is like; null where nothing comes near. */
  readonly ours: string | null;
  readonly how: 'same' | 'similar' | 'new';
  /** What was done: one of ours, `+` kept as new, `-` left out. */
  readonly chosen: string;
};

/** What people call the same thing, as one word. */
const alike: Readonly<Record<string, string>> = {
  biomedical: 'biomed',
  bmet: 'biomed',
  clin: 'clinical',
  eng: 'engineer',
  engineering: 'engineer',
  engineers: 'engineer',
  engrg: 'engineer',
  manager: 'leader',
  lead: 'leader',
  head: 'leader',
  director: 'leader',
  nurse: 'nursing',
  nurses: 'nursing',
  purchasing: 'procurement',
  purchase: 'procurement',
  procure: 'procurement',
  vendors: 'vendor',
  oem: 'maker',
  manufacturer: 'maker',
  infosec: 'security',
  cybersecurity: 'security',
  cyber: 'security',
  tech: 'technician',
  technicians: 'technician',
  patching: 'patch',
  patches: 'patch',
  devices: 'device',
  vulnerabilities: 'vulnerability',
  mgmt: 'management',
  mgr: 'leader',
  exec: 'executive',
};
const empty = new Set([
  'the',
  'of',
  'and',
  'or',
  'a',
  'an',
  'to',
  'for',
  'on',
  'in',
  'by',
  'team',
  'dept',
  'department',
]);

/** A name as lower-case words without signs, in any alphabet. */
export const words = (text: string): string =>
  text
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const tokens = (text: string): string[] => [
  ...new Set(
    words(text)
      .split(' ')
      .filter((word) => word !== '' && !empty.has(word))
      .map((word) => alike[word] ?? word),
  ),
];

const pairs = (text: string): Set<string> => {
  const padded = ` ${text} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, i) => padded.slice(i, i + 2)));
};

const shared = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number =>
  a.size + b.size === 0 ? 0 : (2 * [...a].filter((one) => b.has(one)).length) / (a.size + b.size);

/** How alike two names are, 0 to 1: by their words (what means the same counts as one), or by their letters for typing
 *  errors. The same both ways round. */
export function likeness01(a: string, b: string): number {
  const [x, y] = [tokens(a), tokens(b)];
  const byWords = shared(new Set(x), new Set(y));
  const byLetters = shared(pairs(x.join(' ')), pairs(y.join(' ')));
  return Math.max(byWords, byLetters * 0.95);
}

/** From here up a name is proposed. [rule] */
const NEAR = 0.6;

function nearest<T>(text: string, all: readonly T[], namesOf: (one: T) => readonly string[]): T | null {
  let best: T | null = null;
  let most = NEAR;
  for (const one of all)
    for (const name of namesOf(one)) {
      const near = likeness01(text, name);
      if (near > most) [best, most] = [one, near];
    }
  return best;
}

type Match<T> = { readonly one: T; readonly how: 'same' | 'similar' } | null;

/** Finds roles by what a heading says: code before name before alias, with or without what is in brackets; else the nearest. */
export function roleFinder(roles: readonly Role[]): {
  exact: (text: string) => Role | null;
  find: (text: string) => Match<Role>;
} {
  const known = new Map<string, Role>();
  const add = (name: string, role: Role) => {
    const key = words(name);
    if (key !== '' && !known.has(key)) known.set(key, role);
  };
  for (const role of roles) add(role.code, role);
  for (const role of roles) add(role.plain, role);
  for (const role of roles) add(role.title, role);
  for (const role of roles) for (const alias of role.aliases) add(alias, role);
  const exact = (text: string): Role | null =>
    known.get(words(text)) ?? known.get(words(text.replace(/\([^()]*\)/g, ' '))) ?? null;
  const find = (text: string): Match<Role> => {
    const same = exact(text);
    if (same) return { one: same, how: 'same' };
    // A name that speaks of somebody outside is never proposed for one of our own, nor the other way round.
    const { isInternal } = newRole(text, new Set());
    const side = roles.filter((role) => role.isInternal === isInternal);
    const near = nearest(text, side, (role) => [role.plain, role.title, ...role.aliases]);
    return near ? { one: near, how: 'similar' } : null;
  };
  return { exact, find };
}

/** Finds activities by id, else by their words as a whole, else the nearest. */
export function activityFinder(
  activities: readonly Activity[],
): (idText: string, title: string) => Match<Activity> {
  const byId = new Map(activities.map((one) => [one.id, one]));
  const known = new Map<string, Activity>();
  for (const one of activities)
    for (const name of [one.title, one.plain])
      if (words(name) !== '' && !known.has(words(name))) known.set(words(name), one);
  return (idText, title) => {
    const same = byId.get(idText.trim().toUpperCase()) ?? known.get(words(title));
    if (same) return { one: same, how: 'same' };
    const near = nearest(title, activities, (one) => [one.title, one.plain]);
    return near ? { one: near, how: 'similar' } : null;
  };
}

/** The spelling in the file where it is a fit id, else one from its row: `ROW-7`. Never one that is taken. */
export function newActivityId(idText: string, row: number, taken: ReadonlySet<string>): string {
  const given = ActivityId.safeParse(
    idText
      .trim()
      .toUpperCase()
      .replace(/[ ._]+/g, '-'),
  );
  if (given.success && /\d/.test(given.data) && !taken.has(given.data)) return given.data;
  let id = `ROW-${row}`;
  for (let n = 2; taken.has(id); n++) id = `ROW-${row}-${n}`;
  return id;
}

const sides: readonly (readonly [RegExp, Department])[] = [
  [
    /\b(vendor|supplier|maker|manufacturer|oem|mdm|third|iso|external|outside|contractor|partner|msp|mssp|managed service|service company)\b/i,
    'outside',
  ],
  [/\b(procure\w*|purchas\w*|supply|contracts?|buyer|finance|logistics)\b/i, 'supply'],
  [/\b(biomed\w*|htm|bmet|clin\w* eng\w*|medical (eng\w*|tech\w*|physics))\b/i, 'htm'],
  [/\b(privacy|complian\w*|legal|quality|risk|audit\w*|data protection|dpo)\b/i, 'privacy'],
  [
    /\b(nurs\w*|clinic\w*|ward|physician\w*|doctor\w*|medical|care|patient|radiolog\w*|pharma\w*)\b/i,
    'clinical',
  ],
  [
    /\b(security|cyber\w*|network\w*|it|ict|is|infra\w*|ciso|cio|server\w*|soc|help ?desk|application\w*)\b/i,
    'is',
  ],
];

/** A role of this hospital that we did not know, with the side of the house its name speaks of. */
export function newRole(text: string, taken: ReadonlySet<string>): Role {
  const name = text.trim().replace(/\s+/g, ' ').slice(0, 120);
  const ascii = name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
  const initials = ascii
    .split(' ')
    .map((word) => word.slice(0, 1))
    .join('')
    .replace(/^\d+/, '');
  const whole = ascii.replaceAll(' ', '');
  const stem = RoleCode.safeParse(whole).success
    ? whole
    : initials.length >= 2
      ? initials.slice(0, 6)
      : whole.replace(/^\d+/, '').slice(0, 4);
  const base = RoleCode.safeParse(stem).success ? stem : 'X';
  let code = base;
  for (let n = 2; taken.has(code); n++) code = `${base.slice(0, 8 - String(n).length)}${n}`;
  const department = sides.find(([said]) => said.test(name))?.[1] ?? 'leadership';
  return { code, title: name, plain: name, department, isInternal: department !== 'outside', aliases: [] };
}
