import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { PersonId, SiteId, TeamId, WardId } from '../../kernel/ids.ts';
import { csvOf, PageInput, pageOf } from '../../kernel/page.ts';
import { AccountProfile, Permission } from '../../kernel/permission.ts';
import { CalendarDate } from '../../kernel/time.ts';

const SiteRef = z.object({ id: SiteId, code: z.string(), name: z.string(), timezone: z.string() });

/** Who is signed in, what they may do, and whether this installation is still empty. */
export const Me = z.object({
  person: z
    .object({ id: PersonId, name: z.string(), title: z.string().nullable(), siteId: SiteId.nullable() })
    .nullable(),
  account: z.object({ login: z.string(), profile: AccountProfile }).nullable(),
  permissions: z.array(Permission),
  sites: z.array(SiteRef),
  demo: z.boolean(),
  setup: z.enum(['empty', 'preparing', 'ready']),
});
export type Me = z.infer<typeof Me>;

export const me = endpoint({
  method: 'GET',
  path: '/me',
  permission: 'public',
  summary: 'Who is signed in here',
  input: z.object({}),
  output: Me,
});

const Password = z.string().min(12, 'at least 12 characters').max(200);

export const signIn = endpoint({
  method: 'POST',
  path: '/sign-in',
  permission: 'public',
  summary: 'Sign in with a local account',
  input: z.object({ login: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
  output: Me,
});
export const signOut = endpoint({
  method: 'POST',
  path: '/sign-out',
  permission: 'signed_in',
  summary: 'End this session',
  input: z.object({}),
  output: z.object({}),
});
export const createFirst = endpoint({
  method: 'POST',
  path: '/setup/first-account',
  permission: 'public',
  summary: 'Create the first account; only while there is none',
  input: z.object({ name: z.string().min(1).max(120), login: z.email().max(200), password: Password }),
  output: Me,
});

export const stepInto = endpoint({
  method: 'POST',
  path: '/demo/step-into',
  permission: 'public',
  summary: 'Sign in as one of them; demonstration only',
  input: z.object({ personId: PersonId }),
  output: Me,
});

export const PersonRow = z.object({
  id: PersonId,
  name: z.string(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  organisation: z.string().nullable(),
  site: z.string().nullable(),
  isActive: z.boolean(),
  hasAccount: z.boolean(),
  awayUntil: CalendarDate.nullable(),
  /** Who stands in while they are away. */
  deputy: z.string().nullable(),
  teams: z.array(z.string()),
});
export type PersonRow = z.infer<typeof PersonRow>;
/** Whether somebody can be asked today; `away_alone` has nobody who stands in. */
export const Presence = z.enum(['here', 'away_covered', 'away_alone', 'left']);
/** Site 0 stands for people who work at every site. */
const PeopleFilter = z.object({
  site: csvOf(z.coerce.number().int().min(0)),
  team: csvOf(z.string().max(200)),
  presence: csvOf(Presence),
  organisation: csvOf(z.string().max(200)),
  account: csvOf(z.enum(['yes', 'no'])),
});
export const people = endpoint({
  method: 'GET',
  path: '/people',
  permission: 'people.read',
  summary: 'People, with where they are and whether they are away',
  input: PageInput.extend(PeopleFilter.shape),
  output: pageOf(PersonRow),
});
export const peopleFile = endpoint({
  method: 'GET',
  path: '/people.csv',
  permission: 'people.read',
  produces: 'text/csv',
  summary: 'Exactly the people shown, as CSV',
  input: PageInput.extend(PeopleFilter.shape),
  output: z.string(),
});
export const places = endpoint({
  method: 'GET',
  path: '/places',
  permission: 'signed_in',
  summary: 'Sites and their wards',
  input: z.object({}),
  output: z.array(
    SiteRef.extend({
      city: z.string().nullable(),
      wards: z.array(
        z.object({ id: WardId, code: z.string(), name: z.string(), department: z.string().nullable() }),
      ),
    }),
  ),
});
export const teams = endpoint({
  method: 'GET',
  path: '/teams',
  permission: 'people.read',
  summary: 'Teams and their members',
  input: z.object({}),
  output: z.array(
    z.object({
      id: TeamId,
      name: z.string(),
      lead: z.string().nullable(),
      members: z.array(z.object({ id: PersonId, name: z.string() })),
    }),
  ),
});
export const createAccount = endpoint({
  method: 'POST',
  path: '/people/:personId/account',
  permission: 'people.write',
  summary: 'Give a person an account; the password is shown once',
  input: z.object({ personId: PersonId, profile: AccountProfile }),
  output: z.object({ login: z.string(), password: z.string() }),
});
export * from './contract/calendars.ts';
export * from './contract/rotas.ts';
export * from './contract/skills.ts';
