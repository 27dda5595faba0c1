import { When } from '../../../../ui/Due.tsx';
import { Go } from '../../../../ui/Go.tsx';
import type { CaseDetail } from '../../contract.ts';
import { words } from '../case-words.ts';

const { how } = words;
/** The row of the matrix under which clinical engineering finds a fix safe. @source domain.md 1.5, VUL-6 */
const VALIDATION = 'VUL-6';

/** The steps to take in plain words, and the maker's own words beside them with their source. */
export function HowTo({ it }: { readonly it: CaseDetail }) {
  const validation = it.steps.find((step) => step.activityId === VALIDATION && step.state !== 'withdrawn');
  const validated = validation?.state === 'closed' ? validation.closedAt : null;
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-how">
      <h2 id="wk-how">{how.title}</h2>
      {it.targetVersion && (
        <p>
          <span className="wl-muted">{how.target}:</span>{' '}
          <strong className="wl-mono">{it.targetVersion}</strong>
        </p>
      )}
      {it.instructions.length === 0 ? (
        <p className="wl-muted">{how.none}</p>
      ) : (
        <ol className="wk-how">
          {it.instructions.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {validation && (
        <p className={validated ? 'wk-safe' : 'wl-muted'}>
          {validated ? (
            <>
              {how.notAlone}, <When at={validated} />.
            </>
          ) : (
            how.notYet
          )}
        </p>
      )}
      {(it.makerText ?? it.url) && (
        <details className="wk-maker">
          <summary>{how.maker}</summary>
          {it.makerText && <blockquote>{it.makerText}</blockquote>}
          {it.url && (
            <p>
              {how.source}: <Go to={it.url}>{hostOf(it.url)}</Go>
            </p>
          )}
        </details>
      )}
    </section>
  );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
