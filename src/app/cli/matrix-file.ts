// A matrix file on the command line: YAML, CSV or XLSX, without a database.
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { AppError } from '../../kernel/errors.ts';
import { type MatrixFormat, problemsOf, readMatrixFile, standardMatrix } from '../../rooms/raci/index.ts';
import type { MatrixDocument } from '../../rooms/raci/model.ts';

/** The matrix in a file; a table takes its words from the standard matrix.
 *  @throws AppError `not_found`, `invalid` naming file, place and rule of the first fault, with all of them. */
export async function matrixIn(file: string): Promise<MatrixDocument> {
  const { matrix, problems } = await readingOf(file);
  if (matrix) return matrix;
  const [first] = problems;
  throw new AppError(
    'invalid',
    first ? `${file}: ${first.sentence} [${first.rule}]` : `${file} cannot be read as a matrix.`,
    { problems },
  );
}

/** A file with the report of how it was read. @throws AppError `not_found`, or where it cannot be read at all. */
export async function readingOf(file: string) {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new AppError('not_found', `There is no file ${file}.`);
  const read = await readMatrixFile({ path: file, fileName: basename(file) }, standardMatrix);
  return { matrix: read.matrix, lines: read.lines, problems: problemsOf(read) };
}

const formats: readonly MatrixFormat[] = ['yaml', 'csv', 'xlsx'];
/** The format that a file's name asks for. @throws AppError `invalid`. */
export function formatOf(file: string): MatrixFormat {
  const suffix = extname(file).slice(1).toLowerCase();
  const format = formats.find((one) => one === (suffix === 'yml' ? 'yaml' : suffix));
  if (!format) throw new AppError('invalid', `${file} must end in .yaml, .csv or .xlsx.`);
  return format;
}
