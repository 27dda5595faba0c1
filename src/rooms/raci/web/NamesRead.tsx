// The names of a file and what each of them is: ours, new, or left out.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { numberWords } from '../../../ui/chart.ts';
import type { MatrixReading } from '../contract.ts';
import { words } from './new-words.ts';
import { withChoice } from './use-reading.ts';

const say = words.file;
type Name = MatrixReading['roles'][number];
type Kind = 'roles' | 'activities';
type Choices = { readonly roles: readonly string[]; readonly activities: readonly string[] };
type Props = {
  readonly reading: MatrixReading;
  readonly choices: Choices;
  readonly onChoose: (choices: Choices) => void;
};

/** Roles and activities of the file; those that are only like ours are confirmed here, one by one or together. */
export function NamesRead({ reading, choices, onChoose }: Props) {
  const unsure = (kind: Kind): number =>
    reading[kind].filter(({ how, chosen }) => how === 'similar' && chosen === '+').length;
  const count = unsure('roles') + unsure('activities');
  if (reading.roles.length === 0 && reading.activities.length === 0) return null;
  const agreeAll = () => {
    const agreed = (kind: Kind): string[] =>
      reading[kind].map(({ how, ours, chosen }, at) =>
        how === 'similar' && chosen === '+' && ours ? ours : (choices[kind][at] ?? ''),
      );
    onChoose({ roles: agreed('roles'), activities: agreed('activities') });
  };
  return (
    <section className="wl-card wl-stack">
      <div className="wl-line wl-spread">
        <h2>{say.names}</h2>
        {count > 0 && (
          <Button variant="default" onClick={agreeAll}>
            {say.agreeAll(numberWords(count))}
          </Button>
        )}
      </div>
      <p className="wl-muted wl-small">{say.namesNote}</p>
      {(['roles', 'activities'] as const).map((kind) => (
        <Names
          key={kind}
          kind={kind}
          reading={reading}
          onChoose={(at, choice) => onChoose({ ...choices, [kind]: withChoice(choices[kind], at, choice) })}
        />
      ))}
    </section>
  );
}

type NamesProps = {
  readonly kind: Kind;
  readonly reading: MatrixReading;
  readonly onChoose: (at: number, choice: string) => void;
};

function Names({ kind, reading, onChoose }: NamesProps) {
  const [all, setAll] = useState(false);
  const names = reading[kind].map((name, at) => ({ name, at }));
  const known = names.filter(({ name }) => name.how === 'same' && name.chosen === name.ours);
  const shown = all ? names : names.filter((one) => !known.includes(one));
  return (
    <div className="wl-stack">
      <h3>{say[kind]}</h3>
      {shown.length === 0 && <p>{say.allKnown}</p>}
      {shown.length > 0 && (
        <ul className="wl-reading__names">
          {shown.map(({ name, at }) => (
            <NameLine
              key={`${name.place}|${name.text}`}
              name={name}
              ours={reading.ours[kind]}
              onChoose={(choice) => onChoose(at, choice)}
            />
          ))}
        </ul>
      )}
      {known.length > 0 && (
        <div>
          <button type="button" className="wl-quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? say.hideKnown : say.known(numberWords(known.length))}
          </button>
        </div>
      )}
    </div>
  );
}

type LineProps = {
  readonly name: Name;
  readonly ours: readonly { readonly id: string; readonly name: string }[];
  readonly onChoose: (choice: string) => void;
};

function NameLine({ name, ours, onChoose }: LineProps) {
  const like = ours.find(({ id }) => id === name.ours);
  const called = (one: { id: string; name: string }) => `${one.id} ${one.name}`;
  const isOpen = name.how === 'similar' && name.chosen === '+';
  return (
    <li>
      <span>
        <span className="wl-mono wl-small wl-muted">{name.place}</span> {name.text}
        {isOpen && like && (
          <>
            {' '}
            <span className="wl-muted wl-small">({say.like(called(like))})</span>
          </>
        )}
      </span>
      <NativeSelect
        aria-label={say.chooses(name.text)}
        value={name.chosen}
        onChange={(event) => onChoose(event.currentTarget.value)}
        data={[
          { value: '+', label: say.asNew },
          { value: '-', label: say.leave },
          ...ours.map((one) => ({ value: one.id, label: called(one) })),
        ]}
      />
      {isOpen && like && (
        <Button variant="default" onClick={() => onChoose(like.id)}>
          {say.agree(like.id)}
        </Button>
      )}
    </li>
  );
}
