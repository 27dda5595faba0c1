// What is wrong with rotas: times nobody covers, two at once, turns of people who are away or have left, swaps of nothing.
import type { PersonId } from '../../../kernel/ids.ts';
import { DAY_MS, type Instant, instant, ms } from '../../../kernel/time.ts';
import { compileRota, daysSpan, MOST_TURNS, rotaFaults, type Turn, turnsWithin } from '../../people/model.ts';
import { whenInWords } from '../engine/words.ts';
import type { OrgSnapshot } from '../model.ts';
import { type Finding, finding } from './finding.ts';

/** How far ahead a rota is looked at. [rule] */
const ROTA_DAYS = 14;

const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);
const asShift = (turn: Turn, index: number) => ({
  id: index,
  fromAt: instant(turn.fromMs),
  toAt: instant(turn.untilMs),
});

/** What is wrong with the rotas that staffing names, and with every rota that has layers, in the next fortnight. */
export function lintRotas(org: OrgSnapshot, at: Instant): Finding[] {
  const used = new Set(org.staffing.flatMap(({ holder }) => (holder.kind === 'rota' ? [holder.rota] : [])));
  const known = new Map(org.rotas.map((rota) => [rota.name, rota]));
  const names = [...new Set([...used, ...org.rotas.filter((r) => r.layers.length > 0).map((r) => r.name)])];
  return names.sort().flatMap((name) => lintRota(org, known.get(name), name, used.has(name), at));
}

function lintRota(
  org: OrgSnapshot,
  known: OrgSnapshot['rotas'][number] | undefined,
  name: string,
  isUsed: boolean,
  at: Instant,
): Finding[] {
  const within = { fromMs: ms(at), untilMs: ms(at) + ROTA_DAYS * DAY_MS };
  const timezone = known?.timezone ?? org.sites[0]?.timezone ?? 'UTC';
  const rota = compileRota(
    known ?? { name, timezone, layers: [], swaps: [] },
    org.shifts.filter((shift) => shift.rota === name),
  );
  const turns = turnsWithin(rota, within);
  const people = new Map(org.people.map((person) => [person.id, person]));
  const nameOf = (id: PersonId): string => people.get(id)?.name ?? `person ${id}`;
  const when = (atMs: number): string => `${whenInWords(atMs, timezone)} (${timezone})`;
  const mendAt = known ? `/rotas/${known.id}` : '/rotas';
  const found: Finding[] = [];
  const say = (level: Finding['level'], sentence: string, why: string): void => {
    found.push(finding('rota', level, { mendAt }, sentence, why));
  };
  if (!isZone(timezone))
    say(
      'error',
      `Nobody knows the time zone "${timezone}" of the rota ${name}.`,
      'Its turns are read in UTC, hours off. Give it an IANA name such as America/Chicago.',
    );
  const [hole, ...moreHoles] = rotaFaults(turns.map(asShift), within).holes;
  if (isUsed && hole)
    say(
      'warning',
      `The rota ${name} has nobody on duty ${times(moreHoles.length + 1)} in the next ${ROTA_DAYS} days, first from ${when(hole.fromMs)} to ${when(hole.untilMs)}.`,
      'Then the deputy of the staffing line is asked, or nobody. Add turns for that time, or name a deputy.',
    );
  // A turn from a file goes before one by a rule on purpose; two of a kind are an accident.
  const [pair, ...morePairs] = [
    rotaFaults(turns.filter((turn) => turn.layerId === null).map(asShift), within),
    rotaFaults(turns.filter((turn) => turn.layerId !== null).map(asShift), within),
  ].flatMap(({ overlaps }) => overlaps);
  if (pair)
    say(
      'warning',
      `On the rota ${name} two people are on duty at once ${times(morePairs.length + 1)}, first from ${when(ms(pair[1].fromAt))}.`,
      'The one who starts later is asked. Shorten or end one of the layers.',
    );
  for (const { id, firstAt, rule, untilAt } of known?.layers ?? []) {
    if (untilAt !== null && ms(untilAt) <= within.fromMs) continue;
    const reach = { fromMs: within.fromMs, untilMs: within.fromMs + 400 * DAY_MS };
    const begins = Date.parse(`${firstAt}:00Z`) > within.fromMs;
    if (!begins && !turnsWithin({ ...rota, shifts: [] }, reach).some((turn) => turn.layerId === id))
      say(
        'warning',
        `The turns of layer ${id} of the rota ${name} have run out: by ${rule} from ${firstAt} none comes in a year.`,
        `A rule with COUNT ends, and at most ${MOST_TURNS.toLocaleString('en-US')} turns are worked out. End the layer and begin a new one.`,
      );
  }
  const gone = [
    ...new Set((known?.layers ?? []).filter((l) => l.untilAt === null).flatMap((l) => l.memberIds)),
  ];
  for (const id of gone.filter((one) => people.get(one)?.isActive !== true))
    say(
      'error',
      `${nameOf(id)} has left but still takes turns on the rota ${name}.`,
      'In their turns nobody is on call.',
    );
  const zoneOf = (id: PersonId): string =>
    org.sites.find((site) => site.id === people.get(id)?.siteId)?.timezone ?? org.sites[0]?.timezone ?? 'UTC';
  const missed = new Map<PersonId, Turn<PersonId>[]>();
  for (const turn of turns)
    for (const absence of org.absences) {
      if (absence.personId !== turn.personId || absence.deputyPersonId !== null) continue;
      const away = daysSpan(absence.fromOn, absence.toOn, zoneOf(absence.personId));
      if (away.fromMs < turn.untilMs && away.untilMs > turn.fromMs)
        missed.set(turn.personId, [...(missed.get(turn.personId) ?? []), turn]);
    }
  for (const [id, [first, ...more]] of missed)
    if (first && isUsed)
      say(
        'warning',
        `${nameOf(id)} is on call on the rota ${name} ${times(more.length + 1)} while away, first from ${when(first.fromMs)}.`,
        'Nobody stands in. Swap the turn, or name who stands in on the absence.',
      );
  const counted = new Set(turns.flatMap((turn) => turn.swapIds));
  for (const swap of known?.swaps ?? []) {
    const turnMs = ms(swap.turnAt);
    if (turnMs < within.fromMs || turnMs >= within.untilMs || counted.has(swap.id)) continue;
    say(
      'warning',
      `${nameOf(swap.toPersonId)} agreed to take a turn of ${nameOf(swap.fromPersonId)} on the rota ${name} from ${when(turnMs)}, but ${nameOf(swap.fromPersonId)} has no turn then.`,
      'The rota was changed after they agreed. Ask them both.',
    );
  }
  return found;
}

function isZone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return false;
  }
}
