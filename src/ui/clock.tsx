import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Clock } from './when.ts';

const ClockContext = createContext<Clock>({ now: new Date(0), zone: 'UTC' });

/** The clock of the page, ticking every half minute. `zone` is the hospital's; `now` stands still when given (pictures, tests). */
export function ClockProvider(props: {
  readonly zone: string;
  readonly now?: Date | undefined;
  readonly children: ReactNode;
}) {
  const [ticked, setTicked] = useState(() => new Date());
  useEffect(() => {
    const timer = window.setInterval(() => setTicked(new Date()), 30_000);
    return () => window.clearInterval(timer);
  }, []);
  const now = props.now ?? ticked;
  const clock = useMemo(() => ({ now, zone: props.zone }), [now, props.zone]);
  return <ClockContext value={clock}>{props.children}</ClockContext>;
}

/** Now, and the zone of the hospital. */
export const useClock = (): Clock => useContext(ClockContext);
