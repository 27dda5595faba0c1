import { expect, it } from 'vitest';
import { instantAt } from './local-time.ts';

it.each([
  { local: '2026-01-12T08:00', zone: 'America/Chicago', at: '2026-01-12T14:00:00.000Z' },
  { local: '2026-07-12T08:00', zone: 'America/Chicago', at: '2026-07-12T13:00:00.000Z' },
  { local: '2026-03-29T01:59', zone: 'Europe/Berlin', at: '2026-03-29T00:59:00.000Z' },
  { local: '2026-03-29T03:00', zone: 'Europe/Berlin', at: '2026-03-29T01:00:00.000Z' },
  { local: '2026-10-26T00:00', zone: 'UTC', at: '2026-10-26T00:00:00.000Z' },
  { local: '2026-10-26T00:00', zone: 'Asia/Kolkata', at: '2026-10-25T18:30:00.000Z' },
])('$local in $zone is $at', ({ local, zone, at }) => expect(instantAt(local, zone)).toBe(at));
