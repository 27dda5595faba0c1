import type { z } from 'zod';
import { Due, When } from '../../../../ui/Due.tsx';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Sentence } from '../../../../ui/Sentence.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import type { deviceWork } from '../../../work/contract.ts';
import { deviceOutcomeWord, outcomeMark, stepWord, words } from './words.ts';

type Case = z.infer<(typeof deviceWork)['output']>[number];

/** The cases that this device is part of: open ones first, with who has the ball. */
export function Work({ cases }: { readonly cases: readonly Case[] }) {
  const open = cases.filter((one) => one.state === 'open');
  const past = cases.filter((one) => one.state !== 'open');
  return (
    <div className="wl-stack wl-device__panel">
      {open.length === 0 && <EmptyState title={words.work.none}>{words.work.noneText}</EmptyState>}
      {open.length > 0 && <List title={words.work.open} cases={open} />}
      {past.length > 0 && <List title={words.work.past} cases={past} />}
    </div>
  );
}

function List({ title, cases }: { readonly title: string; readonly cases: readonly Case[] }) {
  return (
    <section className="wl-card wl-stack">
      <h2>{title}</h2>
      <ul className="wl-risks">
        {cases.map((one) => (
          <li key={one.id} className="wl-risk">
            <span className="wl-risk__mark">
              <Severity {...outcomeMark(one.outcome)} quiet />
            </span>
            <span className="wl-risk__words">
              <Sentence
                below={[
                  stepWord(one.step),
                  one.court ? `${words.work.ball} ${one.court.label}` : '',
                  words.work.done(one.devicesDone, one.devicesTotal),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              >
                <Go to={`/cases/${one.id}`}>{one.sentence}</Go>
              </Sentence>
              <span className="wl-small">
                {words.work.here} <strong>{deviceOutcomeWord(one.deviceOutcome)}</strong>
              </span>
            </span>
            <span className="wl-risk__decided">
              <span className="wl-mono wl-small">{one.caseNo}</span>
              {one.closedAt ? <When at={one.closedAt} /> : <Due at={one.dueAt} brief />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
