// Keeps the keyboard where it was: a button that does its work often goes, and a browser then starts again at the top.
import { useEffect } from 'react';

/** What may take the focus over: a part of the page that a person, or a screen reader, can tell where they are in. */
const places = 'section, li, [role="dialog"], main';

/** The nearest part of the page around something that is gone; the page itself when all of it went. */
function placeOf(trail: readonly Element[]): HTMLElement | null {
  const left = trail.find((one) => one.isConnected);
  return left?.closest<HTMLElement>(places) ?? document.querySelector<HTMLElement>('main');
}

/** Puts the focus on the part around what had it, whenever what had it leaves the page. Once for the whole window. */
export function useFocusKeeper(): void {
  useEffect(() => {
    let trail: readonly Element[] = [];
    const remember = () => {
      const way: Element[] = [];
      for (let one = document.activeElement; one && one !== document.body; one = one.parentElement)
        way.push(one);
      if (way.length > 0) trail = way;
    };
    const keep = () => {
      const [last] = trail;
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      const place = placeOf(trail);
      trail = [];
      if (!place) return;
      if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(keep);
    watch.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
}
