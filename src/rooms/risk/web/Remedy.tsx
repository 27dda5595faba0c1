import type { z } from 'zod';
import { Bar } from '../../../ui/Bar.tsx';
import { numberWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { Sentence } from '../../../ui/Sentence.tsx';
import { Stat } from '../../../ui/Stat.tsx';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { type LocalShape, useLocalList } from '../../../ui/table/local-list.ts';
import { usePart } from '../../../ui/url.ts';
import { FreshnessBanner } from '../../intel/web/index.ts';
import { remedy } from '../contract.ts';
import { kindWords } from './levels.ts';
import { AcceptedMark, Fact, OutcomeMark, riskWords, StatusMark } from './parts.tsx';
import { caseHref, remedyReasons } from './remedy-links.ts';
import { words } from './words.ts';

type Detail = z.infer<typeof remedy.output>;
type Cohort = Detail['cohorts'][number];
const say = words.remedy;

/** One remedy: what to do, on which devices, in the maker's own words, and what it ends. */
export function Remedy() {
  const remedyId = Number(usePart('id'));
  const query = useEndpoint(remedy, { remedyId });
  return (
    <div className="wl-page">
      <Loaded query={query} what="the action">
        {(one) => <Whole one={one} />}
      </Loaded>
    </div>
  );
}

function Whole({ one }: { readonly one: Detail }) {
  const toCase = caseHref(one);
  const toDevices = `/devices?remedy=${one.id}`;
  return (
    <>
      <div className="wl-line wl-spread">
        <Sentence
          as="title"
          below={`${one.manufacturer} ${one.model} · ${one.site} · ${kindWords(one.kind)}`}
        >
          {one.sentence}
        </Sentence>
        <span className="wl-line">
          <OutcomeMark outcome={one.outcome} quiet={false} />
          <AcceptedMark until={one.acceptedUntil} />
          {one.state !== 'open' && <span className="wl-muted">{words.states[one.state]}</span>}
        </span>
      </div>
      <FreshnessBanner />
      <section className="wl-card wl-columns wl-columns--close" aria-label={say.title}>
        <Stat label={say.devices} value={one.deviceCount} to={toDevices} />
        <Stat label={say.findings} value={one.findingCount} note={`${numberWords(one.cves.length)} CVE`} />
        <Stat label={say.risk} value={Math.round(one.risk * 10) / 10} reasons={remedyReasons(one)} />
        <dl className="wl-facts">
          <Fact name={say.target}>{one.targetVersion ?? say.noTarget}</Fact>
          <Fact name={say.opened}>
            <When at={one.openedAt} />
          </Fact>
          {one.closedAt && (
            <Fact name={say.closed}>
              <When at={one.closedAt} />
            </Fact>
          )}
        </dl>
      </section>
      <div className="wl-line">
        <Go to={toDevices} className="wl-quiet wl-quiet--edged">
          {say.toDevices}
        </Go>
        {toCase ? (
          <Go to={toCase} className="wl-quiet wl-quiet--edged">
            {say.toCase}
          </Go>
        ) : (
          <span className="wl-muted">{say.noCase}</span>
        )}
      </div>
      <div className="wl-halves">
        <div className="wl-stack">
          <section className="wl-card wl-stack">
            <h2>{say.steps}</h2>
            <Steps one={one} />
          </section>
          <MakerText one={one} />
        </div>
        <section className="wl-card wl-stack">
          <h2>{say.where}</h2>
          <Bar
            title={say.where}
            rows={one.wards.map((ward) => ({
              label: ward.ward ?? say.noWard,
              value: ward.count,
              to: ward.ward ? `${toDevices}&q=${encodeURIComponent(ward.ward)}` : toDevices,
            }))}
          />
        </section>
      </div>
      <section className="wl-stack">
        <h2>{say.findings}</h2>
        <Ends cohorts={one.cohorts} />
      </section>
    </>
  );
}

function Steps({ one }: { readonly one: Detail }) {
  const { steps } = one;
  if (!steps.length) return <Known one={one} />;
  return (
    <ol className="wl-numbered">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** What is known where no record gives steps. */
function Known({ one }: { readonly one: Detail }) {
  const { noSteps } = say;
  const first =
    one.kind === 'identify'
      ? (one.question ?? noSteps.identify)
      : one.targetVersion
        ? noSteps.target(one.targetVersion)
        : noSteps[one.kind];
  const toCase = caseHref(one);
  return (
    <>
      <p>
        {one.kind === 'identify' && one.question !== null && `${noSteps.ask} `}
        {first}
      </p>
      {toCase && (
        <p className="wl-muted">
          <Go to={toCase}>{noSteps.who}</Go>
        </p>
      )}
    </>
  );
}

function MakerText({ one }: { readonly one: Detail }) {
  const source = one.advisory ?? one.url;
  return (
    <section className="wl-card wl-stack">
      <h2>{say.maker}</h2>
      {one.makerText ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and keys must reach that
        <blockquote className="wl-quote" tabIndex={0}>
          {one.makerText}
        </blockquote>
      ) : (
        <p className="wl-muted">{say.noMaker}</p>
      )}
      {source && (
        <p className="wl-small wl-muted">
          {say.source}:{' '}
          {one.advisoryId ? <Go to={`/advisories/${one.advisoryId}`}>{source}</Go> : <span>{source}</span>}
          {one.url && (
            <>
              {' · '}
              <Go to={one.url}>{say.original}</Go>
            </>
          )}
        </p>
      )}
    </section>
  );
}

const columns: readonly Column<Cohort>[] = [
  { key: 'cve', label: say.cve, cell: (row) => <span className="wl-mono">{row.cve}</span>, least: 140 },
  { key: 'version', label: say.version, cell: (row) => row.version ?? say.unknownVersion, least: 110 },
  { key: 'status', label: say.status, cell: (row) => <StatusMark status={row.status} />, width: 120 },
  {
    key: 'outcome',
    label: words.remedies.outcome,
    cell: (row) => <OutcomeMark outcome={row.outcome} />,
    width: 128,
  },
  {
    key: 'devices',
    label: say.devices,
    cell: (row) => numberWords(row.deviceCount),
    align: 'right',
    width: 80,
  },
  {
    key: 'risk',
    label: words.findings.risk,
    cell: (row) => <Go to={`/findings/${row.id}`}>{riskWords(row.risk)}</Go>,
    align: 'right',
    width: 84,
  },
  {
    key: 'kev',
    label: words.findings.kev,
    cell: (row) => (row.kev ? <strong>{words.findings.kevYes}</strong> : <span className="wl-muted">–</span>),
    width: 84,
  },
];
const outcomes = ['defer', 'scheduled', 'out_of_cycle', 'immediate'];
const shape: LocalShape<Cohort> = {
  text: (row) => `${row.cve} ${row.version ?? ''}`,
  by: {
    cve: (row) => row.cve,
    version: (row) => row.version,
    status: (row) => row.status,
    outcome: (row) => outcomes.indexOf(row.outcome),
    devices: (row) => row.deviceCount,
    risk: (row) => row.risk,
    kev: (row) => Number(row.kev),
  },
};

function Ends({ cohorts }: { readonly cohorts: readonly Cohort[] }) {
  const list = useLocalList(cohorts, shape);
  return (
    <DataTable
      list={list}
      what={words.findings.what}
      name="remedy-findings"
      fit="content"
      columns={columns}
      rowKey={(row) => String(row.id)}
      rowName={(row) => row.cve}
      rowTo={(row) => `/findings/${row.id}`}
      empty={<EmptyState title={words.findings.empty}>{words.findings.emptyWhy}</EmptyState>}
    />
  );
}
