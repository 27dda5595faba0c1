import { IconRss } from '@tabler/icons-react';
import type { WebRoom } from '../../../ui/page.ts';
import { words } from './words.ts';

export { FreshnessBanner } from './FreshnessBanner.tsx';

/** The pages of what the world knows: feeds, advisories, vulnerabilities. */
export const web: WebRoom = {
  pages: [
    {
      path: '/feeds',
      title: words.feeds.title,
      permission: 'intel.read',
      load: () => import('./Feeds.tsx').then(({ Feeds }) => Feeds),
      nav: { label: words.feeds.title, icon: IconRss, order: 80, also: ['/advisories'] },
    },
    {
      path: '/advisories',
      title: words.advisories.title,
      permission: 'intel.read',
      load: () => import('./Advisories.tsx').then(({ Advisories }) => Advisories),
    },
    {
      path: '/advisories/$id',
      title: words.advisory.title,
      permission: 'intel.read',
      load: () => import('./Advisory.tsx').then(({ Advisory }) => Advisory),
    },
    {
      path: '/vulnerabilities/$cve',
      title: words.cve.title,
      permission: 'intel.read',
      load: () => import('./Vulnerability.tsx').then(({ Vulnerability }) => Vulnerability),
    },
  ],
};
