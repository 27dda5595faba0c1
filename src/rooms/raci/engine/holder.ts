// From a role to a person: the staffing line, then delegation, presence, deputies, and the wider lines.
import type { PersonId } from '../../../kernel/ids.ts';
import type { Reason } from '../../../kernel/reason.ts';
import { deputiesOf, holds, onDuty } from '../../people/model.ts';
import type { Authority, GapKind, Holder } from '../model.ts';
import { covers } from '../rules/authority.ts';
import type { CompiledLine, CompiledRaci, Found, Slot } from './compiled.ts';
import { meets, type SubjectValues } from './specificity.ts';

/** What one search is about. `demand` is what deciding would commit; null when nothing is said. */
export type Search = {
  readonly raci: CompiledRaci;
  readonly slot: Slot;
  readonly values: SubjectValues;
  readonly demand: Authority | null;
  readonly atMs: number;
  /** Who is taken as away, to learn who would stand in. */
  readonly without?: PersonId;
};
type Miss = { readonly kind: GapKind; readonly reason: Reason };
type Hit = Pick<
  Holder,
  'personId' | 'teamId' | 'memberIds' | 'viaDeputyOf' | 'viaDelegation' | 'isOutside'
> & {
  readonly because: readonly Reason[];
};

/** True when a found answer is a holder. */
export const isHolder = (found: Found): found is Holder => 'staffingId' in found;

const nameOf = (raci: CompiledRaci, id: PersonId): string =>
  raci.people.get(id)?.person.name ?? `person ${id}`;
const absenceAt = (s: Search, id: PersonId) =>
  s.raci.people.get(id)?.away.find((span) => holds(span, s.atMs));

function isPresent(s: Search, id: PersonId): boolean {
  const known = s.raci.people.get(id);
  return id !== s.without && known?.person.isActive === true && absenceAt(s, id) === undefined;
}
const isOutside = (s: Search, id: PersonId): boolean => s.raci.people.get(id)?.isOutside ?? true;
/** Only the hospital's own people answer for an outcome (S30). */
const mayHold = (s: Search, id: PersonId): boolean => s.slot.letter !== 'A' || !isOutside(s, id);

const person = (s: Search, id: PersonId, because: readonly Reason[] = []): Hit => ({
  personId: id,
  teamId: null,
  memberIds: [],
  viaDeputyOf: null,
  viaDelegation: null,
  isOutside: isOutside(s, id),
  because,
});

function byDelegation(s: Search, from: PersonId): Hit | null {
  if (s.raci.people.get(from)?.person.isActive !== true) return null;
  for (const { delegation, span } of s.raci.delegations.get(from) ?? []) {
    const { toPersonId: to, activityIds, limits } = delegation;
    if (!holds(span, s.atMs) || to === from || !isPresent(s, to) || !mayHold(s, to)) continue;
    if (activityIds !== null && !activityIds.includes(s.slot.activity.id)) continue;
    if (s.slot.letter === 'A' && !covers(limits, s.demand)) continue;
    const what = `${nameOf(s.raci, from)} has handed ${activityIds === null ? 'everything' : s.slot.activity.id} to ${nameOf(s.raci, to)} until ${delegation.untilOn}.`;
    return {
      ...person(s, to, [{ what, source: `Delegation ${delegation.id}` }]),
      viaDelegation: delegation.id,
    };
  }
  return null;
}

/** Deputies named for a person: by the absence itself, by the line that led here, by their own lines of this role. */
function deputiesNamed(s: Search, of: PersonId, first: PersonId, line: CompiledLine): PersonId[] {
  const named = [absenceAt(s, of)?.deputyPersonId, of === first ? line.line.deputyPersonId : null];
  if (of !== first || line.line.deputyPersonId === null)
    for (const other of s.raci.staffing.get(s.slot.role)?.lines ?? [])
      if (
        other.line.holder.kind === 'person' &&
        other.line.holder.personId === of &&
        holds(other.span, s.atMs)
      )
        named.push(other.line.deputyPersonId);
  return named.filter((id) => id !== null && id !== undefined);
}

function byPerson(s: Search, id: PersonId, line: CompiledLine): Hit | Miss {
  const handedOn = byDelegation(s, id);
  if (handedOn) return handedOn;
  const known = s.raci.people.get(id);
  const name = nameOf(s.raci, id);
  if (known && isPresent(s, id)) {
    if (mayHold(s, id)) return person(s, id);
    return {
      kind: 'only_outsiders',
      reason: {
        what: `${name} is not the hospital's own and cannot answer for it.`,
        source: line.reason.source,
      },
    };
  }
  const why = !known
    ? { what: `${name} is not known.`, source: line.reason.source }
    : !known.person.isActive
      ? { what: `${name} has left.`, source: 'People' }
      : { what: `${name} is away.`, source: 'Absences' };
  const deputies = deputiesOf(id, (of) => deputiesNamed(s, of, id, line));
  const deputy = deputies.find((candidate) => isPresent(s, candidate) && mayHold(s, candidate));
  if (deputy === undefined) return { kind: 'nobody_present', reason: why };
  const stands = { what: `${nameOf(s.raci, deputy)} stands in for ${name}.`, source: line.reason.source };
  return { ...person(s, deputy, [why, stands]), viaDeputyOf: id };
}

