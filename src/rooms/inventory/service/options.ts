// What a person asked for with a file, kept with the import so that a run after a crash asks for the same.
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { ImportKind } from '../contract.ts';
import type { Wishes } from './survey.ts';

const Columns = z.record(
  z.string(),
  z.array(z.tuple([z.number().int().nonnegative().max(5_000), z.string().max(60).nullable()])).max(5_000),
);
export const ImportOptions = z.object({
  siteCode: z.string().max(60).nullable().default(null),
  columns: Columns.default({}),
  headings: z.record(z.string(), z.string().max(60).nullable()).default({}),
});
export type ImportOptions = z.output<typeof ImportOptions>;

/** The options as kept. */
export const readOptions = (kept: unknown): ImportOptions => ImportOptions.parse(kept ?? {});

/** Columns set by hand from the request's JSON. @throws AppError `invalid`. */
export function columnsOf(json: string | undefined): ImportOptions['columns'] {
  if (json === undefined || json === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new AppError('invalid', 'The mapping is not JSON.');
  }
  const parsed = Columns.safeParse(value);
  if (!parsed.success)
    throw new AppError('invalid', 'The mapping must be {sheet name: [[column, field], ...]}.');
  return parsed.data;
}

const Saved = z.record(z.string(), z.unknown());

/** What the survey of a file is told: the person's columns and the source's saved mappings. */
export const wishesOf = (asked: ImportOptions, saved: unknown, kind: ImportKind | null): Wishes => ({
  kind,
  saved: Saved.safeParse(saved).data ?? {},
  columns: asked.columns,
  headings: asked.headings,
});
