import { Button } from '@mantine/core';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { useAction } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { type ChannelView, newChannelSecret, removeChannel } from '../contract.ts';
import { words } from './words.ts';

const say = words.admin;
type Props = { readonly channel: ChannelView; readonly onClose: () => void };

/** Removes a webhook or chat, after one more question. */
export function RemoveDialog({ channel, onClose }: Props) {
  const action = useAction(removeChannel);
  const toasts = useToasts();
  return (
    <Dialog
      open
      title={say.removing.title(channel.name)}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {say.dialog.back}
          </Button>
          <Button
            loading={action.isPending}
            onClick={() =>
              // Its card is gone when this is done: what is said then is not said by it.
              void action
                .mutateAsync({ channelId: channel.id, version: channel.version })
                .then(() => toasts.done(say.removing.done))
                .catch(() => undefined)
            }
          >
            {say.removing.go}
          </Button>
        </>
      }
    >
      <p>{say.removing.text}</p>
      {action.error && <ErrorState error={action.error} />}
    </Dialog>
  );
}

/** A new secret for a webhook, shown once. */
export function NewSecretDialog({ channel, onClose }: Props) {
  const action = useAction(newChannelSecret);
  if (action.data) return <SecretDialog secret={action.data.secret} onClose={onClose} />;
  return (
    <Dialog
      open
      title={say.renewing.title(channel.name)}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {say.dialog.back}
          </Button>
          <Button loading={action.isPending} onClick={() => action.mutate({ channelId: channel.id })}>
            {say.renewing.go}
          </Button>
        </>
      }
    >
      <p>{say.renewing.text}</p>
      {action.error && <ErrorState error={action.error} />}
    </Dialog>
  );
}

/** A secret, this once. */
export function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <Dialog
      open
      title={say.dialog.secretTitle}
      onClose={onClose}
      foot={<Button onClick={onClose}>{say.dialog.close}</Button>}
    >
      <div className="wl-stack" role="status">
        <p>{say.dialog.secretOnce}</p>
        <p>
          {say.dialog.secret}: <code className="wl-secret">{secret}</code>
        </p>
      </div>
    </Dialog>
  );
}
