// What I am told, when, and the address of my calendar.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { Instant } from '../../../kernel/time.ts';
import { Choice } from '../model.ts';

export const MyNotices = z.object({
  choice: Choice,
  /** What is standard for this kind of account; `isOwn` says whether the choice is another. */
  standard: Choice,
  isOwn: z.boolean(),
  /** 0 while nothing was ever chosen. */
  version: z.number().int(),
  /** Whose wall clock the hours are on. */
  zone: z.string(),
  email: z.string().nullable(),
  /** Whether mail leaves this house: `none` no server is set, `failing` with since when. */
  mail: z.enum(['on', 'none', 'paused', 'failing']),
  failingSince: Instant.nullable(),
  calendar: z.object({ madeAt: Instant, lastReadAt: Instant.nullable() }).nullable(),
  /** The last messages to me, newest first. */
  messages: z.array(
    z.object({
      at: Instant,
      state: z.enum(['gathering', 'queued', 'sending', 'sent', 'dead', 'dropped']),
      lane: z.enum(['at_once', 'digest', 'test', 'trouble']),
      told: z.number().int(),
      inIt: z.number().int(),
      says: z.string().nullable(),
      leaveAt: Instant,
    }),
  ),
});
export type MyNotices = z.infer<typeof MyNotices>;

export const myNotices = endpoint({
  method: 'GET',
  path: '/my-notices',
  permission: 'signed_in',
  summary: 'What I am told by message, and when',
  input: z.object({}),
  output: MyNotices,
});
export const chooseNotices = endpoint({
  method: 'POST',
  path: '/my-notices/choose',
  permission: 'signed_in',
  summary: 'Choose what I am told by message, and when; null goes back to what is standard',
  input: z.object({ choice: Choice.nullable(), version: z.number().int().min(0) }),
  output: MyNotices,
});
export const makeCalendar = endpoint({
  method: 'POST',
  path: '/my-calendar/make',
  permission: 'signed_in',
  summary: 'Make the address of my calendar, shown once; one made before stops working',
  input: z.object({}),
  output: z.object({
    /** From the root of this server, as the server does not always know its own name. */
    path: z.string(),
    url: z.string().nullable(),
  }),
});
export const revokeCalendar = endpoint({
  method: 'POST',
  path: '/my-calendar/revoke',
  permission: 'signed_in',
  summary: 'End the address of my calendar',
  input: z.object({}),
  output: MyNotices,
});
/** A token of 256 bits in base64url, with or without the ending that calendars like. */
export const calendarFile = endpoint({
  method: 'GET',
  path: '/calendar/:token',
  permission: 'public',
  produces: 'text/calendar',
  summary: 'What is due, as iCalendar, for whoever knows the secret address',
  input: z.object({
    token: z.string().regex(/^[A-Za-z0-9_-]{43}(\.ics)?$/, 'this is not the address of a calendar'),
  }),
  output: z.string(),
});
