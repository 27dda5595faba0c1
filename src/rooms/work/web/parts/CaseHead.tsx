import { IconChevronLeft, IconPlayerPause } from '@tabler/icons-react';
import type { Permission } from '../../../../kernel/permission.ts';
import { Due, When } from '../../../../ui/Due.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Pop } from '../../../../ui/Pop.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { ReasonList } from '../../../../ui/Reasons.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import { useWidth } from '../../../../ui/width.ts';
import { me } from '../../../people/contract.ts';
import type { CaseDetail, Paused } from '../../contract.ts';
import { words } from '../case-words.ts';
import { toneOf } from '../say.ts';
import { ReResolveOffer } from './ReResolveOffer.tsx';

const { page } = words;

/** What the case is, by when, and why. */
export function CaseHead({ it }: { readonly it: CaseDetail }) {
  const permissions = useEndpoint(me, {}).data?.permissions ?? [];
  const over = it.state !== 'open';
  // On a phone the first screen is for what to do; why is one touch away.
  const phone = useWidth() === 'phone';
  const why = (
    <>
      <p className="wk-whyline">
        <strong>{page.why}</strong> {it.why} <How it={it} permissions={permissions} />
      </p>
      <p className="wl-muted wl-small">
        {page.opened} <When at={it.openedAt} /> · {page.matrix(it.matrixVersion)} ·{' '}
        <span title={it.clock.says}>{page.clock(it.clock.policy)}</span>
      </p>
    </>
  );
  return (
    <header className="wl-card wk-head">
      <div className="wk-head__top">
        <span className="wl-line">
          {permissions.includes('work.read') && (
            <Go to="/cases" className="wk-back">
              <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
              <span>{page.back}</span>
            </Go>
          )}
          <span className="wl-mono wk-no">{it.caseNo}</span>
          <span className="wl-muted">{it.site}</span>
        </span>
        <span className="wl-line">
          <Severity tone={toneOf(it.outcome)} word={words.outcomes[it.outcome]} />
          {over ? (
            <span className="wl-muted">
              {it.state === 'closed' ? page.closedAt : page.withdrawnAt}{' '}
              {it.closedAt && <When at={it.closedAt} />}
            </span>
          ) : (
            <span className="wk-duebig">
              due {it.paused ? <When at={it.dueAt} /> : <Due at={it.dueAt} />}
            </span>
          )}
        </span>
      </div>
      <h1>{it.sentence}</h1>
      {phone ? (
        <details className="wk-whyfold">
          <summary>{page.whyFold}</summary>
          {why}
        </details>
      ) : (
        why
      )}
      {it.paused && <Stands paused={it.paused} />}
      {!over && it.matrixInForce !== it.matrixVersion && <ReResolveOffer it={it} permissions={permissions} />}
      {over && (
        <div className="wk-over">
          <p>{it.state === 'closed' ? page.over.closed : page.over.withdrawn}</p>
          {it.state === 'closed' && it.answers.yes > 0 && <p>{page.said.yes(it.answers.yes)}</p>}
          {it.state === 'closed' && it.answers.no > 0 && <p>{page.said.no(it.answers.no)}</p>}
        </div>
      )}
    </header>
  );
}

/** That the clock stands still, since when, for whom, and how long they have. */
export function Stands({ paused }: { readonly paused: Paused }) {
  return (
    <p className="wk-stands">
      <IconPlayerPause size={16} stroke={1.75} aria-hidden="true" />
      <span>
        {page.stands} <When at={paused.since} />: {page.waits[paused.waitsFor]} <Due at={paused.partyDueAt} />
      </span>
    </p>
  );
}

/** The reasons behind the decision, and the way to the decision itself. */
function How({ it, permissions }: { readonly it: CaseDetail; readonly permissions: readonly Permission[] }) {
  const shown = it.cohortIds.slice(0, 12);
  return (
    <Pop button={page.how} className="wl-quiet wl-why">
      <p className="wl-reasons__title">{page.whyTitle}</p>
      <ReasonList reasons={it.whyReasons} />
      {it.cves.length > 0 && (
        <p className="wk-cves">
          {page.cves}:{' '}
          {it.cves.map((cve, i) => (
            <span key={cve} className="wl-mono">
              {i > 0 && ', '}
              {permissions.includes('intel.read') ? <Go to={`/vulnerabilities/${cve}`}>{cve}</Go> : cve}
            </span>
          ))}
        </p>
      )}
      <ul className="wk-howlinks">
        {permissions.includes('risk.read') && (
          <li>
            <Go to={`/remedies/${it.remedyId}`}>{page.remedy}</Go>
          </li>
        )}
        {permissions.includes('findings.read') &&
          shown.map((id, i) => (
            <li key={id}>
              <Go to={`/findings/${id}`}>
                {shown.length === 1 ? page.oneDecision : page.decision(i + 1, it.cohortIds.length)}
              </Go>
            </li>
          ))}
      </ul>
    </Pop>
  );
}
