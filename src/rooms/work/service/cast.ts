// Who holds which letter on a step: resolved by the matrix, kept with its reasons, and resolved again when people change.
import type { ObligationId, WardId } from '../../../kernel/ids.ts';
import type { Reason } from '../../../kernel/reason.ts';
import type { Instant } from '../../../kernel/time.ts';
import { nameOf, type RaciNow, resolveAcross } from '../../raci/index.ts';
import type { Holder, Letter, Resolution, Subject } from '../../raci/model.ts';
import { gapWords } from '../rules/via.ts';
import type { HolderRow } from '../store/chains.ts';
import type { HeldBy } from '../store/recast.ts';

export type NewHolder = Omit<HolderRow, 'id' | 'obligationId'>;

const toHolder = (now: RaciNow, letter: Letter, h: Holder): NewHolder => ({
  letter,
  role: h.role,
  personId: h.personId,
  teamId: h.teamId,
  label: nameOf(now.org, h),
  isContract: h.contract,
  reasons: [...h.reasons],
});

/** The accountable where the matrix names nobody: the owner of the gap, said as such. */
function gapHolder(now: RaciNow, r: Resolution): NewHolder[] {
  const gap = r.gaps.find((g) => g.letter === 'A' && g.ownedBy.length > 0);
  const personId = gap?.ownedBy[0];
  if (!gap || !personId || r.A.length > 0) return [];
  const reasons: Reason[] = [
    {
      what: `${gapWords.accountable}${gap.what} The accountable of GOV-2 owns the gap.`,
      source: 'Matrix, GOV-2',
    },
    ...gap.reasons,
  ];
  return [
    {
      letter: 'A',
      role: gap.role ?? 'CI',
      personId,
      teamId: null,
      label: nameOf(now.org, { personId, teamId: null }),
      isContract: false,
      reasons,
    },
  ];
}

/** True when two name the same holder of the same letter. */
export const sameParty = (a: HeldBy, b: HeldBy): boolean =>
  a.letter === b.letter && a.role === b.role && a.personId === b.personId && a.teamId === b.teamId;

/** Who holds each letter of an activity on a subject now; R, C and I are those of every ward. */
export function castOf(
  now: RaciNow,
  activityId: string,
  subject: Subject,
  wards: readonly WardId[],
  at: Instant,
): NewHolder[] {
  const r = resolveAcross(now.raci, activityId, subject, wards, at);
  const cast: NewHolder[] = [
    ...r.A.map((h) => toHolder(now, 'A', h)),
    ...gapHolder(now, r),
    ...(['R', 'C', 'I'] as const).flatMap((letter) => r[letter].map((h) => toHolder(now, letter, h))),
  ];
  // R that nobody holds: the accountable does it or finds somebody.
  const [a] = cast;
  if (cast.every((h) => h.letter !== 'R' || h.isContract) && a?.letter === 'A') {
    const gap = r.gaps.find((g) => g.letter === 'R');
    const what = `${gapWords.doer}${gap?.what ?? 'no one holds R.'} It falls to the accountable.`;
    cast.push({ ...a, letter: 'R', reasons: [{ what, source: 'Matrix' }, ...a.reasons] });
  }
  return cast;
}

/** True when these are the very holders of the cast, whatever the reasons. */
export const isCastNow = (kept: readonly HeldBy[], cast: readonly NewHolder[]): boolean =>
  kept.every((k) => cast.some((c) => sameParty(k, c))) &&
  cast.every((c) => kept.some((k) => sameParty(k, c)));

/** What has to change so that the kept holders are those of the cast: rows to end, holders to add. */
export function difference(
  kept: readonly HolderRow[],
  cast: readonly NewHolder[],
): { end: HolderRow[]; add: NewHolder[] } {
  return {
    end: kept.filter((k) => !cast.some((c) => sameParty(k, c))),
    add: cast.filter((c) => !kept.some((k) => sameParty(k, c))),
  };
}

/** Holders as rows of one obligation. */
export const asRows = (obligationId: ObligationId, cast: readonly NewHolder[], since: Instant) =>
  cast.map((h) => ({ ...h, obligationId, since }));
