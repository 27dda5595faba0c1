// Saying that work waits for somebody or something outside, and that it goes on again.
import { Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useToasts } from '../../../../ui/toasts.tsx';
import { type CaseDetail, type CaseStep, resumeWork, waitFor } from '../../contract.ts';
import { useAct } from '../act.ts';
import { words } from '../case-words.ts';
import { AskDialog } from './AskDialog.tsx';

const { acts } = words;
export type OfStep = {
  readonly it: CaseDetail;
  readonly step: CaseStep;
  readonly close: () => void;
  readonly reload: () => void;
};
const waitings = ['maker', 'window', 'parts'] as const;

/** The work waits for the maker, the agreed window or parts: the ball goes there, and its time is counted there. */
export function Wait({ step, close, reload }: OfStep) {
  const [on, setOn] = useState<(typeof waitings)[number] | null>(null);
  const [note, setNote] = useState('');
  const act = useAct(waitFor, reload);
  const toasts = useToasts();
  const short = note.trim().length < 3;
  return (
    <AskDialog
      title={`${acts.waitTitle}: ${step.title}`}
      confirm={acts.waitSay}
      close={close}
      ready={on !== null && !short}
      send={async () => {
        const asked = { obligationId: step.id, version: step.version, note: note.trim() };
        if (on && (await act.run({ ...asked, on }))) toasts.done(acts.done.wait);
      }}
    >
      {(tried) => (
        <>
          <Radio.Group
            label={acts.waitWhat}
            required
            value={on ?? ''}
            error={tried && !on ? acts.decideMissing : null}
            onChange={(value) => setOn(waitings.find((one) => one === value) ?? null)}
          >
            <div className="wk-radios">
              {waitings.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={acts.waitings[one].label}
                  description={acts.waitings[one].hint}
                />
              ))}
            </div>
          </Radio.Group>
          <Textarea
            label={acts.waitNote}
            description={words.answer.hint}
            rows={2}
            required
            maxLength={2000}
            value={note}
            error={tried && short ? words.answer.missing.pass : null}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
    </AskDialog>
  );
}

/** What was waited for is here. */
export function Resume({ step, close, reload }: OfStep) {
  const [note, setNote] = useState('');
  const act = useAct(resumeWork, reload);
  const toasts = useToasts();
  return (
    <AskDialog
      title={`${acts.resumeTitle}: ${step.title}`}
      confirm={acts.resumeSay}
      close={close}
      ready
      send={async () => {
        const kept = note.trim() ? { note: note.trim() } : {};
        if (await act.run({ obligationId: step.id, version: step.version, ...kept }))
          toasts.done(acts.done.resume);
      }}
    >
      {() => (
        <Textarea
          label={acts.resumeNote}
          description={words.answer.hint}
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
    </AskDialog>
  );
}
