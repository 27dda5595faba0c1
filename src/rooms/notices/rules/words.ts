// Every word of the messages that leave the house, for clinicians to correct.
const devices = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const say = {
  groups: {
    decide: 'To decide',
    do: 'To do',
    answer: 'To answer: others wait for you',
    press: 'Late or waiting',
    read: 'To know: nothing to do',
  },
  counts: {
    decide: (n: number) => devices(n, 'decision', 'decisions'),
    do: (n: number) => devices(n, 'piece of work', 'pieces of work'),
    answer: (n: number) => devices(n, 'question', 'questions'),
    press: (n: number) => devices(n, 'reminder', 'reminders'),
    read: (n: number) => devices(n, 'thing to know', 'things to know'),
  },
  one: {
    decide: 'Your decision: ',
    do: 'For you to do: ',
    answer: 'You are asked: ',
    // Its sentence begins with that it waits, is late or came back.
    press: '',
    read: 'To know: ',
  },
  digest: (counts: string) => `Your summary: ${counts}`,
  many: (counts: string) => `${counts} for you`,
  hello: (name: string) => `${name},`,
  due: (when: string) => `due ${when}`,
  atOnce: 'at once',
  more: (n: number) => `and ${n.toLocaleString('en')} more`,
  myWork: 'Everything that waits for you:',
  choose: 'Choose what you are told, and when:',
  noAddress: 'Sign in to Wardline to see it.',
  why: 'You are told because you take part in these cases. This message was sent by Wardline; do not answer it.',
  waitsFor: (who: string) => `waits for ${who}`,
  number: (key: string) => `message ${key}`,
  test: {
    subject: 'Wardline: a test message',
    text: (who: string, name: string) =>
      `This is a test of "${name}". ${who} asked for it. If you can read this, it works.`,
  },
  trouble: {
    subject: (name: string) => `Wardline: "${name}" does not get through`,
    text: (name: string, since: string, why: string) =>
      `You see to "${name}". Nothing has got through to it since ${since}. It says: ${why}\nMessages are kept and tried again; after three days each is put aside until you send it again.`,
  },
  calendar: {
    name: 'Wardline: what is due',
    answer: 'Answer',
    decide: 'Decide',
    do: 'Due',
  },
} as const;
