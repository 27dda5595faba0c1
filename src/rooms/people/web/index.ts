// The door of the pages of people.
import { IconCalendarWeek, IconUsers } from '@tabler/icons-react';
import type { WebRoom } from '../../../ui/page.ts';
import { words as rotaWords } from './rota-words.ts';
import { words } from './words.ts';

export { FindPerson } from './FindPerson.tsx';

export const web: WebRoom = {
  pages: [
    {
      path: '/people',
      title: words.title,
      permission: 'people.read',
      load: () => import('./People.tsx').then(({ People }) => People),
      nav: { label: words.title, icon: IconUsers, order: 60 },
    },
    {
      path: '/rotas',
      title: rotaWords.title,
      permission: 'people.read',
      load: () => import('./Rotas.tsx').then(({ Rotas }) => Rotas),
      nav: { label: rotaWords.title, icon: IconCalendarWeek, order: 62 },
    },
    {
      path: '/rotas/$id',
      title: rotaWords.name,
      permission: 'people.read',
      load: () => import('./Rota.tsx').then(({ Rota }) => Rota),
    },
  ],
};
