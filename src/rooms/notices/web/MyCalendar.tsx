import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { When } from '../../../ui/Due.tsx';
import { useAction } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { type MyNotices, makeCalendar, revokeCalendar } from '../contract.ts';
import { words } from './words.ts';

const say = words.mine.calendar;

/** The secret address of my calendar: made, shown once, ended. */
export function MyCalendar({ calendar }: Pick<MyNotices, 'calendar'>) {
  const [address, setAddress] = useState<string | null>(null);
  const make = useAction(makeCalendar);
  const revoke = useAction(revokeCalendar);
  const toasts = useToasts();
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => toasts.done(say.copied),
      () => undefined,
    );
  return (
    <section className="wl-card wl-stack">
      <h2>{say.title}</h2>
      <p className="wl-muted">{say.lead}</p>
      <p>
        {calendar ? (
          <>
            {say.made} <When at={calendar.madeAt} />,{' '}
            {calendar.lastReadAt ? (
              <>
                {say.read} <When at={calendar.lastReadAt} />
              </>
            ) : (
              say.never
            )}
            .
          </>
        ) : (
          say.none
        )}
      </p>
      {address && (
        <div className="wl-stack" role="status">
          <p>{say.once}</p>
          <div className="wl-once">
            <TextInput
              label={say.address}
              value={address}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
            />
            <Button variant="default" onClick={() => copy(address)}>
              {say.copy}
            </Button>
          </div>
        </div>
      )}
      <div className="wl-line">
        <Button
          variant="default"
          loading={make.isPending}
          onClick={() =>
            make.mutate(
              {},
              {
                onSuccess: ({ url, path }) => setAddress(url ?? `${window.location.origin}${path}`),
                onError: toasts.refused,
              },
            )
          }
        >
          {calendar ? say.again : say.make}
        </Button>
        {calendar && (
          <Button
            variant="default"
            loading={revoke.isPending}
            onClick={() =>
              revoke.mutate(
                {},
                {
                  onSuccess: () => {
                    setAddress(null);
                    toasts.done(say.revoked);
                  },
                  onError: toasts.refused,
                },
              )
            }
          >
            {say.revoke}
          </Button>
        )}
      </div>
    </section>
  );
}
