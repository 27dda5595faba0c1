import { type Icon, IconDots } from '@tabler/icons-react';
import { Go } from './Go.tsx';
import { Menu } from './Menu.tsx';
import { Tip } from './Tip.tsx';
import { useHere } from './url.ts';
import { useWidth, type Width } from './width.ts';
import './shell.css';

export type NavPage = {
  readonly to: string;
  readonly label: string;
  readonly icon: Icon;
  /** Further pages that belong here: on them this one is marked. */
  readonly also?: readonly string[] | undefined;
  /** A hook that says how much waits there; 0 shows nothing. */
  readonly useCount?: (() => number) | undefined;
};

/** True when the address is the page or lies below it; `/` only when it is exactly that. */
export function isUnder(here: string, to: string): boolean {
  const path = here.split(/[?#]/)[0] ?? '/';
  return path === to || (to !== '/' && path.startsWith(`${to}/`));
}

/** The pages: words on a desk, icons on a tablet, a bar below on a phone (the first four, the rest under More). */
export function Navigation({ pages }: { readonly pages: readonly NavPage[] }) {
  const here = useHere();
  const width = useWidth();
  if (!pages.length) return null;
  const few = width === 'phone' && pages.length > 5;
  const shown = few ? pages.slice(0, 4) : pages;
  const rest = few ? pages.slice(4) : [];
  return (
    <nav className="wl-nav wl-no-print" aria-label="Pages">
      <ul>
        {shown.map((page) => (
          <li key={page.to}>
            <Entry
              page={page}
              current={[page.to, ...(page.also ?? [])].some((to) => isUnder(here, to))}
              width={width}
            />
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <Menu
              label="More pages"
              className="wl-nav__page"
              button={
                <>
                  <IconDots size={20} stroke={1.75} aria-hidden="true" />
                  <span className="wl-nav__label">More</span>
                </>
              }
              choices={rest.map(({ to, label, icon: IconOf }) => ({
                key: to,
                label,
                to,
                icon: <IconOf size={18} stroke={1.75} aria-hidden="true" />,
              }))}
            />
          </li>
        )}
      </ul>
    </nav>
  );
}

const none = () => 0;

type EntryProps = { readonly page: NavPage; readonly current: boolean; readonly width: Width };

function Entry({ page, current, width }: EntryProps) {
  const { to, label, icon: IconOf, useCount = none } = page;
  const count = useCount();
  return (
    <Tip text={label} side="right" off={width !== 'tablet'}>
      <Go to={to} className="wl-nav__page" aria-current={current ? 'page' : undefined}>
        <IconOf size={20} stroke={1.75} aria-hidden="true" />
        <span className={width === 'tablet' ? 'wl-hidden' : 'wl-nav__label'}>{label}</span>
        {count > 0 && (
          <span className="wl-nav__count">
            {count > 999 ? '999+' : count}
            <span className="wl-hidden"> wait</span>
          </span>
        )}
      </Go>
    </Tip>
  );
}
