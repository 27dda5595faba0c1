import type { ReactNode } from 'react';
import { ProductMark } from '../../ui/Shell.tsx';
import { ThemeToggle } from '../../ui/ThemeToggle.tsx';
import { words } from './words.ts';

/** The frame of the pages before sign-in: the name, the colours, one thing to do. */
export function Door({ children, wide = false }: { readonly children: ReactNode; readonly wide?: boolean }) {
  return (
    <div className="wl-door">
      <header className="wl-door__head">
        <span className="wl-brand">
          <ProductMark />
          {words.name}
        </span>
        <ThemeToggle />
      </header>
      <main className={`wl-door__main${wide ? ' wl-door__main--wide' : ''}`}>{children}</main>
    </div>
  );
}
