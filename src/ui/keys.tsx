// Keyboard shortcuts: pages say what their keys do; one listener runs them and the help lists them.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef } from 'react';
import { z } from 'zod';
import { useStored } from './stored.ts';

export type Key = {
  /** As `event.key` says it, `mod+` before it for Ctrl (Cmd on a Mac): `j`, `?`, `mod+k`. */
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
};
export type KeyGroup = { readonly name: string; readonly keys: readonly Key[] };

type Keys = {
  readonly add: (group: { current: KeyGroup }) => () => void;
  readonly all: () => readonly KeyGroup[];
  readonly single: boolean;
  readonly setSingle: (on: boolean) => void;
};
const KeysContext = createContext<Keys>({
  add: () => () => undefined,
  all: () => [],
  single: true,
  setSingle: () => undefined,
});

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The name of a pressed key in our spelling; Shift counts only through the character it makes. */
export const nameOfKey = ({ key, ctrlKey, metaKey, altKey }: Pressed): string =>
  `${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${key.length === 1 && (ctrlKey || metaKey) ? key.toLowerCase() : key}`;

/** True when a single key must stay with what has the focus: somebody is typing or choosing there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select, [role="menu"] *, [role="radiogroup"] *'))
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'button', 'submit'].includes(target.type);
}

/** Runs the keys of everything inside. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const groups = useRef<{ current: KeyGroup }[]>([]);
  const [single, setSingle] = useStored('keys', z.boolean(), true);
  const add = useCallback((group: { current: KeyGroup }) => {
    groups.current = [...groups.current, group];
    return () => {
      groups.current = groups.current.filter((one) => one !== group);
    };
  }, []);
  const all = useCallback(() => groups.current.map((group) => group.current), []);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = nameOfKey(event);
      const plain = !name.startsWith('mod+');
      if (plain && (!single || isTyping(event.target) || document.querySelector('dialog[open]'))) return;
      const key = all()
        .toReversed()
        .flatMap((group) => group.keys)
        .find((one) => one.key === name);
      if (!key) return;
      event.preventDefault();
      key.run();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [all, single]);
  const keys = useMemo(() => ({ add, all, single, setSingle }), [add, all, single, setSingle]);
  return <KeysContext value={keys}>{children}</KeysContext>;
}

/** Gives keys a meaning while the caller is on the screen; the one that came last wins. */
export function useKeys(name: string, keys: readonly Key[]): void {
  const { add } = useContext(KeysContext);
  const group = useRef<KeyGroup>({ name, keys });
  useEffect(() => {
    group.current = { name, keys };
  });
  useEffect(() => add(group), [add]);
}

/** What the help shows: the keys in force, and whether single keys are on. */
export function useKeyHelp(): Omit<Keys, 'add'> {
  const { all, single, setSingle } = useContext(KeysContext);
  return useMemo(() => ({ all, single, setSingle }), [all, single, setSingle]);
}
