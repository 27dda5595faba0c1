import type { ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';
import { LoadingState } from './LoadingState.tsx';

type Query<T> = {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
};

type Props<T> = {
  readonly query: Query<T>;
  /** What is on its way, e.g. `the case`. */
  readonly what: string;
  readonly loading?: ReactNode;
  readonly children: (data: T) => ReactNode;
};

/** What a query gave, or its loading or error state. Data that came once stays on the screen when a later reading fails. */
export function Loaded<T>({ query, what, loading, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return loading ?? <LoadingState what={what} />;
}
