// The life of a risk acceptance as data: which state may follow which, on what event.

/** Where an acceptance stands. The first three are the request, `active` is the acceptance, the rest are ends.
 *  @source domain.md 8.3 */
export const acceptanceStates = [
  'requested',
  'assessed',
  'consulted',
  'active',
  'refused',
  'withdrawn',
  'expired',
  'renewed',
  'revoked',
  'closed',
] as const;
export type AcceptanceState = (typeof acceptanceStates)[number];

export const askedStates = ['requested', 'assessed', 'consulted'] as const;
/** True while it is asked for and not yet decided. */
export const isAsked = (state: AcceptanceState): boolean => askedStates.some((one) => one === state);

export type AcceptanceEventType =
  | 'answered'
  | 'lapsed'
  | 'approved'
  | 'refused'
  | 'withdrawn'
  | 'reviewed'
  | 'checked'
  | 'expired'
  | 'renewed'
  | 'revoked'
  | 'closed';

type Targets = Readonly<Partial<Record<AcceptanceEventType, readonly AcceptanceState[]>>>;
/** Whatever was answered so far, A may say no, and whoever asked may take it back. */
const leaves: Targets = { refused: ['refused'], withdrawn: ['withdrawn'] };

/** Every allowed step. What is not here is refused; what has ended never comes back, it is asked for anew. */
export const acceptanceTransitions: Readonly<Record<AcceptanceState, Targets>> = {
  requested: { ...leaves, answered: ['requested', 'assessed', 'consulted'], checked: ['requested'] },
  assessed: {
    ...leaves,
    answered: ['assessed', 'consulted'],
    lapsed: ['assessed', 'consulted'],
    checked: ['assessed'],
  },
  consulted: { ...leaves, approved: ['active'], checked: ['consulted'] },
  active: {
    reviewed: ['active'],
    checked: ['active'],
    expired: ['expired'],
    renewed: ['renewed'],
    revoked: ['revoked'],
    closed: ['closed'],
  },
  refused: {},
  withdrawn: {},
  expired: {},
  renewed: {},
  revoked: {},
  closed: {},
};

/** Each state as the end of a sentence: "it ...". */
export const acceptanceInWords: Readonly<Record<AcceptanceState, string>> = {
  requested: 'waits for those who assess it',
  assessed: 'waits for those who are consulted',
  consulted: 'waits for the decision',
  active: 'is in force',
  refused: 'was refused',
  withdrawn: 'was taken back',
  expired: 'has expired',
  renewed: 'was renewed',
  revoked: 'was revoked',
  closed: 'was ended',
};
