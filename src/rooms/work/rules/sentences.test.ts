import { expect, it } from 'vitest';
import { attentionWords } from './sentences.ts';

const quiet = { kind: 'silence', what: 'Asked, but no answer came in time.' };
const no = { kind: 'objection', what: 'The pumps are needed on Friday.' };

it.each([
  { when: 'nothing stands against it', attention: [], silent: [], words: [] },
  {
    when: 'two kept silent, one line names both',
    attention: [quiet, quiet],
    silent: ['Patrick Dunne', 'Hannah Weiss'],
    words: ['No answer in time from Hannah Weiss and Patrick Dunne.'],
  },
  {
    when: 'one role was asked twice and somebody objected',
    attention: [no, quiet],
    silent: ['Hannah Weiss', 'Hannah Weiss'],
    words: ['No answer in time from Hannah Weiss.', no.what],
  },
  { when: 'nobody knows any more who', attention: [quiet, quiet], silent: [], words: [quiet.what] },
  {
    when: 'they answered and somebody objected',
    attention: [no],
    silent: ['Hannah Weiss'],
    words: [no.what],
  },
])('where $when, $words is said', ({ attention, silent, words }) => {
  expect(attentionWords(attention, silent)).toEqual(words);
});
