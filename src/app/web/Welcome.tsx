import { Button } from '@mantine/core';
import { IconBuildingHospital, IconCheck, IconFileSpreadsheet } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { AppError } from '../../kernel/errors.ts';
import { callEndpoint } from '../../ui/api.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useGo } from '../../ui/url.ts';
import { openDemo } from '../setup-contract.ts';
import { Door } from './Door.tsx';
import { FirstAccount } from './FirstAccount.tsx';
import { useMe } from './session.tsx';
import { words } from './words.ts';

const say = words.welcome;
const icon = { size: 32, stroke: 1.5, 'aria-hidden': true } as const;

/** The first page of an empty Wardline: two doors. While the demonstration is being built it says so, and goes on by itself. */
export function Welcome() {
  const go = useGo();
  const queries = useQueryClient();
  const [door, setDoor] = useState<'both' | 'account'>('both');
  const [asked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const first = useMe().data;
  const preparing = asked || first?.setup === 'preparing';
  const who = useMe(preparing ? { everySeconds: 2 } : {}).data;
  const ready = who?.setup === 'ready';
  const demo = who?.demo ?? false;
  useEffect(() => {
    if (ready) go(demo ? '/step-into' : '/', { replace: true });
  }, [ready, demo, go]);

  // Asked for, seen under way, and empty again: the server gave it up.
  const [seen, setSeen] = useState(false);
  const setup = who?.setup;
  useEffect(() => {
    if (setup === 'preparing') setSeen(true);
    if (setup !== 'empty' || !seen) return;
    setSeen(false);
    setAsked(false);
    setRefusal(new AppError('internal', say.demo.failed));
  }, [setup, seen]);

  const build = async () => {
    setAsked(true);
    setRefusal(null);
    try {
      await callEndpoint(openDemo, {});
      await queries.invalidateQueries();
    } catch (error) {
      setRefusal(error);
      setAsked(false);
    }
  };
  if (door === 'account') return <FirstAccount onBack={() => setDoor('both')} />;
  return (
    <Door wide>
      <h1>{say.title}</h1>
      <p className="wl-door__lead">{say.lead}</p>
      {refusal !== null && <ErrorState error={refusal} />}
      <div className="wl-doors">
        <OneDoor icon={<IconFileSpreadsheet {...icon} />} {...say.files}>
          <Button disabled={preparing} onClick={() => setDoor('account')}>
            {say.files.go}
          </Button>
        </OneDoor>
        <OneDoor icon={<IconBuildingHospital {...icon} />} {...say.demo}>
          <Button variant="default" loading={preparing} onClick={() => void build()}>
            {say.demo.go}
          </Button>
          <p role="status" className="wl-muted">
            {preparing ? say.demo.busy : ''}
          </p>
        </OneDoor>
      </div>
    </Door>
  );
}

type DoorProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly needs: readonly string[];
  readonly children: ReactNode;
};

function OneDoor({ icon: picture, title, text, needs, children }: DoorProps) {
  return (
    <section className="wl-doors__one">
      {picture}
      <h2>{title}</h2>
      <p>{text}</p>
      <ul className="wl-doors__needs">
        {needs.map((need) => (
          <li key={need}>
            <IconCheck size={16} stroke={2} aria-hidden="true" />
            {need}
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}
