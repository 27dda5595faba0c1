// The matrices that ship with Wardline.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../kernel/errors.ts';
import { dataFilesDir } from '../../../platform/root.ts';
import type { MatrixDocument } from '../model.ts';
import { parseMatrix } from '../rules/parse.ts';

/** A matrix that ships, whom it is for, and what it was made from. */
type Template = {
  readonly id: string;
  readonly matrix: MatrixDocument;
  readonly forWhom: string | null;
  readonly source: string | null;
};

const dir = join(dataFilesDir, 'raci');

async function read(id: string): Promise<Template> {
  const parsed = parseMatrix(await readFile(join(dir, `${id}.yaml`), 'utf8'));
  if (!parsed.ok)
    throw new AppError('internal', `data/raci/${id}.yaml cannot be read.`, { problems: parsed.problems });
  return { id, matrix: parsed.matrix, ...parsed.about };
}

const names = async (): Promise<string[]> =>
  (await readdir(dir)).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -5)] : [])).sort();

/** All of them, the largest first. @throws AppError `internal` when a file in `data/` is damaged. */
export const templates = async (): Promise<Template[]> =>
  (await Promise.all((await names()).map(read))).sort(
    (a, b) => b.matrix.activities.length - a.matrix.activities.length || a.id.localeCompare(b.id),
  );

/** One of them. @throws AppError `not_found`. */
export async function template(id: string): Promise<MatrixDocument> {
  // The name is looked up in the folder, never made into a path.
  if (!(await names()).includes(id)) throw new AppError('not_found', `There is no template ${id}.`);
  return (await read(id)).matrix;
}

/** The matrix that is version 1 where nothing else is said. @throws AppError `internal`. */
export const standardMatrix = async (): Promise<MatrixDocument> => (await read('full')).matrix;
