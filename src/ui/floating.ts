// Placing a popover beside its button, without a library: the browser's top layer does the rest.
import { type RefObject, useEffect } from 'react';

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
export type Side = 'below' | 'right';

/** Where a box of the given size goes: below (or right of) the anchor, on the other side when there is no room, never off the screen. All in px. */
export function placeBeside(
  anchor: Box,
  size: { width: number; height: number },
  screen: { width: number; height: number; side: Side },
): { left: number; top: number } {
  const gap = 6;
  const edge = 8;
  const keep = (at: number, room: number) => Math.max(edge, Math.min(at, room - edge));
  if (screen.side === 'right') {
    const right = anchor.left + anchor.width + gap;
    const left = right + size.width + edge > screen.width ? anchor.left - gap - size.width : right;
    const top = anchor.top + anchor.height / 2 - size.height / 2;
    return { left: keep(left, screen.width - size.width), top: keep(top, screen.height - size.height) };
  }
  const under = anchor.top + anchor.height + gap;
  const fits = under + size.height + edge <= screen.height || anchor.top - gap - size.height < edge;
  const top = fits ? under : anchor.top - gap - size.height;
  const nearRight = anchor.left + size.width + edge > screen.width;
  const left = nearRight ? anchor.left + anchor.width - size.width : anchor.left;
  return { left: keep(left, screen.width - size.width), top: keep(top, screen.height - size.height) };
}

/** Keeps an open popover beside its anchor while things scroll and resize. */
export function useBeside(
  anchor: RefObject<HTMLElement | null>,
  box: RefObject<HTMLElement | null>,
  open: boolean,
  side: Side = 'below',
): void {
  useEffect(() => {
    if (!open) return;
    const place = () => {
      if (!anchor.current || !box.current) return;
      const { offsetWidth: width, offsetHeight: height } = box.current;
      const { innerWidth, innerHeight } = window;
      const at = placeBeside(
        anchor.current.getBoundingClientRect(),
        { width, height },
        { width: innerWidth, height: innerHeight, side },
      );
      box.current.style.left = `${at.left}px`;
      box.current.style.top = `${at.top}px`;
    };
    place();
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, true);
    return () => {
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, true);
    };
  }, [anchor, box, open, side]);
}
