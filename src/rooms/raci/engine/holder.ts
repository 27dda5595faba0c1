// From a role to a person: the staffing line, then delegation, presence, deputies, and the wider lines.
import type { PersonId } from '../../../kernel/ids.ts';
import type { Reason } from '../../../kernel/reason.ts';
import { deputiesOf, dutyAt, holds, type SpanMs } from '../../people/model.ts';
import type { Authority, Holder } from '../model.ts';
import { covers } from '../rules/authority.ts';
import type {
  CompiledLine,
  CompiledRaci,
  Found,
  Hit,
  Miss,
  Question,
  RoleStaffing,
  Slot,
  Standing,
} from './compiled.ts';
import { keyOf, meets } from './specificity.ts';
import { authorityInWords, untrained, whenInWords } from './words.ts';

/** A search of one line for a slot. `demand` is what deciding would commit; null when nothing is said. `without` is taken
 *  as away, to learn who would stand in. What the search rests on narrows `stands`, in which its answer is the same. */
type Look = {
  readonly raci: CompiledRaci;
  readonly slot: Slot;
  readonly demand: Authority | null;
  readonly atMs: number;
  readonly without: PersonId | undefined;
  readonly stands: { fromMs: number; untilMs: number };
};
/** True when the span holds the instant asked for. Every question of time goes through here, so that `stands` is whole. */
function isNow(s: Look, span: SpanMs): boolean {
  const { stands, atMs } = s;
  if (atMs < span.fromMs) {
    if (span.fromMs < span.untilMs) stands.untilMs = Math.min(stands.untilMs, span.fromMs);
    return false;
  }
  if (atMs >= span.untilMs) {
    if (span.fromMs < span.untilMs) stands.fromMs = Math.max(stands.fromMs, span.untilMs);
    return false;
  }
  stands.fromMs = Math.max(stands.fromMs, span.fromMs);
  stands.untilMs = Math.min(stands.untilMs, span.untilMs);
  return true;
}

/** True when a found answer is a holder. */
export const isHolder = (found: Found): found is Holder => 'staffingId' in found;

const nameOf = (raci: CompiledRaci, id: PersonId): string =>
  raci.people.get(id)?.person.name ?? `person ${id}`;
const absenceAt = (s: Look, id: PersonId) => s.raci.people.get(id)?.away.find((span) => isNow(s, span));

function isPresent(s: Look, id: PersonId): boolean {
  const known = s.raci.people.get(id);
  return id !== s.without && known?.person.isActive === true && absenceAt(s, id) === undefined;
}
const isOutside = (s: Look, id: PersonId): boolean => s.raci.people.get(id)?.isOutside ?? true;
/** Only the hospital's own people answer for an outcome (S30). */
const mayHold = (s: Look, id: PersonId): boolean => s.slot.letter !== 'A' || !isOutside(s, id);

/** Why this person may not do the work, or null: what they are not trained in now. Only doing asks for training. */
function notTrained(s: Look, id: PersonId): Reason | null {
  const needs = s.slot.letter === 'R' ? s.raci.needs.get(s.slot.activity.id) : undefined;
  if (needs === undefined) return null;
  const known = s.raci.people.get(id);
  const missing = needs.flatMap((skill) => {
    const had = known?.skills.get(skill.toLowerCase());
    return had && isNow(s, had) ? [] : [{ skill, had: had ?? null }];
  });
  if (missing.length === 0) return null;
  return { what: untrained(nameOf(s.raci, id), s.slot.activity.id, missing, s.atMs), source: 'Training' };
}
/** True when the person may hold the letter and is trained for it. */
const isFit = (s: Look, id: PersonId): boolean => mayHold(s, id) && notTrained(s, id) === null;

const person = (s: Look, id: PersonId, because: readonly Reason[] = []): Hit => ({
  personId: id,
  teamId: null,
  memberIds: [],
  viaDeputyOf: null,
  viaDelegation: null,
  isOutside: isOutside(s, id),
  because,
});

/** Who acts for a person by delegation, or null; `beyond` says which delegations do not reach as far as this goes. */
function byDelegation(s: Look, from: PersonId, beyond: Reason[]): Hit | null {
  if (s.raci.people.get(from)?.person.isActive !== true) return null;
  for (const { delegation, span } of s.raci.delegations.get(from) ?? []) {
    const { toPersonId: to, activityIds, limits } = delegation;
    if (!isNow(s, span) || to === from || !isPresent(s, to) || !isFit(s, to)) continue;
    if (activityIds !== null && !activityIds.includes(s.slot.activity.id)) continue;
    const handed = `${nameOf(s.raci, from)} has handed ${activityIds === null ? 'everything' : s.slot.activity.id} to ${nameOf(s.raci, to)}`;
    if (s.slot.letter === 'A' && !covers(limits, s.demand)) {
      const what = `${handed}, but only up to ${authorityInWords(limits)}; this goes further (${authorityInWords(s.demand)}), so it stays with ${nameOf(s.raci, from)}.`;
      beyond.push({ what, source: `Delegation ${delegation.id}` });
      continue;
    }
    const what = `${handed} until ${delegation.untilOn}.`;
    return {
      ...person(s, to, [{ what, source: `Delegation ${delegation.id}` }]),
      viaDelegation: delegation.id,
    };
  }
  return null;
}

