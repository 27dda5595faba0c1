// The matrices that ship with Wardline.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../kernel/errors.ts';
import { dataFilesDir } from '../../../platform/root.ts';
import type { MatrixDocument } from '../model.ts';
import { parseMatrix } from '../rules/parse.ts';

const dir = join(dataFilesDir, 'raci');

async function read(name: string): Promise<MatrixDocument> {
  const parsed = parseMatrix(await readFile(join(dir, `${name}.yaml`), 'utf8'));
  if (!parsed.ok)
    throw new AppError('internal', `data/raci/${name}.yaml cannot be read.`, { problems: parsed.problems });
  return parsed.matrix;
}

const names = async (): Promise<string[]> =>
  (await readdir(dir)).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -5)] : [])).sort();

/** All of them, by the name of their file. @throws AppError `internal` when a file in `data/` is damaged. */
export const templates = async (): Promise<{ id: string; matrix: MatrixDocument }[]> =>
  Promise.all((await names()).map(async (id) => ({ id, matrix: await read(id) })));

/** One of them. @throws AppError `not_found`. */
export async function template(id: string): Promise<MatrixDocument> {
  // The name is looked up in the folder, never made into a path.
  if (!(await names()).includes(id)) throw new AppError('not_found', `There is no template ${id}.`);
  return read(id);
}

/** The matrix that is version 1 where nothing else is said. @throws AppError `internal`. */
export const standardMatrix = (): Promise<MatrixDocument> => read('full');
