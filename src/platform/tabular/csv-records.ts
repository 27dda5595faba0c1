// Splits CSV text into records, chunk by chunk, in bounded memory. Written here and not left to csv-parse because a
// cell or a record beyond its limit must be cut or refused while it streams by, and empty cells must count too.

/** Dialect and bounds of one CSV text. `newline` is `\r` for files that have no line feed at all. */
export type CsvDialect = { delimiter: string; newline: '\n' | '\r' };
export type CsvBounds = { cellChars: number; recordChars: number; columns: number };

/** One record: its cells (cut at the bound), which of them were cut with their true length, cells beyond the bound, and
 *  whether a quotation mark stands where RFC 4180 has none. */
export type CsvRecord = {
  cells: string[];
  cut: { column: number; chars: number }[];
  dropped: number;
  hasStrayQuote: boolean;
};

/** Why splitting ended early, and in which record (from 1). */
export type CsvStop = { record: number; rule: 'record_too_long' | 'unclosed_quote' };

/**
 * A splitter: `push` text, get whole records back; `end` gives the last one. Follows RFC 4180, and reads on through
 * what exports do wrong: quotes inside an unquoted cell and text after a closing quote are kept as they stand.
 * After a `stop` no more records come.
 */
export function csvSplitter(
  dialect: CsvDialect,
  bounds: CsvBounds,
): {
  push: (text: string) => CsvRecord[];
  end: () => CsvRecord[];
  stop: () => CsvStop | null;
} {
  const { delimiter, newline } = dialect;
  const plainEnd = new RegExp(
    `[${delimiter === '\t' ? '\\t' : delimiter}${newline === '\n' ? '\\n' : '\\r'}]`,
    'g',
  );
  let state: 'start' | 'plain' | 'quoted' | 'after_quote' = 'start';
  let cell = '';
  let cellLength = 0;
  let recordLength = 0;
  let columns = 0;
  let cells: string[] = [];
  let cut: CsvRecord['cut'] = [];
  let hasStrayQuote = false;
  let count = 0;
  let stopped: CsvStop | null = null;

  const add = (text: string) => {
    const room = bounds.cellChars - cell.length;
    if (room > 0) cell += text.length <= room ? text : text.slice(0, room);
    cellLength += text.length;
    recordLength += text.length;
  };
  const endCell = () => {
    if (columns < bounds.columns) {
      if (cellLength > bounds.cellChars) cut.push({ column: columns, chars: cellLength });
      cells.push(cell);
    }
    columns++;
    recordLength++;
    cell = '';
    cellLength = 0;
    state = 'start';
  };
  const endRecord = (): CsvRecord => {
    if (state === 'plain' && newline === '\n' && cellLength === cell.length && cell.endsWith('\r')) {
      cell = cell.slice(0, -1);
      cellLength--;
    }
    endCell();
    const record = { cells, cut, dropped: Math.max(0, columns - bounds.columns), hasStrayQuote };
    count++;
    [cells, cut, columns, recordLength, hasStrayQuote] = [[], [], 0, 0, false];
    return record;
  };
  /** Reads on from `at` inside an unquoted cell and returns where it stopped. */
  const plain = (text: string, at: number): number => {
    plainEnd.lastIndex = at;
    const end = plainEnd.exec(text)?.index ?? text.length;
    const found = text.slice(at, end);
    hasStrayQuote ||= found.includes('"');
    add(found);
    return end;
  };

  const push = (text: string): CsvRecord[] => {
    const out: CsvRecord[] = [];
    let at = 0;
    while (at < text.length && !stopped) {
      const c = text.charAt(at);
      if (state === 'quoted') {
        const quote = text.indexOf('"', at);
        const end = quote < 0 ? text.length : quote;
        add(text.slice(at, end));
        at = end;
        if (quote >= 0) [state, at] = ['after_quote', at + 1];
      } else if (c === newline) {
        out.push(endRecord());
        at++;
      } else if (c === delimiter) {
        endCell();
        at++;
      } else if (c === '"' && state === 'start') [state, at] = ['quoted', at + 1];
      else if (c === '"' && state === 'after_quote') {
        add('"');
        [state, at] = ['quoted', at + 1];
      } else if (c === '\r' && state === 'after_quote') at++;
      else {
        hasStrayQuote ||= state === 'after_quote';
        state = 'plain';
        at = plain(text, at);
      }
      if (recordLength > bounds.recordChars) stopped = { record: count + 1, rule: 'record_too_long' };
    }
    return out;
  };
  const end = (): CsvRecord[] => {
    if (stopped) return [];
    if (state === 'quoted') stopped = { record: count + 1, rule: 'unclosed_quote' };
    const something = columns > 0 || cellLength > 0 || state !== 'start';
    return something && !stopped ? [endRecord()] : [];
  };
  return { push, end, stop: () => stopped };
}

/**
 * The dialect that the first part of a text shows: the delimiter that cuts most lines into equally many cells. One that
 * leaves every quotation mark where RFC 4180 puts it goes before all others: what is inside quotes never votes.
 */
export function sniffDialect(sample: string): CsvDialect & { skip: number } {
  const newline = sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r';
  const told = /^sep=(.)\r?\n?/i.exec(sample);
  if (told?.[1] !== undefined && [',', ';', '\t', '|'].includes(told[1]))
    return { delimiter: told[1], newline, skip: told[0].length };
  const tried = [',', ';', '\t', '|'].map((delimiter) => {
    const splitter = csvSplitter(
      { delimiter, newline },
      { cellChars: 200, recordChars: 2 ** 20, columns: 2_000 },
    );
    const records = splitter.push(sample).slice(0, 60);
    if (records.length === 0) records.push(...splitter.end());
    const counts = new Map<number, number>();
    for (const { cells } of records)
      if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
    const score = Math.max(0, ...[...counts].map(([width, lines]) => lines * lines * Math.min(width, 40)));
    return { delimiter, score, isTidy: score > 0 && !records.some((record) => record.hasStrayQuote) };
  });
  const [best] = tried.sort((a, b) => Number(b.isTidy) - Number(a.isTidy) || b.score - a.score);
  return { delimiter: best?.delimiter ?? ',', newline, skip: 0 };
}
