// Who acted against who held the letter: where practice and matrix part, in sentences, and the counts they rest on.
import { NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { addressOf } from '../../../../ui/api.ts';
import { numberWords } from '../../../../ui/chart.ts';
import { useClock } from '../../../../ui/clock.tsx';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Loaded } from '../../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { RaciLetter } from '../../../../ui/RaciLetter.tsx';
import { useScope } from '../../../../ui/scope.tsx';
import { useUrlSearch } from '../../../../ui/url.ts';
import { type DriftFinding, type DriftLine, drift, driftFile, type Drift as Found } from '../../contract.ts';
import { driftKinds } from '../../rules/drift.ts';
import { Acts, actsOfFinding } from './DriftActs.tsx';
import { words } from './drift-words.ts';
import { HandOffHead } from './HandOffHead.tsx';
import './accounting.css';

type Span = keyof typeof words.spans;
const spans: readonly Span[] = ['30', '90', '365', 'all'];
const DAY_MS = 86_400_000;

/** The page of drift. */
export function Drift() {
  const [search] = useUrlSearch();
  const { chosen } = useScope();
  const { now } = useClock();
  const span = spans.find((one) => one === search['since']) ?? '90';
  const sinceOn =
    span === 'all' ? undefined : new Date(now.getTime() - Number(span) * DAY_MS).toISOString().slice(0, 10);
  const siteId = search['site'] === 'all' ? undefined : (search['site'] ?? chosen?.id);
  const input = { sinceOn, siteId };
  const query = useEndpoint(drift, input, { keep: true });
  return (
    <div className="wl-page wk-account">
      <HandOffHead here="drift">
        <a className="wl-quiet wl-quiet--edged wl-no-print" href={addressOf(driftFile, input)} download>
          <IconDownload size={16} stroke={1.75} aria-hidden="true" />
          {words.csv}
        </a>
      </HandOffHead>
      <p className="wl-muted">{words.lead}</p>
      <Filters span={span} siteId={siteId} />
      <Loaded query={query} what={words.loading}>
        {(found) =>
          found.count === 0 ? (
            <EmptyState title={words.empty}>{words.emptyWhy}</EmptyState>
          ) : (
            <>
              <Sums found={found} />
              <Findings found={found} />
              <Lines lines={found.lines} />
              <p className="wl-muted wl-small">
                {words.command} <code>wardline raci drift</code>
              </p>
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function Filters({ span, siteId }: { readonly span: Span; readonly siteId: string | undefined }) {
  const [, change] = useUrlSearch();
  const { all } = useScope();
  const { filters: say } = words;
  return (
    <fieldset className="wk-account__filters wl-no-print">
      <legend className="wl-hidden">{say.label}</legend>
      <NativeSelect
        label={say.since}
        data={spans.map((value) => ({ value, label: words.spans[value] }))}
        value={span}
        onChange={(event) => change({ since: event.currentTarget.value })}
      />
      <NativeSelect
        label={say.site}
        data={[{ value: 'all', label: say.any }, ...all.map(({ id, label }) => ({ value: id, label }))]}
        value={siteId ?? 'all'}
        onChange={(event) => change({ site: event.currentTarget.value })}
      />
    </fieldset>
  );
}

function Sums({ found }: { readonly found: Found }) {
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-drift-sums">
      <h2 id="wk-drift-sums">{words.sums.title}</h2>
      <dl className="wk-drift__sums">
        {driftKinds.map((kind) => {
          const n = found.kinds[kind] ?? 0;
          return (
            <div key={kind} className={n === 0 ? 'wl-muted' : undefined}>
              <dt>{words.sums[kind]}</dt>
              <dd className="wl-number">{words.sums.of(n, found.count)}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

const FIRST = 12;

function Findings({ found }: { readonly found: Found }) {
  const { findings: say } = words;
  const [all, setAll] = useState(false);
  const { findings } = found;
  const shown = all ? findings : findings.slice(0, FIRST);
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-drift-findings">
      <div className="wl-page__head">
        <h2 id="wk-drift-findings">{say.title}</h2>
        <span className="wl-muted">{numberWords(findings.length)}</span>
        <Go to="/raci">{say.change}</Go>
      </div>
      {findings.length === 0 && <p>{say.none}</p>}
      <ul className="wk-backs">
        {shown.map((one) => (
          <Finding key={one.sentence} finding={one} lines={found.lines} />
        ))}
      </ul>
      {shown.length < findings.length && (
        <button
          type="button"
          className="wl-quiet wl-quiet--edged wk-drift__more"
          onClick={() => setAll(true)}
        >
          {say.more(findings.length - shown.length)}
        </button>
      )}
      <p className="wl-small wl-muted">{say.few}</p>
    </section>
  );
}

function Finding({
  finding,
  lines,
}: {
  readonly finding: DriftFinding;
  readonly lines: readonly DriftLine[];
}) {
  const acts = actsOfFinding(finding, lines);
  return (
    <li>
      <span>
        <strong className="wk-drift__kind">{words.kinds[finding.kind]}</strong> {finding.sentence}
      </span>
      <span className="wl-muted">{finding.suggestion}</span>
      {acts.length > 0 && (
        <details>
          <summary className="wl-small">{words.findings.acts(acts.length)}</summary>
          <Acts acts={acts} />
        </details>
      )}
    </li>
  );
}

const otherwise = ({ count, kinds }: DriftLine): number =>
  count - (kinds.held ?? 0) - (kinds.stand_in ?? 0) - (kinds.delegated ?? 0);

/** Those first where most was done otherwise than the matrix says. */
function Lines({ lines }: { readonly lines: readonly DriftLine[] }) {
  const { lines: say } = words;
  const [all, setAll] = useState(false);
  const sorted = lines.toSorted((a, b) => otherwise(b) - otherwise(a) || b.count - a.count);
  const shown = all ? sorted : sorted.slice(0, FIRST);
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-drift-lines">
      <h2 id="wk-drift-lines">{say.title}</h2>
      <table className="wk-account__table wk-drift__table">
        <thead>
          <tr>
            <th scope="col">{say.step}</th>
            <th scope="col">{say.role}</th>
            <th scope="col">{say.site}</th>
            {[say.acts, say.own, say.stoodIn, say.otherwise].map((label) => (
              <th key={label} scope="col" className="wl-number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <Line key={`${line.activityId}|${line.letter}|${line.role}|${line.siteId}`} line={line} />
          ))}
        </tbody>
      </table>
      {shown.length < lines.length && (
        <button
          type="button"
          className="wl-quiet wl-quiet--edged wk-drift__more"
          onClick={() => setAll(true)}
        >
          {words.findings.more(lines.length - shown.length)}
        </button>
      )}
    </section>
  );
}

function Line({ line }: { readonly line: DriftLine }) {
  const { lines: say } = words;
  const { kinds, count } = line;
  const own = kinds.held ?? 0;
  const stoodIn = (kinds.stand_in ?? 0) + (kinds.delegated ?? 0);
  const numbers = [
    { label: say.acts, n: count },
    { label: say.own, n: own },
    { label: say.stoodIn, n: stoodIn },
    { label: say.otherwise, n: otherwise(line) },
  ];
  return (
    <tr>
      <th scope="row">
        <span className="wl-mono wl-small">{line.activityId}</span> {line.step}
      </th>
      <td data-label={say.role}>
        <span className="wk-drift__who">
          <RaciLetter letter={line.letter} /> {line.roleName}
        </span>
        {line.acts.length > 0 && (
          <details>
            <summary className="wl-small">{words.findings.acts(line.acts.length)}</summary>
            <Acts acts={line.acts} />
          </details>
        )}
      </td>
      <td data-label={say.site}>{line.site}</td>
      {numbers.map(({ label, n }) => (
        <td key={label} className="wl-number" data-label={label}>
          {n === 0 ? <span className="wl-muted">0</span> : numberWords(n)}
        </td>
      ))}
    </tr>
  );
}
