// A scenario laid over the organisation: people away, partners gone.
import { DAY_MS, type Instant, instant } from '../../../kernel/time.ts';
import type { OrgSnapshot, Scenario } from '../model.ts';

/** The organisation as it would be: the absences added, the people of lost partners gone. Nothing given is changed. */
export function suppose(org: OrgSnapshot, scenario: Scenario): OrgSnapshot {
  const lost = new Set<number>(scenario.lostOrganisationIds);
  const highest = org.absences.reduce((most, one) => Math.max(most, one.id), 0);
  return {
    ...org,
    people: org.people.map((person) =>
      person.organisationId !== null && lost.has(person.organisationId)
        ? { ...person, isActive: false }
        : person,
    ),
    absences: [
      ...org.absences,
      ...scenario.absences.map((one, index) => ({
        ...one,
        id: highest + index + 1,
        reason: null,
        deputyPersonId: null,
      })),
    ],
  };
}

/** The middle of a week that begins at `weekMs`: the evening in Europe, noon in America, of the third of its days from
 *  Monday to Friday. Whoever is away for most of them in one go is away then, whatever day the week begins on. */
export function middleOf(weekMs: number): Instant {
  const workdays = Array.from({ length: 7 }, (_, day) => weekMs + day * DAY_MS).filter(
    (ms) => new Date(ms).getUTCDay() % 6 !== 0,
  );
  return instant((workdays[2] ?? weekMs) + 18 * 3_600_000);
}

/** The instants at which the supposed organisation is looked at as a whole: the start and each first day of an absence,
 *  at most five. */
export function momentsOf(scenario: Scenario): Instant[] {
  const days = [scenario.fromOn, ...scenario.absences.map((one) => one.fromOn)];
  const later = [...new Set(days)].filter((on) => on >= scenario.fromOn).sort();
  return later.slice(0, 5).map((on) => instant(Date.parse(on) + 18 * 3_600_000));
}
