// Which rows of the matrix end a remedy, in which order. Data; the rooms that open work read it.
import type { ActivityId } from '../model.ts';

/** What a remedy does. */
export type RemedyKind = 'apply' | 'mitigate' | 'replace' | 'identify';
/** One row of a chain. `isBeside`: runs from the start beside the others and does not hold them up. */
export type ChainStep = {
  readonly activityId: ActivityId;
  readonly position: number;
  readonly isBeside: boolean;
};

/** The row that does the work, by where the software runs. */
const doingRows = { device: 'VUL-8', server: 'VUL-9' } as const;
/** The row in which the maker is pressed, where there is no fix. */
export const MAKER_ROW = 'VUL-12';
/** The rows before and after the work itself, for every remedy but `identify`. */
const beforeDoing = ['VUL-5', 'VUL-6', 'VUL-7'] as const;
const afterDoing = ['VUL-10'] as const;

/** The rows that a remedy needs, in order, the one beside last. `identify` needs only INV-3. [rule] */
export function chainFor(remedy: {
  readonly kind: RemedyKind;
  readonly runsOn: keyof typeof doingRows;
  readonly makerHasFix: boolean;
}): ChainStep[] {
  const rows =
    remedy.kind === 'identify' ? ['INV-3'] : [...beforeDoing, doingRows[remedy.runsOn], ...afterDoing];
  const steps = rows.map((activityId, index) => ({ activityId, position: index + 1, isBeside: false }));
  if (remedy.kind === 'identify' || remedy.makerHasFix) return steps;
  return [...steps, { activityId: MAKER_ROW, position: steps.length + 1, isBeside: true }];
}

/** Every row without which cases cannot run and gaps have no owner: a matrix in force must hold them. [rule] */
export const neededRows: readonly ActivityId[] = [
  'INV-3',
  ...beforeDoing,
  ...Object.values(doingRows),
  ...afterDoing,
  MAKER_ROW,
  'GOV-2',
  'GOV-3',
];
