import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';
import { PersonId } from '../kernel/ids.ts';
import { AccountProfile } from '../kernel/permission.ts';

export const openDemo = endpoint({
  method: 'POST',
  path: '/setup/demo',
  permission: 'public',
  summary: 'Fill this empty installation with the demonstration hospital, in the background',
  input: z.object({}),
  output: z.object({ started: z.boolean() }),
});

/** Somebody of the demonstration: `roles` are those of the matrix in force, the main one first. */
export const DemoPerson = z.object({
  personId: PersonId,
  name: z.string(),
  title: z.string().nullable(),
  site: z.string().nullable(),
  profile: AccountProfile,
  roles: z.array(z.object({ code: z.string(), name: z.string() })),
});
export const demoPeople = endpoint({
  method: 'GET',
  path: '/demo/people',
  permission: 'public',
  summary: 'The people of the demonstration hospital, with the roles they hold',
  input: z.object({}),
  output: z.array(DemoPerson),
});
