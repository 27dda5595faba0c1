import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonId } from '../../../kernel/ids.ts';
import { useEndpoint } from '../../../ui/query.ts';
import { people } from '../contract.ts';
import { words } from './rota-words.ts';

type Props = { readonly label?: string; readonly choose: (id: PersonId, name: string) => void };

/** Finds a person by a part of the name; the field is empty again once one is chosen. */
export function FindPerson({ label = words.find, choose }: Props) {
  const [q, setQ] = useState('');
  const asks = q.trim().length > 1;
  const found = useEndpoint(people, { q: q.trim(), limit: 6 }, { enabled: asks, keep: true });
  const items = asks ? (found.data?.items ?? []).filter((person) => person.isActive) : [];
  return (
    <div className="wl-stack">
      <TextInput
        label={label}
        autoComplete="off"
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
      />
      {items.length > 0 && (
        <ul className="wl-line">
          {items.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                className="wl-quiet wl-quiet--edged"
                onClick={() => {
                  choose(person.id, person.name);
                  setQ('');
                }}
              >
                {person.name}
                {person.title && <span className="wl-muted">, {person.title}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {asks && found.data && items.length === 0 && <p className="wl-muted">{words.none}</p>}
    </div>
  );
}
