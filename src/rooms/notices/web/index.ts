// The door of the pages of notices: what I am told, and how messages leave the house.
import { IconMail } from '@tabler/icons-react';
import type { WebRoom } from '../../../ui/page.ts';
import { useEndpoint } from '../../../ui/query.ts';
import { me } from '../../people/contract.ts';
import { channelTrouble } from '../contract.ts';
import { words } from './words.ts';

/** How much needs a hand: ways out that fail, messages that were put aside. */
function useTrouble(): number {
  const may = useEndpoint(me, {}).data?.permissions.includes('notices.manage') ?? false;
  const trouble = useEndpoint(channelTrouble, {}, { enabled: may, everySeconds: 60 }).data;
  return trouble ? trouble.failing + trouble.dead : 0;
}

export const web: WebRoom = {
  pages: [
    {
      path: '/my-notices',
      title: words.mine.title,
      permission: 'signed_in',
      load: () => import('./MyNotices.tsx').then(({ MyNotices }) => MyNotices),
    },
    {
      path: '/messages',
      title: words.admin.title,
      permission: 'notices.manage',
      load: () => import('./Messages.tsx').then(({ Messages }) => Messages),
      nav: { label: words.admin.nav, icon: IconMail, order: 80, useCount: useTrouble },
    },
    {
      path: '/messages/$id',
      title: words.admin.title,
      permission: 'notices.manage',
      load: () => import('./Message.tsx').then(({ Message }) => Message),
    },
  ],
};
