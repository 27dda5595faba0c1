// The parts of the leaders' front page below the proof and the line of risk; each leads to its items.
import { Bar } from '../../../ui/Bar.tsx';
import { numberWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import type { Tone } from '../../../ui/Shape.tsx';
import { Stat } from '../../../ui/Stat.tsx';
import { outcomeMark } from '../../risk/web/index.ts';
import type { FrontPage } from '../contract.ts';
import { words } from './words.ts';

const say = words.overview;
type Props = { readonly page: FrontPage };
const none = (text: string) => <p className="wl-muted">{text}</p>;

/** Where cases have waited, as shares of all hours, each to its cases. */
export function Courts({ page }: Props) {
  const { courts, courtDays } = page;
  return (
    <section className="wl-card wl-stack">
      <h2>{say.courts.title(numberWords(courtDays))}</h2>
      {courts.length ? (
        <Bar
          title={say.courts.title(numberWords(courtDays))}
          unit={say.courts.unit}
          share
          rows={courts.map((one) => ({ label: one.label, value: Math.round(one.hours), to: one.href }))}
        />
      ) : (
        none(say.courts.none)
      )}
      <p className="wl-small wl-muted">{`${say.courts.why} ${say.courts.maker}`}</p>
    </section>
  );
}

/** Decisions that wait and what is over its time. */
export function Waiting({ page }: Props) {
  return (
    <section className="wl-card wl-stack">
      <h2>{say.waiting.title}</h2>
      {page.waiting.length === 0 && none(say.waiting.none)}
      <ul className="wl-lines-of">
        {page.waiting.map((one) => (
          <li key={one.sentence}>
            <Go to={one.href}>{one.sentence}</Go>
            {one.since && (
              <span className="wl-muted wl-small">
                {' '}
                {say.waiting.since} <When at={one.since} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What changed in seven days. */
export function Week({ page }: Props) {
  const { week } = page;
  const rows = [
    { sign: '+', count: week.opened, what: say.week.opened, to: '/findings' },
    { sign: '!', count: week.becameImmediate, what: say.week.immediate, to: '/findings?outcome=immediate' },
    { sign: '−', count: week.closed, what: say.week.closed, to: '/risks?state=done' },
    { sign: '+', count: week.newCases, what: say.week.newCases, to: '/cases?sort=-opened' },
    { sign: '−', count: week.closedCases, what: say.week.closedCases, to: '/cases?state=closed' },
  ];
  return (
    <section className="wl-card wl-stack">
      <h2>{say.week.title}</h2>
      <ul className="wl-counts">
        {rows.map((row) => (
          <li key={row.what}>
            <span className="wl-counts__number">
              <span aria-hidden="true">{row.sign} </span>
              {numberWords(row.count)}
            </span>
            <Go to={row.to}>{row.what}</Go>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Open findings by what was decided about them. */
export function Outcomes({ page }: Props) {
  const { byOutcome } = page;
  return (
    <section className="wl-card wl-stack">
      <h2>{say.outcomes.title}</h2>
      {byOutcome.length === 0 ? (
        none(say.outcomes.none)
      ) : (
        <table className="wl-small-table">
          <thead>
            <tr>
              <th scope="col">{say.outcomes.decision}</th>
              <th scope="col">{say.outcomes.findings}</th>
              <th scope="col">{say.outcomes.groups}</th>
            </tr>
          </thead>
          <tbody>
            {byOutcome.map((row) => (
              <tr key={row.outcome}>
                <th scope="row">
                  <Go to={row.href}>
                    <Severity {...outcomeMark(row.outcome)} quiet />
                  </Go>
                </th>
                <td>{numberWords(row.findings)}</td>
                <td>{numberWords(row.cohorts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What nobody could evaluate, and who is asked. */
export function Unknown({ page }: Props) {
  const isCompared = page.feeds.some((feed) => feed.freshness !== 'empty');
  return (
    <section className="wl-card wl-stack">
      <h2>{say.unknown.title}</h2>
      {page.notEvaluated.length === 0 && none(isCompared ? say.unknown.none : say.unknown.nothing)}
      <ul className="wl-lines-of">
        {page.notEvaluated.map((one) => (
          <li key={one.sentence}>
            <Go to={one.href}>
              {numberWords(one.count)} {one.sentence}
            </Go>
            <span className="wl-muted wl-small">
              {' → '}
              {one.asked ? `${say.unknown.asked} ${one.asked}` : say.unknown.nobody}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many cases ended in time, with what they are counted against. */
export function Sla({ page }: Props) {
  const { inTime, closed, overdueOpen, rate01 } = page.sla;
  const all = numberWords(closed + overdueOpen);
  if (rate01 === null)
    return (
      <section className="wl-card wl-stack">
        <h2>{say.sla.title}</h2>
        {none(say.sla.none)}
      </section>
    );
  return (
    <section className="wl-card wl-stack">
      <h2>{say.sla.title}</h2>
      <Stat
        label={say.sla.value}
        value={Math.floor(rate01 * 100)}
        unit="%"
        to="/cases?state=closed"
        note={say.sla.of(numberWords(inTime), all)}
        reasons={[
          {
            what: say.sla.what(numberWords(closed), numberWords(overdueOpen)),
            source: say.sla.source,
            ref: '/cases',
          },
        ]}
      />
      {overdueOpen > 0 && (
        <p>
          <Go to="/cases?overdue=yes">{say.sla.over(numberWords(overdueOpen))}</Go>
        </p>
      )}
    </section>
  );
}

const freshness: Readonly<Record<FrontPage['feeds'][number]['freshness'], { tone: Tone; word: string }>> = {
  fresh: { tone: 'good', word: say.feeds.fresh },
  old: { tone: 'middle', word: say.feeds.old },
  empty: { tone: 'unknown', word: say.feeds.empty },
};

/** How old each feed is. */
export function Feeds({ page }: Props) {
  return (
    <section className="wl-card wl-stack">
      <h2>{say.feeds.title}</h2>
      {page.feeds.length === 0 && none(say.feeds.none)}
      <ul className="wl-lines-of">
        {page.feeds.map((feed) => (
          <li key={feed.name} className="wl-line">
            <Severity {...freshness[feed.freshness]} quiet />
            <span>
              {feed.name} <span className="wl-muted wl-small">{feed.why}</span>
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Go to="/feeds">{say.feeds.to}</Go>
      </p>
    </section>
  );
}
