// What is wrong with training: activities that need what nobody is trained in, or soon nobody.
import { DAY_MS, dateOf, type Instant, instant, ms } from '../../../kernel/time.ts';
import type { MatrixDocument, OrgSnapshot } from '../model.ts';
import { type Finding, finding } from './finding.ts';

/** So many days ahead the end of the last training is told. [rule] */
const SOON_DAYS = 30;
const mendAt = '/raci/training';

/** Needs of training that nobody meets, or that end soon, and needs of rows that the matrix does not have. */
export function lintTraining(matrix: MatrixDocument, org: OrgSnapshot, at: Instant): Finding[] {
  const today = dateOf(at);
  const soon = dateOf(instant(ms(at) + SOON_DAYS * DAY_MS));
  const rows = new Set(matrix.activities.map((activity) => activity.id));
  const active = new Map(
    org.people.filter((person) => person.isActive).map((person) => [person.id, person.name]),
  );
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  return org.skillNeeds.flatMap(({ activityId, skill }) => {
    if (!rows.has(activityId))
      return [
        finding(
          'training',
          'error',
          { mendAt },
          `${activityId} needs training in ${skill}, but the matrix has no such activity.`,
          'The need holds for nothing. Take it away, or correct the activity.',
        ),
      ];
    const now = org.skills.filter(
      (one) =>
        same(one.skill, skill) &&
        active.has(one.personId) &&
        one.gainedOn <= today &&
        (one.expiresOn ?? today) >= today,
    );
    const about = { activityId, mendAt };
    if (now.length === 0)
      return [
        finding(
          'training',
          'error',
          about,
          `Nobody is trained in ${skill} now, which ${activityId} needs.`,
          'Whoever holds R may not do it, so it falls to whoever answers for it. Note a training, or take the need away.',
        ),
      ];
    const last = now.every((one) => one.expiresOn !== null && one.expiresOn <= soon)
      ? now
          .map((one) => one.expiresOn ?? '')
          .sort()
          .at(-1)
      : undefined;
    if (last === undefined) return [];
    const who = now.map((one) => active.get(one.personId) ?? '').sort();
    return [
      finding(
        'training',
        'warning',
        about,
        `After ${last} nobody is trained in ${skill}, which ${activityId} needs: ${who.join(', ')} ${who.length === 1 ? 'is' : 'are'} the last.`,
        'Have somebody trained before that day.',
      ),
    ];
  });
}
