// Small decisions inside parts: names, keys, places. What they look like is seen on /style.
import { describe, expect, it } from 'vitest';
import { placeBeside } from './floating.ts';
import { keyCap } from './KeyHelp.tsx';
import { nameOfKey } from './keys.tsx';
import { isUnder } from './Navigation.tsx';
import { type Hit, inKinds, narrow } from './Palette.tsx';
import { initialsOf } from './Person.tsx';

it.each([
  ['Maria van der Berg', 'MB'],
  ['Dr. Kwame Osei', 'KO'],
  ['J. Moreau', 'JM'],
  ['BD', 'B'],
  ['Biomed St. Anne (2)', 'BA'],
  ['Øystein Åsen, RN', 'ØÅ'],
  ['李 伟', '李伟'],
  ['4711', '?'],
  ['', '?'],
])('the face of %s says %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it.each([
  { pressed: { key: 'j', ctrlKey: false, metaKey: false, altKey: false }, name: 'j' },
  { pressed: { key: '?', ctrlKey: false, metaKey: false, altKey: false }, name: '?' },
  { pressed: { key: 'K', ctrlKey: true, metaKey: false, altKey: false }, name: 'mod+k' },
  { pressed: { key: 'k', ctrlKey: false, metaKey: true, altKey: false }, name: 'mod+k' },
  { pressed: { key: 'j', ctrlKey: false, metaKey: false, altKey: true }, name: 'alt+j' },
])('a pressed key is called $name', ({ pressed, name }) => {
  expect(nameOfKey(pressed)).toBe(name);
});

it('a key cap says what stands on the keyboard', () => {
  expect([keyCap('mod+k'), keyCap('mod+k', true), keyCap('Enter'), keyCap('j')]).toEqual([
    'Ctrl K',
    '⌘ K',
    '↵',
    'j',
  ]);
});

it.each([
  { here: '/devices/3?tab=risks', to: '/devices', is: true },
  { here: '/devices?site=1', to: '/devices', is: true },
  { here: '/devices-old', to: '/devices', is: false },
  { here: '/devices', to: '/', is: false },
  { here: '/?q=1', to: '/', is: true },
])('at $here the page $to is marked: $is', ({ here, to, is }) => {
  expect(isUnder(here, to)).toBe(is);
});

describe('the palette', () => {
  const hit = (kind: string, title: string): Hit => ({ key: title, kind, title, to: '/' });
  it('keeps the hits of one kind together', () => {
    const mixed = [hit('Devices', 'a'), hit('Pages', 'b'), hit('Devices', 'c')];
    expect(inKinds(mixed).map((one) => one.title)).toEqual(['a', 'c', 'b']);
  });
  it('narrows by every word, in any order', () => {
    const pages = [hit('Pages', 'My work'), hit('Pages', 'Risks')];
    expect(narrow(pages, 'WORK my').map((one) => one.title)).toEqual(['My work']);
    expect(narrow(pages, '')).toHaveLength(2);
  });
});

describe('a box beside its button, on a screen of 400 x 300', () => {
  const screen = { width: 400, height: 300, side: 'below' } as const;
  const small = { width: 100, height: 80 };
  it.each([
    {
      where: 'at the top left',
      anchor: { left: 10, top: 10, width: 40, height: 20 },
      at: { left: 10, top: 36 },
    },
    {
      where: 'at the right edge',
      anchor: { left: 350, top: 10, width: 40, height: 20 },
      at: { left: 290, top: 36 },
    },
    {
      where: 'at the bottom',
      anchor: { left: 10, top: 270, width: 40, height: 20 },
      at: { left: 10, top: 184 },
    },
  ])('$where lies at $at', ({ anchor, at }) => {
    expect(placeBeside(anchor, small, screen)).toEqual(at);
  });
  it('never starts off the screen, even when it is too big for it', () => {
    const at = placeBeside(
      { left: 200, top: 150, width: 40, height: 20 },
      { width: 900, height: 900 },
      screen,
    );
    expect(at).toEqual({ left: 8, top: 8 });
  });
});
