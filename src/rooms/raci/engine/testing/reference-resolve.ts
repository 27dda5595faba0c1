// A second resolve(), for tests only: written from the words of the product (the engine of section 3, letters and rules of
// domain 1) and from the nouns in model.ts, never from the engine. Plain and slow: lists, loops, calendar dates, no memory.
import type { PersonId } from '../../../../kernel/ids.ts';
import type { Instant } from '../../../../kernel/time.ts';
import type {
  Activity,
  Authority,
  Cell,
  GapKind,
  Letter,
  MatrixDocument,
  OrgSnapshot,
  Scope,
  StaffingLine,
  Subject,
} from '../../model.ts';

/** Who holds a letter, in the words of `Holder`; reasons are the engine's own matter. */
export type Named = {
  readonly role: string;
  readonly personId: number | null;
  readonly teamId: number | null;
  readonly memberIds: readonly number[];
  readonly viaDeputyOf: number | null;
  readonly viaDelegation: number | null;
  readonly staffingId: number;
  readonly contract: boolean;
  readonly isOutside: boolean;
};
/** A hole: `kinds` are all the reasons met on the way, any of which may be told. */
export type Hole = {
  readonly letter: Letter;
  readonly role: string | null;
  readonly kinds: readonly GapKind[];
};
export type Expected = {
  readonly held: Readonly<Record<Letter, readonly Named[]>>;
  readonly holes: readonly Hole[];
  readonly keeper: number | null;
  readonly skipped: readonly { readonly letter: Letter; readonly role: string }[];
};
export type World = { readonly matrix: MatrixDocument; readonly org: OrgSnapshot };
export type Asked = { readonly activityId: string; readonly subject: Subject; readonly at: Instant };

const parts = [
  'wardId',
  'siteId',
  'department',
  'deviceClass',
  'manufacturer',
  'deployment',
  'lifePhase',
  'criticality',
] as const;
const word = (value: string | number | undefined): string =>
  String(value ?? '')
    .trim()
    .toLowerCase();
const asks = (scope: Scope, part: (typeof parts)[number]): boolean => word(scope[part]) !== '';
const fits = (scope: Scope, subject: Subject): boolean =>
  parts.every((part) => !asks(scope, part) || word(scope[part]) === word(subject[part]));
/** Negative when `a` is the more specific: it names an earlier part. 0 when both name the same parts. */
function narrower(a: Scope, b: Scope): number {
  for (const part of parts) {
    if (asks(a, part) && !asks(b, part)) return -1;
    if (!asks(a, part) && asks(b, part)) return 1;
  }
  return 0;
}

const levels = [null, 'low', 'medium', 'high'] as const;
/** V4: no limit that is said lies under what is demanded. */
function reaches(limits: Authority | null, demand: Authority | null): boolean {
  if (!limits || !demand) return true;
  if (limits.costCents !== null && demand.costCents !== null && demand.costCents > limits.costCents)
    return false;
  if (
    limits.downtimeMinutes !== null &&
    demand.downtimeMinutes !== null &&
    demand.downtimeMinutes > limits.downtimeMinutes
  )
    return false;
  return limits.risk === null || levels.indexOf(demand.risk) <= levels.indexOf(limits.risk);
}

const calendars = new Map<string, Intl.DateTimeFormat>();
function calendarOf(timezone: string): Intl.DateTimeFormat {
  const known = calendars.get(timezone);
  if (known) return known;
  const isKnown = timezone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(timezone);
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: isKnown ? timezone : 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  calendars.set(timezone, made);
  return made;
}
/** The calendar date a wall shows at an instant; in a zone nobody knows, that of UTC. */
const wallDate = (at: Instant, timezone: string): string => calendarOf(timezone).format(Date.parse(at));

/** One question, asked of a world: who holds a letter of a role. */
class Search {
  constructor(world: World, asked: Asked) {
    this.org = world.org;
    this.matrix = world.matrix;
    this.asked = asked;
  }
  readonly org: OrgSnapshot;
  readonly matrix: MatrixDocument;
  readonly asked: Asked;

