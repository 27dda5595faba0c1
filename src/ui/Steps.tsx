import './flow.css';

export type Step = {
  readonly key: string;
  readonly name: string;
  readonly state: 'done' | 'now' | 'stuck' | 'later' | 'skipped';
  /** With whom the ball is, and for how long: `ball with Biomed, 5 h`. */
  readonly holder?: string | undefined;
  readonly note?: string | undefined;
};

const said = { done: 'done', now: 'now', stuck: 'stuck here', later: 'later', skipped: 'left out' } as const;
const signs = { done: '✓', now: '●', stuck: '!', later: '', skipped: '–' } as const;

/** The way of a piece of work in its order, and where the ball is. Stands upright on a phone. */
export function Steps({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the row scrolls sideways when it is long, and keys must reach that
    <ol className="wl-steps" aria-label={label} tabIndex={0}>
      {steps.map((step) => {
        const current = step.state === 'now' || step.state === 'stuck';
        return (
          <li
            key={step.key}
            className={`wl-step wl-step--${step.state}`}
            aria-current={current ? 'step' : undefined}
          >
            <span className="wl-step__dot" aria-hidden="true">
              {signs[step.state]}
            </span>
            <span className="wl-step__name">
              {step.name}
              <span className="wl-hidden">, {said[step.state]}</span>
            </span>
            {step.holder && <span className="wl-step__holder">{step.holder}</span>}
            {step.note && <span className="wl-step__note">{step.note}</span>}
          </li>
        );
      })}
    </ol>
  );
}
