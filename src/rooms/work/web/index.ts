import {
  IconArrowsExchange,
  IconBriefcase,
  IconHourglass,
  IconListCheck,
  IconShieldCheck,
} from '@tabler/icons-react';
import type { WebRoom } from '../../../ui/page.ts';
import { useEndpoint } from '../../../ui/query.ts';
import { me } from '../../people/contract.ts';
import { myWork } from '../contract.ts';
import { words as whatIfWords } from './what-if/words.ts';

/** How much waits for whoever is signed in, reading aside. Shares its answer with the page. */
function useWaiting(): number {
  const mayAct = useEndpoint(me, {}).data?.permissions.includes('work.act') ?? false;
  const counts = useEndpoint(myWork, { limit: 100 }, { enabled: mayAct, everySeconds: 60 }).data?.counts;
  return counts ? counts.decide + counts.do + counts.answer : 0;
}

/** The pages of work: what waits for me, the cases, one case, the proof. */
export const web: WebRoom = {
  pages: [
    {
      path: '/',
      title: 'My work',
      permission: 'signed_in',
      load: () => import('./MyWork.tsx').then(({ MyWork }) => MyWork),
      nav: { label: 'My work', icon: IconListCheck, order: 10, useCount: useWaiting },
    },
    {
      path: '/cases',
      title: 'Cases',
      permission: 'work.read',
      load: () => import('./Cases.tsx').then(({ Cases }) => Cases),
      nav: { label: 'Cases', icon: IconBriefcase, order: 40 },
    },
    {
      path: '/cases/$id',
      title: 'Case',
      permission: 'signed_in',
      load: () => import('./Case.tsx').then(({ Case }) => Case),
    },
    {
      path: '/re-resolve',
      title: 'Open work and the matrix',
      permission: 'work.read',
      load: () => import('./ReResolve.tsx').then(({ ReResolve }) => ReResolve),
    },
    {
      path: '/remedies/$id/case',
      title: 'Case',
      permission: 'work.read',
      load: () => import('./CaseOfRemedy.tsx').then(({ CaseOfRemedy }) => CaseOfRemedy),
    },
    {
      path: '/people/$id',
      title: 'Person',
      permission: 'people.write',
      load: () => import('./Leaving.tsx').then(({ Leaving }) => Leaving),
    },
    {
      path: '/acceptances',
      title: 'Accepted risks',
      permission: 'work.read',
      load: () => import('./acceptance/Acceptances.tsx').then(({ Acceptances }) => Acceptances),
      nav: { label: 'Accepted', icon: IconHourglass, order: 45 },
    },
    {
      path: '/acceptances/$id',
      title: 'Acceptance',
      permission: 'signed_in',
      load: () => import('./acceptance/Acceptance.tsx').then(({ Acceptance }) => Acceptance),
    },
    {
      path: '/acceptances/$id/sheet',
      title: 'Sheet of an acceptance',
      permission: 'signed_in',
      load: () => import('./acceptance/Sheet.tsx').then(({ Sheet }) => Sheet),
    },
    {
      path: '/proof',
      title: 'The proof',
      permission: 'metrics.read',
      load: () => import('./Proof.tsx').then(({ Proof }) => Proof),
      nav: { label: 'Proof', icon: IconShieldCheck, order: 70 },
    },
    {
      path: '/raci/what-if',
      title: whatIfWords.title,
      permission: 'raci.read',
      load: () => import('./what-if/WhatIf.tsx').then(({ WhatIf }) => WhatIf),
    },
    {
      path: '/raci/load',
      title: whatIfWords.loadPage.title,
      permission: 'raci.read',
      load: () => import('./what-if/Load.tsx').then(({ Load }) => Load),
    },
    {
      path: '/accounting',
      title: 'Hand-offs',
      permission: 'metrics.read',
      load: () => import('./accounting/Accounting.tsx').then(({ Accounting }) => Accounting),
      nav: { label: 'Hand-offs', icon: IconArrowsExchange, order: 65 },
    },
    {
      path: '/accounting/drift',
      title: 'Matrix and practice',
      permission: 'metrics.read',
      load: () => import('./accounting/Drift.tsx').then(({ Drift }) => Drift),
    },
  ],
};
