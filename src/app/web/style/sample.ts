// Invented rows for the page that shows every part of the screen.
import type { Tone } from '../../../ui/Shape.tsx';

export const now = new Date('2026-11-24T09:20:00Z');

export type Level = { readonly tone: Tone; readonly word: string; readonly rank: number };
export const levels: readonly Level[] = [
  { tone: 'worst', word: 'Immediate', rank: 4 },
  { tone: 'high', word: 'Out-of-cycle', rank: 3 },
  { tone: 'middle', word: 'Scheduled', rank: 2 },
  { tone: 'low', word: 'Defer', rank: 1 },
  { tone: 'unknown', word: 'Not evaluated', rank: 0 },
];

const models = [
  ['Alaris PCU 8015', 'BD'],
  ['IntelliVue MX450', 'Philips'],
  ['CARESCAPE B650', 'GE HealthCare'],
  ['Infusomat Space', 'B. Braun'],
  ['Evita V600', 'Dräger'],
  ['CMS8000', 'Contec'],
  ['Plum 360', 'ICU Medical'],
] as const;
const wards = [
  '4 West',
  '5 East',
  'ED',
  'ICU 1',
  'ICU 2',
  'NICU',
  'OR 3',
  'Radiology',
  'Dialysis',
  'Day surgery',
];
const sites = ['St. Anne', 'Lakeside', 'North Clinic'];
const holders = ['Biomed St. Anne', 'J. Moreau', 'Network team', 'BD (maker)', 'Ward clerk 4 West'];

export type Row = {
  readonly tag: string;
  readonly model: string;
  readonly maker: string;
  readonly site: string;
  readonly ward: string;
  readonly level: Level;
  readonly risks: number;
  readonly holder: string;
  readonly due: string | null;
};

const pick = <T>(from: readonly T[], n: number): T => {
  const found = from[n % from.length];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
};
const mixed = (n: number) => Math.floor(((Math.sin(n * 12.9898) * 43758.5453) % 1) * 1000 + 1000);

/** `count` devices, always the same. */
export const devices = (count: number): Row[] =>
  Array.from({ length: count }, (_, i) => {
    const n = mixed(i + 1);
    const [model, maker] = pick(models, n);
    const level = pick(levels, mixed(i + 7));
    return {
      tag: String(41_000 + i * 7).padStart(7, '0'),
      model,
      maker,
      site: pick(sites, mixed(i + 3)),
      ward: pick(wards, mixed(i + 5)),
      level,
      risks: level.rank ? (n % 9) + 1 : 0,
      holder: pick(holders, mixed(i + 11)),
      due: level.rank > 1 ? new Date(now.getTime() + ((n % 40) - 6) * 41_000_000).toISOString() : null,
    };
  });

/** Half a year of open risk by week, with a hole where nothing was evaluated. */
export const weeks = Array.from({ length: 26 }, (_, i) => ({
  on: new Date(now.getTime() - (25 - i) * 604_800_000).toISOString().slice(0, 10),
  open: i === 9 || i === 10 ? null : Math.round(1900 - i * 26 + (mixed(i) % 90)),
  late: Math.round(420 - i * 11 + (mixed(i + 40) % 60)),
}));

export const reasons = [
  {
    what: 'Exploited in the wild since 12 November.',
    source: 'CISA KEV, read today 06:00',
    ref: 'https://www.cisa.gov/',
  },
  {
    what: 'Reachable from 4 networks that are not its own.',
    source: 'Captures of 20 November',
    ref: '/devices/3',
  },
  {
    what: 'Harm if it fails: critical, since it doses drugs.',
    source: 'Clinical engineering, K. Osei, 3 March',
  },
];
