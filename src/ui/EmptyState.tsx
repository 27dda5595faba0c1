import type { ReactNode } from 'react';
import './states.css';

type Props = {
  readonly icon?: ReactNode;
  /** What is so, e.g. `Nothing waits for you.` */
  readonly title: string;
  /** What would be here, and who has the ball instead. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** It is the whole page: its title is the page's. */
  readonly page?: boolean;
};

/** Nothing here, said well: what would be here, who has the ball, what one can do. */
export function EmptyState({ icon, title, children, action, page = false }: Props) {
  return (
    <div className="wl-empty">
      {icon && <span className="wl-empty__icon">{icon}</span>}
      {page ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children && <div className="wl-muted">{children}</div>}
      {action}
    </div>
  );
}
