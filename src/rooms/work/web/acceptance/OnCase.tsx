// On the page of a case: that its risk is accepted, that this is asked for, or the way to ask.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { When } from '../../../../ui/Due.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { acceptanceOfCase, type CaseDetail } from '../../contract.ts';
import { Ask } from './Ask.tsx';
import { words } from './words.ts';

/** One line on the acceptance of the case; nothing on a case that is over and has none. */
export function OnCase({ it }: { readonly it: CaseDetail }) {
  const [asking, setAsking] = useState(false);
  const about = useEndpoint(acceptanceOfCase, { chainId: it.id }, { enabled: it.state === 'open' }).data;
  if (!about) return null;
  const { current } = about;
  if (it.acceptedUntil)
    return (
      <p className="wl-card wk-accepted" role="note">
        <strong>
          {words.case.accepted} <When at={it.acceptedUntil} />.
        </strong>{' '}
        {words.case.standsStill}{' '}
        {current && <Go to={`/acceptances/${it.acceptanceId ?? current.id}`}>{words.case.see}</Go>}
      </p>
    );
  if (current)
    return (
      <p className="wl-card wk-accepted" role="note">
        {words.ask.now(current.acceptanceNo, words.states[current.state])}.{' '}
        <Go to={`/acceptances/${current.id}`}>{words.case.see}</Go>
      </p>
    );
  if (!about.mayAsk) return null;
  return (
    <p className="wl-no-print wk-accepted">
      <Button variant="default" size="xs" onClick={() => setAsking(true)}>
        {words.ask.button}
      </Button>
      {asking && <Ask chainId={it.id} close={() => setAsking(false)} />}
    </p>
  );
}
