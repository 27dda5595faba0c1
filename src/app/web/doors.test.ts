import { expect, it } from 'vitest';
import { DemoPerson } from '../setup-contract.ts';
import { faultsOf } from './FirstAccount.tsx';
import { byRole } from './StepInto.tsx';

const whole = {
  name: 'Ana Sousa',
  login: 'ana',
  password: 'a sentence to keep',
  again: 'a sentence to keep',
};
it.each([
  { when: 'all is there', some: {}, faults: [] },
  {
    when: 'nothing is there',
    some: { name: ' ', login: '', password: '', again: '' },
    faults: ['name', 'login', 'password'],
  },
  {
    when: 'the password is short',
    some: { password: 'eleven char', again: 'eleven char' },
    faults: ['password'],
  },
  { when: 'the two passwords differ', some: { again: 'another sentence' }, faults: ['again'] },
])('the form of the first account, when $when, finds $faults', ({ some, faults }) => {
  expect(Object.keys(faultsOf({ ...whole, ...some }))).toEqual(faults);
});

const names: Readonly<Record<string, string>> = { BM: 'Biomed technician', CI: 'CISO', XX: 'Night porter' };
const person = (personId: number, name: string, site: string, codes: string[]) =>
  DemoPerson.parse({
    personId,
    name,
    title: '',
    site,
    profile: 'technician',
    roles: codes.map((code) => ({ code, name: names[code] })),
  });
const people = [
  person(4, 'Eve', 'Lakeside', []),
  person(5, 'Ned', 'Lakeside', ['XX']),
  person(1, 'Maria', 'St. Anne', ['BM', 'XX']),
  person(2, 'Ana', 'All sites', ['CI']),
  person(3, 'Tom', 'Lakeside', ['BM']),
];
it.each([
  {
    text: '',
    found: ['CISO: Ana', 'Biomed technician: Maria Tom', 'Night porter: Ned', 'No role of their own: Eve'],
  },
  { text: 'lakeside biomed', found: ['Biomed technician: Tom'] },
  { text: 'porter anne', found: ['Biomed technician: Maria'] },
  { text: 'nobody', found: [] },
])('looking for "$text" finds $found', ({ text, found }) => {
  expect(
    byRole(people, text).map((group) => `${group.name}: ${group.people.map((one) => one.name).join(' ')}`),
  ).toEqual(found);
});
