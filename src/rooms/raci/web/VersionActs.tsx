// What can be done with a version: propose, sign, take back, go on from it. What may not be done says why.
import { Button, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Instant } from '../../../kernel/time.ts';
import { ConfirmWithReason } from '../../../ui/ConfirmWithReason.tsx';
import { numberWords } from '../../../ui/chart.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { useGo } from '../../../ui/url.ts';
import { diff, makeDraft, propose, sign, type VersionView, withdraw } from '../contract.ts';
import { words } from './draft-words.ts';

const say = words.act;
type Asking = 'propose' | 'sign' | 'withdraw' | null;
type Of = { readonly version: VersionView; readonly onClose: () => void };

/** The buttons of a version and the dialog that is open. `mayWrite`: the reader may change matrices at all. */
export function VersionActs({
  version,
  mayWrite,
}: {
  readonly version: VersionView;
  readonly mayWrite: boolean;
}) {
  const [asking, setAsking] = useState<Asking>(null);
  const make = useAction(makeDraft);
  const toasts = useToasts();
  const go = useGo();
  const { state, may } = version;
  const onClose = () => setAsking(null);
  const draftFrom = () =>
    make.mutateAsync({ from: { versionId: version.id } }).then(
      (made) => {
        toasts.done(say.made);
        go(`/raci/versions/${made.id}`);
      },
      (error: unknown) => toasts.refused(error),
    );
  const isOpen = state === 'draft' || state === 'proposed' || state === 'signed';
  const whyNot = state === 'draft' ? may.propose : state === 'proposed' ? may.sign : null;
  return (
    <div className="wl-stack">
      <div className="wl-line">
        {state !== 'in_force' && (
          <Go to={`/raci/diff?to=${version.id}`}>{say.compare(numberWords(version.inForceNumber))}</Go>
        )}
        {isOpen && <Go to={`/raci/what-if?version=${version.id}`}>{say.tryIt}</Go>}
        {mayWrite && !isOpen && (
          <Button variant="default" loading={make.isPending} onClick={() => void draftFrom()}>
            {say.draft}
          </Button>
        )}
        {mayWrite && isOpen && (
          <Button variant="default" disabled={may.withdraw !== null} onClick={() => setAsking('withdraw')}>
            {say.withdraw}
          </Button>
        )}
        {mayWrite && state === 'draft' && (
          <Button disabled={may.propose !== null} onClick={() => setAsking('propose')}>
            {say.propose}
          </Button>
        )}
        {mayWrite && state === 'proposed' && (
          <Button disabled={may.sign !== null} onClick={() => setAsking('sign')}>
            {say.sign}
          </Button>
        )}
      </div>
      {whyNot !== null && <p className="wl-small wl-muted">{whyNot}</p>}
      {asking === 'propose' && <Propose version={version} onClose={onClose} />}
      {asking === 'sign' && <Sign version={version} onClose={onClose} />}
      {asking === 'withdraw' && <Withdraw version={version} onClose={onClose} />}
    </div>
  );
}

type AskProps = {
  readonly title: string;
  readonly confirm: string;
  readonly ready: boolean;
  readonly onClose: () => void;
  readonly send: () => Promise<unknown>;
  readonly children: ReactNode;
};

/** Asks once more; stays open with the refusal when the server says no. */
function Ask({ title, confirm, ready, onClose, send, children }: AskProps) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const run = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      await send();
      onClose();
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {say.back}
          </Button>
          <Button loading={busy} disabled={!ready} onClick={() => void run()}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {refusal !== null && <ErrorState error={refusal} />}
    </Dialog>
  );
}

function Propose({ version, onClose }: Of) {
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState('');
  const act = useAction(propose);
  const toasts = useToasts();
  const at = from === '' ? null : new Date(from);
  const send = async () => {
    await act.mutateAsync({
      versionId: version.id,
      revision: version.revision,
      reason: reason.trim(),
      inForceFrom: at === null ? null : Instant.parse(at.toISOString()),
    });
    toasts.done(say.proposed);
  };
  const ready = reason.trim().length >= 3 && (at === null || !Number.isNaN(at.getTime()));
  return (
    <Ask title={say.proposeTitle} confirm={say.proposeSay} ready={ready} onClose={onClose} send={send}>
      <p>{say.proposeNote}</p>
      <Textarea
        label={say.proposeWhy}
        rows={3}
        required
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={say.from}
        description={say.fromHint}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
    </Ask>
  );
}

function Sign({ version, onClose }: Of) {
  const changes = useEndpoint(diff, { to: version.id }).data;
  const act = useAction(sign);
  const toasts = useToasts();
  const compared = changes?.from.number ?? null;
  const send = async () => {
    if (compared === null) return;
    await act.mutateAsync({ versionId: version.id, revision: version.revision, comparedWith: compared });
    toasts.done(say.signed);
  };
  const isLater = version.inForceFrom !== null && Date.parse(version.inForceFrom) > Date.now();
  return (
    <Ask title={say.signTitle} confirm={say.signSay} ready={compared !== null} onClose={onClose} send={send}>
      <p>{isLater ? say.signLater : say.signNow}</p>
      {changes && compared !== null && (
        <div className="wl-stack">
          <p>
            <strong>
              {say.signCompared(numberWords(compared), say.cells(numberWords(changes.cells.length)))}
            </strong>
          </p>
          <ul className="wl-edit__sentences">
            {changes.sentences.map((s) => (
              <li key={`${s.activityId ?? ''}|${s.sentence}`}>{s.sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </Ask>
  );
}

function Withdraw({ version, onClose }: Of) {
  const act = useAction(withdraw);
  const toasts = useToasts();
  return (
    <ConfirmWithReason
      open
      title={say.withdrawTitle}
      confirm={say.withdrawSay}
      onClose={onClose}
      onConfirm={async (reason) => {
        await act.mutateAsync({ versionId: version.id, reason });
        toasts.done(say.withdrawn);
      }}
    >
      <p>{say.withdrawNote}</p>
    </ConfirmWithReason>
  );
}
