import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { z } from 'zod';
import { useStored } from './stored.ts';

type Choice = { readonly id: string; readonly label: string };
type Scope = {
  /** The part that lists narrow to by default; `null`: the whole. */
  readonly chosen: Choice | null;
  readonly all: readonly Choice[];
  readonly choose: (id: string | null) => void;
};
const ScopeContext = createContext<Scope>({ chosen: null, all: [], choose: () => undefined });

/** The part of the organisation that this browser looks at, chosen in the header. */
export const useScope = (): Scope => useContext(ScopeContext);

/** Keeps the choice among `all`; one that is no longer there counts as the whole. */
export function ScopeProvider(props: { readonly all: readonly Choice[]; readonly children: ReactNode }) {
  const [id, choose] = useStored('scope', z.string().nullable(), null);
  const { all } = props;
  const scope = useMemo(
    () => ({ all, choose, chosen: all.find((one) => one.id === id) ?? null }),
    [all, choose, id],
  );
  return <ScopeContext value={scope}>{props.children}</ScopeContext>;
}
