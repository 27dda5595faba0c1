// Drift: who acted, against who held the letter when they did. Recorded acts are judged one by one and counted by step, letter,
// role and site; where practice and matrix part, a sentence says so and what could be changed.
import { type Instant, ms } from '../../../kernel/time.ts';
import type { Via } from './via.ts';

/** Somebody who held a letter on a step, from when until when. */
export type HeldLetter = {
  readonly letter: 'R' | 'A' | 'C' | 'I';
  readonly role: string;
  readonly personId: number | null;
  readonly teamId: number | null;
  readonly label: string;
  readonly isContract: boolean;
  readonly via: Via;
  readonly since: Instant;
  readonly until: Instant | null;
};
/** Something a person did on a step, or did not: `silent` when their time was over, `overridden` when it was gone on without. */
export type Act = {
  readonly id: string;
  readonly at: Instant;
  readonly does: 'answer' | 'work' | 'decide' | 'silent' | 'overridden';
  readonly actorId: number | null;
  readonly actor: string;
  /** Teams the actor is in today: memberships have no history. */
  readonly teamIds: readonly number[];
  /** The role that was asked; null but for questions. */
  readonly askedRole: string | null;
  /** The question was put to the actor by hand. */
  readonly isPassedOn: boolean;
  /** Of a row that two people sign: the second signature needs no A. */
  readonly isSecondSignature: boolean;
  readonly activityId: string;
  readonly siteId: number;
  readonly chainId: number;
  readonly holders: readonly HeldLetter[];
};

export const driftKinds = [
  'held',
  'stand_in',
  'delegated',
  'gap',
  'by_hand',
  'other_letter',
  'no_letter',
  'cannot_tell',
  'silent',
  'overridden',
] as const;
/** `held`, `stand_in` and `delegated` are as the matrix has it. */
export type DriftKind = (typeof driftKinds)[number];
export type Judged = {
  readonly kind: DriftKind;
  readonly letter: 'R' | 'A' | 'C';
  /** The role that the matrix names for it. */
  readonly role: string;
  /** Who was named for it then. */
  readonly named: string;
};

/** In the place of a role, where nobody held the letter. */
export const NOBODY = '?';

const letterOf = { answer: 'C', silent: 'C', overridden: 'C', work: 'R', decide: 'A' } as const;
const kindOfVia = { own: 'held', deputy: 'stand_in', delegation: 'delegated', gap: 'gap' } as const;

/** What an act is against the letters of that moment. A letter that ended at that very instant still counts. */
export function judge(act: Act): Judged {
  const letter = letterOf[act.does];
  const then = act.holders.filter(
    (h) => ms(h.since) <= ms(act.at) && (h.until === null || ms(h.until) >= ms(act.at)),
  );
  const isTheirs = (h: HeldLetter): boolean =>
    h.personId !== null ? h.personId === act.actorId : h.teamId !== null && act.teamIds.includes(h.teamId);
  const ofLetter = then.filter((h) => h.letter === letter);
  const named = act.askedRole === null ? ofLetter : ofLetter.filter((h) => h.role === act.askedRole);
  const mine = named.find(isTheirs);
  const [first] = [...named].sort((a, b) => Number(a.isContract) - Number(b.isContract));
  const of = mine ?? first;
  const answer = (kind: DriftKind): Judged => ({
    kind,
    letter,
    role: act.askedRole ?? of?.role ?? NOBODY,
    named: of?.label ?? 'nobody',
  });
  if (act.does === 'silent' || act.does === 'overridden') return answer(act.does);
  if (mine) return answer(kindOfVia[mine.via]);
  if (act.isPassedOn) return answer('by_hand');
  if (act.isSecondSignature) return answer('held');
  if (then.some(isTheirs)) return answer('other_letter');
  // The team did hold it, and the state machine let this person act for it; whether they were in it then is not kept.
  return answer(named.some((h) => h.teamId !== null) ? 'cannot_tell' : 'no_letter');
}

export type DriftAct = {
  readonly id: string;
  readonly at: Instant;
  readonly actor: string;
  readonly chainId: number;
  readonly kind: DriftKind;
  readonly named: string;
};
export type DriftLine = {
  readonly activityId: string;
  readonly siteId: number;
  readonly letter: 'R' | 'A' | 'C';
  readonly role: string;
  readonly count: number;
  readonly kinds: Readonly<Partial<Record<DriftKind, number>>>;
  /** Who did it, by kind: name and how often, most first. */
  readonly by: readonly { readonly kind: DriftKind; readonly actor: string; readonly count: number }[];
  /** The newest acts that were not simply as the matrix says. */
  readonly acts: readonly DriftAct[];
};

/** Acts kept of one line; all are counted. */
export const MOST_ACTS = 20;

type Sum = {
  line: Omit<DriftLine, 'count' | 'kinds' | 'by' | 'acts'>;
  count: number;
  kinds: Partial<Record<DriftKind, number>>;
  by: Map<string, { kind: DriftKind; actor: string; count: number }>;
  acts: DriftAct[];
};

/** Counts acts by step, letter, role and site as they come by, oldest first; holds no more than the newest of each. */
export function tally(): { add(act: Act): void; lines(): DriftLine[] } {
  const sums = new Map<string, Sum>();
  return {
    add(act) {
      const { kind, letter, role, named } = judge(act);
      const { activityId, siteId } = act;
      const key = JSON.stringify([activityId, siteId, letter, role]);
      const line = { activityId, siteId, letter, role };
      const sum: Sum = sums.get(key) ?? { line, count: 0, kinds: {}, by: new Map(), acts: [] };
      sums.set(key, sum);
      sum.count += 1;
      sum.kinds[kind] = (sum.kinds[kind] ?? 0) + 1;
      const who = JSON.stringify([kind, act.actor]);
      const one = sum.by.get(who) ?? { kind, actor: act.actor, count: 0 };
      one.count += 1;
      sum.by.set(who, one);
      if (kind === 'held') return;
      sum.acts.unshift({ id: act.id, at: act.at, actor: act.actor, chainId: act.chainId, kind, named });
      sum.acts.length = Math.min(sum.acts.length, MOST_ACTS);
    },
    lines: () =>
      [...sums.values()]
        .map(({ line, count, kinds, by, acts }) => ({
          ...line,
          count,
          kinds,
          by: [...by.values()].sort((a, b) => b.count - a.count || a.actor.localeCompare(b.actor)),
          acts,
        }))
        .sort(
          (a, b) =>
            a.activityId.localeCompare(b.activityId, 'en', { numeric: true }) ||
            a.letter.localeCompare(b.letter) ||
            a.role.localeCompare(b.role) ||
            a.siteId - b.siteId,
        ),
  };
}
