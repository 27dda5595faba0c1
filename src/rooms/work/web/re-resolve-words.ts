// Every word of taking open work over to the matrix in force.
export const words = {
  title: 'Open work and the matrix in force',
  loading: 'what would change',
  offer: (own: number, now: number) => `This case follows matrix v${own}; v${now} is in force since.`,
  lookAt: (now: number) => `See what v${now} would change`,
  caseTitle: (now: number) => `What matrix v${now} would change here`,
  take: (now: number) => `Take it over to v${now}`,
  takeAll: (count: string, now: number) =>
    count === '1' ? `Take 1 case over to v${now}` : `Take ${count} cases over to v${now}`,
  back: 'Go back',
  nobody: 'The same people hold the same letters. Only how the steps run may differ.',
  none: (now: number) => `All open work follows the matrix in force, v${now}.`,
  some: (cases: string, changed: string, now: number) =>
    `${cases === '1' ? '1 open case follows' : `${cases} open cases follow`} an older version. Under v${now} somebody would change in ${changed} of them.`,
  why: 'New work follows the matrix in force by itself. Open work keeps the version it began with until it is taken over, here or on its own page.',
  may: 'Only those who keep the matrix current (R or A of GOV-2) can take work over.',
  done: (now: number) => `Taken over to matrix v${now}.`,
  doneAll: (cases: string, now: number) =>
    `${cases === '1' ? '1 case' : `${cases} cases`} taken over to matrix v${now}.`,
  label: 'Who would come and go',
  columns: { step: 'Step', change: 'Change', means: 'What it means', cases: 'Cases' },
  added: (name: string, role: string) => `${name} (${role}) comes in`,
  removed: (name: string, role: string) => `${name} (${role}) leaves`,
  means: {
    asks: 'is asked now',
    drops: 'the question is dropped',
    too_late_to_ask: 'the time for asking is over: is not asked',
    ball_moves: 'takes over what is under way',
  },
} as const;
