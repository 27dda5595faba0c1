// What is wrong with the people's data itself: ties, cycles, holes and lines that point at nobody.
import type { PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import { deputyCycles } from '../../people/model.ts';
import { canMeetTogether, weightOf } from '../engine/specificity.ts';
import type { MatrixDocument, OrgSnapshot, StaffingLine } from '../model.ts';
import { covers } from './authority.ts';
import { type Finding, finding } from './finding.ts';
import { lintPresence } from './lint-presence.ts';
import { lintRotas } from './lint-rotas.ts';
import { lintTraining } from './lint-training.ts';

const overlap = (a: StaffingLine, b: StaffingLine): boolean =>
  (a.validUntil === null || b.validFrom === null || a.validUntil >= b.validFrom) &&
  (b.validUntil === null || a.validFrom === null || b.validUntil >= a.validFrom);

function ties(matrix: MatrixDocument, org: OrgSnapshot): Finding[] {
  const plain = new Map(matrix.roles.map((role) => [role.code, role.plain]));
  const alike = new Map<string, StaffingLine[]>();
  for (const line of org.staffing) {
    const key = `${line.role} ${line.activityId ?? ''} ${weightOf(line.scope, line.activityId)}`;
    alike.set(key, [...(alike.get(key) ?? []), line]);
  }
  return [...alike.values()].flatMap((lines) =>
    lines.flatMap((a, index) => {
      const other = lines.slice(index + 1).find((b) => canMeetTogether(a.scope, b.scope) && overlap(a, b));
      if (!other) return [];
      if (a.holder.kind === 'rota' && other.holder.kind === 'rota')
        return [
          finding(
            'tie',
            'error',
            { role: a.role },
            `Two rotas are on call at once for ${plain.get(a.role) ?? a.role} in the same place: ${a.holder.rota} and ${other.holder.rota} (staffing lines ${a.id} and ${other.id}).`,
            'Only one of them is asked, by accident of order. Make them layers of one rota, or end one of the lines.',
          ),
        ];
      const sentence = `Staffing lines ${a.id} and ${other.id} for ${plain.get(a.role) ?? a.role} are equally specific and both in force.`;
      return [
        finding(
          'tie',
          'error',
          { role: a.role },
          sentence,
          'Nobody chose between them, so which one wins is an accident. Use a team, or narrow one of them.',
        ),
      ];
    }),
  );
}

function lines(matrix: MatrixDocument, org: OrgSnapshot): Finding[] {
  const roles = new Set(matrix.roles.map((role) => role.code));
  const activities = new Map(matrix.activities.map((activity) => [activity.id, activity]));
  const people = new Map(org.people.map((person) => [person.id, person]));
  const teams = new Map(org.teams.map((team) => [team.id, team]));
  const rotas = new Set([
    ...org.shifts.map((shift) => shift.rota),
    ...org.rotas.filter((rota) => rota.layers.length > 0).map((rota) => rota.name),
  ]);
  const never = 'A line that points at nobody gives work to nobody.';
  return org.staffing.flatMap((line) => {
    const { holder, role } = line;
    const found: Finding[] = [];
    const say = (rule: string, level: Finding['level'], sentence: string, why = never): void => {
      found.push(finding(rule, level, { role }, sentence, why));
    };
    if (!roles.has(role))
      say('role', 'error', `Staffing line ${line.id} is for ${role}, which is not a role of the matrix.`);
    if (line.activityId !== null && !activities.has(line.activityId))
      say(
        'activity',
        'error',
        `Staffing line ${line.id} is for ${line.activityId}, which is not in the matrix.`,
      );
    if (line.validFrom !== null && line.validUntil !== null && line.validUntil < line.validFrom)
      say('dates', 'error', `Staffing line ${line.id} ends before it starts.`);
    for (const id of [holder.kind === 'person' ? holder.personId : null, line.deputyPersonId]) {
      const person = id === null ? undefined : people.get(id);
      if (id !== null && !person)
        say('unknown', 'error', `Staffing line ${line.id} names person ${id}, who is not known.`);
      if (person && !person.isActive)
        say('left', 'error', `${person.name} has left but still stands in staffing line ${line.id}.`);
    }
    if (holder.kind === 'team') {
      const team = teams.get(holder.teamId);
      if (!team)
        say('unknown', 'error', `Staffing line ${line.id} names team ${holder.teamId}, which is not known.`);
      else if (!team.memberIds.some((id) => people.get(id)?.isActive))
        say('empty', 'error', `${team.name} has no active people.`);
    }
    if (holder.kind === 'rota' && !rotas.has(holder.rota))
      say('rota', 'error', `Nobody has a shift on the rota ${holder.rota}.`);
    const activity = line.activityId === null ? undefined : activities.get(line.activityId);
    if (activity && !covers(line.limits, activity.flow.authority))
      say(
        'V4',
        'error',
        `The authority in staffing line ${line.id} does not reach as far as ${activity.id} goes.`,
        'Who answers for something must be allowed to decide it.',
      );
    return found;
  });
}

function people(org: OrgSnapshot): Finding[] {
  const names = new Map(org.people.map((person) => [person.id, person.name]));
  const named = new Map<PersonId, PersonId[]>();
  const name = (of: PersonId, deputy: PersonId | null): void => {
    if (deputy !== null) named.set(of, [...(named.get(of) ?? []), deputy]);
  };
  for (const { holder, deputyPersonId } of org.staffing)
    if (holder.kind === 'person') name(holder.personId, deputyPersonId);
  const why = 'Deputies who name each other in a circle have nobody beyond them when all are away.';
  const cycles = deputyCycles([...named.keys()], (of) => named.get(of) ?? []);
  const circle =
    cycles.length === 0
      ? []
      : [
          finding(
            'circle',
            'warning',
            {},
            `These people stand in for each other in a circle: ${cycles.map((id) => names.get(id) ?? `person ${id}`).join(', ')}.`,
            why,
          ),
        ];
  const absences = org.absences
    .filter((absence) => absence.toOn < absence.fromOn)
    .map((absence) =>
      finding(
        'dates',
        'error',
        {},
        `The absence of ${names.get(absence.personId) ?? `person ${absence.personId}`} ends (${absence.toOn}) before it starts (${absence.fromOn}).`,
        'It counts for no day at all.',
      ),
    );
  return [...circle, ...absences];
}

function delegations(matrix: MatrixDocument, org: OrgSnapshot): Finding[] {
  const outside = new Set(org.organisations.filter((o) => o.kind !== 'hospital').map((o) => o.id));
  const persons = new Map(org.people.map((person) => [person.id, person]));
  return org.delegations.flatMap((d) => {
    const to = persons.get(d.toPersonId);
    const found: Finding[] = [];
    if (!to?.isActive)
      found.push(
        finding(
          'left',
          'error',
          {},
          `Delegation ${d.id} goes to somebody who is not here.`,
          'It does nothing.',
        ),
      );
    else if (to.organisationId !== null && outside.has(to.organisationId))
      found.push(
        finding(
          'V5',
          'error',
          {},
          `Delegation ${d.id} goes to ${to.name}, who is not the hospital's own.`,
          'A partner may do the work; answering for it stays with the hospital (S30).',
        ),
      );
    if (d.untilOn < d.fromOn)
      found.push(
        finding('dates', 'error', {}, `Delegation ${d.id} ends before it starts.`, 'It does nothing.'),
      );
    for (const activity of matrix.activities)
      if (d.activityIds?.includes(activity.id) && !covers(d.limits, activity.flow.authority))
        found.push(
          finding(
            'V4',
            'error',
            { activityId: activity.id },
            `Delegation ${d.id} to ${to?.name ?? `person ${d.toPersonId}`} does not reach as far as ${activity.id} goes.`,
            'Who answers for something must be allowed to decide it.',
          ),
        );
    return found;
  });
}

/** What is wrong with staffing, deputies, absences, delegations and rotas as data, at an instant. */
export const lintOrganisation = (matrix: MatrixDocument, org: OrgSnapshot, at: Instant): Finding[] => [
  ...lines(matrix, org),
  ...ties(matrix, org),
  ...people(org),
  ...delegations(matrix, org),
  ...lintRotas(org, at),
  ...lintPresence(org, at),
  ...lintTraining(matrix, org, at),
];
