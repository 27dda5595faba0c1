import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { useGo } from './url.ts';

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { readonly to: string };

const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link. Inside the app it goes without loading the page anew; an `http(s)` address opens beside it. */
export function Go({ to, onClick, children, ...rest }: Props) {
  const go = useGo();
  if (/^https?:/i.test(to)) {
    return (
      <a {...rest} href={to} target="_blank" rel="noreferrer noopener">
        {children}
        <span className="wl-hidden"> (opens in a new tab)</span>
      </a>
    );
  }
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlain(event) || to.startsWith('/api/')) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={to.startsWith('/') ? to : '/'} onClick={follow}>
      {children}
    </a>
  );
}