/** Deputies named for a person: by the absence itself, by the line that led here, by their own lines of this role. */
function deputiesNamed(s: Look, of: PersonId, first: PersonId, line: CompiledLine): PersonId[] {
  const named = [absenceAt(s, of)?.deputyPersonId, of === first ? line.line.deputyPersonId : null];
  if (of !== first || line.line.deputyPersonId === null)
    for (const other of s.raci.staffing.get(s.slot.role)?.lines ?? [])
      if (other.line.holder.kind === 'person' && other.line.holder.personId === of && isNow(s, other.span))
        named.push(other.line.deputyPersonId);
  return named.filter((id) => id !== null && id !== undefined);
}

function byPerson(s: Look, id: PersonId, line: CompiledLine): Hit | Miss {
  const beyond: Reason[] = [];
  const handedOn = byDelegation(s, id, beyond);
  if (handedOn) return handedOn;
  const known = s.raci.people.get(id);
  const name = nameOf(s.raci, id);
  let kind: Miss['kind'] = 'nobody_present';
  let why: Reason = !known
    ? { what: `${name} is not known.`, source: line.reason.source }
    : !known.person.isActive
      ? { what: `${name} has left.`, source: 'People' }
      : { what: `${name} is away.`, source: 'Absences' };
  if (known && isPresent(s, id)) {
    if (!mayHold(s, id))
      return {
        kind: 'only_outsiders',
        reason: {
          what: `${name} is not the hospital's own and cannot answer for it.`,
          source: line.reason.source,
        },
      };
    const lack = notTrained(s, id);
    if (lack === null) return person(s, id, beyond);
    kind = 'not_trained';
    why = lack;
  }
  const deputies = deputiesOf(id, (of) => deputiesNamed(s, of, id, line));
  const deputy = deputies.find((candidate) => isPresent(s, candidate) && isFit(s, candidate));
  if (deputy === undefined) return { kind, reason: why };
  const stands = { what: `${nameOf(s.raci, deputy)} stands in for ${name}.`, source: line.reason.source };
  return { ...person(s, deputy, [why, stands]), viaDeputyOf: id };
}

/** The deputy named on the line itself, where the line's team or rota gives nobody. */
function byLineDeputy(s: Look, line: CompiledLine, why: Miss): Hit | Miss {
  const deputy = line.line.deputyPersonId;
  if (deputy === null || !isPresent(s, deputy) || !isFit(s, deputy)) return why;
  return person(s, deputy, [
    why.reason,
    { what: `${nameOf(s.raci, deputy)} is named to stand in.`, source: line.reason.source },
  ]);
}

/** Whoever is on call now, with until when and how the turn came to them; in a hole the line's own deputy. */
function byRota(s: Look, name: string, line: CompiledLine): Hit | Miss {
  const source = `Rota ${name}`;
  const rota = s.raci.rotas.get(name);
  const duty = rota === undefined ? null : dutyAt(rota, s.atMs);
  if (duty) isNow(s, duty);
  const turn = duty?.turn ?? null;
  if (rota === undefined || turn === null)
    return byLineDeputy(s, line, {
      kind: 'nobody_present',
      reason: { what: `Nobody is on duty on the rota ${name}.`, source },
    });
  const who = nameOf(s.raci, turn.personId);
  const taken =
    turn.personId === turn.ofPersonId ? '' : ` Took the turn from ${nameOf(s.raci, turn.ofPersonId)}.`;
  const onCall: Reason = {
    what: `${who} is on call until ${whenInWords(turn.untilMs, rota.timezone)}, rota ${name}.${taken}`,
    source: turn.shiftId === null ? source : `${source}, shift ${turn.shiftId}`,
  };
  const hit = byPerson(s, turn.personId, line);
  return 'kind' in hit ? hit : { ...hit, because: [onCall, ...hit.because] };
}

