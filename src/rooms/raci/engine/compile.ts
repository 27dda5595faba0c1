// The matrix and the organisation made ready for many questions: indexes, spans in place of dates, words for reasons.
import type { PersonId } from '../../../kernel/ids.ts';
import { compileRota, daysSpan, type SpanMs } from '../../people/model.ts';
import type { MatrixDocument, OrgSnapshot, Scope, StaffingLine } from '../model.ts';
import type {
  CompiledDelegation,
  CompiledLine,
  CompiledOverride,
  CompiledPerson,
  CompiledRaci,
  CompiledRow,
  RoleStaffing,
} from './compiled.ts';
import { demandOf, inNumbers, keysOf, weightOf, wordsOf } from './specificity.ts';

const groupBy = <K, T>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
};
/** The later start first; two open starts are alike (their difference would not be a number). */
const newer = (a: { span: SpanMs }, b: { span: SpanMs }): number =>
  a.span.fromMs === b.span.fromMs ? 0 : b.span.fromMs - a.span.fromMs;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compiles a matrix and an organisation for `resolve`. Pure; faults in the data are tolerated here and named by lint. */
export function compile(matrix: MatrixDocument, org: OrgSnapshot): CompiledRaci {
  const sites = new Map(org.sites.map((site) => [site.id, site]));
  const wards = new Map(org.wards.map((ward) => [ward.id, ward]));
  const kinds = new Map(org.organisations.map((organisation) => [organisation.id, organisation.kind]));
  const homes = new Map(org.people.map((person) => [person.id, person.siteId]));
  const zoneAt = (siteId: Scope['siteId'] | null): string =>
    (siteId ? sites.get(siteId)?.timezone : undefined) ?? org.sites[0]?.timezone ?? 'UTC';
  const zoneOf = (personId: PersonId): string => zoneAt(homes.get(personId) ?? null);
  const siteOf = ({ siteId, wardId }: Scope): Scope['siteId'] =>
    siteId ?? (wardId === undefined ? undefined : wards.get(wardId)?.siteId);
  const placeOf = (scope: Scope): string => {
    const ward = scope.wardId === undefined ? undefined : wards.get(scope.wardId);
    const site = scope.siteId === undefined ? undefined : sites.get(scope.siteId);
    const parts = [
      scope.wardId === undefined ? undefined : (ward?.name ?? `ward ${scope.wardId}`),
      scope.siteId === undefined ? undefined : (site?.name ?? `site ${scope.siteId}`),
      ...[
        scope.department,
        scope.deviceClass,
        scope.manufacturer,
        scope.deployment,
        scope.lifePhase,
        scope.criticality,
      ],
    ].filter((part) => part !== undefined && part !== '');
    return parts.length === 0 ? 'everywhere' : `for ${parts.join(', ')}`;
  };

  const scopes = [...org.staffing, ...matrix.overrides].map((scoped) => demandOf(scoped.scope));
  const words = wordsOf(scopes);
  const absences = groupBy(org.absences, (absence) => absence.personId);
  const trained = groupBy(org.skills, (skill) => skill.personId);
  const people = new Map(
    org.people.map((person): [PersonId, CompiledPerson] => {
      const kind =
        person.organisationId === null ? 'hospital' : (kinds.get(person.organisationId) ?? 'service');
      const away = (absences.get(person.id) ?? [])
        .map((a) => ({
          ...daysSpan(a.fromOn, a.toOn, zoneOf(person.id)),
          deputyPersonId: a.deputyPersonId,
          absenceId: a.id,
        }))
        .filter((span) => span.untilMs > span.fromMs)
        .sort((a, b) => a.fromMs - b.fromMs || a.absenceId - b.absenceId);
      const skills = new Map(
        (trained.get(person.id) ?? []).map(({ skill, gainedOn, expiresOn }) => [
          skill.toLowerCase(),
          { ...daysSpan(gainedOn, expiresOn, zoneOf(person.id)), expiresOn },
        ]),
      );
      return [person.id, { person, isOutside: kind !== 'hospital', away, skills }];
    }),
  );
  const roles = new Map(matrix.roles.map((role) => [role.code, role]));
  const teams = new Map(
    org.teams.map((team) => [
      team.id,
      { ...team, memberIds: [...new Set(team.memberIds)].sort((a, b) => a - b) },
    ]),
  );
  const holderName = ({ holder }: StaffingLine): string => {
    if (holder.kind === 'rota') return `whoever is on duty on the rota ${holder.rota}`;
    if (holder.kind === 'team') return teams.get(holder.teamId)?.name ?? `team ${holder.teamId}`;
    return people.get(holder.personId)?.person.name ?? `person ${holder.personId}`;
  };
  const lines = groupBy(
    org.staffing.map(
      (line): CompiledLine => ({
        line,
        demand: inNumbers(words, demandOf(line.scope)),
        weight: weightOf(line.scope, line.activityId),
        span: daysSpan(line.validFrom, line.validUntil, zoneAt(siteOf(line.scope))),
        reason: {
          what: `${holderName(line)} is ${roles.get(line.role)?.plain ?? line.role} ${placeOf(line.scope)}${line.activityId ? `, for ${line.activityId} only` : ''}.`,
          source: `The list of who holds which role, line ${line.id}`,
        },
        standing: [],
      }),
    ),
    ({ line }) => line.role,
  );
  for (const group of lines.values())
    group.sort((a, b) => b.weight - a.weight || newer(a, b) || a.line.id - b.line.id);

  const delegations = groupBy(
    org.delegations.map((delegation) => ({
      delegation,
      span: daysSpan(delegation.fromOn, delegation.untilOn, zoneOf(delegation.fromPersonId)),
    })),
    ({ delegation }) => delegation.fromPersonId,
  );
  const narrow = (d: CompiledDelegation): number => (d.delegation.activityIds === null ? 0 : 1);
  for (const group of delegations.values())
    group.sort((a, b) => narrow(b) - narrow(a) || newer(a, b) || a.delegation.id - b.delegation.id);
  const turns = groupBy(org.shifts, (shift) => shift.rota);
  // A rota known only by turns of a file has no zone of its own to speak of.
  const known = new Map(org.rotas.map((rota) => [rota.name, rota]));
  const rotas = new Map(
    [...new Set([...known.keys(), ...turns.keys()])].map((name) => [
      name,
      compileRota(
        known.get(name) ?? { name, timezone: zoneAt(null), layers: [], swaps: [] },
        turns.get(name) ?? [],
      ),
    ]),
  );
  const needs = new Map(
    [...groupBy(org.skillNeeds, (need) => need.activityId)].map(([id, of]) => [
      id,
      [...new Set(of.map((need) => need.skill))].sort(byText),
    ]),
  );

  const overrides = groupBy(
    matrix.overrides.map(
      (override): CompiledOverride => ({
        override,
        demand: inNumbers(words, demandOf(override.scope)),
        weight: weightOf(override.scope, null),
        reason: {
          what: `${override.activityId} is changed ${placeOf(override.scope)}${override.why ? `: ${override.why}` : '.'}`,
          source: `Override ${override.id} of ${matrix.title}`,
        },
      }),
    ),
    ({ override }) => override.activityId,
  );
  for (const group of overrides.values())
    group.sort((a, b) => a.weight - b.weight || byText(b.override.id, a.override.id));
  const roleOrder = new Map(matrix.roles.map((role, index) => [role.code, index]));
  const rows = new Map<string, CompiledRow>();
  for (const activity of matrix.activities) {
    if (rows.has(activity.id)) continue; // A row listed twice is a lint error; the first one stands.
    const cells = [...activity.cells].sort(
      (a, b) => (roleOrder.get(a.role) ?? 99) - (roleOrder.get(b.role) ?? 99),
    );
    rows.set(activity.id, {
      activity,
      cells: groupBy(cells, (cell) => cell.role),
      overrides: overrides.get(activity.id) ?? [],
      keys: keysOf(
        words,
        (overrides.get(activity.id) ?? []).map((override) => override.demand),
      ),
      variants: new Map(),
      untouched: new Map(),
    });
  }

  const named = [
    ...org.staffing.flatMap((line) => line.activityId ?? []),
    ...org.delegations.flatMap((delegation) => delegation.activityIds ?? []),
    ...needs.keys(),
  ];
  const namedRows = new Map([...new Set(named)].map((id, index) => [id, index + 1]));
  const isAuthorityHandedOn = org.delegations.some((delegation) => delegation.limits !== null);
  const staffing = new Map(
    [...lines].map(([role, group]): [string, RoleStaffing] => [
      role,
      {
        lines: group,
        keys: keysOf(
          words,
          group.map((line) => line.demand),
        ),
        fitting: new Map(),
      },
    ]),
  );
  const kept = { count: 0, slots: 0 };
  return {
    matrix,
    roles,
    roleOrder,
    rows,
    people,
    teams,
    rotas,
    needs,
    staffing,
    delegations,
    namedRows,
    isAuthorityHandedOn,
    kept,
    words,
  };
}
