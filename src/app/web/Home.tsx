import { EmptyState } from '../../ui/EmptyState.tsx';
import { words } from './words.ts';

/** What `/` shows as long as no room brings My work. */
export function Home() {
  return (
    <div className="wl-page">
      <EmptyState page title={words.home.title}>
        {words.home.text}
      </EmptyState>
    </div>
  );
}
