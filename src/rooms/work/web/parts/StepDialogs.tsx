// The dialogs of a step: each says what will happen, asks for the words that belong to it, and shows a refusal where it is.
import { Checkbox, NativeSelect, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useToasts } from '../../../../ui/toasts.tsx';
import {
  addEvidence,
  type CaseDetail,
  type CaseStep,
  decide,
  finishWork,
  returnWork,
  sign,
} from '../../contract.ts';
import { useAct } from '../act.ts';
import { isFinished } from '../case-say.ts';
import { words } from '../case-words.ts';
import { AskDialog } from './AskDialog.tsx';
import { HandBack, HandOn } from './HandDialogs.tsx';
import { type OfStep, Resume, Wait } from './WaitDialogs.tsx';

const { acts } = words;
export type Asking =
  | 'finish'
  | 'decide'
  | 'sign'
  | 'return'
  | 'wait'
  | 'resume'
  | 'hand_on'
  | 'hand_back'
  | 'add_evidence';

/** The dialog that was asked for, if any. */
export function StepDialogs({ asking, ...of }: OfStep & { readonly asking: Asking | null }) {
  if (asking === 'finish') return <Finish {...of} />;
  if (asking === 'decide') return <Decide {...of} />;
  if (asking === 'sign') return <Sign {...of} />;
  if (asking === 'return') return <Return {...of} />;
  if (asking === 'wait') return <Wait {...of} />;
  if (asking === 'resume') return <Resume {...of} />;
  if (asking === 'hand_on') return <HandOn {...of} />;
  if (asking === 'hand_back') return <HandBack {...of} />;
  return asking === 'add_evidence' ? <AddEvidence {...of} /> : null;
}

const on = (step: CaseStep) => ({ obligationId: step.id, version: step.version });

/** How the devices of the case stand, in sentences. */
function DeviceWords({ it }: { readonly it: CaseDetail }) {
  if (!it.devicesTotal) return null;
  const left = it.devicesTotal - it.devicesDone;
  const { to_do: toDo, done, replaced } = it.outcomeCounts;
  const unchecked = done + replaced - it.checkedCount;
  return (
    <ul className="wk-sum">
      {toDo > 0 && (
        <li>
          <strong>{acts.finishToDo(toDo)}</strong>
        </li>
      )}
      <li>{left > 0 ? acts.finishLeft(left, it.devicesTotal) : acts.finishAll(it.devicesTotal)}</li>
      {unchecked > 0 && <li>{acts.unchecked(unchecked)}</li>}
    </ul>
  );
}

function Finish({ it, step, close, reload }: OfStep) {
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState(false);
  const [problem, setProblem] = useState('');
  const act = useAct(finishWork, reload);
  const toasts = useToasts();
  const bad = (text: string) => text.trim().length < 3;
  return (
    <AskDialog
      title={`${acts.finishTitle}: ${step.title}`}
      confirm={acts.finishSay}
      close={close}
      ready={!bad(note) && !(wrong && bad(problem))}
      send={async () => {
        const kept = wrong ? { problem: problem.trim() } : {};
        if (await act.run({ ...on(step), note: note.trim(), ...kept })) toasts.done(acts.done.finish);
      }}
    >
      {(tried) => (
        <>
          <DeviceWords it={it} />
          <p className="wl-muted">{acts.finishNext}</p>
          <Textarea
            label={acts.finishNote}
            rows={3}
            required
            maxLength={2000}
            value={note}
            error={tried && bad(note) ? acts.evidenceMissing : null}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Checkbox
            label={acts.problem}
            checked={wrong}
            onChange={(event) => setWrong(event.currentTarget.checked)}
          />
          {wrong && (
            <Textarea
              label={acts.problemLabel}
              rows={2}
              required
              maxLength={2000}
              value={problem}
              error={tried && bad(problem) ? acts.evidenceMissing : null}
              onChange={(event) => setProblem(event.currentTarget.value)}
            />
          )}
        </>
      )}
    </AskDialog>
  );
}

const decisions = ['proceed', 'ask_again', 'stop'] as const;

