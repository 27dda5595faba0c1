import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { stepInto } from '../../rooms/people/contract.ts';
import { callEndpoint } from '../../ui/api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Person } from '../../ui/Person.tsx';
import { useEndpoint } from '../../ui/query.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { useGo } from '../../ui/url.ts';
import { demoPeople, type DemoPerson as Shape } from '../setup-contract.ts';
import { Door } from './Door.tsx';
import { words } from './words.ts';

const say = words.stepInto;
type DemoPerson = z.infer<typeof Shape>;

type Group = { readonly code: string; readonly name: string; readonly people: readonly DemoPerson[] };
/** People of no role come last. */
const nobodys = { code: '', name: say.without };

/** The people whose name, title, site or roles hold every word, under their main role; the roles stand in the order of
 *  a risk's way through the house. */
export function byRole(people: readonly DemoPerson[], text: string): Group[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, { code: string; name: string; people: DemoPerson[] }>();
  for (const person of people) {
    const roles = person.roles.map((role) => role.name);
    const all = [person.name, person.title, person.site, ...roles].join(' ').toLowerCase();
    if (!wanted.every((word) => all.includes(word))) continue;
    const main = person.roles[0] ?? nobodys;
    const group = groups.get(main.code) ?? { ...main, people: [] };
    group.people.push(person);
    groups.set(main.code, group);
  }
  const order = Object.keys(say.days);
  const place = (code: string) =>
    order.includes(code) ? order.indexOf(code) : order.length + (code ? 0 : 1);
  return [...groups.values()].sort((a, b) => place(a.code) - place(b.code) || a.name.localeCompare(b.name));
}

/** In the demonstration hospital: become anybody. */
export function StepInto() {
  const people = useEndpoint(demoPeople, {});
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const go = useGo();
  const queries = useQueryClient();
  const toasts = useToasts();
  const step = async (person: DemoPerson) => {
    setBusy(true);
    try {
      await callEndpoint(stepInto, { personId: person.personId });
      queries.clear();
      go('/', { replace: true });
    } catch (error) {
      toasts.refused(error);
      setBusy(false);
    }
  };
  return (
    <Door wide>
      <h1>{say.title}</h1>
      <p className="wl-door__lead">{say.lead}</p>
      <Loaded query={people} what="the people">
        {(all) => {
          const groups = byRole(all, text);
          return (
            <>
              <TextInput
                aria-label={say.search}
                placeholder={say.search}
                leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
              {!groups.length && <EmptyState title={say.nobody} />}
              <div className="wl-roles">
                {groups.map((group) => (
                  <section key={group.code} className="wl-roles__group">
                    <h2>{group.name}</h2>
                    {say.days[group.code] && <p className="wl-roles__day">{say.days[group.code]}</p>}
                    <ul>
                      {group.people.map((person) => (
                        <li key={person.personId}>
                          <button
                            type="button"
                            className="wl-roles__one"
                            disabled={busy}
                            onClick={() => void step(person)}
                          >
                            <Person
                              name={person.name}
                              title={[person.title, person.site].filter(Boolean).join(' · ')}
                            />
                            {person.roles.length > 1 && (
                              <span className="wl-roles__also">
                                {say.also(person.roles.slice(1).map((role) => role.name))}
                              </span>
                            )}
                          </button>
                        </li>
                      ))}
                    </ul>
                  </section>
                ))}
              </div>
            </>
          );
        }}
      </Loaded>
    </Door>
  );
}
