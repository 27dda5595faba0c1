// The load of people as things stand: hours of work against the hours there are, now and in the next weeks.
import { IconChevronLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { numberWords } from '../../../../ui/chart.ts';
import { useClock } from '../../../../ui/clock.tsx';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Loaded } from '../../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { Reasons } from '../../../../ui/Reasons.tsx';
import { me } from '../../../people/contract.ts';
import { type LoadView, load } from '../../contract.ts';
import { dayIn, daysAfter } from './dates.ts';
import { Heat, type HeatRow, loadWords } from './Heat.tsx';
import { words } from './words.ts';
import './what-if.css';

const say = words.loadPage;

/** The page. */
export function Load() {
  const query = useEndpoint(load, {});
  return (
    <div className="wl-page">
      <Go to="/raci" className="wk-back wl-no-print">
        <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
        <span>{words.back}</span>
      </Go>
      <div className="wl-page__head">
        <h1>{say.title}</h1>
        <Go to="/raci/what-if">{words.title}</Go>
      </div>
      <p className="wl-muted">{say.lead}</p>
      <Loaded query={query} what={say.loading}>
        {(view) =>
          view.people.length === 0 ? (
            <EmptyState title={say.empty}>{say.emptyWhy}</EmptyState>
          ) : (
            <Whole view={view} />
          )
        }
      </Loaded>
    </div>
  );
}

type Person = LoadView['people'][number];
const hasWork = ({ workHours }: Person): boolean => workHours > 0;

function Whole({ view }: { readonly view: LoadView }) {
  const [all, setAll] = useState(false);
  const { now, zone } = useClock();
  const today = dayIn(now, zone);
  const mayOpen = useEndpoint(me, {}).data?.permissions.includes('people.write') ?? false;
  const count = (level: 'warning' | 'error') =>
    view.people.filter((one) => one.weeks[0]?.level === level).length;
  const busy = view.people.filter(hasWork);
  const rows = (all ? view.people : busy).map(
    (one): HeatRow => ({
      key: `${one.personId}`,
      head: <Head one={one} mayOpen={mayOpen} away={`${one.personId}:${today}:${daysAfter(today, 13)}`} />,
      cells: one.weeks.map(({ load: share, level, workHours, hours }) => ({
        text: loadWords(share),
        level,
        below:
          hours > 0
            ? say.hours(numberWords(workHours), numberWords(hours))
            : workHours > 0
              ? say.awayWork(numberWords(workHours))
              : undefined,
      })),
    }),
  );
  return (
    <>
      <section className="wl-card wl-stack" aria-label={say.title}>
        <p className="wi-upshot">{say.upshot(count('error'), count('warning'), view.people.length)}</p>
        {busy.length === 0 && !all ? (
          <p className="wl-muted">{words.load.none}</p>
        ) : (
          <Heat caption={words.load.captionNow} weeks={view.weeks} rows={rows} />
        )}
        {busy.length < view.people.length && (
          <div className="wl-no-print">
            <button type="button" className="wl-quiet" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? say.only : say.everybody(view.people.length)}
            </button>
          </div>
        )}
      </section>
      <section className="wl-card wl-stack" aria-labelledby="wi-rests">
        <h2 id="wi-rests">{words.assumptions.title}</h2>
        <ol className="wi-rests">
          {view.assumptions.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      </section>
    </>
  );
}

type HeadProps = { readonly one: Person; readonly away: string; readonly mayOpen: boolean };

/** The name, and in small what the load is made of and what would come of their absence. */
function Head({ one, away, mayOpen }: HeadProps) {
  return (
    <>
      <span className="wi-heat__name">
        {mayOpen ? <Go to={`/people/${one.personId}`}>{one.name}</Go> : one.name}
      </span>
      <span className="wl-small wi-heat__facts">
        {one.role && <span className="wl-muted">{one.role}</span>}
        {one.parts.length > 0 && (
          <span className="wl-no-print">
            <Reasons
              title={say.made(one.name)}
              button={say.makes}
              reasons={one.parts.map(({ activityId, title, letter, hours }) => ({
                what: `${title}. ${say.part(say.letters[letter], numberWords(hours))}`,
                source: say.row(activityId),
                ref: `/raci?row=${activityId}`,
              }))}
            />
          </span>
        )}
        <Go to={`/raci/what-if?away=${away}`} aria-label={say.tryOf(one.name)} className="wl-no-print">
          {say.try}
        </Go>
      </span>
    </>
  );
}
