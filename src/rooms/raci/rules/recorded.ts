// V8 to V10 over work as it was recorded: who checked whose work, what began too early, who was told too late.
import type { PersonId } from '../../../kernel/ids.ts';
import { addHours, type Instant, isBefore } from '../../../kernel/time.ts';
import { type Finding, finding } from './finding.ts';

type Work = { readonly activityId: string };

/** V8: the doers who also checked the same piece of work. */
export const checkedOwnWork = (
  work: Work & { readonly doers: readonly PersonId[]; readonly checkers: readonly PersonId[] },
): Finding[] =>
  work.checkers.some((id) => work.doers.includes(id))
    ? [
        finding(
          'V8',
          'error',
          work,
          `${work.activityId} was checked by somebody who did it.`,
          'Nobody sees their own mistakes.',
        ),
      ]
    : [];

/** V9: work that began before every must-answer was there, or their time was over and A had decided. */
export const startedTooEarly = (
  work: Work & {
    readonly startedAt: Instant | null;
    readonly decidedAt: Instant | null;
    readonly gates: readonly {
      readonly role: string;
      readonly mandatory: boolean;
      readonly dueAt: Instant;
      readonly answeredAt: Instant | null;
    }[];
  },
): Finding[] => {
  const { startedAt, decidedAt } = work;
  if (startedAt === null) return [];
  const before = (at: Instant | null): boolean => at !== null && !isBefore(startedAt, at);
  return work.gates
    .filter(
      (gate) => gate.mandatory && !before(gate.answeredAt) && !(before(gate.dueAt) && before(decidedAt)),
    )
    .map((gate) =>
      finding(
        'V9',
        'error',
        { activityId: work.activityId, role: gate.role },
        `${work.activityId} began before ${gate.role} had answered.`,
        'Who must be asked before can change what is done.',
      ),
    );
};

/** V10: people who were not told within the hours of the row, as seen at an instant. */
export const toldTooLate = (
  work: Work & {
    readonly closedAt: Instant | null;
    readonly informHours: number;
    readonly notices: readonly { readonly role: string; readonly deliveredAt: Instant | null }[];
  },
  now: Instant,
): Finding[] => {
  if (work.closedAt === null) return [];
  const limit = addHours(work.closedAt, work.informHours);
  return work.notices
    .filter(({ deliveredAt }) => isBefore(limit, deliveredAt ?? now))
    .map(({ role, deliveredAt }) =>
      finding(
        'V10',
        'error',
        { activityId: work.activityId, role },
        `${role} was ${deliveredAt === null ? 'not told' : 'told late'} that ${work.activityId} is closed.`,
        `Everybody who is to be told is told within ${work.informHours} h.`,
      ),
    );
};
