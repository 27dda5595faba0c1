// Small parts that the pages of risk share: the head with its two views, numbers with their reasons.
import type { ReactNode } from 'react';
import type { Reason } from '../../../kernel/reason.ts';
import { numberWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Reasons } from '../../../ui/Reasons.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import { useScope } from '../../../ui/scope.tsx';
import { outcomeMark, statusMark } from './levels.ts';
import { words } from './words.ts';
import './risk.css';

/** The decision on something as word, shape and colour. */
export const OutcomeMark = ({ outcome, quiet = true }: { outcome: string | null; quiet?: boolean }) => (
  <Severity {...outcomeMark(outcome)} quiet={quiet} />
);

/** The status of a finding as word, shape and colour. */
export const StatusMark = ({ status }: { status: string }) => <Severity {...statusMark(status)} quiet />;

type RiskProps = {
  readonly value: number | null;
  readonly title: string;
  readonly reasons: readonly Reason[];
};

/** A risk number that opens what it was made of. */
export function RiskNumber({ value, title, reasons }: RiskProps) {
  if (value === null) return <span className="wl-two wl-muted">{words.notEvaluated}</span>;
  return <Reasons button={riskWords(value)} title={title} reasons={reasons} />;
}

/** A risk number as people read it: whole from 10 on, one decimal below, `<0.1` where rounding would say nothing. */
export const riskWords = (value: number): string => {
  if (value > 0 && value < 0.1) return '<0.1';
  return numberWords(value >= 10 ? Math.round(value) : value);
};

/** Heading of the two lists, with the way from one to the other and the site that narrows them. */
export function ListHead({ view, lead }: { readonly view: 'remedies' | 'findings'; readonly lead: string }) {
  const { chosen } = useScope();
  return (
    <div className="wl-stack wl-stack--close">
      <div className="wl-page__head">
        <h1>{words.remedies.title}</h1>
        <nav className="wl-tabs" aria-label={words.tabs.label}>
          <Go to="/risks" aria-current={view === 'remedies' ? 'page' : undefined}>
            {words.tabs.remedies}
          </Go>
          <Go to="/findings" aria-current={view === 'findings' ? 'page' : undefined}>
            {words.tabs.findings}
          </Go>
        </nav>
      </div>
      <p className="wl-muted wl-small">
        {lead} {chosen && words.atSite(chosen.label)}
      </p>
    </div>
  );
}

/** Until when a risk is accepted; it stays open all the same. */
export function AcceptedMark({ until }: { readonly until: string | null }) {
  if (until === null) return null;
  return (
    <span className="wl-small wl-muted wl-place">
      {words.accepted} <When at={until} />
    </span>
  );
}

/** A name and its value, in a list of facts. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
