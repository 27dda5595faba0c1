// Applies rows of sites, wards, people, teams, rotas and absences. Each row as a whole or not at all; the same row twice
// changes nothing; a blank cell wipes nothing.
import type { PersonId } from '../../../kernel/ids.ts';
import { permissionsOf } from '../../../kernel/permission.ts';
import { type Actor, type Ctx, systemCtx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { instantAt } from '../rules/import/local-time.ts';
import type { PeopleProblem, PeopleRow } from '../rules/import/model.ts';
import * as store from '../store/import.ts';
import * as accounts from '../store.ts';
import { type Found, findPerson, findSite, loadNames, type Names, organisationOf, refusal } from './names.ts';

/** What became of a row, with what is wrong with it. */
export type RowOutcome = {
  outcome: 'created' | 'updated' | 'unchanged' | 'refused';
  problems: PeopleProblem[];
};
type Row<K extends PeopleRow['kind']> = Extract<PeopleRow, { kind: K }>;

const refused = (found: { rule: string; sentence: string }, value: string): RowOutcome => ({
  outcome: 'refused',
  problems: [refusal(found, value)],
});
const done = (outcome: RowOutcome['outcome']): RowOutcome => ({ outcome, problems: [] });

/** The values that are said and differ from what is there. */
function differing<T extends object>(before: T, said: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  const old = new Map<string, unknown>(Object.entries(before));
  const news = Object.entries(said).filter(
    ([key, value]) => value !== undefined && value !== null && value !== old.get(key),
  );
  const out: Partial<T> = {};
  return Object.assign(out, Object.fromEntries(news));
}
const isEmpty = (values: object): boolean => Object.keys(values).length === 0;

/** What an optional name of a row means: null when it says nothing. */
const optional = <T>(text: string | undefined, find: (text: string) => Found<T>): Found<T | null> =>
  text === undefined ? { ok: true, value: null } : find(text);

/** Applies the rows of one file in their order. @throws never for a row: its outcome says what is wrong. */
export const applyPeopleRows = (ctx: Ctx, rows: readonly PeopleRow[]): Promise<RowOutcome[]> =>
  transact(ctx, async (ctx) => {
    const [names, absences, shifts] = await Promise.all([
      loadNames(ctx.db),
      store.absences(ctx.db),
      store.shifts(ctx.db),
    ]);
    const memory: Memory = {
      names,
      teams: teamMemory(),
      absences: new Map(absences.map((a) => [absenceKey(a), a])),
      shifts: new Map(shifts.map((s) => [shiftKey(s), s])),
    };
    const out: RowOutcome[] = [];
    for (const row of rows) out.push(await applyRow(ctx, memory, row));
    await memory.teams.settle(ctx);
    const changed = out.filter((o) => o.outcome === 'created' || o.outcome === 'updated').length;
    if (changed > 0)
      audit(
        ctx,
        'people.imported',
        { kind: 'people', id: null },
        { kind: rows[0]?.kind ?? null, rows: changed },
      );
    return out;
  });

type Absence = Awaited<ReturnType<typeof store.absences>>[number];
type Shift = Awaited<ReturnType<typeof store.shifts>>[number];
/** What is there already, so that a long file asks the database once. */
type Memory = {
  readonly names: Names;
  readonly teams: TeamMemory;
  readonly absences: Map<string, Omit<Absence, 'id'> & { id: number }>;
  readonly shifts: Map<string, Omit<Shift, 'id'> & { id: number }>;
};
const absenceKey = (a: Pick<Absence, 'personId' | 'fromOn' | 'toOn'>): string =>
  `${a.personId}|${a.fromOn}|${a.toOn}`;
const shiftKey = (s: Pick<Shift, 'rota' | 'personId' | 'fromAt'>): string =>
  `${s.rota}|${s.personId}|${s.fromAt}`;

function applyRow(ctx: Ctx, { names, ...memory }: Memory, row: PeopleRow): Promise<RowOutcome> {
  switch (row.kind) {
    case 'sites':
      return applySite(ctx, names, row);
    case 'wards':
      return applyWard(ctx, names, row);
    case 'people':
      return applyPerson(ctx, names, row);
    case 'teams':
      return applyTeam(ctx, names, row, memory.teams);
    case 'absences':
      return applyAbsence(ctx, names, row, memory.absences);
    case 'rota':
      return applyShift(ctx, names, row, memory.shifts);
    case 'staffing':
    case 'zones':
      return Promise.resolve(
        refused({ rule: 'wrong_kind', sentence: 'This row belongs to another kind of file.' }, ''),
      );
  }
}

async function applySite(ctx: Ctx, names: Names, row: Row<'sites'>): Promise<RowOutcome> {
  const found = names.sites.find((s) => s.code.toLowerCase() === row.code.toLowerCase());
  const said = { name: row.name, timezone: row.timezone, city: row.city };
  if (!found) {
    const values = {
      code: row.code,
      name: row.name,
      timezone: row.timezone ?? 'UTC',
      city: row.city ?? null,
    };
    names.sites.push({ id: await store.insertSite(ctx.db, values), ...values });
    return done('created');
  }
  const news = differing<typeof found>(found, said);
  if (isEmpty(news)) return done('unchanged');
  await store.updateSite(ctx.db, found.id, news);
  Object.assign(found, news);
  return done('updated');
}

async function applyWard(ctx: Ctx, names: Names, row: Row<'wards'>): Promise<RowOutcome> {
  const site = findSite(names, row.site);
  if (!site.ok) return refused(site, row.site);
  const siteId = site.value.id;
  const found = names.wards.find(
    (w) => w.siteId === siteId && w.code.toLowerCase() === row.code.toLowerCase(),
  );
  if (!found) {
    const values = {
      siteId,
      code: row.code,
      name: row.name,
      department: row.department ?? null,
      floor: row.floor ?? null,
    };
    names.wards.push({ id: await store.insertWard(ctx.db, values), ...values });
    return done('created');
  }
  const news = differing<typeof found>(found, {
    name: row.name,
    department: row.department,
    floor: row.floor,
  });
  if (isEmpty(news)) return done('unchanged');
  await store.updateWard(ctx.db, found.id, news);
  Object.assign(found, news);
  return done('updated');
}

async function applyPerson(ctx: Ctx, names: Names, row: Row<'people'>): Promise<RowOutcome> {
  const site = optional(row.site, (text) => findSite(names, text));
  if (!site.ok) return refused(site, row.site ?? '');
  const byEmail =
    row.email === undefined ? undefined : names.people.find((p) => p.email?.toLowerCase() === row.email);
  const byName = names.people.filter((p) => p.name.toLowerCase() === row.name.toLowerCase());
  const [first, ...more] = byName.filter((p) => row.email === undefined || p.email === null);
  if (!byEmail && first && more.length > 0)
    return refused(
      {
        rule: 'person_ambiguous',
        sentence: `${byName.length} people are called "${row.name}". Add the e-mail address.`,
      },
      row.name,
    );
  const found = byEmail ?? first;
  const made =
    row.organisation === undefined
      ? null
      : await organisationOf(ctx.db, names, row.organisation, row.organisationKind);
  const said = {
    name: row.name,
    email: row.email,
    phone: row.phone,
    title: row.title,
    organisationId: made?.organisation.id,
    siteId: site.value?.id,
  };
  if (!found) {
    const values = {
      name: row.name,
      email: row.email ?? null,
      phone: row.phone ?? null,
      title: row.title ?? null,
      organisationId: made?.organisation.id ?? null,
      siteId: site.value?.id ?? null,
      isActive: true,
    };
    names.people.push({ id: await store.insertPerson(ctx.db, values), ...values });
    return done('created');
  }
  const news = differing<typeof found>(found, said);
  if (isEmpty(news)) return done(made?.isChanged ? 'updated' : 'unchanged');
  await store.updatePerson(ctx.db, found.id, news);
  Object.assign(found, news);
  return done('updated');
}

type TeamMemory = {
  readonly named: Map<number, { wanted: Set<PersonId>; isWhole: boolean }>;
  settle(ctx: Ctx): Promise<void>;
};

/** Rows of one team add up. Who is in a team that the file lists, but not in the list, leaves it; unless a row of that
 *  team was refused, since then the list is not known. */
function teamMemory(): TeamMemory {
  const named: TeamMemory['named'] = new Map();
  return {
    named,
    settle: async (ctx) => {
      if (named.size === 0) return;
      const [teams, members] = await Promise.all([store.teams(ctx.db), store.members(ctx.db)]);
      for (const team of teams) {
        const list = named.get(team.id);
        if (!list?.isWhole || list.wanted.size === 0) continue;
        const gone = members
          .filter((m) => m.teamId === team.id && !list.wanted.has(m.personId))
          .map((m) => m.personId);
        if (gone.length > 0) await store.removeMembers(ctx.db, team.id, gone);
      }
    },
  };
}

async function applyTeam(ctx: Ctx, names: Names, row: Row<'teams'>, teams: TeamMemory): Promise<RowOutcome> {
  const site = optional(row.site, (text) => findSite(names, text));
  const lead = optional(row.lead, (text) => findPerson(names, text));
  const members = row.members.map((text) => ({ text, found: findPerson(names, text) }));
  const known = names.teams.find((t) => t.name.toLowerCase() === row.name.toLowerCase());
  const problems = [
    ...(site.ok ? [] : [refusal(site, row.site ?? '')]),
    ...(lead.ok ? [] : [refusal(lead, row.lead ?? '')]),
    ...members.flatMap(({ text, found }) => (found.ok ? [] : [refusal(found, text)])),
  ];
  if (!site.ok || !lead.ok || problems.length > 0) {
    if (known) teams.named.set(known.id, { wanted: new Set(), isWhole: false });
    return { outcome: 'refused', problems };
  }
  const said = { siteId: site.value?.id, leadPersonId: lead.value?.id };
  let outcome: RowOutcome['outcome'] = 'unchanged';
  let team = known;
  if (!team) {
    const values = { name: row.name, siteId: said.siteId ?? null, leadPersonId: said.leadPersonId ?? null };
    team = { id: await store.insertTeam(ctx.db, values), ...values };
    names.teams.push(team);
    outcome = 'created';
  } else {
    const news = differing<typeof team>(team, said);
    if (!isEmpty(news)) {
      await store.updateTeam(ctx.db, team.id, news);
      Object.assign(team, news);
      outcome = 'updated';
    }
  }
  const list = teams.named.get(team.id) ?? { wanted: new Set<PersonId>(), isWhole: true };
  teams.named.set(team.id, list);
  for (const { found } of members) {
    if (!found.ok) continue;
    list.wanted.add(found.value.id);
    const [added] = await store.addMember(ctx.db, team.id, found.value.id);
    if (outcome === 'unchanged' && (added?.numInsertedOrUpdatedRows ?? 0n) > 0n) outcome = 'updated';
  }
  return done(outcome);
}

async function applyAbsence(
  ctx: Ctx,
  names: Names,
  row: Row<'absences'>,
  known: Memory['absences'],
): Promise<RowOutcome> {
  const person = findPerson(names, row.person);
  if (!person.ok) return refused(person, row.person);
  const deputy = optional(row.deputy, (text) => findPerson(names, text));
  if (!deputy.ok) return refused(deputy, row.deputy ?? '');
  if (deputy.value?.id === person.value.id)
    return refused({ rule: 'own_deputy', sentence: 'Nobody stands in for themselves.' }, row.deputy ?? '');
  const key = { personId: person.value.id, fromOn: row.from, toOn: row.to };
  const found = known.get(absenceKey(key));
  if (!found) {
    const values = { ...key, reason: row.reason ?? null, deputyPersonId: deputy.value?.id ?? null };
    known.set(absenceKey(key), { ...values, id: await store.insertAbsence(ctx.db, values) });
    return done('created');
  }
  const now = {
    reason: row.reason ?? found.reason,
    deputyPersonId: deputy.value?.id ?? found.deputyPersonId,
  };
  if (now.reason === found.reason && now.deputyPersonId === found.deputyPersonId) return done('unchanged');
  await store.updateAbsence(ctx.db, found.id, now);
  Object.assign(found, now);
  return done('updated');
}

async function applyShift(
  ctx: Ctx,
  names: Names,
  row: Row<'rota'>,
  known: Memory['shifts'],
): Promise<RowOutcome> {
  const person = findPerson(names, row.person);
  if (!person.ok) return refused(person, row.person);
  const zone =
    names.sites.find((s) => s.id === person.value.siteId)?.timezone ?? names.sites[0]?.timezone ?? 'UTC';
  const values = {
    rota: row.rota,
    personId: person.value.id,
    fromAt: instantAt(row.from, zone),
    toAt: instantAt(row.until, zone),
  };
  const found = known.get(shiftKey(values));
  if (!found) {
    if (!names.rotas.has(row.rota)) await store.keepRota(ctx.db, row.rota, zone);
    names.rotas.add(row.rota);
    known.set(shiftKey(values), { ...values, id: await store.insertShift(ctx.db, values) });
    return done('created');
  }
  if (found.toAt === values.toAt) return done('unchanged');
  await store.updateShift(ctx.db, found.id, values.toAt);
  found.toAt = values.toAt;
  return done('updated');
}

/** The person as the one who acts, with what their account may do now; the system when they have none any more. */
export async function actorOf(ctx: Ctx, personId: PersonId | null): Promise<Actor> {
  const account = personId === null ? undefined : await accounts.accountOfPerson(ctx.db, personId);
  const person = personId === null ? undefined : await accounts.person(ctx.db, personId);
  if (personId === null || !person) return systemCtx(ctx.db, ctx.log, ctx.actor.name).actor;
  const profile = account?.profile ?? 'outsider';
  return {
    kind: 'person',
    personId,
    name: person.name,
    profile,
    permissions: new Set(account?.isEnabled ? permissionsOf[profile] : []),
  };
}
