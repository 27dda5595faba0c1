import { type ReactNode, useEffect } from 'react';
import { AppError } from '../../kernel/errors.ts';
import type { Permission } from '../../kernel/permission.ts';
import { type Me, me } from '../../rooms/people/contract.ts';
import { whenSignedOut } from '../../ui/api.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { type Reading, useEndpoint } from '../../ui/query.ts';
import { useGo } from '../../ui/url.ts';

/** A person with a session: what the pages behind sign-in are drawn for. */
export type SignedIn = Me & { readonly account: NonNullable<Me['account']> };

/** Who is asking, read once and again after every change. */
export const useMe = (reading: Reading = {}) => useEndpoint(me, {}, reading);

/** True when the account may do this; `public` and nothing else is open to all. */
export const may = (who: Me, permission: Permission): boolean =>
  permission === 'public' || who.permissions.includes(permission);

const isSignedIn = (who: Me): who is SignedIn => who.account !== null;

/** The sign-in address that comes back to `here` afterwards; sign-in itself is nothing to come back to. */
export const signInAt = (here: string): string =>
  here === '/' || here.startsWith('/sign-in') ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`;

type Door = 'welcome' | 'step-into' | 'sign-in' | null;

/** The door somebody must go through first; `null` when they may stay, or as long as nobody knows. */
export function doorFor(who: Me | undefined, refused: boolean): Door {
  if (who?.setup === 'empty' || who?.setup === 'preparing') return 'welcome';
  if (!refused && (!who || isSignedIn(who))) return null;
  return who?.demo ? 'step-into' : 'sign-in';
}

const isRefusal = (error: unknown) => error instanceof AppError && error.code === 'unauthenticated';

/** Draws `children` for whoever is signed in; sends everybody else to the door that fits. */
export function SignedInOnly({ children }: { readonly children: (who: SignedIn) => ReactNode }) {
  const query = useMe();
  const go = useGo();
  const refetch = query.refetch;
  useEffect(() => {
    whenSignedOut(() => void refetch());
    return () => whenSignedOut(() => undefined);
  }, [refetch]);
  const door = doorFor(query.data, isRefusal(query.error));
  // Goes once a door: while its page is fetched this one stays, and the address it reads is already another.
  useEffect(() => {
    if (!door) return;
    const here = `${window.location.pathname}${window.location.search}`;
    go(door === 'sign-in' ? signInAt(here) : `/${door}`, { replace: true });
  }, [door, go]);
  if (door) return null;
  return (
    <Loaded query={query} what="your account">
      {(loaded) => (isSignedIn(loaded) ? children(loaded) : null)}
    </Loaded>
  );
}
