// What would come of what is supposed: the upshot first, then each part of it, then what it rests on.
import { useEndpoint } from '../../../../ui/query.ts';
import { Stat } from '../../../../ui/Stat.tsx';
import { me } from '../../../people/contract.ts';
import type { SimulationResult } from '../../../raci/model.ts';
import type { WhatIfChoices } from '../../contract.ts';
import { Alone } from './Alone.tsx';
import { type Asked, isSupposed } from './asked.ts';
import { Broken } from './Broken.tsx';
import { dayWords } from './dates.ts';
import { Late } from './Late.tsx';
import { LoadPart } from './LoadPart.tsx';
import { Replay } from './Replay.tsx';
import { stopped, upshot } from './upshot.ts';
import { words } from './words.ts';

const say = words.numbers;
type Props = {
  readonly asked: Asked;
  readonly result: SimulationResult;
  readonly choices: WhatIfChoices | undefined;
};

export function Result({ asked, result, choices }: Props) {
  const permissions = useEndpoint(me, {}).data?.permissions ?? [];
  const supposed = isSupposed(asked);
  return (
    <>
      <section className="wl-card wl-stack" aria-label={words.title}>
        <p className="wi-upshot">{upshot(asked, result, choices, dayWords)}</p>
        <Numbers result={result} />
        <p className="wl-small">
          <a href="#wi-rests">{words.assumptions.link(result.assumptions.length)}</a>
        </p>
      </section>
      <Broken broken={result.broken} supposed={supposed} />
      <LoadPart result={result} supposed={supposed} mayOpenPeople={permissions.includes('people.write')} />
      <Late late={result.breaches} supposed={supposed} mayOpenCases={permissions.includes('work.read')} />
      <Alone result={result} supposed={supposed} />
      {result.replay && asked.version !== null && <Replay replay={result.replay} versionId={asked.version} />}
      <section className="wl-card wl-stack" aria-labelledby="wi-rests">
        <h2 id="wi-rests" tabIndex={-1}>
          {words.assumptions.title}
        </h2>
        <ol className="wi-rests">
          {result.assumptions.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Numbers({ result }: { readonly result: SimulationResult }) {
  const { breaches, overloaded, singlePoints } = result;
  const most = (of: 'before' | 'after') => Math.max(0, ...overloaded.map((one) => one[of]));
  const people = (only: (one: (typeof singlePoints)[number]) => boolean) =>
    new Set(singlePoints.filter(only).map((one) => one.personId)).size;
  const was = (before: number, after: number) => (before === after ? say.same : say.was(before));
  return (
    <div className="wl-columns wl-columns--close">
      <Stat label={say.stops} value={stopped(result)} />
      <Stat
        label={say.late}
        value={breaches.after}
        note={`${say.ofOpen(breaches.open)}, ${was(breaches.before, breaches.after)}`}
      />
      <Stat label={say.over} value={most('after')} note={was(most('before'), most('after'))} />
      <Stat
        label={say.alone}
        value={people(() => true)}
        note={
          people((one) => one.isNew) === 0 ? say.same : `${people((one) => one.isNew)} ${words.alone.isNew}`
        }
      />
    </div>
  );
}