  zone(siteId: number | null | undefined): string {
    const site = this.org.sites.find((one) => one.id === siteId) ?? this.org.sites[0];
    return site?.timezone ?? 'UTC';
  }
  person(id: number) {
    return this.org.people.find((one) => one.id === id);
  }
  isActive(id: number): boolean {
    return this.person(id)?.isActive ?? false;
  }
  /** The absence of today at the person's own site: the first to begin. */
  absence(id: number) {
    const today = wallDate(this.asked.at, this.zone(this.person(id)?.siteId));
    return this.org.absences
      .filter((one) => one.personId === id && one.fromOn <= today && today <= one.toOn)
      .sort((a, b) => (a.fromOn === b.fromOn ? a.id - b.id : a.fromOn < b.fromOn ? -1 : 1))[0];
  }
  isPresent(id: number): boolean {
    return this.isActive(id) && this.absence(id) === undefined;
  }
  isOutsider(id: number): boolean {
    const own = this.person(id)?.organisationId ?? null;
    const kind = this.org.organisations.find((one) => one.id === own)?.kind;
    return own !== null && kind !== 'hospital';
  }
  isInternalRole(role: string): boolean {
    return this.matrix.roles.find((one) => one.code === role)?.isInternal ?? false;
  }
  /** The lines of a role that are in force today, the most specific first. */
  lines(role: string): StaffingLine[] {
    const siteOf = (line: StaffingLine) =>
      line.scope.siteId ?? this.org.wards.find((one) => one.id === line.scope.wardId)?.siteId;
    return this.org.staffing
      .filter((line) => {
        const today = wallDate(this.asked.at, this.zone(siteOf(line)));
        const begun = line.validFrom === null || line.validFrom <= today;
        return line.role === role && begun && (line.validUntil === null || today <= line.validUntil);
      })
      .sort(
        (a, b) =>
          Number(a.activityId === null) - Number(b.activityId === null) ||
          narrower(a.scope, b.scope) ||
          (b.validFrom ?? '').localeCompare(a.validFrom ?? '') ||
          a.id - b.id,
      );
  }

  find(activity: Activity, role: string, letter: Letter, contract: boolean): Named | GapKind[] {
    const lines = this.lines(role).filter(
      (line) =>
        fits(line.scope, this.asked.subject) && (line.activityId === null || line.activityId === activity.id),
    );
    if (lines.length === 0) return ['not_staffed'];
    const kinds: GapKind[] = [];
    for (const line of lines) {
      const found = this.byLine(activity, role, letter, line);
      if (!Array.isArray(found)) return { ...found, contract };
      kinds.push(...found);
    }
    return kinds;
  }

