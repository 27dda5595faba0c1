// Every part of the screen in all its states: for those who build it, and for pictures of it.

import { IconBug, IconChecklist, IconDeviceHeartMonitor, IconGridDots, IconHome } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ClockProvider } from '../../../ui/clock.tsx';
import { KeyHelp } from '../../../ui/KeyHelp.tsx';
import { useKeys } from '../../../ui/keys.tsx';
import { Navigation } from '../../../ui/Navigation.tsx';
import { type Hit, Palette } from '../../../ui/Palette.tsx';
import { Shell } from '../../../ui/Shell.tsx';
import { ThemeToggle } from '../../../ui/ThemeToggle.tsx';
import { useUrlSearch } from '../../../ui/url.ts';
import { words } from '../words.ts';
import { Flows } from './Flows.tsx';
import { Lists } from './Lists.tsx';
import { Marks } from './Marks.tsx';
import { States } from './States.tsx';
import { devices, now } from './sample.ts';

const pages = [
  { to: '/style', label: 'My work', icon: IconHome, useCount: () => 12 },
  { to: '/style/cases', label: 'Cases', icon: IconChecklist },
  { to: '/style/devices', label: 'Devices', icon: IconDeviceHeartMonitor },
  { to: '/style/risks', label: 'Risks', icon: IconBug },
  { to: '/style/raci', label: 'RACI', icon: IconGridDots },
  { to: '/style/more', label: 'Imports', icon: IconChecklist },
];
const hits: Hit[] = pages.map(({ to, label }) => ({ key: to, kind: 'Pages', title: label, to }));
const find = (text: string): Promise<Hit[]> =>
  Promise.resolve(
    devices(300)
      .filter((one) => `${one.tag} ${one.model}`.toLowerCase().includes(text.toLowerCase()))
      .slice(0, 8)
      .map((one) => ({
        key: one.tag,
        kind: 'Devices',
        title: one.model,
        hint: `${one.tag}, ${one.ward}`,
        to: '/style',
      })),
  );
const parts: Readonly<Record<string, () => ReactNode>> = {
  marks: () => <Marks />,
  flows: () => <Flows />,
  states: () => <States />,
  list: () => <Lists />,
};

/** `/style` shows all; `/style?part=list` one part. */
export function Style() {
  const [search] = useUrlSearch();
  const [finding, setFinding] = useState(false);
  useKeys('Everywhere', [{ key: 'mod+k', label: 'Search everything', run: () => setFinding(true) }]);
  const part = parts[search['part'] ?? ''];
  return (
    <ClockProvider zone="Europe/Vienna" now={now}>
      <Shell
        name={words.name}
        onSearch={() => setFinding(true)}
        searchHint={words.searchHint}
        tools={<ThemeToggle />}
        navigation={<Navigation pages={pages} />}
      >
        <div className="wl-page">
          <h1 className={part ? 'wl-hidden' : undefined}>Parts of the screen</h1>
          {part?.() ?? (
            <>
              <Marks />
              <Flows />
              <States />
              <Lists />
            </>
          )}
        </div>
        <Palette
          open={finding}
          onClose={() => setFinding(false)}
          pages={hits}
          search={find}
          hint={words.searchHint}
        />
        <KeyHelp />
      </Shell>
    </ClockProvider>
  );
}
