// What people are told outside the house: kinds of things, ways out, and what a person may choose.
import { z } from 'zod';

/** What a thing asks of whoever is told; other kinds of notices are for reading. */
export const kindsOfThings = [
  'asked',
  'do',
  'decide',
  'reminder',
  'escalation',
  'returned',
  'informed',
  'decision',
] as const;
export const ThingKind = z.enum(kindsOfThings);
export type ThingKind = z.infer<typeof ThingKind>;

export const ChannelKind = z.enum(['email', 'webhook', 'teams', 'slack']);
export type ChannelKind = z.infer<typeof ChannelKind>;

const hour = z.number().int().min(0).max(23);

/** What a person chose. Hours are on the wall clock of their site; quiet from 20 until 6 goes over midnight. */
export const Choice = z
  .object({
    /** What waits for them: questions, work, decisions, reminders. It cannot be switched off. */
    asks: z.enum(['at_once', 'digest']),
    /** What they only have to know. */
    reads: z.enum(['at_once', 'digest', 'off']),
    digestHour: hour,
    quietFrom: hour.nullable(),
    quietUntil: hour.nullable(),
    /** Whether a case decided "at once" may break the quiet hours. */
    wakes: z.boolean(),
  })
  .refine((c) => (c.quietFrom === null) === (c.quietUntil === null), {
    message: 'quiet hours need a beginning and an end',
    path: ['quietUntil'],
  });
export type Choice = z.infer<typeof Choice>;
