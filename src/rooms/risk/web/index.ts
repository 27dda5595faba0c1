// The door of the pages of risk.
import { IconTargetArrow } from '@tabler/icons-react';
import type { WebRoom } from '../../../ui/page.ts';
import { words } from './words.ts';

export { outcomeMark } from './levels.ts';

/** The pages of risk: what to do, the findings behind it, how each was decided. */
export const web: WebRoom = {
  pages: [
    {
      path: '/risks',
      title: words.remedies.title,
      permission: 'risk.read',
      load: () => import('./Risks.tsx').then(({ Risks }) => Risks),
      nav: {
        label: words.remedies.title,
        icon: IconTargetArrow,
        order: 30,
        also: ['/remedies', '/findings', '/vulnerabilities'],
      },
    },
    {
      path: '/remedies/$id',
      title: words.remedy.title,
      permission: 'risk.read',
      load: () => import('./Remedy.tsx').then(({ Remedy }) => Remedy),
    },
    {
      path: '/findings',
      title: words.findings.title,
      permission: 'findings.read',
      load: () => import('./Findings.tsx').then(({ Findings }) => Findings),
    },
    {
      path: '/findings/$id',
      title: words.finding.title,
      permission: 'findings.read',
      load: () => import('./Finding.tsx').then(({ Finding }) => Finding),
    },
  ],
};
