import { IconFileImport } from '@tabler/icons-react';
import type { WebRoom } from '../../../ui/page.ts';
import { words } from './words.ts';

/** The pages that bring a hospital's own files in. Devices themselves are shown by the last room, which knows more of them. */
export const web: WebRoom = {
  pages: [
    {
      path: '/imports',
      title: words.list.title,
      permission: 'inventory.read',
      load: () => import('./Imports.tsx').then(({ Imports }) => Imports),
      nav: { label: words.list.title, icon: IconFileImport, order: 70 },
    },
    {
      path: '/imports/new',
      title: words.new.title,
      permission: 'inventory.import',
      load: () => import('./NewImport.tsx').then(({ NewImport }) => NewImport),
    },
    {
      path: '/imports/$id',
      title: words.one.title,
      permission: 'inventory.read',
      load: () => import('./Import.tsx').then(({ Import }) => Import),
    },
  ],
};
