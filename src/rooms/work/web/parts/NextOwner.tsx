// Whoever has an unfinished device next, and when to look again. Without a word here the house rule names the next owner.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonId } from '../../../../kernel/ids.ts';
import { useClock } from '../../../../ui/clock.tsx';
import { When } from '../../../../ui/Due.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { me, people } from '../../../people/contract.ts';
import { words } from '../case-words.ts';

const { report: say } = words;
const HOUR = 3_600_000;
type Props = {
  readonly outcome: 'could_not_locate' | 'in_use' | 'deferred';
  readonly next: PersonId | null;
  readonly setNext: (id: PersonId | null) => void;
  readonly at: Date | null;
  readonly setAt: (at: Date | null) => void;
};

/** Tomorrow at seven by this browser's clock. */
const morning = (now: Date) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 7);

/** Asks who has it next and when it comes back. */
export function NextOwner({ outcome, next, setNext, at, setAt }: Props) {
  const { now } = useClock();
  const [other, setOther] = useState(false);
  const [named, setNamed] = useState('');
  const mayFind = useEndpoint(me, {}).data?.permissions.includes('people.read') ?? false;
  const times = [
    { key: 'none', label: say.whenNone, at: null },
    { key: '1', label: say.whenHours(1), at: new Date(now.getTime() + HOUR) },
    { key: '4', label: say.whenHours(4), at: new Date(now.getTime() + 4 * HOUR) },
    { key: 'morning', label: say.whenMorning, at: morning(now) },
  ];
  const [chosen, setChosen] = useState('none');
  return (
    <div className="wl-columns wk-nextwho">
      <div className="wl-stack">
        <h3>{say.nextTitle}</h3>
        <p>
          {next ? named : say.nextDefault[outcome]}{' '}
          {mayFind && (
            <button
              type="button"
              className="wl-quiet wl-why"
              onClick={() => {
                setNext(null);
                setOther(!other);
              }}
            >
              {say.nextOther}
            </button>
          )}
        </p>
        {other && !next && (
          <Find
            choose={(id, name) => {
              setNext(id);
              setNamed(name);
              setOther(false);
            }}
          />
        )}
      </div>
      <div className="wl-stack">
        <h3>{say.when}</h3>
        <fieldset className="wk-chips">
          <legend className="wl-hidden">{say.when}</legend>
          {times.map((time) => (
            <button
              key={time.key}
              type="button"
              className="wl-quiet wl-quiet--edged"
              aria-pressed={chosen === time.key}
              onClick={() => {
                setChosen(time.key);
                setAt(time.at);
              }}
            >
              {time.label}
            </button>
          ))}
          <button
            type="button"
            className="wl-quiet wl-quiet--edged"
            aria-pressed={chosen === 'other'}
            onClick={() => setChosen('other')}
          >
            {say.whenOther}
          </button>
        </fieldset>
        {chosen === 'other' && (
          <TextInput
            type="datetime-local"
            label={say.whenOther}
            onChange={(event) => {
              const typed = new Date(event.currentTarget.value);
              setAt(Number.isNaN(typed.getTime()) ? null : typed);
            }}
          />
        )}
        {at && (
          <p className="wl-muted wl-small">
            <When at={at.toISOString()} />
          </p>
        )}
      </div>
    </div>
  );
}

/** Finds a person by name. */
export function Find({ choose }: { readonly choose: (id: PersonId, name: string) => void }) {
  const [q, setQ] = useState('');
  const found = useEndpoint(people, { q: q.trim(), limit: 6 }, { enabled: q.trim().length > 1, keep: true });
  return (
    <div>
      <TextInput
        label={say.nextSearch}
        autoComplete="off"
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
      />
      <ul className="wk-found">
        {(q.trim().length > 1 ? (found.data?.items ?? []) : []).map((person) => (
          <li key={person.id}>
            <button type="button" className="wl-quiet" onClick={() => choose(person.id, person.name)}>
              {person.name}
              {person.title && <span className="wl-muted">, {person.title}</span>}
            </button>
          </li>
        ))}
      </ul>
      {q.trim().length > 1 && found.data?.items.length === 0 && <p className="wl-muted">{say.nextNone}</p>}
    </div>
  );
}
