import { Button } from '@mantine/core';
import { AppError } from '../kernel/errors.ts';
import { requestIdOf } from './api.ts';
import './states.css';

type Props = {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  /** What could not be shown or done, e.g. `The devices could not be shown.` */
  readonly title?: string;
};

const titles: Partial<Record<string, string>> = {
  unavailable: 'Not available just now.',
  forbidden: 'This is not open to you.',
  not_found: 'This is not here.',
};

const facts = (error: unknown): [string, string][] => {
  if (!(error instanceof AppError)) return [];
  return Object.entries(error.details).flatMap(([name, value]): [string, string][] =>
    name !== 'requestId' && name !== 'status' && (typeof value === 'string' || typeof value === 'number')
      ? [[name, String(value)]]
      : [],
  );
};

/** What went wrong, in words a person can act on; the request id for whoever helps; a way to try again. */
export function ErrorState({ error, onRetry, title }: Props) {
  const id = requestIdOf(error);
  const known = error instanceof AppError;
  const message = known ? error.message : 'Something in this page failed. What you did before is safe.';
  const heading = title ?? (known ? titles[error.code] : undefined) ?? 'This did not work.';
  return (
    <div className="wl-error" role="alert">
      <h2>{heading}</h2>
      <p>{message}</p>
      <dl className="wl-error__facts">
        {facts(error).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
        {id && <Fact name="Request" value={id} />}
      </dl>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="wl-mono">{value}</dd>
    </>
  );
}