/** The deputy named on the line itself, where the line's team or rota gives nobody. */
function byLineDeputy(s: Search, line: CompiledLine, why: Miss): Hit | Miss {
  const deputy = line.line.deputyPersonId;
  if (deputy === null || !isPresent(s, deputy) || !mayHold(s, deputy)) return why;
  return person(s, deputy, [
    why.reason,
    { what: `${nameOf(s.raci, deputy)} is named to stand in.`, source: line.reason.source },
  ]);
}

function byLine(s: Search, line: CompiledLine): Hit | Miss {
  const { holder, limits } = line.line;
  const { source } = line.reason;
  if (s.slot.letter === 'A' && !covers(limits, s.demand))
    return {
      kind: 'no_authority',
      reason: { what: `The authority given in this line does not reach this far.`, source },
    };
  if (holder.kind === 'person') return byPerson(s, holder.personId, line);
  if (holder.kind === 'rota') {
    const shift = onDuty(s.raci.shifts.get(holder.rota) ?? [], s.atMs);
    const hole = { what: `Nobody is on duty on the rota ${holder.rota}.`, source: `Rota ${holder.rota}` };
    if (shift === null) return byLineDeputy(s, line, { kind: 'nobody_present', reason: hole });
    const hit = byPerson(s, shift.personId, line);
    if ('kind' in hit) return hit;
    return {
      ...hit,
      because: [
        {
          what: `${nameOf(s.raci, shift.personId)} is on duty.`,
          source: `Rota ${holder.rota}, shift ${shift.id}`,
        },
        ...hit.because,
      ],
    };
  }
  const team = s.raci.teams.get(holder.teamId);
  const name = team?.name ?? `Team ${holder.teamId}`;
  if (s.slot.letter === 'A') {
    if (!team || team.leadPersonId === null)
      return byLineDeputy(s, line, {
        kind: 'team_without_lead',
        reason: { what: `${name} has no lead to answer for it.`, source },
      });
    const hit = byPerson(s, team.leadPersonId, line);
    if ('kind' in hit) return hit;
    return {
      ...hit,
      because: [
        { what: `${nameOf(s.raci, team.leadPersonId)} leads ${name}.`, source: `Team ${name}` },
        ...hit.because,
      ],
    };
  }
  const present = (team?.memberIds ?? []).filter((id) => isPresent(s, id));
  if (!team || present.length === 0)
    return byLineDeputy(s, line, {
      kind: 'nobody_present',
      reason: { what: `Nobody of ${name} is there.`, source },
    });
  const because = [
    {
      what: `${present.length} of ${team.memberIds.length} people of ${name} are there.`,
      source: `Team ${name}`,
    },
  ];
  const outside = present.every((id) => isOutside(s, id));
  return {
    personId: null,
    teamId: team.id,
    memberIds: present,
    viaDeputyOf: null,
    viaDelegation: null,
    isOutside: outside,
    because,
  };
}

/** The holder of a letter by the most specific line that gives somebody; else the kind of hole and what was tried. */
export function findHolder(s: Search): Found {
  const misses: Miss[] = [];
  for (const line of s.raci.staffing.get(s.slot.role)?.lines ?? []) {
    const { activityId } = line.line;
    if (activityId !== null && activityId !== s.slot.activity.id) continue;
    if (!meets(s.values, line.demand) || !holds(line.span, s.atMs)) continue;
    const hit = byLine(s, line);
    if ('kind' in hit) {
      misses.push({ kind: hit.kind, reason: line.reason }, hit);
      continue;
    }
    const { because, ...who } = hit;
    const tried = misses.map((miss) => miss.reason);
    const reasons = [...s.slot.rowReasons, ...tried, line.reason, ...because];
    return {
      role: s.slot.role,
      ...who,
      isOutside: who.isOutside || s.slot.isOutsideRole,
      staffingId: line.line.id,
      contract: s.slot.cell.contract,
      reasons,
    };
  }
  return {
    kind: misses[0]?.kind ?? 'not_staffed',
    reasons: [...s.slot.rowReasons, ...misses.map((miss) => miss.reason)],
  };
}
