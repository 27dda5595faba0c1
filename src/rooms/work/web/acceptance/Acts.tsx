// What a person may do on an acceptance, each behind a dialog that asks for the reason.
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CalendarDate } from '../../../../kernel/time.ts';
import { useToasts } from '../../../../ui/toasts.tsx';
import { useUrlSearch } from '../../../../ui/url.ts';
import {
  type AcceptanceDetail,
  approveAcceptance,
  closeAcceptance,
  noteRevocation,
  refuseAcceptance,
  reviewAcceptance,
  revokeAcceptance,
  withdrawAcceptance,
} from '../../contract.ts';
import { useAct } from '../act.ts';
import { AskDialog } from '../parts/AskDialog.tsx';
import { Ask } from './Ask.tsx';
import { words } from './words.ts';

const { acts: say } = words;
type Props = { readonly it: AcceptanceDetail; readonly reload: () => void };
type Doing = AcceptanceDetail['allowed'][number];
const order: readonly Doing[] = [
  'approve',
  'refuse',
  'take_note',
  'review',
  'renew',
  'close',
  'revoke',
  'withdraw',
];
/** What most people come for; the rest is quieter. */
const main: readonly Doing[] = ['approve', 'take_note', 'review'];

/** The acts, and the dialog of the one chosen. */
export function Acts({ it, reload }: Props) {
  const [search, change] = useUrlSearch();
  const wanted = order.find((one) => one === search['act'] && it.allowed.includes(one)) ?? null;
  const [doing, setDoing] = useState<Doing | null>(wanted);
  const close = () => {
    setDoing(null);
    if (search['act']) change({ act: undefined });
  };
  const mine = it.questions.some((q) => q.isMine) || it.controls.some((c) => c.isMine);
  if (!it.allowed.length) return mine ? null : <p className="wl-muted wl-no-print">{say.nothing}</p>;
  return (
    <div className="wk-acts wl-no-print">
      {order
        .filter((one) => it.allowed.includes(one))
        .map((one) => (
          <Button key={one} variant={main.includes(one) ? 'filled' : 'default'} onClick={() => setDoing(one)}>
            {say[one]}
          </Button>
        ))}
      {doing === 'renew' && <Ask chainId={it.chainId} close={close} />}
      {doing === 'approve' && <Approve it={it} reload={reload} close={close} />}
      {doing !== null && doing !== 'renew' && doing !== 'approve' && (
        <Reasoned it={it} reload={reload} close={close} doing={doing} />
      )}
    </div>
  );
}

type OfAct = Props & { readonly close: () => void };

function Approve({ it, reload, close }: OfAct) {
  const [untilOn, setUntilOn] = useState<string>(it.latestOn);
  const [text, setText] = useState('');
  const act = useAct(approveAcceptance, reload);
  const toasts = useToasts();
  const day = CalendarDate.safeParse(untilOn);
  const short = text.trim().length < 3;
  return (
    <AskDialog
      title={say.titles.approve}
      confirm={say.confirm.approve}
      close={close}
      ready={day.success && !short}
      send={async () => {
        if (!day.success) return false;
        const sent = { acceptanceId: it.id, version: it.version, untilOn: day.data, statement: text.trim() };
        if (await act.run(sent)) toasts.done(say.done.approve);
        return true;
      }}
    >
      {(tried) => (
        <>
          <TextInput
            type="date"
            label={say.until}
            description={say.latest(it.latestOn)}
            max={it.latestOn}
            required
            value={untilOn}
            error={tried && !day.success ? say.missingDay : null}
            onChange={(event) => setUntilOn(event.currentTarget.value)}
          />
          <Textarea
            label={say.labels.approve}
            description={say.signs}
            rows={3}
            required
            maxLength={2000}
            value={text}
            error={tried && short ? say.missing : null}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </>
      )}
    </AskDialog>
  );
}

type Reasonable = Exclude<Doing, 'renew' | 'approve'>;
const endpoints = {
  refuse: refuseAcceptance,
  withdraw: withdrawAcceptance,
  review: reviewAcceptance,
  close: closeAcceptance,
  revoke: revokeAcceptance,
  take_note: noteRevocation,
} as const;

function Reasoned({ it, reload, close, doing }: OfAct & { readonly doing: Reasonable }) {
  const [reason, setReason] = useState('');
  const act = useAct(endpoints[doing], reload);
  const toasts = useToasts();
  const short = reason.trim().length < 3;
  return (
    <AskDialog
      title={say.titles[doing]}
      confirm={say.confirm[doing]}
      close={close}
      ready={!short}
      send={async () => {
        if (await act.run({ acceptanceId: it.id, version: it.version, reason: reason.trim() }))
          toasts.done(say.done[doing]);
      }}
    >
      {(tried) => (
        <Textarea
          label={say.labels[doing]}
          rows={3}
          required
          maxLength={2000}
          value={reason}
          error={tried && short ? say.missing : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </AskDialog>
  );
}
