// A matrix file on the command line: YAML, CSV or XLSX, without a database.
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../kernel/errors.ts';
import { readMatrixFile, standardMatrix } from '../../rooms/raci/index.ts';
import type { MatrixDocument } from '../../rooms/raci/model.ts';

/** The matrix in a file; a table takes its words from the standard matrix.
 *  @throws AppError `not_found`, `invalid` naming file, line and rule. */
export async function matrixIn(file: string): Promise<MatrixDocument> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new AppError('not_found', `There is no file ${file}.`);
  const read = await readMatrixFile({ path: file, fileName: basename(file) }, standardMatrix);
  if (read.ok) return read.matrix;
  const [first] = read.problems;
  throw new AppError(
    'invalid',
    first
      ? `${file}${first.row > 0 ? `, line ${first.row}` : ''}: ${first.sentence} [${first.rule}]`
      : `${file} cannot be read as a matrix.`,
    { problems: read.problems },
  );
}
