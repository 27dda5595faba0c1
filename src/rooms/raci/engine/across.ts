// Work on devices in several wards at once: who answers and does it once, who is asked and told in each ward.
import type { WardId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Gap, Holder, Resolution, Skipped, Subject } from '../model.ts';
import type { CompiledRaci } from './compiled.ts';
import { resolveWith } from './resolve.ts';

/** The values, each once by its key, the first kept. */
function once<T>(values: readonly T[], key: (value: T) => string): T[] {
  const seen = new Set<string>();
  return values.filter((value) => !seen.has(key(value)) && seen.add(key(value)));
}
const holderKey = (holder: Holder): string =>
  `${holder.role} ${holder.personId ?? ''} ${holder.teamId ?? ''}`;
const gapKey = (gap: Gap): string => `${gap.letter} ${gap.role ?? ''} ${gap.kind}`;
const skippedKey = (skipped: Skipped): string => `${skipped.letter} ${skipped.role}`;

/** One resolution for a subject whose devices stand in several wards. R, C and I are everybody who holds the letter in
 *  one of the wards; A is the accountable of the subject as a whole, so that it stays one person, else the one the wards
 *  agree on. A hole in any ward is a hole. Without wards it is `resolveWith`. */
export function resolveAcross(
  raci: CompiledRaci,
  activityId: string,
  subject: Subject,
  wards: readonly WardId[],
  at: Instant,
): Resolution {
  const whole = resolveWith(raci, activityId, subject, at);
  const each = [...new Set(wards)]
    .sort((a, b) => a - b)
    .map((wardId) => resolveWith(raci, activityId, { ...subject, wardId }, at));
  if (each.length === 0) return whole;
  const union = (letter: 'R' | 'C' | 'I'): Holder[] =>
    once(
      each.flatMap((one) => one[letter]),
      holderKey,
    );
  const agreed = once(
    each.flatMap((one) => one.A),
    holderKey,
  );
  const A =
    whole.A.length === 1
      ? whole.A
      : each.every((one) => one.A.length === 1) && agreed.length === 1
        ? agreed
        : [];
  const answersForIt = (gap: Gap): boolean => gap.letter === 'A' && gap.kind !== 'nobody';
  const others = [...each, whole]
    .flatMap((one) => one.gaps.filter((gap) => one !== whole || gap.kind === 'nobody'))
    .filter((gap) => !answersForIt(gap));
  const gaps = once(A.length === 1 ? others : [...whole.gaps.filter(answersForIt), ...others], gapKey);
  // `nobody` is about the holes that stand; where none is left without an owner it goes.
  const isOwnerless = gaps.some((gap) => gap.kind !== 'nobody' && gap.ownedBy.length === 0);
  const R = union('R').sort((a, b) => Number(a.contract) - Number(b.contract));
  const skipped = once(
    each.flatMap((one) => one.skipped),
    skippedKey,
  );
  return {
    activityId,
    at,
    A,
    R,
    C: union('C'),
    I: union('I'),
    gaps: gaps.filter((gap) => gap.kind !== 'nobody' || isOwnerless),
    skipped,
  };
}