  private byLine(activity: Activity, role: string, letter: Letter, line: StaffingLine): Named | GapKind[] {
    const demand = letter === 'A' ? (this.asked.subject.demand ?? activity.flow.authority) : null;
    if (!reaches(line.limits, demand)) return ['no_authority'];
    const kinds: GapKind[] = [];
    const can = (id: number, limits: Authority | null): boolean => {
      if (!this.isPresent(id)) kinds.push('nobody_present');
      else if (letter === 'A' && this.isOutsider(id)) kinds.push('only_outsiders');
      else if (!reaches(limits, demand)) kinds.push('no_authority');
      else return true;
      return false;
    };
    const named = (personId: number, rest: Partial<Named> = {}): Named => ({
      role,
      personId,
      teamId: null,
      memberIds: [],
      viaDeputyOf: null,
      viaDelegation: null,
      staffingId: line.id,
      contract: false,
      isOutside: this.isOutsider(personId) || !this.isInternalRole(role),
      ...rest,
    });
    const ofLine = (): Named | GapKind[] =>
      line.deputyPersonId !== null && can(line.deputyPersonId, line.limits)
        ? named(line.deputyPersonId)
        : kinds;

    const ofPerson = (id: number): Named | GapKind[] => {
      const handed = this.delegations(id, activity.id).find((one) => can(one.toPersonId, one.limits));
      if (handed) return named(handed.toPersonId, { viaDelegation: handed.id });
      if (can(id, line.limits)) return named(id);
      if (this.isPresent(id)) return kinds; // there, but may not: a deputy stands in for who is away, not for who may not
      const asked = new Set([id]);
      for (let ring = [id]; ring.length > 0; ) {
        const nextRing: number[] = [];
        for (const one of ring)
          for (const deputy of this.deputies(one, role, one === id ? line : null))
            if (!asked.has(deputy)) {
              asked.add(deputy);
              nextRing.push(deputy);
            }
        for (const deputy of nextRing)
          if (can(deputy, line.limits)) return named(deputy, { viaDeputyOf: id });
        ring = nextRing;
      }
      return kinds;
    };

    const holder = line.holder;
    if (holder.kind === 'person') return ofPerson(holder.personId);
    if (holder.kind === 'rota') {
      const at = Date.parse(this.asked.at);
      const shift = this.org.shifts
        .filter(
          (one) => one.rota === holder.rota && Date.parse(one.fromAt) <= at && at < Date.parse(one.toAt),
        )
        .sort((a, b) => Date.parse(b.fromAt) - Date.parse(a.fromAt) || a.id - b.id)[0];
      kinds.push('nobody_present');
      return shift ? ofPerson(shift.personId) : ofLine();
    }
    const team = this.org.teams.find((one) => one.id === holder.teamId);
    if (letter === 'A') {
      if (team && team.leadPersonId !== null) return ofPerson(team.leadPersonId);
      kinds.push('team_without_lead');
      return ofLine();
    }
    const members = [...(team?.memberIds ?? [])].filter((id) => this.isPresent(id)).sort((a, b) => a - b);
    kinds.push('nobody_present');
    if (!team || members.length === 0) return ofLine();
    const isOutside = members.every((id) => this.isOutsider(id)) || !this.isInternalRole(role);
    return { ...named(0), personId: null, teamId: team.id, memberIds: members, isOutside };
  }

  /** What a person has handed on today and for this activity, the narrower and the newer first. Leavers hand on nothing. */
  private delegations(id: number, activityId: string) {
    const today = wallDate(this.asked.at, this.zone(this.person(id)?.siteId));
    if (!this.isActive(id)) return [];
    return this.org.delegations
      .filter((one) => one.fromPersonId === id && one.toPersonId !== id)
      .filter((one) => one.fromOn <= today && today <= one.untilOn)
      .filter((one) => one.activityIds === null || one.activityIds.some((named) => named === activityId))
      .sort(
        (a, b) =>
          Number(a.activityIds === null) - Number(b.activityIds === null) ||
          b.fromOn.localeCompare(a.fromOn) ||
          a.id - b.id,
      );
  }

  /** Named deputies: by the absence, then by the line that led here, else by the person's own lines of this role. */
  private deputies(id: number, role: string, line: StaffingLine | null): number[] {
    const own = this.lines(role)
      .filter((one) => one.holder.kind === 'person' && one.holder.personId === id)
      .map((one) => one.deputyPersonId);
    const byLine = line && line.deputyPersonId !== null ? [line.deputyPersonId] : own;
    return [this.absence(id)?.deputyPersonId ?? null, ...byLine].filter(
      (one): one is PersonId => one !== null,
    );
  }
}

/** The cells of a row after its overrides, the most specific laid on last. */
function cellsOf(matrix: MatrixDocument, activity: Activity, subject: Subject): Cell[] {
  let cells: Cell[] = [...activity.cells];
  const laid = matrix.overrides
    .filter((one) => one.activityId === activity.id && fits(one.scope, subject))
    .sort((a, b) => narrower(b.scope, a.scope) || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0));
  for (const override of laid) {
    const touched = new Set(override.cells.map((cell) => cell.role));
    const movesA = override.cells.some((cell) => cell.letters.includes('A') && !cell.contract);
    cells = [
      ...cells
        .filter((cell) => !touched.has(cell.role))
        .map((cell) =>
          movesA ? { ...cell, letters: cell.letters.filter((letter) => letter !== 'A') } : cell,
        ),
      ...override.cells,
    ];
  }
  const column = (cell: Cell): number => matrix.roles.findIndex((role) => role.code === cell.role);
  return cells
    .map((cell, index) => ({ cell, index }))
    .sort((a, b) => column(a.cell) - column(b.cell) || a.index - b.index)
    .map(({ cell }) => cell);
}

