// The decision with its path lit: every point, every branch, which one was taken and why.
import { Reasons } from '../../../ui/Reasons.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import type { CohortDetail } from '../contract.ts';
import { outcomeMark } from './levels.ts';
import { type TreePoint, treeOf } from './tree.ts';
import { words } from './words.ts';

const say = words.finding;

type Props = {
  readonly cohort: CohortDetail;
  /** Missing: the person may not decide. */
  readonly onChange?: ((point: TreePoint) => void) | undefined;
  readonly onTakeBack?: ((point: TreePoint) => void) | undefined;
};

/** The tree as a list of points from first question to decision. */
export function DecisionTree({ cohort, onChange, onTakeBack }: Props) {
  return (
    <ol className="wl-tree">
      {treeOf(cohort).map((point) => (
        <li
          key={point.key}
          className={`wl-tree__point${point.assumed ? ' wl-tree__point--assumed' : ''}${point.isEnd ? ' wl-tree__point--end' : ''}`}
        >
          <div className="wl-tree__label">
            {point.label}
            {point.asks && <span className="wl-tree__asks">{point.asks}</span>}
          </div>
          <div className="wl-tree__way">
            <Branches point={point} />
            <Note point={point} />
          </div>
          <div className="wl-tree__acts">
            {point.reasons.length > 0 && <Reasons reasons={point.reasons} title={point.label} />}
            {point.override && onTakeBack && (
              <button
                type="button"
                className="wl-quiet"
                aria-label={say.takeBackOf(point.label)}
                onClick={() => onTakeBack(point)}
              >
                {say.takeBack}
              </button>
            )}
            {point.isInput && onChange && (
              <button
                type="button"
                className="wl-quiet"
                aria-label={say.changeOf(point.label)}
                onClick={() => onChange(point)}
              >
                {say.change}
              </button>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Branches({ point }: { readonly point: TreePoint }) {
  return (
    <ul className="wl-branches" aria-label={point.label}>
      {point.options.map((option) => {
        const chosen = option.value === point.value;
        const { word, tone } = outcomeMark(option.value);
        return (
          <li
            key={option.value}
            className={`wl-branch${chosen ? ' wl-branch--chosen' : ''}`}
            title={option.means}
          >
            {point.isEnd && chosen ? (
              <Severity tone={tone} word={word} quiet />
            ) : point.isEnd ? (
              word
            ) : (
              option.label
            )}
            {chosen && (
              <>
                <span aria-hidden="true">✓</span>
                <span className="wl-hidden">, {say.chosen}</span>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Note({ point }: { readonly point: TreePoint }) {
  const { assumed, isInput, isEnd, override } = point;
  if (override) return <p className="wl-tree__note">{`${say.set(override.by)}: ${override.reason}`}</p>;
  if (assumed) return <Severity tone="unknown" word={say.assumed} quiet />;
  return isInput || isEnd ? null : <p className="wl-tree__note">{say.derived}</p>;
}
