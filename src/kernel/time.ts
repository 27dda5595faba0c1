import { z } from 'zod';

/** A UTC instant as ISO 8601 text with milliseconds, e.g. `2026-11-23T14:00:00.000Z`. */
export const Instant = z.iso.datetime({ offset: true }).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** A calendar date at a site, `YYYY-MM-DD`. */
export const CalendarDate = z.iso.date().brand<'CalendarDate'>();
export type CalendarDate = z.infer<typeof CalendarDate>;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The instant of a `Date` or of epoch milliseconds. */
export const instant = (at: Date | number): Instant => Instant.parse(new Date(at).toISOString());
/** Epoch milliseconds of an instant. */
export const ms = (at: Instant): number => Date.parse(at);
/** The instant `hours` later (earlier when negative). */
export const addHours = (at: Instant, hours: number): Instant => instant(ms(at) + hours * HOUR_MS);
/** The instant `days` of 24 hours later (earlier when negative). */
export const addDays = (at: Instant, days: number): Instant => instant(ms(at) + days * DAY_MS);
/** Whole hours from `from` to `to`, rounded down; negative when `to` is before. */
export const hoursBetween = (from: Instant, to: Instant): number => Math.floor((ms(to) - ms(from)) / HOUR_MS);
/** Days from `from` to `to`; 0 on the same date. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
/** True when `a` is before `b`. */
export const isBefore = (a: Instant, b: Instant): boolean => ms(a) < ms(b);
/** The UTC calendar date of an instant. */
export const dateOf = (at: Instant): CalendarDate => CalendarDate.parse(at.slice(0, 10));
