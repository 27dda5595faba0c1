// One advisory as it was read: what to do, for which products and versions, about which vulnerabilities.
import type { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import { AdvisoryId } from '../../../kernel/ids.ts';
import { When } from '../../../ui/Due.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { usePart } from '../../../ui/url.ts';
import { advisory } from '../contract.ts';
import { AdvisoryProducts } from './AdvisoryProducts.tsx';
import { remediationGroups, scoreOf } from './advisory-view.ts';
import { categoryWord, cvssMark, words } from './words.ts';
import './intel.css';

type Detail = z.infer<(typeof advisory)['output']>;

/** The page of one advisory. */
export function Advisory() {
  const id = AdvisoryId.safeParse(usePart('id'));
  return (
    <div className="wl-page">
      {id.success ? (
        <One advisoryId={id.data} />
      ) : (
        <ErrorState error={new AppError('not_found', 'The address names no advisory.')} />
      )}
    </div>
  );
}

function One({ advisoryId }: { readonly advisoryId: AdvisoryId }) {
  const query = useEndpoint(advisory, { advisoryId });
  return (
    <Loaded query={query} what="the advisory">
      {(detail) => (
        <>
          <Head detail={detail} />
          <Todo detail={detail} />
          <AdvisoryProducts document={detail.document} />
          <Vulnerabilities detail={detail} />
          {detail.document.summary && (
            <section className="wl-card wl-stack">
              <h2>{words.advisory.summary}</h2>
              <p className="wl-prose">{detail.document.summary}</p>
            </section>
          )}
        </>
      )}
    </Loaded>
  );
}

function Head({ detail }: { readonly detail: Detail }) {
  const { document } = detail;
  return (
    <header className="wl-stack wl-intel__head">
      <nav aria-label="Where this page is" className="wl-small">
        <Go to="/advisories">{words.advisory.all}</Go>
      </nav>
      <h1>{detail.title}</h1>
      <p className="wl-line wl-muted">
        <span className="wl-mono">{detail.trackingId}</span>
        <span>{detail.publisher}</span>
        {detail.currentReleaseAt && (
          <span>
            {words.advisory.released} <When at={detail.currentReleaseAt} />
          </span>
        )}
        <span>
          {words.advisory.revision} {detail.revision}
        </span>
        {document.url && <Go to={document.url}>{words.advisory.source}</Go>}
        <span className="wl-small" title={detail.file}>
          {words.advisory.file} {detail.file.replace(/^.*[\\/]/, '')}, <When at={detail.syncedAt} />
        </span>
      </p>
      {detail.cves.length > 0 && (
        <p className="wl-line">
          {words.advisory.devices}:
          {detail.cves.slice(0, 12).map((cve) => (
            <Go key={cve} to={`/devices?cve=${cve}`} className="wl-mono">
              {cve}
            </Go>
          ))}
          {detail.cves.length > 12 && words.advisory.moreProducts(detail.cves.length - 12)}
        </p>
      )}
    </header>
  );
}

function Todo({ detail }: { readonly detail: Detail }) {
  const groups = remediationGroups(detail.document);
  return (
    <section className="wl-card wl-stack">
      <h2>{words.advisory.doTitle}</h2>
      {groups.length === 0 && <p className="wl-muted">{words.advisory.doNone}</p>}
      {groups.map((group) => (
        <div key={group.category} className="wl-stack">
          <h3>{categoryWord(group.category)}</h3>
          <ul className="wl-todo">
            {group.items.map((one) => (
              <li key={one.no}>
                <p className="wl-prose">{one.details}</p>
                <p className="wl-small wl-muted wl-line">
                  <span title={one.products.join('\n')}>
                    {words.advisory.for}{' '}
                    {one.products.length > 3
                      ? `${one.products.slice(0, 3).join(', ')} ${words.advisory.moreProducts(one.products.length - 3)}`
                      : one.products.join(', ') || words.advisory.allProducts}
                  </span>
                  {one.restart && (
                    <span>
                      {words.advisory.restart} {one.restart}
                    </span>
                  )}
                  {one.url && <Go to={one.url}>{words.advisory.source}</Go>}
                </p>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Vulnerabilities({ detail }: { readonly detail: Detail }) {
  const { document } = detail;
  if (!document.vulnerabilities.length) return null;
  return (
    <section className="wl-card wl-stack">
      <h2>{words.advisory.vulnerabilities}</h2>
      <ul className="wl-todo">
        {document.vulnerabilities.map((one) => {
          const score = scoreOf(document, one.no);
          return (
            <li key={one.no} className="wl-stack wl-intel__head">
              <span className="wl-line">
                {one.cve ? (
                  <Go to={`/vulnerabilities/${one.cve}`} className="wl-mono">
                    {one.cve}
                  </Go>
                ) : (
                  <span className="wl-muted">{one.ids.join(', ') || words.advisory.noCve}</span>
                )}
                <strong>{one.title}</strong>
                {score && (
                  <Severity
                    {...cvssMark(score.score)}
                    word={`${cvssMark(score.score).word} ${score.score.toFixed(1)} (CVSS ${score.version})`}
                    quiet
                  />
                )}
              </span>
              {one.description && <p className="wl-prose wl-small">{one.description}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
