import { Switch } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from './Dialog.tsx';
import { type Key, useKeyHelp, useKeys } from './keys.tsx';
import './shell.css';

const shown: Readonly<Record<string, string>> = { Enter: '↵', ArrowDown: '↓', ArrowUp: '↑' };
const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);
/** A key as a cap says it: `Ctrl K` (`⌘ K` on a Mac). */
export const keyCap = (key: string, mac = false): string =>
  key.startsWith('mod+') ? `${mac ? '⌘' : 'Ctrl'} ${key.slice(4).toUpperCase()}` : (shown[key] ?? key);

/** `?` opens the list of keys that work on this page. Single keys can be turned off, for people who dictate. */
export function KeyHelp({ children }: { readonly children?: ReactNode }) {
  const [open, setOpen] = useState(false);
  const { all, single, setSingle } = useKeyHelp();
  useKeys('Everywhere', [{ key: '?', label: 'Show these keys', run: () => setOpen(true) }]);
  const groups = new Map<string, Key[]>();
  for (const { name, keys } of open ? all() : []) groups.set(name, [...(groups.get(name) ?? []), ...keys]);
  return (
    <Dialog open={open} title="Keys" onClose={() => setOpen(false)}>
      {[...groups].map(([name, keys]) => (
        <section key={name} className="wl-stack">
          <h3>{name}</h3>
          <dl className="wl-keys">
            {keys.map((key) => (
              <div key={key.key + key.label}>
                <dt>
                  <kbd>{keyCap(key.key, isMac())}</kbd>
                </dt>
                <dd>{key.label}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Switch
        checked={single}
        onChange={(event) => setSingle(event.currentTarget.checked)}
        label="Single keys are on"
        description="Turn them off if you speak to the computer or type by accident. Ctrl K always works."
      />
      {children}
    </Dialog>
  );
}
