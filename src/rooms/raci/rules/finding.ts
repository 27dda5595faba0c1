import type { Letter } from '../model.ts';

/** A repair that can be made with one click: what it does, and the letters each role has in the row after it. */
export type Repair = {
  readonly sentence: string;
  readonly changes: readonly {
    readonly activityId: string;
    readonly role: string;
    readonly letters: readonly Letter[];
  }[];
};

/** One thing the lint found. `rule` is V1 to V10 of domain.md 1.2, or a word for faults of the data itself. */
export type Finding = {
  readonly rule: string;
  readonly level: 'error' | 'warning';
  readonly activityId: string | null;
  readonly role: string | null;
  readonly sentence: string;
  readonly why: string;
  readonly repair: Repair | null;
  /** The page where it is mended, e.g. `/rotas/3`; null where that is the matrix or a file. */
  readonly mendAt: string | null;
};

/** A finding with the parts that are often absent left out. */
export const finding = (
  rule: string,
  level: Finding['level'],
  about: { activityId?: string; role?: string; repair?: Repair; mendAt?: string },
  sentence: string,
  why: string,
): Finding => ({
  rule,
  level,
  activityId: about.activityId ?? null,
  role: about.role ?? null,
  sentence,
  why,
  repair: about.repair ?? null,
  mendAt: about.mendAt ?? null,
});
