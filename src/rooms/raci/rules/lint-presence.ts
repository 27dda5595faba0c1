// What is wrong with who is there when: people of two time zones, and deputies who are away themselves.
import type { PersonId, SiteId } from '../../../kernel/ids.ts';
import { DAY_MS, dateOf, type Instant, instant, ms } from '../../../kernel/time.ts';
import type { OrgSnapshot } from '../model.ts';
import { type Finding, finding } from './finding.ts';

/** How far ahead absences are looked at. [rule] */
const AHEAD_DAYS = 60;

/** People whose days are counted in another zone than that of the place they hold a role for. */
function zones(org: OrgSnapshot): Finding[] {
  const sites = new Map(org.sites.map((site) => [site.id, site]));
  if (new Set(org.sites.map((site) => site.timezone)).size < 2) return [];
  const wards = new Map(org.wards.map((ward) => [ward.id, ward.siteId]));
  const first = org.sites[0];
  const works = new Map<PersonId, Set<SiteId>>();
  for (const { holder, scope, deputyPersonId } of org.staffing) {
    const siteId = scope.siteId ?? (scope.wardId === undefined ? undefined : wards.get(scope.wardId));
    if (siteId === undefined) continue;
    const people =
      holder.kind === 'person'
        ? [holder.personId]
        : holder.kind === 'team'
          ? (org.teams.find((team) => team.id === holder.teamId)?.memberIds ?? [])
          : [];
    for (const id of [...people, ...(deputyPersonId === null ? [] : [deputyPersonId])])
      works.set(id, (works.get(id) ?? new Set()).add(siteId));
  }
  return org.people.flatMap((person) => {
    const home = person.siteId === null ? undefined : sites.get(person.siteId);
    const zone = (home ?? first)?.timezone;
    const other = [...(works.get(person.id) ?? [])]
      .map((id) => sites.get(id))
      .find((site) => site !== undefined && site.timezone !== zone);
    if (!person.isActive || !other || zone === undefined) return [];
    const lives = home
      ? `is at home at ${home.name} (${zone})`
      : `has no site of their own, so ${zone} is taken`;
    return [
      finding(
        'zones',
        'warning',
        { mendAt: `/people/${person.id}` },
        `${person.name} has two time zones: ${lives} but holds a role at ${other.name} (${other.timezone}).`,
        `Their days away begin and end by ${zone}, hours apart from the work at ${other.name}. Give them the site they work at, or know it.`,
      ),
    ];
  });
}

/** Absences, today's and those to come, whose deputy is away at the same time or has left. */
function deputiesAway(org: OrgSnapshot, at: Instant): Finding[] {
  const today = dateOf(at);
  const last = dateOf(instant(ms(at) + AHEAD_DAYS * DAY_MS));
  const people = new Map(org.people.map((person) => [person.id, person]));
  const nameOf = (id: PersonId): string => people.get(id)?.name ?? `person ${id}`;
  return org.absences.flatMap(({ personId, fromOn, toOn, deputyPersonId: deputy }) => {
    if (deputy === null || toOn < today || fromOn > last || toOn < fromOn) return [];
    const also = org.absences.find((b) => b.personId === deputy && b.fromOn <= toOn && b.toOn >= fromOn);
    const isHere = people.get(deputy)?.isActive === true;
    if (isHere && !also) return [];
    const why = also ? `is away too, from ${also.fromOn} to ${also.toOn}` : 'has left';
    return [
      finding(
        'deputy',
        'warning',
        { mendAt: `/people/${personId}` },
        `${nameOf(deputy)} is to stand in for ${nameOf(personId)} from ${fromOn} to ${toOn} but ${why}.`,
        'Then the next deputy in line is asked, or nobody. Name somebody who is there.',
      ),
    ];
  });
}

/** What is wrong with who is there when, at an instant. */
export const lintPresence = (org: OrgSnapshot, at: Instant): Finding[] => [
  ...zones(org),
  ...deputiesAway(org, at),
];
