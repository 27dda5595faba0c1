// CSV out: correct quoting, and no cell that a spreadsheet program would run as a formula.

/** First characters that make a spreadsheet program run a cell. @source OWASP, CSV Injection */
const runs = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * The cell with one apostrophe before it when a spreadsheet program could run it. A cell that already begins with
 * apostrophes and then such a character gets one more, so that `unguarded` always gives the very cell back.
 */
export const guarded = (cell: string): string => (runs.test(cell) ? `'${cell}` : cell);

/**
 * The cell without its protective apostrophe. The reader does this to every CSV cell, whoever wrote the file: before
 * such a character a spreadsheet's apostrophe only ever means "this is text", so nothing is lost in foreign files.
 */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && runs.test(cell) ? cell.slice(1) : cell;

const quoted = (cell: string): string =>
  /[",;\t\r\n|]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** One CSV line (comma, CRLF), guarded and quoted. A line of one empty cell is written `""`, so that it is not blank. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.length === 1 && cells[0] === '' ? '""' : cells.map((cell) => quoted(guarded(cell))).join(',')}\r\n`;

/** What a CSV file begins with so that Excel reads it as UTF-8. */
export const BOM = '\uFEFF';

/** A whole CSV file: UTF-8 with byte order mark, comma, CRLF, RFC 4180 quoting. Long exports write `csvLine`s instead. */
export const toCsv = (header: readonly string[], rows: Iterable<readonly string[]>): string => {
  const lines = [BOM, csvLine(header)];
  for (const row of rows) lines.push(csvLine(row));
  return lines.join('');
};
