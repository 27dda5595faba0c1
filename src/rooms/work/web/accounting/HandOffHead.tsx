import type { ReactNode } from 'react';
import { Go } from '../../../../ui/Go.tsx';
import { words } from './words.ts';

type Props = { readonly here: 'time' | 'drift'; readonly children?: ReactNode };

const pages = [
  { key: 'time', to: '/accounting' },
  { key: 'drift', to: '/accounting/drift' },
] as const;

/** The head of the pages of hand-offs, with the way from one to the other. */
export function HandOffHead({ here, children }: Props) {
  return (
    <div className="wl-page__head">
      <h1>{words.title}</h1>
      <nav aria-label={words.tabs.label} className="wk-account__tabs wl-no-print">
        {pages.map(({ key, to }) => (
          <Go key={key} to={to} className="wl-quiet" aria-current={key === here ? 'page' : undefined}>
            {words.tabs[key]}
          </Go>
        ))}
      </nav>
      {children}
    </div>
  );
}
