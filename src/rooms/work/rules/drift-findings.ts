// Where practice and matrix part, as sentences: what the matrix says, what is done, how often of how many, what could change.
import { type DriftKind, type DriftLine, NOBODY } from './drift.ts';

export const findingKinds = [
  'no_letter',
  'other_letter',
  'gap',
  'by_hand',
  'stand_in',
  'overridden',
  'silent',
  'unused',
  'cannot_tell',
] as const;
export type FindingKind = (typeof findingKinds)[number];
export type DriftFinding = {
  readonly kind: FindingKind;
  readonly activityId: string;
  readonly siteId: number;
  readonly letter: 'R' | 'A' | 'C';
  readonly role: string;
  /** So often, of so many acts. */
  readonly n: number;
  readonly of: number;
  readonly sentence: string;
  readonly suggestion: string;
};

/** Fewer than so many acts are no habit. [rule] */
export const FEWEST_ACTS = 3;
/** A role that did none of so many acts does not do this work. [rule] */
export const FEWEST_UNUSED = 10;

export type Names = {
  readonly role: (code: string) => string;
  readonly step: (activityId: string) => string;
  readonly site: (id: number) => string;
};

const does = { R: 'does', A: 'decides and signs', C: 'is asked before' } as const;
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** Who did it in this way, at most three by name. */
function actors(line: DriftLine, kinds: readonly DriftKind[]): string {
  const names = [...new Set(line.by.filter((b) => kinds.includes(b.kind)).map((b) => b.actor))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : listed(names);
}

const count = (line: DriftLine, ...kinds: readonly DriftKind[]): number =>
  kinds.reduce((sum, kind) => sum + (line.kinds[kind] ?? 0), 0);

/** What one line shows: acts without the letter always, habits only where there are enough acts to call it one. */
function ofLine(line: DriftLine, names: Names): DriftFinding[] {
  const { activityId, siteId, letter, role } = line;
  const where = `“${names.step(activityId)}” at ${names.site(siteId)}`;
  const says =
    role === NOBODY
      ? `The matrix named nobody with ${letter} for ${where} then.`
      : `The matrix says ${names.role(role)} ${does[letter]} ${where}.`;
  const found: DriftFinding[] = [];
  const find = (kind: FindingKind, n: number, practice: string, suggestion: string, of = line.count) =>
    found.push({
      kind,
      activityId,
      siteId,
      letter,
      role,
      n,
      of,
      sentence: `${says} ${practice}: ${n} of ${of}.`,
      suggestion,
    });
  const by = (...kinds: readonly DriftKind[]) => actors(line, kinds);
  const acted = line.count - count(line, 'silent', 'overridden');
  const isHabit = (n: number, of: number): boolean => n >= FEWEST_ACTS && n * 2 > of;

  const none = count(line, 'no_letter');
  if (none > 0)
    find(
      'no_letter',
      none,
      `In practice ${by('no_letter')} did it without any letter`,
      `If it is their work, write their role into the row with ${letter}; if not, ask how it came to them.`,
      acted,
    );
  const other = count(line, 'other_letter');
  if (other > 0)
    find(
      'other_letter',
      other,
      `In practice ${by('other_letter')} did it, holding another letter`,
      `Give their role ${letter} in this row, or leave this to ${names.role(role)}.`,
      acted,
    );
  const gap = count(line, 'gap');
  if (gap > 0)
    find(
      'gap',
      gap,
      `Nobody was there for it, and it fell to ${by('gap')}`,
      `Staff ${names.role(role)} at ${names.site(siteId)}, or name in the matrix who really does it.`,
      acted,
    );
  const hand = count(line, 'by_hand');
  if (isHabit(hand, acted))
    find(
      'by_hand',
      hand,
      `In practice the question is passed on by hand, to ${by('by_hand')}`,
      `Name them for ${names.role(role)} at ${names.site(siteId)}, so that they are asked at once.`,
      acted,
    );
  const stood = count(line, 'stand_in', 'delegated');
  if (isHabit(stood, acted))
    find(
      'stand_in',
      stood,
      `In practice ${by('stand_in', 'delegated')} ${letter === 'A' ? 'signs' : 'does'} for them`,
      stood === acted
        ? 'They never do it themselves: name the one who does, or ask why.'
        : 'More often than not it is the deputy: name the one who does, or ask why.',
      acted,
    );
  const over = count(line, 'overridden');
  if (over > 0)
    find(
      'overridden',
      over,
      'In practice it was gone on without their answer',
      'If the answer can be done without, tell them afterwards instead (I); if not, give them more time.',
    );
  const silent = count(line, 'silent');
  if (isHabit(silent, line.count))
    find(
      'silent',
      silent,
      'In practice no answer comes in time',
      'Tell them afterwards instead (I), name somebody who answers, or give them more time.',
    );
  const unknown = count(line, 'cannot_tell');
  if (isHabit(unknown, acted))
    find(
      'cannot_tell',
      unknown,
      `It was ${by('cannot_tell')}, who ${line.by.filter((b) => b.kind === 'cannot_tell').length > 1 ? 'are' : 'is'} not in the team today; whether they were then is not kept`,
      'If they still do this work, put them back into the team.',
      acted,
    );
  return found;
}

/** Roles that hold R of a step and did none of it, while others did. `named` are the roles staffed for R, by step and site. */
function unused(
  lines: readonly DriftLine[],
  named: readonly { activityId: string; siteId: number; role: string }[],
  names: Names,
): DriftFinding[] {
  return named.flatMap(({ activityId, siteId, role }) => {
    const done = lines.filter((l) => l.letter === 'R' && l.activityId === activityId && l.siteId === siteId);
    const of = done.reduce((sum, l) => sum + l.count, 0);
    const isTheirs = done.some((l) => l.role === role && l.count - count(l, 'no_letter', 'other_letter') > 0);
    if (isTheirs || of < FEWEST_UNUSED) return [];
    const others = listed([...new Set(done.map((l) => names.role(l.role)))]);
    return [
      {
        kind: 'unused' as const,
        activityId,
        siteId,
        letter: 'R' as const,
        role,
        n: 0,
        of,
        sentence: `The matrix says ${names.role(role)} does “${names.step(activityId)}” at ${names.site(siteId)}. In practice ${others} did all of it: theirs were 0 of ${of}.`,
        suggestion: `Make ${names.role(role)} one who is asked (C) or told (I), or split the row.`,
      },
    ];
  });
}

/** All findings: acts without the letter first, then by how often. */
export function driftFindings(
  lines: readonly DriftLine[],
  named: readonly { activityId: string; siteId: number; role: string }[],
  names: Names,
): DriftFinding[] {
  const weight = (f: DriftFinding): number => findingKinds.indexOf(f.kind);
  return [...lines.flatMap((line) => ofLine(line, names)), ...unused(lines, named, names)].sort(
    (a, b) => weight(a) - weight(b) || b.n - a.n || b.of - a.of || a.sentence.localeCompare(b.sentence),
  );
}
