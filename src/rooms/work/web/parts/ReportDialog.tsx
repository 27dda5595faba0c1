// What came of one device or of several: outcome, version read, who has it next, and when to look again.
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PersonId } from '../../../../kernel/ids.ts';
import { instant } from '../../../../kernel/time.ts';
import type { CheckOutcome } from '../../../../ui/Checklist.tsx';
import { useToasts } from '../../../../ui/toasts.tsx';
import {
  type CaseDetail,
  type CaseDevice,
  type CaseStep,
  DeviceOutcome,
  reportDevices,
} from '../../contract.ts';
import { useAct } from '../act.ts';
import { deviceName } from '../case-say.ts';
import { words } from '../case-words.ts';
import { AskDialog } from './AskDialog.tsx';
import { NextOwner } from './NextOwner.tsx';
import { type DeviceReport, Refused, reportsIn } from './Refused.tsx';
import { VersionRead, type VersionSaid, versionOf } from './VersionRead.tsx';
import { type Answer, YesNo } from './YesNo.tsx';

const { report: say } = words;
type Props = {
  readonly it: CaseDetail;
  readonly step: CaseStep;
  readonly devices: readonly CaseDevice[];
  /** The outcome already chosen; null: choose among big buttons. */
  readonly first: DeviceOutcome | null;
  readonly choices: readonly CheckOutcome[];
  readonly close: () => void;
  readonly reload: () => void;
};

const hasNext = (outcome: DeviceOutcome | null): outcome is 'could_not_locate' | 'in_use' | 'deferred' =>
  outcome === 'could_not_locate' || outcome === 'in_use' || outcome === 'deferred';

/** Asks what came of devices and sends it; each device is answered by itself. */
export function ReportDialog({ it, step, devices, first, choices, close, reload }: Props) {
  const [one] = devices;
  const before = one && devices.every((other) => other.answer === one.answer) ? one.answer : null;
  const [outcome, setOutcome] = useState(first);
  const [note, setNote] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(before);
  const [version, setVersion] = useState<VersionSaid>({ how: null, text: '' });
  const [next, setNext] = useState<PersonId | null>(null);
  const [nextAt, setNextAt] = useState<Date | null>(null);
  const [refused, setRefused] = useState<readonly DeviceReport[] | null>(null);
  const act = useAct(reportDevices, reload);
  const toasts = useToasts();
  const many = devices.length > 1;
  const model = devices.every((other) => other.model === one?.model) ? (one?.model ?? null) : null;
  const asksYesNo = step.activityId === 'INV-3' && it.question !== null;
  const wanted = step.activityId === 'INV-3' && !asksYesNo;
  const read = versionOf(version, it.targetVersion, wanted);
  const short = outcome === 'deferred' && note.trim().length < 3;
  const told = asksYesNo ? answer !== null : read.ok;
  const ready = outcome !== null && !short && (outcome !== 'done' || told);

  const partly = refused?.some(({ ok }) => ok) ?? false;
  const send = async () => {
    if (partly) return true;
    if (!outcome) return false;
    setRefused(null);
    const kept = note.trim();
    try {
      const done = await act.run({
        obligationId: step.id,
        deviceIds: devices.map(({ deviceId }) => deviceId),
        outcome,
        ...(kept ? { note: kept } : {}),
        ...(outcome === 'done' && read.version ? { versionSeen: read.version } : {}),
        ...(outcome === 'done' && asksYesNo && answer ? { answer } : {}),
        ...(hasNext(outcome) && next ? { nextPersonId: next } : {}),
        ...(hasNext(outcome) && nextAt ? { nextAt: instant(nextAt) } : {}),
      });
      if (!done) return true;
      const bad = done.reports.filter(({ ok }) => !ok).length;
      const came =
        outcome === 'done' && asksYesNo && answer
          ? words.device.came[answer]
          : words.device.outcomes[outcome];
      if (!bad) toasts.done(say.saved(came, devices.length));
      else setRefused(done.reports);
      return bad === 0;
    } catch (error) {
      const reports = reportsIn(error);
      if (!reports) throw error;
      setRefused(reports);
      return false;
    }
  };
  return (
    <AskDialog
      title={say.title(!many && one ? deviceName(one) : say.many(devices.length))}
      confirm={partly ? say.close : say.save}
      close={close}
      ready={ready}
      send={send}
    >
      {(tried) => (
        <>
          {many && <p>{say.confirmAll(devices.length)}</p>}
          {!many && one && (
            <p className="wl-muted">
              {[one.ward, one.location, one.serial && words.device.serial(one.serial)]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
          {before && one && <p className="wl-muted">{say.answeredBefore(before, one.doneBy)}</p>}
          <div className="wk-bigs" role="radiogroup" aria-label={words.device.title}>
            {choices.map((choice) => (
              // biome-ignore lint/a11y/useSemanticElements: a big target for a gloved thumb that says what it is
              <button
                key={choice.value}
                type="button"
                role="radio"
                aria-checked={outcome === choice.value}
                className="wl-big"
                onClick={() => setOutcome(DeviceOutcome.safeParse(choice.value).data ?? null)}
              >
                {choice.icon}
                {choice.label}
              </button>
            ))}
          </div>
          {outcome === 'done' && asksYesNo && (
            <YesNo
              question={it.question ?? ''}
              model={model}
              count={devices.length}
              said={answer}
              say={setAnswer}
              tried={tried}
            />
          )}
          {outcome === 'done' && (
            <VersionRead
              target={it.targetVersion}
              wanted={wanted}
              many={many}
              said={version}
              say={setVersion}
              tried={tried}
            />
          )}
          {outcome && (
            <Textarea
              label={say.note[outcome]}
              required={outcome === 'deferred'}
              rows={2}
              maxLength={2000}
              value={note}
              error={tried && short ? say.noteMissing : null}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
          {hasNext(outcome) && (
            <NextOwner outcome={outcome} next={next} setNext={setNext} at={nextAt} setAt={setNextAt} />
          )}
          {refused && <Refused reports={refused} devices={devices} />}
        </>
      )}
    </AskDialog>
  );
}
