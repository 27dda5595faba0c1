import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { demoPeople, type DemoPerson as Shape, stepInto } from '../../rooms/people/contract.ts';
import { callEndpoint } from '../../ui/api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Person } from '../../ui/Person.tsx';
import { useEndpoint } from '../../ui/query.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { useGo } from '../../ui/url.ts';
import { Door } from './Door.tsx';
import { words } from './words.ts';

const say = words.stepInto;
type DemoPerson = z.infer<typeof Shape>;

/** The people whose name, title, site or roles hold every word, by their first role in the order in which roles first come. */
export function byRole(people: readonly DemoPerson[], text: string): [string, DemoPerson[]][] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, DemoPerson[]>();
  for (const person of people) {
    const all = [person.name, person.title, person.site, ...person.roles].join(' ').toLowerCase();
    if (!wanted.every((word) => all.includes(word))) continue;
    const role = person.roles[0] ?? say.without;
    groups.set(role, [...(groups.get(role) ?? []), person]);
  }
  return [...groups];
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
                {groups.map(([role, members]) => (
                  <section key={role} className="wl-roles__group">
                    <h2>{role}</h2>
                    <ul>
                      {members.map((person) => (
                        <li key={person.personId}>
                          <button
                            type="button"
                            className="wl-roles__one"
                            disabled={busy}
                            onClick={() => void step(person)}
                          >
                            <Person name={person.name} title={person.title ?? undefined} />
                            <span className="wl-roles__site">{person.site}</span>
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
