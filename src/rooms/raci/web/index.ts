// The door of the pages of the matrix.
import { IconGridDots } from '@tabler/icons-react';
import type { WebRoom } from '../../../ui/page.ts';
import { words as draftWords } from './draft-words.ts';
import { words as newWords } from './new-words.ts';
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
      path: '/raci/versions',
      title: draftWords.versions.title,
      permission: 'raci.read',
      load: () => import('./Versions.tsx').then(({ Versions }) => Versions),
    },
    {
      path: '/raci/versions/$id',
      title: draftWords.versions.title,
      permission: 'raci.read',
      load: () => import('./Version.tsx').then(({ Version }) => Version),
    },
    {
      path: '/raci/new',
      title: newWords.title,
      permission: 'raci.write',
      load: () => import('./NewDraft.tsx').then(({ NewDraft }) => NewDraft),
    },
    {
      path: '/raci/diff',
      title: draftWords.diff.title,
      permission: 'raci.read',
      load: () => import('./Diff.tsx').then(({ Diff }) => Diff),
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
