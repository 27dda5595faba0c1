// The door of the pages of the matrix.
import { IconGridDots } from '@tabler/icons-react';
import type { WebRoom } from '../../../ui/page.ts';
import { words as standing } from './standing-words.ts';
import { words } from './words.ts';

export const web: WebRoom = {
  pages: [
    {
      path: '/raci',
      title: words.title,
      permission: 'raci.read',
      load: () => import('./Raci.tsx').then(({ Raci }) => Raci),
      nav: { label: words.title, icon: IconGridDots, order: 50 },
    },
    {
      path: '/raci/clocks',
      title: words.clocks.title,
      permission: 'raci.read',
      load: () => import('./Clocks.tsx').then(({ Clocks }) => Clocks),
    },
    {
      path: '/raci/training',
      title: standing.needsTitle,
      permission: 'raci.read',
      load: () => import('./TrainingNeeds.tsx').then(({ TrainingNeeds }) => TrainingNeeds),
    },
    {
      path: '/people/$id/standing',
      title: standing.delegations,
      permission: 'people.read',
      load: () => import('./Standing.tsx').then(({ Standing }) => Standing),
    },
  ],
};
