import { EmptyState } from '../../ui/EmptyState.tsx';
import { Go } from '../../ui/Go.tsx';
import { words } from './words.ts';

/** The page for an address that leads nowhere. */
export function Lost() {
  return (
    <div className="wl-page">
      <EmptyState page title={words.lost.title} action={<Go to="/">{words.lost.go}</Go>}>
        {words.lost.text}
      </EmptyState>
    </div>
  );
}
