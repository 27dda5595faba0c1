import { CalendarDate } from '../../kernel/time.ts';
import { generateHospital, type Hospital } from './hospital.ts';

/** The date the tests call today. */
export const today = CalendarDate.parse('2026-11-23');

/** A small system for tests: three sites, enough devices for every model and every quirk. */
export const smallHospital = (devices = 1_500, seed = 42): Hospital =>
  generateHospital({ seed, devices, now: today });
