// The leaders' front page: is every risk owned, is risk going down, where is the ball, what waits for a decision.
import { useMemo } from 'react';
import { SiteId } from '../../../kernel/ids.ts';
import { numberWords, shareWords } from '../../../ui/chart.ts';
import { useClock } from '../../../ui/clock.tsx';
import { When } from '../../../ui/Due.tsx';
import { Go } from '../../../ui/Go.tsx';
import { LineChart } from '../../../ui/LineChart.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { useScope } from '../../../ui/scope.tsx';
import { whenWords } from '../../../ui/when.ts';
import { type FrontPage, frontPage } from '../contract.ts';
import { daily, trendOf } from './burn-down.ts';
import { Courts, Feeds, Outcomes, Sla, Unknown, Waiting, Week } from './Parts.tsx';
import { words } from './words.ts';
import './overview.css';

const say = words.overview;

const outcomes = ['scheduled', 'out_of_cycle', 'immediate'];
/** The open findings decided at the threshold or worse. */
const findingsFrom = (threshold: string) =>
  `/findings?outcome=${outcomes.slice(Math.max(0, outcomes.indexOf(threshold))).join(',')}`;

/** The front page of leaders, for the site chosen in the header or for all. */
export function Overview() {
  const { chosen } = useScope();
  const siteId = chosen ? SiteId.safeParse(chosen.id).data : undefined;
  const query = useEndpoint(frontPage, siteId ? { siteId } : {}, { everySeconds: 60, keep: true });
  return (
    <div className="wl-page">
      <Loaded query={query} what={say.loading}>
        {(page) => (
          <>
            <ProofLine proof={page.proof} site={chosen?.label ?? null} />
            <div className="wl-overview">
              <div className="wl-stack">
                <Risk page={page} />
                <Outcomes page={page} />
              </div>
              <div className="wl-stack">
                <Courts page={page} />
                <Unknown page={page} />
                <Sla page={page} />
              </div>
              <div className="wl-stack">
                <Waiting page={page} />
                <Week page={page} />
                <Feeds page={page} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}

function ProofLine({ proof, site }: { readonly proof: FrontPage['proof']; readonly site: string | null }) {
  const whole = proof?.violationCount === 0;
  const tone = !proof ? 'unknown' : whole ? 'good' : 'worst';
  const sentence = !proof
    ? say.proof.never
    : whole
      ? say.proof.whole
      : say.proof.broken(numberWords(proof.violationCount));
  return (
    <section className={`wl-proofline wl-tone-${tone}`}>
      <div className="wl-page__head">
        <h1>
          <span className="wl-hidden">{say.title}: </span>
          {sentence}
        </h1>
        <Go to="/proof" className="wl-quiet wl-quiet--edged">
          {say.proof.see}
        </Go>
      </div>
      {proof && (
        <p className="wl-line">
          <Severity tone={tone} word={`${numberWords(proof.violationCount)} ${say.proof.violations}`} quiet />
          <span>
            <Go to={findingsFrom(proof.threshold)}>
              {numberWords(proof.openFindings)} {say.proof.open(proof.threshold.replaceAll('_', '-'))}
            </Go>
            {' · '}
            {say.proof.proven} <When at={proof.at} />
            {site && ` · ${say.proof.allSites}`}
          </span>
        </p>
      )}
    </section>
  );
}

function Risk({ page }: { readonly page: FrontPage }) {
  const clock = useClock();
  const { points } = page.burnDown;
  const line = useMemo(() => daily(points), [points]);
  const sentences = [90, 30].flatMap((days) => {
    const trend = trendOf(points, days);
    if (!trend) return [];
    const since = whenWords(trend.since, clock);
    return trend.way === 'same'
      ? [say.risk.same(since)]
      : [say.risk[trend.way](shareWords(trend.share01, 1), since)];
  });
  return (
    <section className="wl-card wl-stack">
      {line.length > 1 ? (
        <LineChart title={say.risk.title} series={[{ label: say.risk.label, points: line }]} />
      ) : (
        <>
          <h2>{say.risk.title}</h2>
          <p className="wl-muted">{say.risk.young}</p>
        </>
      )}
      <p>
        {sentences.length > 0 && <strong>{[...new Set(sentences)].join(' ')} </strong>}
        <Go to="/risks">{say.risk.toRisks}</Go>
      </p>
      <p className="wl-small wl-muted">{say.risk.hint}</p>
    </section>
  );
}
