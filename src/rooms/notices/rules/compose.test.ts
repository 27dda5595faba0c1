import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../../kernel/time.ts';
import { slackPost, teamsPost } from './chat.ts';
import { countWords, type Line, letter, onePerThing, plain } from './compose.ts';

const at = (text: string): Instant => instant(new Date(text));
const line = (l: Partial<Line> = {}): Line => ({
  thing: 'gate:1',
  kind: 'asked',
  chainId: 12,
  obligationId: 34,
  text: 'May 4 West lose one central station for 20 minutes?',
  place: '4 West, St. Anne',
  outcome: 'out_of_cycle',
  dueAt: at('2026-11-26T15:00:00Z'),
  createdAt: at('2026-11-23T10:00:00Z'),
  to: [],
  ...l,
});
const of = { name: 'Ada', zone: 'America/Chicago', baseUrl: 'https://wardline.example', isDigest: false };
const decisions = Array.from({ length: 500 }, (_, i) =>
  line({ thing: `ball:${i}:decide:0:0`, kind: 'decide', chainId: i + 1, obligationId: i + 1 }),
);

describe('a mail', () => {
  it('about one thing has its case and sentence as subject, and the due time of the reader’s wall clock', () => {
    const { subject, text } = letter([line()], of);
    expect(subject).toBe('W-12: You are asked: May 4 West lose one central station for 20 minutes?');
    expect(text).toContain('W-12  May 4 West lose one central station');
    expect(text).toMatch(/4 West, St. Anne · due Thu,? 26 Nov,? 09:00 (CST|GMT-6)/);
    expect(text).toContain('https://wardline.example/cases/12');
  });
  it('about five hundred approvals is one, lists fifty and counts the rest', () => {
    const { subject, text } = letter(decisions, of);
    expect(subject).toBe('500 decisions for you');
    expect(text.match(/^W-\d+ {2}/gm)).toHaveLength(50);
    expect(text).toContain('and 450 more');
  });
  it('puts decisions first and what is to be known last', () => {
    const lines = [line({ thing: 'a', kind: 'informed' }), line(), line({ thing: 'b', kind: 'decide' })];
    const { text, subject } = letter(lines, { ...of, isDigest: true });
    expect(subject).toBe('Your summary: 1 decision, 1 question and 1 thing to know');
    expect(text.indexOf('TO DECIDE')).toBeLessThan(text.indexOf('TO ANSWER'));
    expect(text.indexOf('TO ANSWER')).toBeLessThan(text.indexOf('TO KNOW'));
  });
  it('without a known address of its own has no links', () => {
    expect(letter([line()], { ...of, baseUrl: null }).text).not.toContain('http');
  });
  it('cannot be given headers or lines by what people wrote', () => {
    const { subject, text } = letter([line({ text: 'Evil\r\nBcc: all@example.org\u2028x\u202e' })], of);
    expect(subject).not.toMatch(/[\r\n\u2028\u202e]/);
    expect(text).not.toMatch(/^Bcc/m);
  });
});

describe('each thing once', () => {
  it('of several reminders of one step the newest', () => {
    const lines = [
      line({ thing: 'escalation:34:do:0:reminder', kind: 'reminder', createdAt: at('2026-11-23T08:00:00Z') }),
      line({ thing: 'escalation:34:do:0:accountable', kind: 'escalation' }),
    ];
    expect(onePerThing(lines).map((l) => l.kind)).toEqual(['escalation']);
  });
  it('no reminder of a step that is itself in the message', () => {
    const lines = [line({ thing: 'r', kind: 'reminder' }), line({ thing: 'ball:34:do:0:0', kind: 'do' })];
    expect(onePerThing(lines).map((l) => l.kind)).toEqual(['do']);
  });
  it('counts in words', () => {
    expect(countWords([line(), line({ thing: 'x' })])).toBe('2 questions');
  });
});

describe('a post in a chat', () => {
  const hostile = line({
    text: '<!channel> & [x](http://evil.example) *bold* <http://evil.example|ok>',
    to: ['Bo'],
  });
  it('in Slack calls nobody and links nowhere but to the case', () => {
    const text = JSON.stringify(slackPost([hostile], { ...of, key: 'k1' }));
    expect(text).toContain('<https://wardline.example/cases/12|W-12>');
    expect(text).toContain('&lt;!channel&gt; &amp;');
    expect(text.match(/</g)).toHaveLength(1);
    expect(text).toContain('message k1');
  });
  it('in Teams has no link but to the case', () => {
    const text = JSON.stringify(teamsPost([hostile], { ...of, key: 'k1' }));
    expect(text).toContain('[W-12](https://wardline.example/cases/12)');
    expect(text.match(/(?<!\\\\)\[[^\]]*\]\(/g)).toHaveLength(1);
    expect(text).not.toContain('<');
  });
  it('lists ten and counts the rest', () => {
    const { text } = slackPost(decisions, { ...of, key: 'k1' }) as { text: string };
    expect(text.split('\n')).toHaveLength(13);
    expect(text).toContain('and 490 more');
  });
});

it('plain text has no control or direction characters and ends', () => {
  expect(plain('a\u0000\tb\u202ec\n\nd')).toBe('a b c d');
  expect(plain('x'.repeat(5000))).toHaveLength(300);
});
