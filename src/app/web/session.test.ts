import { expect, it } from 'vitest';
import { Me } from '../../rooms/people/contract.ts';
import { doorFor, signInAt } from './session.tsx';

const somebody = { login: 'maria', profile: 'technician' };
const me = (some: object) =>
  Me.parse({ person: null, account: null, permissions: [], sites: [], demo: false, setup: 'ready', ...some });

it.each([
  { who: 'nobody yet known', me: undefined, refused: false, door: null },
  { who: 'somebody the server refuses', me: undefined, refused: true, door: 'sign-in' },
  { who: 'somebody signed in', me: me({ account: somebody }), refused: false, door: null },
  {
    who: 'somebody signed in until a minute ago',
    me: me({ account: somebody }),
    refused: true,
    door: 'sign-in',
  },
  { who: 'a stranger', me: me({}), refused: false, door: 'sign-in' },
  { who: 'a stranger in the demonstration', me: me({ demo: true }), refused: false, door: 'step-into' },
  {
    who: 'anybody while the demonstration is built',
    me: me({ demo: true, setup: 'preparing' }),
    refused: false,
    door: 'welcome',
  },
  { who: 'anybody at an empty hospital', me: me({ setup: 'empty' }), refused: false, door: 'welcome' },
])('$who goes to $door', ({ me: known, refused, door }) => {
  expect(doorFor(known, refused)).toBe(door);
});

it.each([
  ['/', '/sign-in'],
  ['/devices/3?tab=risks', '/sign-in?next=%2Fdevices%2F3%3Ftab%3Drisks'],
  ['/sign-in?next=%2Fdevices', '/sign-in'],
])('from %s one signs in at %s', (here, at) => {
  expect(signInAt(here)).toBe(at);
});
