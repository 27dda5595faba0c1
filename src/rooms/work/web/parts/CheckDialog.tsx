import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useToasts } from '../../../../ui/toasts.tsx';
import { type CaseDevice, type CaseStep, checkDevices } from '../../contract.ts';
import { useAct } from '../act.ts';
import { deviceName } from '../case-say.ts';
import { words } from '../case-words.ts';
import { AskDialog } from './AskDialog.tsx';
import { type DeviceReport, Refused, reportsIn } from './Refused.tsx';

type Props = {
  readonly step: CaseStep;
  readonly devices: readonly CaseDevice[];
  readonly first: 'passed' | 'failed';
  readonly close: () => void;
  readonly reload: () => void;
};
const outcomes = ['passed', 'failed'] as const;

/** Says whether devices that somebody else did pass the check. */
export function CheckDialog({ step, devices, first, close, reload }: Props) {
  const [outcome, setOutcome] = useState(first);
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState<readonly DeviceReport[] | null>(null);
  const act = useAct(checkDevices, reload);
  const toasts = useToasts();
  const [one] = devices;
  const failed = outcome === 'failed';
  const short = failed && note.trim().length < 3;
  const partly = refused?.some(({ ok }) => ok) ?? false;
  const send = async () => {
    if (partly) return true;
    setRefused(null);
    try {
      const done = await act.run({
        obligationId: step.id,
        deviceIds: devices.map(({ deviceId }) => deviceId),
        outcome,
        ...(note.trim() ? { note: note.trim() } : {}),
      });
      if (!done) return true;
      const bad = done.reports.filter(({ ok }) => !ok);
      if (bad.length) setRefused(done.reports);
      else toasts.done(words.report.saved(words.device.checkCame[outcome], devices.length));
      return bad.length === 0;
    } catch (error) {
      const reports = reportsIn(error);
      if (!reports) throw error;
      setRefused(reports);
      return false;
    }
  };
  return (
    <AskDialog
      title={words.report.checkTitle(
        devices.length === 1 && one ? deviceName(one) : words.report.many(devices.length),
      )}
      confirm={partly ? words.report.close : words.report.save}
      close={close}
      ready={!short}
      send={send}
    >
      {(tried) => (
        <>
          {devices.length > 1 && <p>{words.report.confirmCheck(devices.length)}</p>}
          <div className="wk-bigs" role="radiogroup" aria-label={words.device.checkCame.passed}>
            {outcomes.map((value) => (
              // biome-ignore lint/a11y/useSemanticElements: a big target for a gloved thumb that says what it is
              <button
                key={value}
                type="button"
                role="radio"
                aria-checked={outcome === value}
                className="wl-big"
                onClick={() => setOutcome(value)}
              >
                {words.device.checkCame[value]}
              </button>
            ))}
          </div>
          <Textarea
            label={failed ? words.report.checkNote : words.report.checkNoteMaybe}
            required={failed}
            rows={2}
            maxLength={2000}
            value={note}
            error={tried && short ? words.report.checkMissing : null}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <p className="wl-muted wl-small">{words.report.apart}</p>
          {refused && <Refused reports={refused} devices={devices} />}
        </>
      )}
    </AskDialog>
  );
}