function byLine(s: Look, line: CompiledLine): Hit | Miss {
  const { holder, limits } = line.line;
  const { source } = line.reason;
  if (s.slot.letter === 'A' && !covers(limits, s.demand))
    return {
      kind: 'no_authority',
      reason: { what: `The authority given in this line does not reach this far.`, source },
    };
  if (holder.kind === 'person') return byPerson(s, holder.personId, line);
  if (holder.kind === 'rota') return byRota(s, holder.rota, line);
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
  const there = (team?.memberIds ?? []).filter((id) => isPresent(s, id));
  const lacking = there.flatMap((id) => notTrained(s, id) ?? []);
  const present = lacking.length === 0 ? there : there.filter((id) => notTrained(s, id) === null);
  if (!team || present.length === 0) {
    const [lack] = lacking;
    const reason = lack ?? { what: `Nobody of ${name} is there.`, source };
    return byLineDeputy(s, line, { kind: lack ? 'not_trained' : 'nobody_present', reason });
  }
  const because = [
    {
      what: `${there.length} of ${team.memberIds.length} people of ${name} are there.`,
      source: `Team ${name}`,
    },
    ...lacking,
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

/** Answers kept at most before all are dropped; some 300 bytes each. */
const KEPT = 50_000;
function keep(raci: CompiledRaci): void {
  raci.kept.count += 1;
  if (raci.kept.count < KEPT) return;
  raci.kept.count = 0;
  for (const { lines, fitting } of raci.staffing.values()) {
    fitting.clear();
    for (const line of lines) line.standing.length = 0;
  }
}

/** The place in a list of spans, earliest first, of the first that ends after the instant. */
function placeOf(spans: readonly SpanMs[], atMs: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.untilMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

const always = (): Look['stands'] => ({
  fromMs: Number.NEGATIVE_INFINITY,
  untilMs: Number.POSITIVE_INFINITY,
});

/** What a line gives, kept for as long as it stands. It does not depend on the subject, and seldom on the row. */
function given(q: Question, slot: Slot, line: CompiledLine, without: PersonId | undefined): Standing {
  const { raci, atMs } = q;
  const demand = q.subject.demand ?? slot.activity.flow.authority;
  const isBounded = slot.letter === 'A' && (line.line.limits !== null || raci.isAuthorityHandedOn);
  const isKept = without === undefined && !(isBounded && demand !== null);
  const asksForTraining = slot.letter === 'R' && raci.needs.has(slot.activity.id);
  const kind = slot.letter === 'A' ? 1 : asksForTraining ? 2 : 0;
  const key = 3 * (raci.namedRows.get(slot.activity.id) ?? 0) + kind;
  const list = isKept ? line.standing[key] : undefined;
  const place = list === undefined ? 0 : placeOf(list, atMs);
  const known = list?.[place];
  if (known && known.fromMs <= atMs) return known;
  const stands = always();
  const of = byLine({ raci, slot, demand, atMs, without, stands }, line);
  const found: Standing = { ...stands, of, holders: new Map() };
  if (!isKept) return found;
  keep(raci);
  const now = line.standing[key];
  if (now === undefined) line.standing[key] = [found];
  else now.splice(placeOf(now, atMs), 0, found);
  return found;
}

/** The lines of a role that fit the subject, in the order in which they are tried. */
function linesFor(q: Question, staffing: RoleStaffing): readonly CompiledLine[] {
  const key = keyOf(staffing.keys, q.numbers);
  const known = key === null ? undefined : staffing.fitting.get(key);
  if (known) return known;
  const lines = staffing.lines.filter((line) => meets(q.numbers, line.demand));
  if (key !== null) {
    keep(q.raci);
    staffing.fitting.set(key, lines);
  }
  return lines;
}

const held = (slot: Slot, line: CompiledLine, hit: Hit, tried: readonly Miss[]): Holder => ({
  role: slot.role,
  personId: hit.personId,
  teamId: hit.teamId,
  memberIds: hit.memberIds,
  viaDeputyOf: hit.viaDeputyOf,
  viaDelegation: hit.viaDelegation,
  isOutside: hit.isOutside || slot.isOutsideRole,
  staffingId: line.line.id,
  contract: slot.cell.contract,
  reasons: [...slot.rowReasons, ...tried.map((miss) => miss.reason), line.reason, ...hit.because],
});

/** The holder of a letter by the most specific line that gives somebody; else the kind of hole and what was tried.
 *  `without`: somebody taken as away, to learn who would stand in. */
export function findHolder(q: Question, slot: Slot, without?: PersonId): Found {
  const misses: Miss[] = [];
  for (const line of slot.staffing === null ? [] : linesFor(q, slot.staffing)) {
    const { activityId } = line.line;
    if ((activityId !== null && activityId !== slot.activity.id) || !holds(line.span, q.atMs)) continue;
    const { of: hit, holders } = given(q, slot, line, without);
    if ('kind' in hit) {
      misses.push({ kind: hit.kind, reason: line.reason }, hit);
      continue;
    }
    if (misses.length > 0) return held(slot, line, hit, misses);
    const known = holders.get(slot.number);
    if (known) return known;
    const holder = held(slot, line, hit, []);
    keep(q.raci);
    holders.set(slot.number, holder);
    return holder;
  }
  return {
    kind: misses[0]?.kind ?? 'not_staffed',
    reasons: [...slot.rowReasons, ...misses.map((miss) => miss.reason)],
  };
}