/** The accountable of a row, or why there is none. */
function accountable(world: World, asked: Asked): Named | { role: string | null; kinds: GapKind[] } {
  const activity = world.matrix.activities.find((one) => one.id === asked.activityId);
  if (!activity) return { role: null, kinds: ['no_row'] };
  const cells = cellsOf(world.matrix, activity, asked.subject)
    .filter((cell) => cell.letters.includes('A') && !cell.contract)
    .filter((cell) => cell.when === null || (asked.subject.when ?? []).includes(cell.when));
  const [cell] = cells;
  if (!cell) return { role: null, kinds: ['no_role'] };
  if (cells.length > 1) return { role: null, kinds: ['two_accountables'] };
  const search = new Search(world, asked);
  if (!search.isInternalRole(cell.role)) return { role: cell.role, kinds: ['only_outsiders'] };
  const found = search.find(activity, cell.role, 'A', false);
  return Array.isArray(found) ? { role: cell.role, kinds: found } : found;
}

/** The accountable of GOV-2 on this subject, else of GOV-3, else nobody: whose holes are. */
function keeperOf(world: World, asked: Asked): number | null {
  for (const activityId of ['GOV-2', 'GOV-3']) {
    const found = accountable(world, { ...asked, activityId });
    if ('personId' in found) return found.personId;
  }
  return null;
}

/** What resolve() should answer. */
export function expected(world: World, asked: Asked): Expected {
  const held: Record<Letter, Named[]> = { A: [], R: [], C: [], I: [] };
  const holes: Hole[] = [];
  const skipped: { letter: Letter; role: string }[] = [];
  const keeper = keeperOf(world, asked);
  const answers = accountable(world, asked);
  if ('personId' in answers) held.A.push(answers);
  else holes.push({ letter: 'A', role: answers.role, kinds: answers.kinds });
  const activity = world.matrix.activities.find((one) => one.id === asked.activityId);
  if (!activity) {
    holes.push({ letter: 'R', role: null, kinds: ['no_row'] });
    return { held, holes, keeper, skipped };
  }
  const search = new Search(world, asked);
  const byContract: Named[] = [];
  for (const cell of cellsOf(world.matrix, activity, asked.subject))
    for (const letter of cell.letters) {
      if (cell.when !== null && !(asked.subject.when ?? []).includes(cell.when)) {
        skipped.push({ letter, role: cell.role });
        continue;
      }
      // Nobody answers for an outcome by contract; the A that counts is asked for above.
      if (letter === 'A') {
        if (cell.contract) skipped.push({ letter, role: cell.role });
        continue;
      }
      const found = search.find(activity, cell.role, letter, cell.contract);
      if (!Array.isArray(found)) {
        if (letter === 'R' && found.contract) byContract.push(found);
        else held[letter].push(found);
      } else if (cell.contract && found.includes('not_staffed')) skipped.push({ letter, role: cell.role });
      else holes.push({ letter, role: cell.role, kinds: found });
    }
  held.R.push(...byContract);
  // V2: whoever is there by contract, or is somebody else's, does not count as the hospital's own doing it.
  const isOwn = held.R.some((one) => !one.contract && !one.isOutside);
  if (held.R.length > 0 && !isOwn) holes.push({ letter: 'R', role: null, kinds: ['contract_only'] });
  if (held.R.length === 0 && !holes.some((hole) => hole.letter === 'R'))
    holes.push({ letter: 'R', role: null, kinds: ['no_role'] });
  return { held, holes, keeper, skipped };
}
