import { Button, TextInput } from '@mantine/core';
import { IconBookmark, IconChevronDown, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { z } from 'zod';
import { Dialog } from '../Dialog.tsx';
import { type Choice, Menu } from '../Menu.tsx';
import { useStored } from '../stored.ts';
import { parseSearch } from '../url.ts';
import type { ReadyView } from './columns.ts';
import { cleared, type ListView, type Patch, searchOf } from './list-view.ts';

const Saved = z.array(z.object({ name: z.string().max(60), search: z.string().max(2000) })).max(50);
const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

type Props = {
  readonly name: string;
  readonly ready: readonly ReadyView[];
  readonly view: ListView;
  readonly filterNames: readonly string[];
  readonly change: (patch: Patch) => void;
};

/** Views with a name: those that come with the list, and those this browser keeps for its user. */
export function Views({ name, ready, view, filterNames, change }: Props) {
  const [saved, setSaved] = useStored(`views.${name}`, Saved, []);
  const [naming, setNaming] = useState(false);
  const [title, setTitle] = useState('');
  const here = searchOf(view);
  const current = [...ready, ...saved].find((one) => one.search === here);
  const show = (search: string) => change({ ...cleared([...filterNames, 'sort']), ...parseSearch(search) });

  const viewChoice = (one: ReadyView, group: string | undefined): Choice => ({
    key: `${group}-${one.name}`,
    label: one.name,
    chosen: one.search === here,
    run: () => show(one.search),
  });
  const own = saved.find((one) => one.search === here);
  const choices: Choice[] = [
    { key: 'all', label: 'All', chosen: here === '', run: () => show('') },
    ...ready.map((one) => viewChoice(one, 'ready')),
    ...saved.map((one, i) => ({ ...viewChoice(one, 'saved'), group: i === 0 ? 'Yours' : undefined })),
    ...(here && !current
      ? [{ key: '+', label: 'Keep this view …', icon: <IconPlus {...icon} />, run: () => setNaming(true) }]
      : []),
    ...(own
      ? [
          {
            key: '-',
            label: `Forget “${own.name}”`,
            icon: <IconTrash {...icon} />,
            run: () => setSaved(saved.filter((one) => one !== own)),
          },
        ]
      : []),
  ];
  const keep = () => {
    const trimmed = title.trim();
    if (!trimmed) return;
    setSaved([...saved.filter((one) => one.name !== trimmed), { name: trimmed, search: here }].slice(-50));
    setNaming(false);
    setTitle('');
  };
  return (
    <>
      <Menu
        label={`View: ${current?.name ?? (here ? 'not kept' : 'All')}`}
        className="wl-quiet wl-quiet--edged"
        button={
          <>
            <IconBookmark {...icon} />
            {current?.name ?? (here ? 'View' : 'All')}
            <IconChevronDown {...icon} />
          </>
        }
        choices={choices}
      />
      <Dialog
        open={naming}
        title="Keep this view"
        onClose={() => setNaming(false)}
        foot={<Button onClick={keep}>Keep</Button>}
      >
        <TextInput
          label="Name"
          description="It is kept in this browser. To share a view, copy the address of the page."
          maxLength={60}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
      </Dialog>
    </>
  );
}
