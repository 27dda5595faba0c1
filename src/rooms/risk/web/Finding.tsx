import { useState } from 'react';
import { numberWords, shareWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { ReasonList } from '../../../ui/Reasons.tsx';
import { Sentence } from '../../../ui/Sentence.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import { Stat } from '../../../ui/Stat.tsx';
import { usePart } from '../../../ui/url.ts';
import { FreshnessBanner } from '../../intel/web/index.ts';
import { me } from '../../people/contract.ts';
import { type CohortDetail, cohort } from '../contract.ts';
import { type Change, ChangeInput } from './ChangeInput.tsx';
import { DecisionTree } from './DecisionTree.tsx';
import { statusMark } from './levels.ts';
import { AcceptedMark, Fact, OutcomeMark } from './parts.tsx';
import { words } from './words.ts';

const say = words.finding;

/** One group of findings: why it matches, how it was decided, what a person may change. */
export function Finding() {
  const query = useEndpoint(cohort, { cohortId: Number(usePart('id')) });
  return (
    <div className="wl-page">
      <Loaded query={query} what="the finding">
        {(one) => <Whole one={one} />}
      </Loaded>
    </div>
  );
}

const productOf = (one: CohortDetail) =>
  `${one.manufacturer} ${one.model} ${one.softwareVersion ?? `(${words.findings.unknownVersion})`}`;

function Whole({ one }: { readonly one: CohortDetail }) {
  return (
    <>
      <div className="wl-line wl-spread">
        <Sentence as="title" below={one.title}>
          {say.on(one.cve, productOf(one), one.site)}
        </Sentence>
        <span className="wl-line">
          <Severity {...statusMark(one.status)} />
          <OutcomeMark outcome={one.outcome} quiet={false} />
        </span>
      </div>
      <FreshnessBanner />
      <section className="wl-card wl-columns wl-columns--close" aria-label={say.title}>
        <Stat
          label={say.devices}
          value={one.deviceCount}
          note={one.deviceCount === 0 ? say.gone : undefined}
          to={`/devices?cve=${one.cve}&q=${encodeURIComponent(one.model)}`}
        />
        <Stat
          label={say.risk}
          value={one.risk === null ? null : Math.round(one.risk * 10) / 10}
          reasons={one.riskReasons}
        />
        <dl className="wl-facts">
          <Fact name={say.likelihood}>
            {one.epss === null ? words.findings.none : shareWords(one.epss, 1)}
          </Fact>
          <Fact name={say.severity}>{one.cvss === null ? words.findings.none : one.cvss.toFixed(1)}</Fact>
          <Fact name={say.kev}>{one.kev ? <strong>{words.kev.yes}</strong> : words.kev.no}</Fact>
        </dl>
        <div className="wl-stat">
          <span className="wl-stat__label">{say.remedy}</span>
          {one.remedyId ? (
            <>
              <Go to={`/remedies/${one.remedyId}`}>{one.remedySentence ?? say.remedy}</Go>
              <AcceptedMark until={one.acceptedUntil} />
            </>
          ) : (
            <span className="wl-muted">{say.noRemedy}</span>
          )}
        </div>
      </section>
      <Decided one={one} />
      <div className="wl-halves">
        <Matched one={one} />
        <section className="wl-card wl-stack">
          <h2>{say.about}</h2>
          <p>
            <Go to={`/vulnerabilities/${one.cve}`}>{say.toCve(one.cve)}</Go>
          </p>
          <p className={one.description ? undefined : 'wl-muted'}>{one.description ?? say.noAbout}</p>
        </section>
      </div>
    </>
  );
}

function Decided({ one }: { readonly one: CohortDetail }) {
  const [change, setChange] = useState<Change | null>(null);
  const may = useEndpoint(me, {}).data?.permissions.includes('risk.decide') ?? false;
  return (
    <section className="wl-card wl-stack">
      <h2>{say.decided}</h2>
      <DecisionTree
        cohort={one}
        onChange={may ? (point) => setChange({ point, back: false }) : undefined}
        onTakeBack={may ? (point) => setChange({ point, back: true }) : undefined}
      />
      <p className="wl-small wl-muted">
        {one.decidedAt && (
          <>
            {say.decidedAt} <When at={one.decidedAt} />
            {' · '}
          </>
        )}
        {say.tables}: {one.tables.join(', ')}
      </p>
      <ChangeInput cohortId={one.id} change={change} onClose={() => setChange(null)} />
    </section>
  );
}

function Matched({ one }: { readonly one: CohortDetail }) {
  return (
    <section className="wl-card wl-stack">
      <h2>{say.match}</h2>
      {one.question && (
        <p className="wl-ask">
          <strong>{say.question}:</strong> {one.question}
        </p>
      )}
      <ReasonList reasons={one.matchReasons} />
      <dl className="wl-facts">
        <Fact name={say.rule}>{one.rule.replaceAll('_', ' ')}</Fact>
        <Fact name={say.level}>{one.level.replaceAll('_', ' ')}</Fact>
        <Fact name={say.confidence}>{`${numberWords(Math.round(one.confidence * 100))}%`}</Fact>
        <Fact name={say.record}>
          {one.advisoryId ? <Go to={`/advisories/${one.advisoryId}`}>{one.record}</Go> : one.record}
        </Fact>
      </dl>
    </section>
  );
}
