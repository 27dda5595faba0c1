// How commands speak: tables for people on a terminal, JSON lines with --json, logs to standard error.
import pc from 'picocolors';

export type Output = {
  readonly json: boolean;
  /** One record: a JSON line, or whatever `text` says. */
  say(record: Readonly<Record<string, unknown>>, text: string): void;
  table(rows: readonly Readonly<Record<string, string | number | null>>[], columns: readonly string[]): void;
};

const width = (text: string): number => Array.from(text).length;
const pad = (text: string, to: number, right: boolean): string =>
  right ? ' '.repeat(Math.max(0, to - width(text))) + text : text + ' '.repeat(Math.max(0, to - width(text)));

/** Standard output for this run. */
export const makeOutput = (json: boolean): Output => ({
  json,
  say: (record, text) => void process.stdout.write(json ? `${JSON.stringify(record)}\n` : `${text}\n`),
  table: (rows, columns) => {
    if (json) {
      for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
      return;
    }
    const widths = columns.map((c) => Math.max(width(c), ...rows.map((r) => width(String(r[c] ?? '')))));
    const line = (cells: string[], right: boolean[]) =>
      cells
        .map((cell, i) => pad(cell, widths[i] ?? 0, right[i] ?? false))
        .join('  ')
        .trimEnd();
    const numeric = columns.map((c) => rows.every((r) => typeof r[c] === 'number' || r[c] === null));
    process.stdout.write(`${pc.bold(line([...columns], numeric))}\n`);
    for (const row of rows)
      process.stdout.write(
        `${line(
          columns.map((c) => String(row[c] ?? '')),
          numeric,
        )}\n`,
      );
  },
});

/** Progress of long work on a terminal's standard error; nothing when it is not one. */
export function progress(label: string): {
  at(done: number, total: number | null, what?: string): void;
  end(): void;
} {
  const on = process.stderr.isTTY;
  let last = 0;
  return {
    at: (done, total, what = label) => {
      const now = Date.now();
      if (!on || now - last < 100) return;
      last = now;
      const part = total
        ? `${'#'.repeat(Math.floor((done / total) * 30)).padEnd(30, '.')} ${done} of ${total}`
        : `${done}`;
      process.stderr.write(`\r${what} ${part}\u001b[K`);
    },
    end: () => {
      if (on) process.stderr.write('\r\u001b[K');
    },
  };
}
