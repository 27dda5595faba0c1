import type { z } from 'zod';
import { AppError } from '../kernel/errors.ts';

/** The cursor of a list's next page: opaque to clients, JSON to us. */
export const toCursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What a cursor says, or null without one. @throws AppError `invalid` for one that we did not make. */
export function fromCursor<T extends z.ZodType>(type: T, cursor: string | undefined): z.output<T> | null {
  if (!cursor) return null;
  try {
    return type.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new AppError('invalid', 'This page link is no longer valid. Start again from the first page.');
  }
}
