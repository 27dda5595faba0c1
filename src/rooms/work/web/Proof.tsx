// The coverage proof in words: what holds, what does not, and what it rests on.
import { Button } from '@mantine/core';
import { IconAlertOctagon, IconShieldCheck } from '@tabler/icons-react';
import { numberWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { type ProofResult, proof, runProof } from '../contract.ts';
import { words } from './words.ts';
import './work.css';

const { proof: say } = words;
/** The list that a number of what was not evaluated counts. */
const lists = {
  unknown_version: '/devices?version=unknown',
  possible: '/findings?status=possible',
  unclassified: '/devices?deviceClass=other&status=in_service,in_storage,in_repair,unknown',
  feeds: '/feeds',
} as const;

/** The page of the proof. */
export function Proof() {
  const query = useEndpoint(proof, {});
  const proving = useAction(runProof);
  const toasts = useToasts();
  const again = () => {
    proving.mutate(
      {},
      {
        onSuccess: (result) => toasts.done(result.violationCount ? say.done.bad : say.done.good),
        onError: (error) => toasts.refused(error),
      },
    );
  };
  const button = (
    <Button loading={proving.isPending} onClick={again} className="wl-no-print">
      {say.again}
    </Button>
  );
  return (
    <div className="wl-page wk-proof">
      <Loaded query={query} what={say.title}>
        {(result) =>
          result ? (
            <Result result={result} button={button} />
          ) : (
            <EmptyState page title={say.never} action={button}>
              {say.neverText}
            </EmptyState>
          )
        }
      </Loaded>
      <Checks />
    </div>
  );
}

function Result({ result, button }: { readonly result: ProofResult; readonly button: React.ReactNode }) {
  const good = result.violationCount === 0;
  const IconOf = good ? IconShieldCheck : IconAlertOctagon;
  const title = good ? say.good : say.bad(result.violationCount);
  return (
    <>
      <section className={`wl-card wk-verdict${good ? '' : ' wk-verdict--bad'}`}>
        <IconOf size={36} stroke={1.5} aria-hidden="true" />
        <div className="wl-stack">
          <h1>{title}</h1>
          <p className="wk-verdict__line">
            {good ? say.line(result.openFindings) : say.lineBad(result.openFindings, result.coveredFindings)}
          </p>
          <p className="wl-muted">
            {say.proven} <When at={result.at} />. {say.took(result.tookMs)} {say.threshold(result.threshold)}
          </p>
        </div>
        {button}
      </section>
      <section className="wl-card wl-stack" aria-labelledby="wk-wrong">
        <h2 id="wk-wrong">{say.violations}</h2>
        {good ? <p className="wl-muted">{say.noViolations}</p> : <Violations result={result} />}
      </section>
      <div className="wl-columns">
        <section className="wl-card wl-stack" aria-labelledby="wk-rests">
          <h2 id="wk-rests">{say.rests}</h2>
          <dl className="wk-facts">
            <Fact label={say.facts.risks} value={result.openFindings} to="/findings" />
            <Fact label={say.facts.covered} value={result.coveredFindings} />
            <Fact label={say.facts.remedies} value={result.remedies} />
            <Fact label={say.facts.chains} value={result.chains} to="/cases" />
            <Fact label={say.facts.obligations} value={result.obligations} />
          </dl>
        </section>
        <section className="wl-card wl-stack" aria-labelledby="wk-noteval">
          <h2 id="wk-noteval">{say.notEvaluated}</h2>
          {result.notEvaluated.length === 0 ? (
            <p className="wl-muted">{say.notEvaluatedNone}</p>
          ) : (
            <dl className="wk-facts">
              {result.notEvaluated.map(({ what, count, list }) => (
                <Fact key={what} label={what} value={count} {...(list ? { to: lists[list] } : {})} />
              ))}
            </dl>
          )}
        </section>
      </div>
    </>
  );
}

function Fact({
  label,
  value,
  to,
}: {
  readonly label: string;
  readonly value: number;
  readonly to?: string;
}) {
  const number = numberWords(value);
  return (
    <div>
      <dt>{label}</dt>
      <dd className="wl-number">{to ? <Go to={to}>{number}</Go> : number}</dd>
    </div>
  );
}

function Violations({ result }: { readonly result: ProofResult }) {
  return (
    <ul className="wk-violations">
      {result.violations.map((one) => (
        <li key={`${one.rule}|${one.chainId}|${one.obligationId}|${one.remedyId}|${one.sentence}`}>
          <span className="wl-mono wk-violations__rule">{one.rule}</span>
          <span>{one.sentence}</span>
          <span className="wl-number">{say.times(one.count)}</span>
          <span>
            {one.chainId !== null ? (
              <Go to={`/cases/${one.chainId}`}>{say.open}</Go>
            ) : (
              one.remedyId !== null && <Go to={`/remedies/${one.remedyId}`}>{say.openRemedy}</Go>
            )}
          </span>
        </li>
      ))}
      {result.violationCount > result.violations.length && (
        <li className="wl-muted">{say.more(result.violationCount - result.violations.length)}</li>
      )}
    </ul>
  );
}

function Checks() {
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-checks">
      <h2 id="wk-checks">{say.checks}</h2>
      <p>{say.checksLead}</p>
      <ol className="wk-how">
        {say.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ol>
      <p className="wl-muted">
        {say.command} <code>wardline prove</code>
      </p>
    </section>
  );
}
