// Every word that the pages of on-call rotas say.
const days: Readonly<Record<string, string>> = {
  MO: 'Mon',
  TU: 'Tue',
  WE: 'Wed',
  TH: 'Thu',
  FR: 'Fri',
  SA: 'Sat',
  SU: 'Sun',
};

/** A rule in words where it is one of the usual ones, else the rule itself. */
export function ruleWords(rule: string): string {
  const parts = new Map(
    rule.split(';').map((part): [string, string] => {
      const [key, value] = part.split('=');
      return [key ?? '', value ?? ''];
    }),
  );
  const often = parts.get('FREQ') ?? '';
  const every = Number(parts.get('INTERVAL') ?? '1');
  const unit = { DAILY: 'day', WEEKLY: 'week' }[often];
  const on = (parts.get('BYDAY') ?? '').split(',').filter(Boolean);
  const rest = [...parts.keys()].filter((key) => !['FREQ', 'INTERVAL', 'BYDAY'].includes(key));
  if (!unit || rest.length > 0 || on.some((day) => !(day in days))) return rule;
  const each = every === 1 ? `every ${unit}` : `every ${every} ${unit}s`;
  return on.length === 0 ? each : `${each} on ${on.map((day) => days[day]).join(', ')}`;
}

/** Minutes of a turn in words. */
export function lengthWords(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? 'one day' : `${minutes / 1440} days`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const words = {
  title: 'On call',
  lead: 'Rotas of who is on call. Where a role is held by a rota, work goes to whoever is on call at that moment.',
  what: 'rotas',
  name: 'Rota',
  onCall: 'On call now',
  until: 'Until',
  members: 'Takes turns',
  swaps: 'Swaps asked',
  nobody: 'nobody',
  search: 'Search rotas',
  duty: 'On call now',
  views: [{ name: 'Nobody on call', search: 'duty=nobody' }],
  empty: 'No rotas yet.',
  emptyWhy: 'A rota says who is on call when. Make one here, or import turns from a file.',
  make: 'New rota',
  makeTitle: 'A new rota',
  rotaName: 'Name',
  rotaNameHint: 'As people say it, e.g. Biomed nights.',
  zone: 'Time zone',
  zoneHint: 'Turns begin and end by this clock, in summer and in winter.',
  go: 'Make the rota',
  back: 'Go back',
  missing: 'There is no such rota.',
  week: 'Week',
  earlier: 'Earlier week',
  later: 'Later week',
  today: 'This week',
  weekOf: (from: string, to: string) => `${from} to ${to}`,
  weekHint: 'Arrow keys move between turns, Enter opens one. Page up and Page down change the week.',
  loadingWeek: 'the turns',
  allDay: 'all day',
  from: (at: string) => `from ${at}`,
  to: (at: string) => `until ${at}`,
  between: (from: string, to: string) => `${from} to ${to}`,
  hole: 'Nobody is on call',
  instead: (name: string) => `instead of ${name}`,
  away: 'is away',
  fromFile: 'from a file',
  noTurns: 'No turns.',
  layers: 'Turns by rule',
  layersHint:
    'Members follow one another in the order given. To change the turns, end them and add new ones: who was on call stays as it was.',
  noLayers: 'No turns by a rule yet.',
  layer: (rule: string, length: string, first: string) => `${rule}, ${length} each, from ${first}`,
  ended: (at: string) => `ended ${at}`,
  ends: (at: string) => `ends ${at}`,
  endLayer: 'End these turns',
  endTitle: 'End these turns now?',
  endText:
    'Nobody takes these turns any more from this moment on. Whoever is on call by them now is not on call any more.',
  endGo: 'End them',
  add: 'Add turns',
  addTitle: 'Add turns',
  first: 'The first turn begins',
  firstHint: 'By the clock of the rota.',
  rule: 'Turns begin',
  rules: {
    'FREQ=WEEKLY': 'every week',
    'FREQ=DAILY': 'every day',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR': 'on weekdays',
    'FREQ=WEEKLY;BYDAY=SA,SU': 'on Saturdays and Sundays',
    other: 'by another rule',
  },
  ownRule: 'Rule',
  ownRuleHint: 'As in calendars (RFC 5545): FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
  length: 'Each turn lasts (hours)',
  lengthHint: '168 is a week.',
  who: 'Who takes turns',
  whoHint: 'In this order. Type a name to add somebody.',
  find: 'Find a person',
  none: 'Nobody of that name.',
  remove: (name: string) => `Take ${name} out`,
  addGo: 'Add the turns',
  turn: 'A turn on call',
  turnOf: (name: string) => `${name} is on call`,
  give: 'Who takes this turn instead?',
  giveHint: 'They are asked, and the turn is theirs when they agree.',
  giveForHint: 'You keep this rota: say in the note how both agreed, and it counts at once.',
  note: 'Note',
  ask: 'Ask them',
  record: 'Note the swap',
  over: 'This turn is over.',
  swapsTitle: 'Swaps',
  noSwaps: 'Nobody has swapped a turn yet.',
  swap: (from: string, to: string) => `${to} takes the turn of ${from}`,
  swapState: { asked: 'asked', agreed: 'agreed', declined: 'declined', withdrawn: 'taken back' },
  swapBy: (name: string) => `by ${name}`,
  agree: 'Agree',
  decline: 'Decline',
  withdraw: 'Take back',
  done: {
    made: 'The rota is made.',
    added: 'The turns are added.',
    ended: 'The turns are ended.',
    asked: 'Asked.',
    noted: 'Noted.',
    settled: 'Done.',
  },
} as const;
