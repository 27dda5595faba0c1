// What threatens one device, under the action that ends it: the sentence first, the CVE second.
import type { z } from 'zod';
import { When } from '../../../../ui/Due.tsx';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Reasons } from '../../../../ui/Reasons.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import type { CaseRow } from '../../../work/contract.ts';
import { byRemedy, type Finding, isOpen, type RiskGroup } from './by-remedy.ts';
import type { Correct } from './DeviceHead.tsx';
import { findingMark, outcomeMark, words } from './words.ts';

type Case = z.infer<typeof CaseRow>;
type Props = {
  readonly findings: readonly Finding[];
  readonly cases: readonly Case[];
  readonly onCorrect: Correct;
};

/** The open findings by action, and below them, folded, what is settled. */
export function Risks({ findings, cases, onCorrect }: Props) {
  const groups = byRemedy(findings);
  const open = findings.filter(isOpen);
  const settled = findings.filter((one) => !isOpen(one));
  const affected = open.filter((one) => one.status === 'affected').length;
  return (
    <div className="wl-stack wl-device__panel">
      {open.length === 0 ? (
        <EmptyState title={words.risks.none} action={<Go to="/feeds">{words.risks.feeds}</Go>}>
          {words.risks.noneText}
        </EmptyState>
      ) : (
        <p className="wl-muted">{words.risks.sum(affected, open.length - affected)}</p>
      )}
      {groups.map((group) => (
        <Group key={group.remedyId ?? 'none'} group={group} cases={cases} onCorrect={onCorrect} />
      ))}
      {settled.length > 0 && (
        <details className="wl-card">
          <summary>{words.risks.settled(settled.length)}</summary>
          <ul className="wl-risks">
            {settled.map((one) => (
              <One key={one.cve} finding={one} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

type GroupProps = { readonly group: RiskGroup; readonly cases: readonly Case[]; readonly onCorrect: Correct };

function Group({ group, cases, onCorrect }: GroupProps) {
  const worst = group.findings[0]?.outcome ?? null;
  const own = cases.find((one) => one.state === 'open' && one.sentence === group.sentence);
  const unsettled = group.findings.some(
    (one) => one.status === 'possible' && /version/i.test(one.question ?? ''),
  );
  return (
    <section className="wl-card wl-stack" aria-label={group.sentence ?? words.risks.noRemedy}>
      <div className="wl-line wl-spread">
        <h2 className="wl-risks__do">
          {group.sentence && group.remedyId ? (
            <Go to={`/remedies/${group.remedyId}`}>{group.sentence}</Go>
          ) : (
            words.risks.noRemedy
          )}
        </h2>
        <Severity {...outcomeMark(worst)} />
      </div>
      {(own || (unsettled && onCorrect)) && (
        <div className="wl-line">
          {own && (
            <Go to={`/cases/${own.id}`}>
              {words.risks.inCase}: {own.caseNo}
            </Go>
          )}
          {own?.court && (
            <span className="wl-muted">
              {words.work.ball} {own.court.label}
            </span>
          )}
          {unsettled && onCorrect && (
            <button
              type="button"
              className="wl-quiet wl-quiet--edged"
              onClick={() => onCorrect('softwareVersion')}
            >
              {words.risks.answer}
            </button>
          )}
        </div>
      )}
      <ul className="wl-risks">
        {group.findings.map((one) => (
          <One key={one.cve} finding={one} />
        ))}
      </ul>
    </section>
  );
}

function One({ finding }: { readonly finding: Finding }) {
  return (
    <li className="wl-risk">
      <span className="wl-risk__mark">
        <Severity {...findingMark(finding.status)} quiet />
      </span>
      <span className="wl-risk__words">
        {finding.title && <span className="wl-risk__title">{finding.title}</span>}
        <span className="wl-line wl-small">
          <Go to={`/vulnerabilities/${finding.cve}`} className="wl-mono">
            {finding.cve}
          </Go>
          {finding.kev && <Severity tone="worst" word={words.risks.exploited} quiet />}
          <Reasons reasons={finding.reasons} title={`${finding.cve}: ${findingMark(finding.status).word}`} />
          <span className="wl-muted">
            {finding.closedAt ? words.risks.closed : words.risks.opened}{' '}
            <When at={finding.closedAt ?? finding.openedAt} />
          </span>
        </span>
        {finding.status === 'possible' && finding.question && isOpen(finding) && (
          <span className="wl-risk__question">
            {words.risks.settle}: <em>{finding.question}</em>
          </span>
        )}
      </span>
      <span className="wl-risk__decided">
        {isOpen(finding) && <Severity {...outcomeMark(finding.outcome)} quiet />}
        <Go to={`/findings/${finding.cohortId}`} className="wl-small">
          {words.risks.decided}
          <span className="wl-hidden"> {finding.cve}</span>
        </Go>
      </span>
    </li>
  );
}
