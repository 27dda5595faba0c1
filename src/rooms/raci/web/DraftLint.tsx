import { Button } from '@mantine/core';
import { Severity } from '../../../ui/Severity.tsx';
import type { VersionView } from '../contract.ts';
import { words } from './draft-words.ts';
import type { Draft } from './use-draft.ts';

const say = words.lint;
type Line = VersionView['lint'][number];
type Props = {
  readonly lines: readonly Line[];
  /** Null: only to be read, without repairs. */
  readonly draft: Draft | null;
  readonly onGo?: (activityId: string) => void;
};

/** Findings of the lint, each with its reason and, where there is one, a repair by one click. */
export function DraftLintList({ lines, draft, onGo }: Props) {
  return (
    <ul className="wl-lint">
      {lines.map((line) => (
        <li key={`${line.rule}|${line.activityId ?? ''}|${line.role ?? ''}|${line.sentence}`}>
          <Severity
            tone={line.level === 'error' ? 'high' : 'middle'}
            word={line.level === 'error' ? say.error : say.warning}
            quiet
          />
          <div className="wl-line wl-spread">
            <div>
              {line.sentence}
              <p className="wl-muted wl-small">
                {line.why} <span className="wl-mono">{line.rule}</span>
              </p>
            </div>
            <div className="wl-line">
              {onGo && line.activityId !== null && (
                <button type="button" className="wl-quiet" onClick={() => onGo(line.activityId ?? '')}>
                  {say.go}
                </button>
              )}
              {draft && line.repair && (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => draft.change(line.repair?.changes ?? [])}
                >
                  {line.repair.sentence}
                </Button>
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The whole lint of a version, faults first. */
export function DraftLint({ lines, draft, onGo }: Props) {
  const faults = lines.filter((line) => line.level === 'error');
  const rest = lines.filter((line) => line.level !== 'error');
  return (
    <section className="wl-card wl-stack">
      <h2>
        {say.title}: {say.count(faults.length, rest.length)}
      </h2>
      {lines.length === 0 ? (
        <p>{say.clean}</p>
      ) : (
        <DraftLintList lines={[...faults, ...rest]} draft={draft} {...(onGo ? { onGo } : {})} />
      )}
    </section>
  );
}
