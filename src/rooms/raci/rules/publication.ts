// The life of a version: who may take which step, as sentences. The database refuses every other step as well.
import type { PersonId } from '../../../kernel/ids.ts';
import { type Instant, isBefore } from '../../../kernel/time.ts';

export type VersionState = 'draft' | 'proposed' | 'signed' | 'in_force' | 'retired' | 'withdrawn';

/** The people of the row that keeps the matrix current: who answers for it, and who does it. */
export type Governors = {
  readonly accountable: readonly PersonId[];
  readonly responsible: readonly PersonId[];
};

/** What is looked at before a step. */
export type VersionFacts = {
  readonly state: VersionState;
  readonly proposedBy: PersonId | null;
  readonly inForceFrom: Instant | null;
};
export type Allowed = { readonly ok: true } | { readonly ok: false; readonly sentence: string };

const yes: Allowed = { ok: true };
const no = (sentence: string): Allowed => ({ ok: false, sentence });
const inWords: Readonly<Record<VersionState, string>> = {
  draft: 'is a draft',
  proposed: 'waits for the second signature',
  signed: 'is signed by two and waits for its day',
  in_force: 'is in force',
  retired: 'was in force and is history',
  withdrawn: 'was withdrawn',
};

/** True for whoever holds R or A of the row that keeps the matrix current. */
export const governs = (g: Governors, who: PersonId | null): boolean =>
  who !== null && (g.accountable.includes(who) || g.responsible.includes(who));

const onlyGovernors = 'Only those who keep the matrix current (R or A of GOV-2) may do this.';

export function mayEdit(v: VersionFacts, g: Governors, who: PersonId | null): Allowed {
  if (v.state !== 'draft')
    return no(`This matrix ${inWords[v.state]} and cannot be edited. Make a draft from it.`);
  return governs(g, who) ? yes : no(onlyGovernors);
}

/** Whether a draft may be put before the second signer. `errors`: what is wrong with the matrix by itself. */
export function mayPropose(
  v: VersionFacts,
  g: Governors,
  who: PersonId | null,
  errors: readonly string[],
): Allowed {
  if (v.state !== 'draft') return no(`This matrix ${inWords[v.state]}; only a draft is proposed.`);
  if (!governs(g, who)) return no(onlyGovernors);
  if (errors.length > 0)
    return no(
      errors.length === 1
        ? `It cannot be proposed yet: ${errors[0] ?? ''}`
        : `It cannot be proposed yet, ${errors.length} faults are left. The first: ${errors[0] ?? ''}`,
    );
  return yes;
}

/** Whether this person may give the second signature: somebody else than who proposed, and one of the two answers for it. */
export function maySign(v: VersionFacts, g: Governors, who: PersonId | null): Allowed {
  if (v.state !== 'proposed') return no(`This matrix ${inWords[v.state]}; only a proposal is signed.`);
  if (!governs(g, who)) return no(onlyGovernors);
  if (who === v.proposedBy) return no('Whoever proposes does not sign: a second person does.');
  const both = [who, v.proposedBy];
  if (!both.some((id) => id !== null && g.accountable.includes(id)))
    return no('One of the two signatures is that of the one who answers for the matrix (A of GOV-2).');
  return yes;
}

/** Whether it may be taken back; what is in force is replaced, not taken back. */
export function mayWithdraw(v: VersionFacts, g: Governors, who: PersonId | null): Allowed {
  if (v.state !== 'draft' && v.state !== 'proposed' && v.state !== 'signed')
    return no(`This matrix ${inWords[v.state]}; it is replaced by a newer one, not taken back.`);
  return governs(g, who) ? yes : no(onlyGovernors);
}

/** What the second signature makes of a proposal: in force now, or from its day. Its very instant counts as come. */
export const afterSigning = (
  from: Instant | null,
  now: Instant,
): { state: 'in_force' | 'signed'; from: Instant } =>
  from !== null && isBefore(now, from) ? { state: 'signed', from } : { state: 'in_force', from: now };
