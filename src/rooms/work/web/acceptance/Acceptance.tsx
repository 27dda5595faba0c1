// One acceptance: the same page for everybody, showing each what they may do.
import { IconAlertTriangle, IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { AcceptanceId } from '../../../../kernel/ids.ts';
import { Due, When } from '../../../../ui/Due.tsx';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Loaded } from '../../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { Severity } from '../../../../ui/Severity.tsx';
import { Steps } from '../../../../ui/Steps.tsx';
import { Timeline } from '../../../../ui/Timeline.tsx';
import { usePart } from '../../../../ui/url.ts';
import { type AcceptanceDetail, oneAcceptance } from '../../contract.ts';
import { Acts } from './Acts.tsx';
import { Controls } from './Controls.tsx';
import { factRows, stateTone, stopsOf } from './look.ts';
import { Questions } from './Questions.tsx';
import { words } from './words.ts';
import '../work.css';

const { page } = words;

/** The acceptance of the address, for a page that shows it. */
export function OfAddress({
  children,
}: {
  readonly children: (it: AcceptanceDetail, reload: () => void) => ReactNode;
}) {
  const id = AcceptanceId.safeParse(usePart('id').replace(/^a-?/i, ''));
  if (!id.success)
    return (
      <div className="wl-page">
        <EmptyState page title={page.noSuch}>
          {page.noSuchHint}
        </EmptyState>
      </div>
    );
  return (
    <One key={id.data} acceptanceId={id.data}>
      {children}
    </One>
  );
}

function One({
  acceptanceId,
  children,
}: {
  readonly acceptanceId: AcceptanceId;
  readonly children: (it: AcceptanceDetail, reload: () => void) => ReactNode;
}) {
  const query = useEndpoint(oneAcceptance, { acceptanceId }, { everySeconds: 60 });
  return (
    <div className="wl-page wk-case">
      <Loaded query={query} what={page.loading}>
        {(it) => children(it, () => void query.refetch())}
      </Loaded>
    </div>
  );
}

/** One acceptance. */
export function Acceptance() {
  return <OfAddress>{(it, reload) => <Whole it={it} reload={reload} />}</OfAddress>;
}

function Whole({ it, reload }: { readonly it: AcceptanceDetail; readonly reload: () => void }) {
  return (
    <>
      <Head it={it} />
      <section className="wl-card" aria-label={page.life}>
        <Steps label={page.life} steps={stopsOf(it)} />
      </section>
      {it.worse.length > 0 && (
        <div className="wk-attention">
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden="true" />
          <div>
            <strong>{page.worse}</strong>
            <ul>
              {it.worse.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <Acts it={it} reload={reload} />
      <div className="wk-columns">
        <div className="wl-stack">
          <section className="wl-card wl-stack">
            <h2>{page.why}</h2>
            <p className="wk-quote">{it.reason}</p>
            <h2>{page.conditions}</h2>
            <p className={it.conditions ? 'wk-quote' : 'wl-muted'}>{it.conditions || page.noConditions}</p>
          </section>
          <Controls it={it} reload={reload} />
          <Questions it={it} reload={reload} />
        </div>
        <div className="wl-stack wk-side">
          <Facts it={it} />
          <Then it={it} />
        </div>
      </div>
      <section className="wl-card wl-stack">
        <h2>{page.history}</h2>
        <Timeline
          label={page.history}
          moments={it.history.map((one) => ({
            key: one.seq,
            at: one.at,
            who: one.actor,
            what: one.sentence,
          }))}
        />
      </section>
    </>
  );
}

function Head({ it }: { readonly it: AcceptanceDetail }) {
  return (
    <header className="wl-card wk-head">
      <div className="wk-head__top">
        <span className="wl-line">
          <Go to="/acceptances" className="wk-back">
            <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
            <span>{page.back}</span>
          </Go>
          <span className="wl-mono wk-no">{it.acceptanceNo}</span>
          <span className="wl-muted">{it.site}</span>
        </span>
        <span className="wl-line">
          <Severity tone={stateTone[it.state]} word={words.states[it.state]} />
          <span className="wk-duebig">
            {it.untilOn ? page.until : page.wished}{' '}
            <Due at={it.untilOn ?? it.wishedUntilOn} closed={it.state !== 'active'} />
          </span>
        </span>
      </div>
      <h1>{it.sentence}</h1>
      <p className="wl-muted">{it.state === 'active' ? `${page.open} ${page.standsStill}` : page.open}</p>
      {it.endedWhy && (
        <p className="wk-over">
          {page.ended} {it.endedAt && <When at={it.endedAt} />}: {it.endedWhy}
        </p>
      )}
      <p className="wl-line wl-no-print">
        <Go to={`/cases/${it.chainId}`}>{page.toCase(it.caseNo)}</Go>
        <Go to={`/acceptances/${it.id}/sheet`}>{page.sheet}</Go>
        <span className="wl-muted wl-small">{page.matrix(it.matrixVersion)}</span>
      </p>
    </header>
  );
}

/** Who and until when. */
export function Facts({ it }: { readonly it: AcceptanceDetail }) {
  const facts: [string, ReactNode][] = [
    [
      page.askedBy,
      <>
        {it.requestedBy}, <When at={it.requestedAt} />
      </>,
    ],
    [page.accountable, it.accountable ?? page.nobody],
    [page.owner, it.owner],
    [page.level, `${words.levels[it.level]} (${page.most(it.mostDays)})`],
    [page.wished, <When key="wished" at={it.wishedUntilOn} />],
    [page.until, it.untilOn ? <When key="until" at={it.untilOn} /> : '–'],
    [page.renewal, page.renewals(it.renewal)],
    [page.review, it.reviewOn ? <When key="review" at={it.reviewOn} /> : page.noReview],
  ];
  return (
    <section className="wl-card wl-stack">
      <h2>{page.facts}</h2>
      <dl className="wk-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {it.decidedAt && (
        <>
          <h3>{page.decided}</h3>
          <p>
            <strong>{it.decidedBy}</strong>, <When at={it.decidedAt} />
          </p>
          {it.decisionText && <p className="wk-quote">{it.decisionText}</p>}
          <p className="wl-muted wl-small wk-hash">
            {page.signature} <span className="wl-mono">{it.hash}</span>
          </p>
        </>
      )}
    </section>
  );
}

/** The risk then and now, side by side. */
export function Then({ it }: { readonly it: AcceptanceDetail }) {
  const { table } = page;
  return (
    <section className="wl-card wl-stack">
      <table className="wk-then">
        <thead>
          <tr>
            <th scope="col">{table.what}</th>
            <th scope="col">{table.asked}</th>
            <th scope="col">{table.decided}</th>
            <th scope="col">{table.now}</th>
          </tr>
        </thead>
        <tbody>
          {factRows(it).map(({ key, name, cells }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{cells[0]}</td>
              <td>{cells[1]}</td>
              <td>{cells[2]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="wl-muted wl-small wl-mono">{it.cves.slice(0, 40).join(', ')}</p>
    </section>
  );
}
