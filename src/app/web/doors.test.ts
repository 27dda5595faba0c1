import { expect, it } from 'vitest';
import { DemoPerson } from '../../rooms/people/contract.ts';
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

const person = (personId: number, name: string, site: string, roles: string[]) =>
  DemoPerson.parse({ personId, name, title: '', site, roles });
const people = [
  person(1, 'Maria', 'St. Anne', ['Biomed', 'Deputy']),
  person(2, 'Ana', 'All sites', ['CISO']),
  person(3, 'Tom', 'Lakeside', ['Biomed']),
  person(4, 'Eve', 'Lakeside', []),
];
it.each([
  { text: '', found: ['Biomed: Maria Tom', 'CISO: Ana', 'No role of their own: Eve'] },
  { text: 'lakeside biomed', found: ['Biomed: Tom'] },
  { text: 'deputy', found: ['Biomed: Maria'] },
  { text: 'nobody', found: [] },
])('looking for "$text" finds $found', ({ text, found }) => {
  expect(
    byRole(people, text).map(([role, all]) => `${role}: ${all.map((one) => one.name).join(' ')}`),
  ).toEqual(found);
});
