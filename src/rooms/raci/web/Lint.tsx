import { Go } from '../../../ui/Go.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import type { Lint } from './matrix.ts';
import { words } from './words.ts';

/** What the lint found, each with its rule and why it matters. */
export function LintList({ lines }: { readonly lines: readonly Lint[] }) {
  return (
    <ul className="wl-lint">
      {lines.map((line) => (
        <li key={`${line.rule}|${line.activityId ?? ''}|${line.role ?? ''}|${line.sentence}`}>
          <Severity
            tone={line.level === 'error' ? 'high' : 'middle'}
            word={line.level === 'error' ? words.lint.error : words.lint.warning}
            quiet
          />
          <div>
            {line.sentence}
            <p className="wl-muted wl-small">
              {line.why} {line.mendAt && <Go to={line.mendAt}>{words.lint.mend}</Go>}{' '}
              <span className="wl-mono">{line.rule}</span>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The lint of the whole matrix, faults first. */
export function LintPart({ lines }: { readonly lines: readonly Lint[] }) {
  const faults = lines.filter((line) => line.level === 'error');
  const rest = lines.filter((line) => line.level !== 'error');
  return (
    <section className="wl-card wl-stack">
      <h2>
        {words.lint.title}: {words.lint.count(faults.length, rest.length)}
      </h2>
      {lines.length ? <LintList lines={[...faults, ...rest]} /> : <p>{words.lint.clean}</p>}
    </section>
  );
}
