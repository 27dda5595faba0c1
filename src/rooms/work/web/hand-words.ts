import { numberWords } from '../../../ui/chart.ts';

const steps = (count: number): string => (count === 1 ? '1 step' : `${numberWords(count)} steps`);

// Every word of handing work on and giving it back.
export const words = {
  loading: 'who may do this',
  title: 'Hand it on',
  say: 'Hand it on',
  hint: 'It is theirs when they take it. Until then the ball is with them; if they give it back, the return is counted.',
  toWhom: 'To whom?',
  nobody: 'Nobody else may do this: the matrix names nobody more.',
  inHand: (count: number) => (count === 0 ? 'has nothing in hand' : `has ${steps(count)} in hand`),
  away: (until: string) => `is away until ${until}`,
  done: 'What was done so far? (may stay empty)',
  needed: 'What is needed?',
  missingWho: 'Choose somebody.',
  missingNeeded: 'Say what is needed, in a few words.',
  handed: 'Handed on. The ball is with them now.',
  backTitle: 'Give it back',
  backSay: 'Give it back',
  backHint: (by: string) => `It goes back to ${by}, or to all who may do it where ${by} never had it.`,
  why: 'Why?',
  missingWhy: 'Say why, in a few words.',
  gaveBack: 'Given back, with your reason.',
  toYou: (by: string) => `${by} hands this to you. Take it, or give it back.`,
  toOther: (by: string, to: string) => `${by} handed this to ${to}, who has not taken it yet.`,
  neededShort: 'Needed:',
  doneShort: 'Done so far:',
  many: {
    act: (count: number) => `Hand ${numberWords(count)} to …`,
    title: (count: number, step: string) => `Hand ${numberWords(count)} on: ${step}`,
    say: (count: number) => (count === 1 ? 'Hand it on' : `Hand on all ${numberWords(count)}`),
  },
} as const;
