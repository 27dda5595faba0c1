import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFocusKeeper } from './focus-keeper.ts';
import { Go } from './Go.tsx';
import { keyCap } from './KeyHelp.tsx';
import './shell.css';

type Props = {
  readonly name: string;
  /** Beside the name: which site. */
  readonly site?: ReactNode;
  /** A line above everything that must not be missed, e.g. that this is a demonstration. */
  readonly banner?: ReactNode;
  readonly onSearch: () => void;
  readonly searchHint: string;
  /** At the right end: colours, help, account. */
  readonly tools: ReactNode;
  readonly navigation: ReactNode;
  readonly children: ReactNode;
};

/** The mark of the product: a ward line with one point that has an owner. */
export function ProductMark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="wl-brand__mark">
      <rect x="1" y="1" width="22" height="22" rx="5" className="wl-brand__ground" />
      <path d="M4 12.5h3.2l2-5.5 3.6 10 2.2-6 1 1.5H20" className="wl-brand__line" />
    </svg>
  );
}

/** The frame of every page: header, navigation, the page itself. */
export function Shell({ name, site, banner, onSearch, searchHint, tools, navigation, children }: Props) {
  useFocusKeeper();
  return (
    <div className="wl-shell">
      <a className="wl-hidden wl-skip" href="#page">
        Skip to the page
      </a>
      <header className="wl-header wl-no-print">
        <Go to="/" className="wl-brand" aria-label={`${name}, my work`}>
          <ProductMark />
          <span className="wl-brand__name">{name}</span>
        </Go>
        {site}
        <button type="button" className="wl-search" onClick={onSearch} aria-keyshortcuts="Control+K">
          <IconSearch size={16} stroke={1.75} aria-hidden="true" />
          <span className="wl-search__hint wl-clip">{searchHint}</span> <kbd>{keyCap('mod+k')}</kbd>
        </button>
        <div className="wl-header__tools">{tools}</div>
      </header>
      {navigation}
      <div className="wl-main">
        {banner && <aside aria-label="Notice">{banner}</aside>}
        <main id="page" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}
