import { Button } from '@mantine/core';
import { useState } from 'react';
import { AppError } from '../../../kernel/errors.ts';
import { Checklist, CheckRow } from '../../../ui/Checklist.tsx';
import { ConfirmWithReason } from '../../../ui/ConfirmWithReason.tsx';
import { Due } from '../../../ui/Due.tsx';
import { FileDrop } from '../../../ui/FileDrop.tsx';
import { Sentence } from '../../../ui/Sentence.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import type { Tone } from '../../../ui/Shape.tsx';
import { Steps } from '../../../ui/Steps.tsx';
import { Timeline } from '../../../ui/Timeline.tsx';
import { useToasts } from '../../../ui/toasts.tsx';

const outcomes = [
  { value: 'done', label: 'Done' },
  { value: 'not_found', label: 'Could not be found', hint: 'The ward clerk is asked next' },
  { value: 'in_use', label: 'In use by a patient', hint: 'Comes back to you at 14:30' },
  { value: 'deferred', label: 'Later, because …' },
  { value: 'replaced', label: 'Replaced' },
];
const marks: Readonly<Record<string, { tone: Tone; word: string; next?: string }>> = {
  done: { tone: 'good', word: 'Done' },
  not_found: {
    tone: 'unknown',
    word: 'Could not be found',
    next: 'Ward clerk 4 West asked, answer until Fri',
  },
  in_use: { tone: 'calm', word: 'In use', next: 'Back to you at 14:30' },
  deferred: { tone: 'low', word: 'Later' },
  replaced: { tone: 'good', word: 'Replaced' },
};
const pumps = ['0041877', '0041884', '0041891', '0041898', '0041905'];
const first: Readonly<Record<string, string>> = {
  '0041877': 'done',
  '0041884': 'not_found',
  '0041891': 'in_use',
};

/** A case as its parties see it, from these parts. */
export function Flows() {
  const [came, setCame] = useState(first);
  const [picked, setPicked] = useState<readonly string[]>(['0041898']);
  const [asking, setAsking] = useState(false);
  const toasts = useToasts();
  const refuse = () => {
    toasts.refused(new AppError('conflict', 'Somebody answered this a minute ago. Look again.'));
    return Promise.reject(
      new AppError('forbidden', 'The doer may not verify.', { rule: 'V4', requestId: 'r-7Q2' }),
    );
  };
  return (
    <>
      <section className="wl-card wl-stack" aria-label="A case">
        <div className="wl-line wl-spread">
          <Sentence
            as="title"
            below="4 West, St. Anne · window agreed with 4 West nursing, 13:00 to 15:00 · next: verify (SecOps)"
          >
            Update 14 Alaris PCU 8015 on 4 West to 12.3.1
          </Sentence>
          <span className="wl-line">
            <Severity tone="high" word="Out-of-cycle" />
            <Due at="2026-11-24T14:00:00Z" />
          </span>
        </div>
        <Steps
          label="Where the work is"
          steps={[
            { key: '1', name: 'Planned', state: 'done', note: 'SecOps, 12 Nov' },
            { key: '2', name: 'Validated', state: 'done', note: 'Clinical engineering, 18 Nov' },
            {
              key: '3',
              name: 'Maker asked',
              state: 'stuck',
              holder: 'with BD, 3 d',
              note: 'their clock runs',
            },
            { key: '4', name: 'Doing', state: 'now', holder: 'with Biomed, 5 h', note: '9 of 14 done' },
            { key: '5', name: 'Verify', state: 'later', note: 'by somebody else' },
            { key: '6', name: 'Sign off', state: 'later', note: 'HTM director' },
          ]}
        />
      </section>
      <div className="wl-columns">
        <div className="wl-stack">
          <Checklist label="Devices">
            {pumps.map((tag) => {
              const mark = marks[came[tag] ?? ''];
              return (
                <CheckRow
                  key={tag}
                  name={`Alaris PCU ${tag}`}
                  title={`Alaris PCU 8015 · ${tag}`}
                  meta="4 West, bay 3 · seen 12 min ago"
                  outcome={mark}
                  next={mark?.next}
                  outcomes={outcomes}
                  onOutcome={(value) => setCame({ ...came, [tag]: value })}
                  picked={picked.includes(tag)}
                  onPick={(on) => setPicked(on ? [...picked, tag] : picked.filter((one) => one !== tag))}
                />
              );
            })}
          </Checklist>
          <div className="wl-line">
            <Button onClick={() => setAsking(true)}>Accept the risk …</Button>
            <Button variant="default" onClick={() => toasts.done('14 pumps are done.')}>
              Say done
            </Button>
          </div>
          <ConfirmWithReason
            open={asking}
            title="Accept this risk"
            confirm="Accept the risk"
            onClose={() => setAsking(false)}
            onConfirm={refuse}
          >
            The risk stays open on 14 pumps until 1 March. Nursing and the CISO are told. It can be taken
            back.
          </ConfirmWithReason>
        </div>
        <section className="wl-card wl-stack">
          <h2>What happened</h2>
          <Timeline
            label="What happened"
            moments={[
              { key: 'c', at: '2026-11-24T09:02:00Z', who: 'M. van der Berg', what: 'marked 9 pumps done.' },
              {
                key: 'b',
                at: '2026-11-23T09:44:00Z',
                who: 'SecOps',
                what: 'asked BD for a statement.',
                more: 'Delivered to psirt; not read yet.',
              },
              { key: 'a', at: '2026-11-12T08:00:00Z', who: 'CISA KEV', what: 'listed CVE-2020-25165.' },
            ]}
          />
        </section>
        <div className="wl-stack">
          <FileDrop
            label="Drop the device export here"
            hint="CSV or XLSX, up to 200 MB. Nothing is kept before you have seen it."
            accept=".csv,.xlsx"
            onFiles={(files) => toasts.done(`${files[0]?.name ?? 'A file'} was chosen.`)}
          />
          <FileDrop label="export-st-anne.csv" progress01={0.62} onFiles={() => undefined} />
        </div>
      </div>
    </>
  );
}
