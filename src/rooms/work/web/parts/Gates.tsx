import { useState } from 'react';
import { Due, When } from '../../../../ui/Due.tsx';
import type { CaseStep } from '../../contract.ts';
import { words } from '../case-words.ts';
import { Answer, type Answering } from './Answer.tsx';

type Gate = CaseStep['gates'][number];
type Props = { readonly gates: readonly Gate[]; readonly reload: () => void; readonly readOnly?: boolean };

const answerWords: Readonly<Record<string, string>> = words.gates.answers;
const first = (gate: Gate) => (gate.isMine ? 0 : gate.answer === null ? 1 : gate.answer === 'no' ? 2 : 3);

/** The questions put before a step: mine first, then open ones, then what was answered. */
export function Gates({ gates, reload, readOnly = false }: Props) {
  if (!gates.length) return null;
  const sorted = gates.toSorted((a, b) => first(a) - first(b) || Date.parse(a.dueAt) - Date.parse(b.dueAt));
  const open = gates.filter((gate) => gate.answer === null).length;
  const [one] = gates;
  const same = one && gates.every((gate) => gate.question === one.question);
  const inside = (
    <>
      {same && <p className="wk-question">“{one.question}”</p>}
      <ul className="wk-gatelist">
        {sorted.map((gate) => (
          <One key={gate.id} gate={gate} asks={!same} reload={reload} readOnly={readOnly} />
        ))}
      </ul>
    </>
  );
  if (open === 0)
    return (
      <details className="wk-fold">
        <summary>{words.gates.over(gates.length)}</summary>
        {inside}
      </details>
    );
  return (
    <section className="wl-stack wk-gates" aria-label={words.gates.title}>
      <div className="wl-line">
        <h3>{words.gates.title}</h3>
        <span className="wl-muted wl-small">{words.gates.open(open, gates.length)}</span>
      </div>
      {inside}
    </section>
  );
}

type OneProps = Pick<Props, 'reload'> & {
  readonly gate: Gate;
  readonly asks: boolean;
  readonly readOnly: boolean;
};

function One({ gate, asks, reload, readOnly }: OneProps) {
  const [chosen, choose] = useState<Answering | null>(null);
  const { gates } = words;
  return (
    <li className={`wk-gate${gate.isMine ? ' wk-gate--mine' : ''}`}>
      <div className="wk-gate__who">
        <strong>{gate.label}</strong>{' '}
        {gate.roleName !== gate.label && <span className="wl-muted wl-small">{gate.roleName}</span>}
      </div>
      <div className="wk-gate__came">
        {gate.answer === null ? (
          <span>
            {gates.until} <Due at={gate.dueAt} />
          </span>
        ) : (
          <span>
            <strong className={gate.answer === 'no' || gate.answer === 'lapsed' ? 'wk-no-answer' : undefined}>
              {answerWords[gate.answer] ?? gate.answer}
            </strong>
            {gate.answeredBy && <span className="wl-muted"> {gates.by(gate.answeredBy)}</span>}
            {gate.answeredAt && (
              <span className="wl-muted">
                , <When at={gate.answeredAt} />
              </span>
            )}
          </span>
        )}
      </div>
      {asks && <p className="wk-gate__more">“{gate.question}”</p>}
      {gate.answerText && <p className="wk-gate__more wk-quote">{gate.answerText}</p>}
      {gate.answer === null && (
        <p className="wk-gate__more wl-muted wl-small">{gates.silence[gate.silence]}</p>
      )}
      {gate.isMine && !readOnly && (
        <div className="wk-gate__more">
          <Answer gateId={gate.id} about={gate.question} chosen={chosen} choose={choose} reload={reload} />
        </div>
      )}
    </li>
  );
}
