import { Due, When } from '../../../../ui/Due.tsx';
import type { CaseDetail } from '../../contract.ts';
import { words } from '../case-words.ts';
import { Gates } from './Gates.tsx';
import { Parties } from './Parties.tsx';

const nothing = () => undefined;

/** Every step of the case with its people and answers, folded away until somebody asks. */
export function AllSteps({ it }: { readonly it: CaseDetail }) {
  const steps = it.steps.filter((step) => step.id !== it.currentId);
  if (!steps.length) return null;
  return (
    <details className="wl-card wk-all">
      <summary>
        <h2>{words.page.allSteps}</h2>
      </summary>
      <ol>
        {steps.map((step) => (
          <li key={step.id} className="wl-stack">
            <div className="wl-line wl-spread">
              <h3>
                {step.isBeside && <span className="wl-muted">{words.page.beside}: </span>}
                {step.title}
              </h3>
              <span className="wl-muted">
                {words.step.states[step.state]}
                {step.closedAt ? (
                  <>
                    , <When at={step.closedAt} />
                  </>
                ) : (
                  <>
                    , due <Due at={step.dueAt} closed={step.state === 'withdrawn'} />
                  </>
                )}
              </span>
            </div>
            <Parties step={step} />
            <Gates gates={step.gates} reload={nothing} readOnly />
          </li>
        ))}
      </ol>
    </details>
  );
}
