// What can be supposed. Every choice goes into the address at once; nothing is sent anywhere but asked about.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CalendarDate } from '../../../../kernel/time.ts';
import { useClock } from '../../../../ui/clock.tsx';
import { Go } from '../../../../ui/Go.tsx';
import type { WhatIfChoices } from '../../contract.ts';
import { type Asked, type Away, isSupposed, MOST_AWAY } from './asked.ts';
import { dayIn, daysAfter } from './dates.ts';
import { words } from './words.ts';

const say = words.form;
type Props = {
  readonly asked: Asked;
  readonly choices: WhatIfChoices | undefined;
  readonly suppose: (patch: Partial<Asked>) => void;
};

/** The usual choices, and the one of the address where it is none of them. */
const withOwn = (usual: readonly number[], own: number | null): number[] =>
  [...new Set(own === null ? usual : [...usual, own])].sort((a, b) => a - b);

export function Form({ asked, choices, suppose, isWorking }: Props & { readonly isWorking: boolean }) {
  return (
    <section className="wl-card wl-stack wl-no-print" aria-labelledby="wi-suppose">
      <div className="wl-line wl-spread">
        <h2 id="wi-suppose">{say.title}</h2>
        <span className="wl-small wl-muted" role="status">
          {isWorking ? words.working : ''}
        </span>
        {isSupposed(asked) && <Go to="/raci/what-if">{say.reset}</Go>}
      </div>
      <div className="wi-form">
        <AwayPart asked={asked} choices={choices} suppose={suppose} />
        <Lost asked={asked} choices={choices} suppose={suppose} />
        <div className="wi-form__small">
          <NativeSelect
            label={say.growth}
            value={`${asked.growth}`}
            data={withOwn([0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5], asked.growth).map((factor) => ({
              value: `${factor}`,
              label: say.growthOf(factor),
            }))}
            onChange={(event) => suppose({ growth: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            label={say.matrix}
            value={asked.version === null ? '' : `${asked.version}`}
            data={[
              { value: '', label: say.inForce },
              ...(choices?.matrices ?? [])
                .filter((one) => one.state !== 'in_force')
                .map((one) => ({ value: `${one.id}`, label: say.version(one.number, one.title) })),
            ]}
            onChange={(event) => {
              const chosen = choices?.matrices.find((one) => `${one.id}` === event.currentTarget.value);
              suppose({ version: chosen?.id ?? null });
            }}
          />
          <NativeSelect
            label={say.hours}
            value={asked.hours === null ? '' : `${asked.hours}`}
            data={[
              { value: '', label: say.hoursUsual },
              ...withOwn([4, 8, 12, 16, 20, 24, 32, 40], asked.hours).map((hours) => ({
                value: `${hours}`,
                label: say.hoursOf(hours),
              })),
            ]}
            onChange={({ currentTarget: { value } }) => suppose({ hours: value ? Number(value) : null })}
          />
          <NativeSelect
            label={say.weeks}
            value={`${asked.weeks}`}
            data={withOwn([4, 8, 13, 26], asked.weeks).map((weeks) => ({
              value: `${weeks}`,
              label: say.weeksOf(weeks),
            }))}
            onChange={(event) => suppose({ weeks: Number(event.currentTarget.value) })}
          />
        </div>
      </div>
    </section>
  );
}

function AwayPart({ asked, choices, suppose }: Props) {
  const { now, zone } = useClock();
  const [chosen, setChosen] = useState('');
  const people = choices?.people ?? [];
  const add = () => {
    const one = people.find(({ id }) => `${id}` === chosen);
    if (!one) return;
    const fromOn = dayIn(now, zone);
    suppose({ away: [...asked.away, { personId: one.id, fromOn, toOn: daysAfter(fromOn, 13) }] });
    setChosen('');
  };
  const option = ({ id, name, role }: (typeof people)[number]) => (
    <option key={id} value={`${id}`}>
      {role === null ? name : `${name}, ${role}`}
    </option>
  );
  const isFull = asked.away.length >= MOST_AWAY;
  return (
    <fieldset className="wi-part">
      <legend>{say.away}</legend>
      {asked.away.length > 0 && (
        <ul className="wi-away">
          {asked.away.map((one, at) => (
            <AwayLine
              // biome-ignore lint/suspicious/noArrayIndexKey: the same person may be away twice, and lines only go and come whole
              key={`${one.personId} ${at}`}
              one={one}
              name={people.find(({ id }) => id === one.personId)?.name ?? words.upshot.somebody}
              onChange={(next) => suppose({ away: asked.away.map((old, i) => (i === at ? next : old)) })}
              onRemove={() => suppose({ away: asked.away.filter((_, i) => i !== at) })}
            />
          ))}
        </ul>
      )}
      <div className="wi-add">
        <NativeSelect
          label={say.who}
          value={chosen}
          disabled={people.length === 0 || isFull}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          <option value="">{say.pick}</option>
          <optgroup label={say.holders}>{people.filter(({ role }) => role !== null).map(option)}</optgroup>
          <optgroup label={say.others}>{people.filter(({ role }) => role === null).map(option)}</optgroup>
        </NativeSelect>
        <Button variant="default" disabled={chosen === '' || isFull} onClick={add}>
          {say.add}
        </Button>
      </div>
      {isFull && <p className="wl-small wl-muted">{say.full}</p>}
    </fieldset>
  );
}

type LineProps = {
  readonly one: Away;
  readonly name: string;
  readonly onChange: (next: Away) => void;
  readonly onRemove: () => void;
};

/** One absence: its days are kept when the field is left, so that a half-typed year asks nothing. */
function AwayLine({ one, name, onChange, onRemove }: LineProps) {
  const [typed, setTyped] = useState<{ from: string; to: string } | null>(null);
  const { from, to } = typed ?? { from: one.fromOn, to: one.toOn };
  const [fromOn, toOn] = [CalendarDate.safeParse(from), CalendarDate.safeParse(to)];
  const isGood = fromOn.success && toOn.success && fromOn.data <= toOn.data;
  const keep = () => {
    if (!isGood) return;
    setTyped(null);
    if (fromOn.data !== one.fromOn || toOn.data !== one.toOn)
      onChange({ ...one, fromOn: fromOn.data, toOn: toOn.data });
  };
  const onEnter = (event: React.KeyboardEvent) => event.key === 'Enter' && keep();
  return (
    <li>
      <fieldset>
        <legend className="wl-hidden">{say.dates(name)}</legend>
        <strong aria-hidden="true">{name}</strong>
        <TextInput
          type="date"
          label={say.from}
          value={from}
          onChange={(event) => setTyped({ from: event.currentTarget.value, to })}
          onBlur={keep}
          onKeyDown={onEnter}
        />
        <TextInput
          type="date"
          label={say.to}
          value={to}
          error={typed !== null && !isGood && fromOn.success && toOn.success ? say.badDates : undefined}
          onChange={(event) => setTyped({ from, to: event.currentTarget.value })}
          onBlur={keep}
          onKeyDown={onEnter}
        />
        <button type="button" className="wl-quiet" onClick={onRemove}>
          {say.remove}
          <span className="wl-hidden">: {name}</span>
        </button>
      </fieldset>
    </li>
  );
}

function Lost({ asked, choices, suppose }: Props) {
  const partners = choices?.partners ?? [];
  return (
    <fieldset className="wi-part">
      <legend>{say.lost}</legend>
      {choices && partners.length === 0 && <p className="wl-small wl-muted">{say.noPartners}</p>}
      <div className="wi-partners">
        {partners.map(({ id, name, people }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={asked.lost.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                suppose({ lost: checked ? [...asked.lost, id] : asked.lost.filter((one) => one !== id) })
              }
            />
            <span>
              {name} <span className="wl-muted">({say.partnerPeople(people)})</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
