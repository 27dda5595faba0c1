// Who would take over, and to whom an obligation goes up the line.
import type { PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Holder, Letter, Resolution, Subject } from '../model.ts';
import type { CompiledRaci } from './compiled.ts';
import { findHolder, isHolder } from './holder.ts';
import { accountableOf, questionOf } from './resolve.ts';
import { variantOf } from './row.ts';

/** Who would hold the letter of a role were this person away; null when nobody would. */
export function standInFor(
  raci: CompiledRaci,
  of: { activityId: string; letter: Letter; role: string; without: PersonId },
  subject: Subject,
  at: Instant,
): Holder | null {
  const row = raci.rows.get(of.activityId);
  if (!row) return null;
  const question = questionOf(raci, subject, at);
  const variant = variantOf(raci, row, question.numbers);
  const slot = [...variant.accountables, ...variant.others].find(
    (s) => s.letter === of.letter && s.role === of.role,
  );
  if (!slot) return null;
  const found = findHolder(question, slot, of.without);
  return isHolder(found) ? found : null;
}

/** The people of an escalation path: those who do it, who answers for it, their deputy, and the executive (GOV-3's A).
 *  Where nobody answers for it, the owner of the gap takes that place. */
export function escalationPeople(
  raci: CompiledRaci,
  resolution: Resolution,
  subject: Subject,
): {
  responsible: PersonId[];
  accountable: PersonId | null;
  deputy: PersonId | null;
  executive: PersonId | null;
} {
  const { activityId, at, A, R, gaps } = resolution;
  const responsible = R.flatMap((holder) =>
    holder.personId === null ? holder.memberIds : [holder.personId],
  );
  const holder = A[0];
  const accountable = holder?.personId ?? gaps.find((gap) => gap.letter === 'A')?.ownedBy[0] ?? null;
  const without = holder?.personId ?? null;
  const deputy =
    holder && without !== null
      ? standInFor(raci, { activityId, letter: 'A', role: holder.role, without }, subject, at)
      : null;
  const top = accountableOf(questionOf(raci, subject, at), 'GOV-3');
  const executive = typeof top !== 'string' && isHolder(top) ? top.personId : null;
  return { responsible, accountable, deputy: deputy?.personId ?? null, executive };
}
