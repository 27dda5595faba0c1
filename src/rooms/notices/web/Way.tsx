import { Button } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { When } from '../../../ui/Due.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { useAction } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import type { Tone } from '../../../ui/Shape.tsx';
import { useToasts } from '../../../ui/toasts.tsx';
import { type Channels, type ChannelView, changeChannel, replayChannel, testChannel } from '../contract.ts';
import { kindsOfThings } from '../model.ts';
import { ChannelDialog } from './ChannelDialog.tsx';
import { NewSecretDialog, RemoveDialog } from './ChannelEnds.tsx';
import { words } from './words.ts';

const say = words.admin;
type Props = { readonly channel: ChannelView; readonly found: Channels };
type Open = 'change' | 'remove' | 'secret' | null;

function standing(c: ChannelView): { tone: Tone; word: string } {
  if (c.state === 'paused') return { tone: 'unknown', word: say.states.paused };
  if (c.failingSince) return { tone: 'worst', word: say.states.failing };
  return c.lastSentAt ? { tone: 'good', word: say.states.on } : { tone: 'calm', word: say.states.idle };
}

/** One way out: what it is, how it does, who sees to it, what can be done. */
export function Way({ channel, found }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const { tone, word } = standing(channel);
  const close = () => setOpen(null);
  return (
    <section className="wl-card wl-stack">
      <div className="wl-line wl-spread">
        <h2>{channel.kind === 'email' ? channel.name : `${say.kinds[channel.kind]}: ${channel.name}`}</h2>
        <Severity tone={tone} word={word} />
      </div>
      {channel.failingSince && <Failing channel={channel} />}
      <Facts channel={channel} found={found} />
      <Counts channel={channel} />
      <Acts channel={channel} onOpen={setOpen} />
      {open === 'change' && <ChannelDialog found={found} channel={channel} onClose={close} />}
      {open === 'remove' && <RemoveDialog channel={channel} onClose={close} />}
      {open === 'secret' && <NewSecretDialog channel={channel} onClose={close} />}
    </section>
  );
}

function Failing({ channel }: Pick<Props, 'channel'>) {
  return (
    <div className="wl-way__fails">
      <p>
        {say.states.failing} {say.failing} {channel.failingSince && <When at={channel.failingSince} />}
        {channel.nextTryAt && channel.state === 'on' && (
          <>
            , {say.next} <When at={channel.nextTryAt} />
          </>
        )}
        .
      </p>
      <p>
        {say.says}: <span className="wl-mono">{channel.lastError}</span>
      </p>
    </div>
  );
}

function Facts({ channel, found }: Props) {
  const isMail = channel.kind === 'email';
  const hears = kindsOfThings.filter((kind) => channel.kinds.includes(kind));
  return (
    <dl className="wl-facts">
      <dt>{isMail ? say.mailServer : say.dialog.address}</dt>
      <dd>
        {isMail && found.smtp
          ? `${say.server(found.smtp.host, found.smtp.port, found.smtp.tls)}, ${say.from(found.smtp.from)}`
          : channel.host}
      </dd>
      <dt>{say.owner}</dt>
      <dd>{channel.owner ? channel.owner.name : <strong>{say.noOwner}</strong>}</dd>
      <dt>{say.hears}</dt>
      <dd>{isMail ? say.everything : hears.map((kind) => say.dialog.things[kind]).join('; ')}</dd>
      {!isMail && (
        <>
          <dt>{say.site}</dt>
          <dd>{channel.site?.name ?? say.allSites}</dd>
        </>
      )}
      <dt>{say.lastSent}</dt>
      <dd>{channel.lastSentAt ? <When at={channel.lastSentAt} /> : say.never}</dd>
    </dl>
  );
}

function Counts({ channel }: Pick<Props, 'channel'>) {
  const to = (state: string) => `/messages?view=log&channel=${channel.id}&state=${state}`;
  return (
    <p className="wl-line">
      <Go to={to('sent')}>{say.sent(channel.sent)}</Go>
      <Go to={to('gathering,queued,sending')}>{say.waiting(channel.waiting)}</Go>
      <Go to={to('dead')}>{say.dead(channel.dead)}</Go>
    </p>
  );
}

function Acts({ channel, onOpen }: Pick<Props, 'channel'> & { readonly onOpen: (what: Open) => void }) {
  const toasts = useToasts();
  const test = useAction(testChannel);
  const change = useAction(changeChannel);
  const replay = useAction(replayChannel);
  const [answer, setAnswer] = useState<string | null>(null);
  const isOn = channel.state === 'on';
  const isMail = channel.kind === 'email';
  const turn = () =>
    change.mutate(
      { channelId: channel.id, version: channel.version, state: isOn ? 'paused' : 'on' },
      { onSuccess: () => toasts.done(isOn ? say.paused : say.resumed), onError: toasts.refused },
    );
  const tryIt = () => {
    setAnswer(null);
    test.mutate(
      { channelId: channel.id },
      {
        onSuccess: ({ ok, says }) => (ok ? toasts.done(say.tested) : setAnswer(say.notTested(says))),
        onError: toasts.refused,
      },
    );
  };
  return (
    <>
      {answer && (
        <p role="alert" className="wl-way__fails">
          {answer}
        </p>
      )}
      <div className="wl-line">
        <Button variant="default" loading={test.isPending} disabled={!isOn} onClick={tryIt}>
          {isMail ? say.testMail : say.test}
        </Button>
        {channel.dead > 0 && (
          <Button
            variant="default"
            loading={replay.isPending}
            onClick={() =>
              replay.mutate(
                { channelId: channel.id },
                { onSuccess: ({ again }) => toasts.done(say.replayed(again)), onError: toasts.refused },
              )
            }
          >
            {say.replay}
          </Button>
        )}
        <Button variant="default" loading={change.isPending} onClick={turn}>
          {isOn ? say.pause : say.resume}
        </Button>
        <Menu
          label={`${say.more}: ${channel.name}`}
          button={<IconDots size={18} stroke={1.75} aria-hidden="true" />}
          choices={[
            { key: 'change', label: isMail ? say.nameOwner : say.change, run: () => onOpen('change') },
            ...(channel.kind === 'webhook'
              ? [{ key: 'secret', label: say.newSecret, run: () => onOpen('secret') }]
              : []),
            ...(isMail ? [] : [{ key: 'remove', label: say.remove, run: () => onOpen('remove') }]),
          ]}
        />
      </div>
    </>
  );
}