function Decide({ step, close, reload }: OfStep) {
  const [decision, setDecision] = useState<(typeof decisions)[number] | null>(null);
  const [reason, setReason] = useState('');
  const act = useAct(decide, reload);
  const toasts = useToasts();
  const short = reason.trim().length < 3;
  const against = step.gates.filter(
    (gate) => gate.answer === null || gate.answer === 'no' || gate.answer === 'lapsed',
  );
  // Who still has time is being asked already.
  const offered = decisions.filter(
    (one) => one !== 'ask_again' || (step.state === 'decide' && against.length > 0),
  );
  const answers: Readonly<Record<string, string>> = words.gates.answers;
  return (
    <AskDialog
      title={`${acts.decideTitle}: ${step.title}`}
      confirm={acts.decideSay}
      close={close}
      ready={decision !== null && !short}
      send={async () => {
        if (decision && (await act.run({ ...on(step), decision, reason: reason.trim() })))
          toasts.done(acts.done.decide);
      }}
    >
      {(tried) => (
        <>
          {step.attention.length > 0 && (
            <ul className="wk-sum">
              {step.attention.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
          {against.length > 0 && (
            <div className="wl-stack">
              <h3>{acts.openGates}</h3>
              <ul className="wk-sum">
                {against.map((gate) => (
                  <li key={gate.id}>
                    <strong>{gate.label}</strong>:{' '}
                    {gate.answer ? (answers[gate.answer] ?? gate.answer) : words.party.asked}
                    {gate.answerText && <span className="wk-quote">{gate.answerText}</span>}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <Radio.Group
            label={acts.decideWhat}
            required
            value={decision ?? ''}
            error={tried && !decision ? acts.decideMissing : null}
            onChange={(value) => setDecision(decisions.find((one) => one === value) ?? null)}
          >
            <div className="wk-radios">
              {offered.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={acts.decisions[one].label}
                  description={acts.decisions[one].hint}
                />
              ))}
            </div>
          </Radio.Group>
          <Textarea
            label="Why?"
            description={words.answer.hint}
            rows={3}
            required
            maxLength={2000}
            value={reason}
            error={tried && short ? words.answer.missing.pass : null}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </AskDialog>
  );
}

function Sign({ it, step, close, reload }: OfStep) {
  const [statement, setStatement] = useState('');
  const act = useAct(sign, reload);
  const toasts = useToasts();
  const left = Object.entries(it.outcomeCounts).flatMap(([outcome, count]) => {
    const known = (
      ['to_do', 'could_not_locate', 'in_use', 'deferred', 'done', 'replaced', 'retired'] as const
    ).find((one) => one === outcome);
    return known && count > 0 ? [{ outcome: known, count }] : [];
  });
  return (
    <AskDialog
      title={`${acts.signTitle}: ${step.title}`}
      confirm={acts.signSay}
      close={close}
      ready
      send={async () => {
        const text = statement.trim();
        if (await act.run({ ...on(step), ...(text ? { statement: text } : {}) })) toasts.done(acts.done.sign);
      }}
    >
      {() => (
        <>
          <p>
            <strong>{it.sentence}</strong>
          </p>
          <p>{acts.signMeaning(step.title)}</p>
          {step.attention.length > 0 && (
            <ul className="wk-sum">
              {step.attention.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
          {left.length > 0 && (
            <dl className="wk-signcounts">
              {left.map(({ outcome, count }) => (
                <div key={outcome} className={isFinished(outcome) ? undefined : 'wk-open'}>
                  <dt>{words.device.outcomes[outcome]}</dt>
                  <dd className="wl-number">{count}</dd>
                </div>
              ))}
              <div>
                <dt>{words.device.checkCame.passed}</dt>
                <dd className="wl-number">{it.checkedCount}</dd>
              </div>
            </dl>
          )}
          <Textarea
            label={acts.signStatement}
            rows={2}
            maxLength={2000}
            value={statement}
            onChange={(event) => setStatement(event.currentTarget.value)}
          />
          <p className="wl-muted wl-small">{acts.signKept}</p>
        </>
      )}
    </AskDialog>
  );
}

function Return({ step, close, reload }: OfStep) {
  const [reason, setReason] = useState('');
  const act = useAct(returnWork, reload);
  const toasts = useToasts();
  const short = reason.trim().length < 3;
  return (
    <AskDialog
      title={`${acts.returnTitle}: ${step.title}`}
      confirm={acts.returnSay}
      close={close}
      ready={!short}
      send={async () => {
        if (await act.run({ ...on(step), reason: reason.trim() })) toasts.done(acts.done.return);
      }}
    >
      {(tried) => (
        <>
          <p>{acts.returnText}</p>
          <Textarea
            label="Why?"
            description={words.answer.hint}
            rows={3}
            required
            maxLength={2000}
            value={reason}
            error={tried && short ? words.answer.missing.pass : null}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </AskDialog>
  );
}

const kinds = ['note', 'version_seen', 'test_record', 'document', 'maker_statement'] as const;

function AddEvidence({ step, close, reload }: OfStep) {
  const [kind, setKind] = useState<(typeof kinds)[number]>('test_record');
  const [text, setText] = useState('');
  const act = useAct(addEvidence, reload);
  const toasts = useToasts();
  const short = text.trim().length < 3;
  return (
    <AskDialog
      title={`${acts.evidenceTitle}: ${step.title}`}
      confirm={acts.evidenceSay}
      close={close}
      ready={!short}
      send={async () => {
        if (await act.run({ obligationId: step.id, kind, text: text.trim() }))
          toasts.done(acts.done.add_evidence);
      }}
    >
      {(tried) => (
        <>
          <NativeSelect
            label={acts.evidenceKind}
            value={kind}
            data={kinds.map((value) => ({ value, label: words.evidence.kinds[value] }))}
            onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? 'note')}
          />
          <Textarea
            label={acts.evidenceText}
            description={words.answer.hint}
            rows={3}
            required
            maxLength={2000}
            value={text}
            error={tried && short ? acts.evidenceMissing : null}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </>
      )}
    </AskDialog>
  );
}
