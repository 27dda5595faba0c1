// Counts what a feed file held, so that its page can say what was read, refused and passed over.
import type { FeedProblem, FeedTally } from '../model.ts';

/** How many problems are kept with their words; the counts go on. */
export const maxProblemsKept = 500;

export const emptyTally = (): FeedTally => ({
  read: 0,
  refused: 0,
  passedOver: 0,
  warnings: 0,
  problems: [],
});

/** The tally with one problem more: a refusal counts as a refused record, a warning as a warning. Changes `tally` in place. */
export function addProblem(tally: FeedTally, problem: FeedProblem): void {
  if (problem.level === 'refused') tally.refused += 1;
  else tally.warnings += 1;
  if (tally.problems.length < maxProblemsKept) tally.problems.push(problem);
}

/** The sum of two tallies; the problems of `a` first, refusals before warnings when not all can be kept. */
export function sumTallies(a: FeedTally, b: FeedTally): FeedTally {
  const problems = [...a.problems, ...b.problems];
  const kept =
    problems.length <= maxProblemsKept
      ? problems
      : problems
          .toSorted((x, y) => Number(y.level === 'refused') - Number(x.level === 'refused'))
          .slice(0, maxProblemsKept);
  return {
    read: a.read + b.read,
    refused: a.refused + b.refused,
    passedOver: a.passedOver + b.passedOver,
    warnings: a.warnings + b.warnings,
    problems: kept,
  };
}
