// The door of the pages that look over every room: the leaders' front page, the devices, the interface, the search.
import { IconApi, IconGauge } from '@tabler/icons-react';
import type { WebRoom } from '../../../ui/page.ts';
import { devicePages } from './devices/pages.ts';
import { findAnything } from './find.ts';
import { words } from './words.ts';

export const web: WebRoom = {
  pages: [
    {
      path: '/overview',
      title: words.overview.title,
      permission: 'metrics.read',
      load: () => import('./Overview.tsx').then(({ Overview }) => Overview),
      nav: {
        label: words.overview.title,
        icon: IconGauge,
        order: 15,
        profiles: ['leader', 'administrator', 'auditor'],
      },
    },
    ...devicePages,
    {
      path: '/api-docs',
      title: words.api.title,
      permission: 'signed_in',
      load: () => import('./ApiDocs.tsx').then(({ ApiDocs }) => ApiDocs),
      nav: { label: words.api.title, icon: IconApi, order: 95, profiles: ['administrator'] },
    },
  ],
  search: { permission: 'signed_in', find: findAnything },
};
