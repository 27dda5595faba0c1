// The door of the pages of people.
import { IconUsers } from '@tabler/icons-react';
import type { WebRoom } from '../../../ui/page.ts';
import { words } from './words.ts';

export const web: WebRoom = {
  pages: [
    {
      path: '/people',
      title: words.title,
      permission: 'people.read',
      load: () => import('./People.tsx').then(({ People }) => People),
      nav: { label: words.title, icon: IconUsers, order: 60 },
    },
  ],
};
