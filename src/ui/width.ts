import { useSyncExternalStore } from 'react';

export type Width = 'phone' | 'tablet' | 'desk';

const phone = '(max-width: 639px)';
const tablet = '(max-width: 1079px)';
const now = (): Width => {
  if (window.matchMedia(phone).matches) return 'phone';
  return window.matchMedia(tablet).matches ? 'tablet' : 'desk';
};
const watch = (changed: () => void) => {
  const lists = [phone, tablet].map((query) => window.matchMedia(query));
  for (const list of lists) list.addEventListener('change', changed);
  return () => {
    for (const list of lists) list.removeEventListener('change', changed);
  };
};

/** How wide the window is: `phone` below 640 px, `tablet` below 1080 px, else `desk`. The same borders stand in tokens.css. */
export const useWidth = (): Width => useSyncExternalStore(watch, now, () => 'desk' as const);
