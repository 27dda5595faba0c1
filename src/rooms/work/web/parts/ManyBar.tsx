// The bar of the rows chosen in My work: start them, say them done, have read them; and what became of each.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { PersonId } from '../../../../kernel/ids.ts';
import { useAction } from '../../../../ui/query.ts';
import { useToasts } from '../../../../ui/toasts.tsx';
import { actOnMany, type ManyActs, type WorkItem } from '../../contract.ts';
import { words as hand } from '../hand-words.ts';
import { actsOn } from '../many.ts';
import { words } from '../words.ts';
import { AskDialog } from './AskDialog.tsx';
import { Hands } from './HandDialogs.tsx';

const { many: say } = words.my;

type Props = {
  readonly chosen: readonly WorkItem[];
  /** All rows of the kind that was chosen. */
  readonly alike: readonly WorkItem[];
  readonly choose: (items: readonly WorkItem[]) => void;
  readonly reload: () => void;
};
type Input = z.input<typeof ManyActs>;
type Refusal = { readonly item: WorkItem; readonly message: string };

/** What may be done with the chosen rows. Those that were refused stay chosen, each with its reason. */
export function ManyBar({ chosen, alike, choose, reload }: Props) {
  const [finishing, setFinishing] = useState(false);
  const [handing, setHanding] = useState(false);
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const act = useAction(actOnMany);
  const toasts = useToasts();
  const can = actsOn(chosen);
  const isRead = can.noticeIds.length > 0 && chosen.every((item) => item.group === 'read');
  const send = async (input: Input) => {
    const { reports } = await act.mutateAsync(input);
    const idOf = (item: WorkItem): number | null =>
      input.act === 'acknowledge' ? item.noticeId : item.obligationId;
    const bad = reports.flatMap((one) => {
      const item = one.ok ? undefined : chosen.find((row) => idOf(row) === one.id);
      return item ? [{ item, message: one.message ?? '' }] : [];
    });
    const ok = reports.length - bad.length;
    if (ok > 0) toasts.done(say.did[input.act](ok));
    setRefused(bad);
    choose(bad.map((one) => one.item));
    reload();
  };
  const now = (input: Input) => void send(input).catch((error: unknown) => toasts.refused(error));
  const short = note.trim().length < 3;
  // A refused row may have left the list since: why is said all the same.
  if (chosen.length === 0 && refused.length === 0) return null;
  return (
    <section className="wk-chosen wk-many" aria-label={say.title}>
      {chosen.length > 0 && <strong>{say.chosen(chosen.length)}</strong>}
      {isRead && (
        <Button loading={act.isPending} onClick={() => now({ act: 'acknowledge', noticeIds: can.noticeIds })}>
          {say.read(can.noticeIds.length)}
        </Button>
      )}
      {can.start.length > 0 && (
        <Button loading={act.isPending} onClick={() => now({ act: 'start', steps: can.start })}>
          {say.start(can.start.length)}
        </Button>
      )}
      {can.finish.length > 0 && (
        <Button variant="default" onClick={() => setFinishing(true)}>
          {say.finish(can.finish.length)}
        </Button>
      )}
      {can.handOn.length > 0 && (
        <Button variant="default" onClick={() => setHanding(true)}>
          {hand.many.act(can.handOn.length)}
        </Button>
      )}
      {chosen.length < alike.length && (
        <button type="button" className="wl-quiet" onClick={() => choose(alike)}>
          {say.all(alike.length, alike[0]?.group === 'read' ? null : (alike[0]?.step ?? null))}
        </button>
      )}
      <button
        type="button"
        className="wl-quiet"
        onClick={() => {
          setRefused([]);
          choose([]);
        }}
      >
        {chosen.length > 0 ? say.none : say.seen}
      </button>
      {refused.length > 0 && (
        <div className="wk-refused" role="alert">
          <strong>{say.refused(refused.length)}</strong>
          <ul>
            {refused.map(({ item, message }) => (
              <li key={item.key}>
                <span className="wl-mono">{item.caseNo}</span> {item.sentence}{' '}
                <span className="wl-muted">{message}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {handing && (
        <HandMany
          steps={can.handOn}
          step={chosen[0]?.step ?? ''}
          close={() => setHanding(false)}
          send={send}
        />
      )}
      {finishing && (
        <AskDialog
          title={say.finishTitle(can.finish.length, chosen[0]?.step ?? '')}
          confirm={say.finishSay(can.finish.length)}
          close={() => setFinishing(false)}
          ready={!short}
          send={() => send({ act: 'finish', steps: can.finish, note: note.trim() })}
        >
          {(tried) => (
            <>
              <p>{say.finishHint(can.finish.length)}</p>
              <ul className="wk-sum">
                {chosen.slice(0, 6).map((item) => (
                  <li key={item.key}>
                    <span className="wl-mono">{item.caseNo}</span> {item.sentence}
                  </li>
                ))}
                {chosen.length > 6 && <li>{say.andMore(chosen.length - 6)}</li>}
              </ul>
              <Textarea
                label={say.note}
                rows={3}
                required
                maxLength={2000}
                value={note}
                error={tried && short ? say.noteMissing : null}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
            </>
          )}
        </AskDialog>
      )}
    </section>
  );
}

type HandManyProps = {
  readonly steps: ReturnType<typeof actsOn>['handOn'];
  readonly step: string;
  readonly close: () => void;
  readonly send: (input: Input) => Promise<void>;
};

/** Hands all that was chosen to one person; each step is judged by itself. */
function HandMany({ steps, step, close, send }: HandManyProps) {
  const [to, setTo] = useState<PersonId | null>(null);
  const [needed, setNeeded] = useState('');
  const short = needed.trim().length < 3;
  const [first] = steps;
  return (
    <AskDialog
      title={hand.many.title(steps.length, step)}
      confirm={hand.many.say(steps.length)}
      close={close}
      ready={to !== null && !short}
      send={async () => {
        if (to !== null) await send({ act: 'hand_on', steps, personId: to, needed: needed.trim() });
      }}
    >
      {(tried) => (
        <>
          <p className="wl-muted">{hand.hint}</p>
          {first && <Hands obligationId={first.obligationId} chosen={to} choose={setTo} missing={tried} />}
          <Textarea
            label={hand.needed}
            rows={2}
            required
            maxLength={2000}
            value={needed}
            error={tried && short ? hand.missingNeeded : null}
            onChange={(event) => setNeeded(event.currentTarget.value)}
          />
        </>
      )}
    </AskDialog>
  );
}
