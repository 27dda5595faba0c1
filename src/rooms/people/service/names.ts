// Who and what a file means by a name: people by e-mail or name, sites and wards by code or name, teams, organisations.

import type { PersonId, SiteId, TeamId } from '../../../kernel/ids.ts';
import { folded } from '../../../kernel/sheet-text.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { PeopleProblem } from '../rules/import/model.ts';
import * as store from '../store/import.ts';

/** What a name was found to be, or why not, in a sentence. */
export type Found<T> = { ok: true; value: T } | { ok: false; rule: string; sentence: string };

type Site = Awaited<ReturnType<typeof store.sites>>[number];
type Ward = Awaited<ReturnType<typeof store.wards>>[number];
type Person = Awaited<ReturnType<typeof store.people>>[number];
type Team = Awaited<ReturnType<typeof store.teams>>[number];
type Organisation = Awaited<ReturnType<typeof store.organisations>>[number];

/** The names in use. What an import makes is added, so that later rows find it. */
export type Names = {
  readonly sites: Site[];
  readonly wards: Ward[];
  readonly people: Person[];
  readonly teams: Team[];
  readonly organisations: Organisation[];
  readonly rotas: Set<string>;
};

/** Loads every name. A hospital has hundreds of people, not millions. */
export async function loadNames(db: Db): Promise<Names> {
  const [sites, wards, people, teams, organisations, rotas] = await Promise.all([
    store.sites(db),
    store.wards(db),
    store.people(db),
    store.teams(db),
    store.organisations(db),
    store.rotas(db),
  ]);
  return { sites, wards, people, teams, organisations, rotas: new Set(rotas) };
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

function one<T>(found: readonly T[], what: string, text: string, code: string): Found<T> {
  const [only, ...more] = found;
  if (only === undefined)
    return {
      ok: false,
      rule: `${code}_unknown`,
      sentence: `No ${what} is called "${text}". Import the ${what} first, or correct the name.`,
    };
  return more.length > 0
    ? {
        ok: false,
        rule: `${code}_ambiguous`,
        sentence: `${found.length} ${what === 'person' ? 'people are' : `${what}s are`} called "${text}". ${what === 'person' ? 'Use the e-mail address.' : 'Use the code.'}`,
      }
    : { ok: true, value: only };
}

/** The site of a code or name. */
export function findSite(names: Names, text: string): Found<Site> {
  const byCode = names.sites.filter((s) => same(s.code, text));
  return one(
    byCode.length > 0 ? byCode : names.sites.filter((s) => folded(s.name) === folded(text)),
    'site',
    text,
    'site',
  );
}

/** The ward of a code or name, at a site when one is given. */
export function findWard(names: Names, text: string, siteId: SiteId | null): Found<Ward> {
  const here = names.wards.filter((w) => siteId === null || w.siteId === siteId);
  const byCode = here.filter((w) => same(w.code, text));
  return one(
    byCode.length > 0 ? byCode : here.filter((w) => folded(w.name) === folded(text)),
    'ward',
    text,
    'ward',
  );
}

/** The person of an e-mail address or name. */
export function findPerson(names: Names, text: string): Found<Person> {
  const found = text.includes('@')
    ? names.people.filter((p) => p.email !== null && same(p.email, text))
    : names.people.filter((p) => folded(p.name) === folded(text));
  const active = found.filter((p) => p.isActive);
  return one(active.length > 0 ? active : found, 'person', text, 'person');
}

/** The team of a name. */
export const findTeam = (names: Names, text: string): Found<Team> =>
  one(
    names.teams.filter((t) => folded(t.name) === folded(text)),
    'team',
    text,
    'team',
  );

/** The organisation of a name, made when there is none. A kind that is said replaces the default one. */
export async function organisationOf(
  db: Db,
  names: Names,
  name: string,
  kind: store.OrganisationKind | undefined,
): Promise<{ organisation: Organisation; isChanged: boolean }> {
  const found = names.organisations.find((o) => folded(o.name) === folded(name));
  if (!found) {
    const made = {
      id: await store.insertOrganisation(db, name, kind ?? 'hospital'),
      name,
      kind: kind ?? 'hospital',
    };
    names.organisations.push(made);
    return { organisation: made, isChanged: true };
  }
  if (kind === undefined || kind === found.kind) return { organisation: found, isChanged: false };
  await store.setOrganisationKind(db, found.id, kind);
  found.kind = kind;
  return { organisation: found, isChanged: true };
}

/** Says by a role that somebody's people hold it, in person or as a team, whose an organisation is: a maker's for MD, a
 *  service's for TP and MR. Who holds a service's role and the maker's too is a service. */
export async function judgeOrganisation(
  db: Db,
  names: Names,
  holder: { readonly personId: PersonId | null; readonly teamId: TeamId | null },
  role: string,
): Promise<void> {
  const kind = role === 'MD' ? 'manufacturer' : role === 'TP' || role === 'MR' ? 'service' : null;
  if (!kind) return;
  const members = holder.teamId === null ? [] : await store.members(db);
  const holds = new Set([
    ...(holder.personId === null ? [] : [holder.personId]),
    ...members.filter((one) => one.teamId === holder.teamId).map((one) => one.personId),
  ]);
  const theirs = new Set(names.people.filter((p) => holds.has(p.id)).map((p) => p.organisationId));
  for (const organisation of names.organisations) {
    const isOpen =
      organisation.kind === 'hospital' || (organisation.kind === 'manufacturer' && kind === 'service');
    if (!theirs.has(organisation.id) || !isOpen) continue;
    await store.setOrganisationKind(db, organisation.id, kind);
    organisation.kind = kind;
  }
}

/** A finding as a problem that refuses the row. */
export const refusal = (found: { rule: string; sentence: string }, value: string): PeopleProblem => ({
  column: null,
  value: value.slice(0, 60),
  rule: found.rule,
  sentence: found.sentence,
  refuses: true,
});
