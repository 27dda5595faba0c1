import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { PersonId, SiteId } from '../../../kernel/ids.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { me } from '../../people/contract.ts';
import { addChannel, type Channels, type ChannelView, changeChannel } from '../contract.ts';
import { kindsOfThings, type ThingKind } from '../model.ts';
import { SecretDialog } from './ChannelEnds.tsx';
import { words } from './words.ts';

const say = words.admin.dialog;
const addable = ['webhook', 'teams', 'slack'] as const;
/** What a room is usually told: what waits and what is late, not what merely happened. */
const usual: readonly ThingKind[] = ['asked', 'do', 'decide', 'escalation', 'returned'];

type Props = { readonly found: Channels; readonly channel: ChannelView | null; readonly onClose: () => void };

/** Adds a webhook or chat, or changes a way out. An address goes in here and is never shown again. */
export function ChannelDialog({ found, channel, onClose }: Props) {
  const mine = useEndpoint(me, {}).data?.person?.id;
  const [kind, setKind] = useState<(typeof addable)[number]>('webhook');
  const [name, setName] = useState(channel?.name ?? '');
  const [address, setAddress] = useState('');
  const [kinds, setKinds] = useState<readonly ThingKind[]>(
    channel ? kindsOfThings.filter((one) => channel.kinds.includes(one)) : usual,
  );
  const [site, setSite] = useState(String(channel?.site?.id ?? ''));
  const [owner, setOwner] = useState<string | null>(channel?.owner ? String(channel.owner.id) : null);
  const add = useAction(addChannel);
  const change = useAction(changeChannel);
  const toasts = useToasts();
  const chosen = owner ?? String(mine ?? found.people[0]?.id ?? '');
  const isMail = channel?.kind === 'email';
  const ready =
    name.trim() !== '' &&
    chosen !== '' &&
    (isMail || (kinds.length > 0 && (channel !== null || address.trim() !== '')));
  const finish = () => {
    toasts.done(say.done);
    onClose();
  };
  const send = () => {
    const ownerPersonId = PersonId.parse(chosen);
    const siteId = site === '' ? null : SiteId.parse(site);
    if (channel === null) {
      // A webhook has a secret to show before this closes.
      add.mutate(
        { kind, name, address, kinds: [...kinds], siteId, ownerPersonId },
        { onSuccess: ({ secret }) => secret === null && finish() },
      );
      return;
    }
    const ofPost = isMail
      ? {}
      : { kinds: [...kinds], siteId, ...(address.trim() === '' ? {} : { address: address.trim() }) };
    change.mutate(
      { channelId: channel.id, version: channel.version, name, ownerPersonId, ...ofPost },
      { onSuccess: finish },
    );
  };
  if (add.data?.secret) return <SecretDialog secret={add.data.secret} onClose={onClose} />;
  const error = add.error ?? change.error;
  return (
    <Dialog
      open
      as="wide"
      title={channel ? say.change(channel.name) : say.add}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {say.back}
          </Button>
          <Button loading={add.isPending || change.isPending} disabled={!ready} onClick={send}>
            {channel ? say.save : say.go}
          </Button>
        </>
      }
    >
      {channel === null && (
        <NativeSelect
          label={say.kind}
          data={addable.map((value) => ({ value, label: words.admin.kinds[value] }))}
          value={kind}
          onChange={(event) => setKind(addable.find((one) => one === event.currentTarget.value) ?? 'webhook')}
        />
      )}
      {(channel?.kind ?? kind) !== 'webhook' && !isMail && <p className="wl-muted">{say.chatNote}</p>}
      <TextInput
        label={say.name}
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {!isMail && (
        <>
          <TextInput
            label={say.address}
            description={channel ? `${say.keepAddress(channel.host)} ${say.addressHint}` : say.addressHint}
            required={channel === null}
            maxLength={2000}
            autoComplete="off"
            spellCheck={false}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <fieldset className="wl-choice__quiet">
            <legend>{say.hears}</legend>
            {kindsOfThings.map((one) => (
              <Checkbox
                key={one}
                label={say.things[one]}
                checked={kinds.includes(one)}
                onChange={(event) =>
                  setKinds(
                    event.currentTarget.checked ? [...kinds, one] : kinds.filter((other) => other !== one),
                  )
                }
              />
            ))}
          </fieldset>
          <NativeSelect
            label={say.site}
            data={[
              { value: '', label: words.admin.allSites },
              ...found.sites.map((one) => ({ value: String(one.id), label: one.name })),
            ]}
            value={site}
            onChange={(event) => setSite(event.currentTarget.value)}
          />
        </>
      )}
      <NativeSelect
        label={say.owner}
        description={say.ownerHint}
        data={found.people.map((one) => ({ value: String(one.id), label: one.name }))}
        value={chosen}
        onChange={(event) => setOwner(event.currentTarget.value)}
      />
      {error && <ErrorState error={error} />}
    </Dialog>
  );
}
