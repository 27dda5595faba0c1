// The step where the ball is: whose it is, what stands against it, what is asked, and what I may do now.
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useClock } from '../../../../ui/clock.tsx';
import { Due, When } from '../../../../ui/Due.tsx';
import { useToasts } from '../../../../ui/toasts.tsx';
import { useUrlSearch } from '../../../../ui/url.ts';
import { howLong } from '../../../../ui/when.ts';
import { useWidth } from '../../../../ui/width.ts';
import { type CaseDetail, type CaseStep, startWork } from '../../contract.ts';
import { useAct } from '../act.ts';
import { ballWords } from '../case-say.ts';
import { words } from '../case-words.ts';
import { Gates } from './Gates.tsx';
import { Handed } from './HandDialogs.tsx';
import { Parties } from './Parties.tsx';
import { type Asking, StepDialogs } from './StepDialogs.tsx';

type Props = { readonly it: CaseDetail; readonly step: CaseStep; readonly reload: () => void };
const asked: readonly Asking[] = [
  'hand_back',
  'resume',
  'finish',
  'sign',
  'decide',
  'wait',
  'hand_on',
  'return',
  'add_evidence',
];

/** One open step with everything a person may do on it. */
export function StepPanel({ it, step, reload }: Props) {
  const clock = useClock();
  if (step.isBeside && step.allowed.length === 0)
    return (
      <details className="wl-card wk-fold wk-beside">
        <summary>
          <span className="wl-muted">{words.page.beside}:</span> <strong>{step.title}</strong>{' '}
          <span className="wl-muted">{ballWords(step, clock)}</span>
        </summary>
        <div className="wl-stack">
          <Inside it={it} step={step} reload={reload} />
        </div>
      </details>
    );
  return (
    <section className="wl-card wk-step" aria-labelledby={`wk-step-${step.id}`}>
      <div className="wk-step__head">
        <div className="wl-line">
          <h2 id={`wk-step-${step.id}`}>
            {step.isBeside && <span className="wl-muted">{words.page.beside}: </span>}
            {step.title}
          </h2>
          <span className="wk-state">{words.step.states[step.state]}</span>
        </div>
        <span className="wl-line">
          due {step.paused ? <When at={step.dueAt} /> : <Due at={step.dueAt} />}
        </span>
      </div>
      <Inside it={it} step={step} reload={reload} />
    </section>
  );
}

function Inside({ it, step, reload }: Props) {
  const phone = useWidth() === 'phone';
  const acts = <Acts it={it} step={step} reload={reload} />;
  return (
    <>
      <Ball step={step} />
      {step.handed && <Handed handed={step.handed} />}
      {step.attention.length > 0 && (
        <div className="wk-attention">
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden="true" />
          <div>
            <strong>{words.step.attention}</strong>
            <ul>
              {step.attention.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {/* On a ward, phone in hand, what to do comes before who holds which letter. */}
      {phone && acts}
      <Parties step={step} />
      <Gates gates={step.gates} reload={reload} readOnly={!step.allowed.includes('answer')} />
      {!phone && acts}
    </>
  );
}

function Ball({ step }: { readonly step: CaseStep }) {
  const clock = useClock();
  const { court } = step;
  const time = howLong(clock.now.getTime() - Date.parse(court.since));
  return (
    <p className="wk-ball">
      {step.ask}{' '}
      {court.kind === 'nobody' ? (
        <strong className="wk-hole">{words.step.ballNobody}</strong>
      ) : (
        <>
          <span className="wl-muted">
            {court.kind === 'care' ? words.step.ballCare : words.step.ballWith}
          </span>{' '}
          <strong>{court.label}</strong>{' '}
          <span className="wl-muted">
            {words.step.since} <When at={court.since} /> ({time})
            {step.claimedBy && step.claimedBy !== court.label && `, ${words.step.takenBy(step.claimedBy)}`}
          </span>
        </>
      )}
    </p>
  );
}

function Acts({ it, step, reload }: Props) {
  const [search, change] = useUrlSearch();
  const wanted = asked.find((one) => one === search['act'] && step.allowed.includes(one)) ?? null;
  const [asking, setAsking] = useState<Asking | null>(wanted);
  const starting = useAct(startWork, reload);
  const toasts = useToasts();
  const can = (act: CaseStep['allowed'][number]) => step.allowed.includes(act);
  const start = async () => {
    try {
      if (await starting.run({ obligationId: step.id, version: step.version }))
        toasts.done(words.acts.started);
    } catch (error) {
      toasts.refused(error);
    }
  };
  const close = () => {
    setAsking(null);
    if (search['act']) change({ act: undefined });
  };
  const main: Asking | 'start' | undefined = can('start')
    ? 'start'
    : (['resume', 'sign', 'decide', 'finish'] as const).find(
        (one) => can(one) && !(one === 'decide' && step.state === 'consult'),
      );
  if (!step.allowed.length) {
    const { court } = step;
    if (court.kind === 'nobody') return null;
    return (
      <p className="wl-muted">
        {court.kind === 'care' ? words.step.nothingCare(court.label) : words.step.nothing(court.label)}
      </p>
    );
  }
  return (
    <div className="wk-acts wl-no-print">
      {can('start') && (
        <Button size="md" loading={starting.busy} onClick={() => void start()}>
          {words.acts.start}
        </Button>
      )}
      {asked
        .filter((one) => can(one))
        .map((one) => (
          <Button
            key={one}
            size="md"
            variant={one === main ? 'filled' : 'default'}
            onClick={() => setAsking(one)}
          >
            {one === 'return' && step.state === 'sign_off' ? words.acts.returnSign : words.acts[one]}
          </Button>
        ))}
      <StepDialogs it={it} step={step} asking={asking} close={close} reload={reload} />
    </div>
  );
}
