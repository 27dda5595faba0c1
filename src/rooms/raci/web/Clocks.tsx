import { Button } from '@mantine/core';
import { useState } from 'react';
import { numberWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { me } from '../../people/contract.ts';
import { type ClocksView, clocks, matrix } from '../contract.ts';
import { waitKinds } from '../rules/clock-policy.ts';
import { ClocksDialog } from './ClocksDialog.tsx';
import { words } from './words.ts';
import './raci.css';

const say = words.clocks;

/** The clocks in force: by when, waiting how long, reminded when; and who changed them. */
export function Clocks() {
  const query = useEndpoint(clocks, {});
  return (
    <div className="wl-page">
      <Loaded query={query} what={say.loading}>
        {(found) => <Whole found={found} />}
      </Loaded>
    </div>
  );
}

function Whole({ found }: { readonly found: ClocksView }) {
  const permissions = useEndpoint(me, {}).data?.permissions ?? [];
  const [edits, setEdits] = useState(false);
  return (
    <>
      <div className="wl-page__head">
        <h1>{say.title}</h1>
        <span className="wl-muted">
          {say.inForce(numberWords(found.number), found.policy.title)} {words.since}{' '}
          <When at={found.inForceFrom} />
        </span>
        <Go to="/raci" className="wl-quiet">
          {words.title}
        </Go>
        {permissions.includes('raci.write') && <Button onClick={() => setEdits(true)}>{say.edit}</Button>}
      </div>
      <p className="wl-muted">{say.lead}</p>
      <Rules policy={found.policy} />
      <Waits policy={found.policy} />
      <Shares policy={found.policy} />
      <Calendars policy={found.policy} />
      <Versions versions={found.versions} />
      {edits && <ClocksDialog found={found} onClose={() => setEdits(false)} />}
    </>
  );
}

type Of = { readonly policy: ClocksView['policy'] };

function Rules({ policy }: Of) {
  return (
    <section className="wl-card wl-stack">
      <h2>{say.rules}</h2>
      <p className="wl-muted wl-small">{say.rulesHint}</p>
      <table className="wl-clocks">
        <thead>
          <tr>
            <th scope="col">{say.decision}</th>
            <th scope="col">{say.where}</th>
            <th scope="col">{say.what}</th>
            <th scope="col">{say.time}</th>
            <th scope="col">{say.remind}</th>
          </tr>
        </thead>
        <tbody>
          {policy.rules.map((rule) => (
            <tr key={`${rule.decision}|${rule.site ?? ''}|${rule.deviceClass ?? ''}`}>
              <th scope="row">{say.decisions[rule.decision]}</th>
              <td>{rule.site ?? say.everywhere}</td>
              <td>{rule.deviceClass?.replaceAll('_', ' ') ?? say.everything}</td>
              <td>{rule.count ? say.workingDays(rule.days, rule.count) : say.days(rule.days)}</td>
              <td>{rule.remind ? say.within(rule.remind) : say.anyHour}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Waits({ policy }: Of) {
  return (
    <section className="wl-card wl-stack">
      <h2>{say.waits}</h2>
      <p className="wl-muted wl-small">{say.waitsHint}</p>
      <table className="wl-clocks">
        <tbody>
          {waitKinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{say.wait[kind]}</th>
              <td>{say.days(policy.waits[kind])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Shares({ policy }: Of) {
  const { data } = useEndpoint(matrix, {});
  const nameOf = (id: string) => data?.activities.find((activity) => activity.id === id)?.plain;
  return (
    <section className="wl-card wl-stack">
      <h2>{say.shares}</h2>
      <p className="wl-muted wl-small">{say.sharesHint}</p>
      <table className="wl-clocks">
        <thead>
          <tr>
            <th scope="col">{say.step}</th>
            <th scope="col">{say.share}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(policy.shares).map(([id, share]) => (
            <tr key={id}>
              <th scope="row">
                <span className="wl-mono">{id}</span> {nameOf(id)}
              </th>
              <td>{share}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Calendars({ policy }: Of) {
  if (policy.calendars.length === 0) return null;
  return (
    <section className="wl-card wl-stack">
      <h2>{say.calendars}</h2>
      <table className="wl-clocks">
        <tbody>
          {policy.calendars.map((calendar) => (
            <tr key={calendar.name}>
              <th scope="row">{calendar.name}</th>
              <td>{calendar.days.map((day) => say.weekdays[day]).join(', ')}</td>
              <td>{say.hours(calendar.from, calendar.until)}</td>
              <td>{say.holidays(calendar.holidays.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Versions({ versions }: Pick<ClocksView, 'versions'>) {
  return (
    <section className="wl-card wl-stack">
      <h2>{say.versions}</h2>
      <ul className="wl-stack">
        {versions.map((version) => (
          <li key={version.number}>
            <strong>v{version.number}</strong>{' '}
            <span className="wl-muted">
              <When at={version.inForceFrom} />, {say.by(version.madeBy)}
            </span>
            : {version.reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
