// `wardline import ...`: what the web import does, for scripts. Rows that need a person go to standard error.
import { createWriteStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { AppError } from '../../kernel/errors.ts';
import { ImportId } from '../../kernel/ids.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { ImportKind, ImportSummary } from '../../rooms/inventory/contract.ts';
import { importRows, refusedFile } from '../../rooms/inventory/index.ts';
import { afterImport } from '../import/after.ts';
import { type FileImport, importFile, rehearse, runSpooled } from '../import/index.ts';
import { withHouse } from './common.ts';
import { type Output, progress } from './output.ts';

const SHOWN_ROWS = 50;

/** `Header=field`; nothing after the sign leaves the column out. */
function mapping(text: string, before: Record<string, string | null>): Record<string, string | null> {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new InvalidArgumentError("write it as 'Header=field', e.g. 'Ctrl No=tag'");
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() || null };
}

type Options = {
  source?: string;
  site?: string;
  map: Record<string, string | null>;
  dryRun?: boolean;
  refused?: string;
};

/** Names of the command by what the file must be; null: told from the headings. */
const kinds: readonly { name: string; kind: ImportKind | null; about: string }[] = [
  { name: 'devices', kind: 'devices', about: 'a CMMS export: CSV or XLSX, any column names' },
  {
    name: 'people',
    kind: 'people',
    about: 'sites, wards, teams, people, staffing, absences, rota or zones, told from the headings',
  },
  {
    name: 'matrix',
    kind: 'matrix',
    about: 'a RACI matrix: YAML, CSV or XLSX; put in force when nothing is wrong with it',
  },
  { name: 'zones', kind: 'zones', about: 'network zones: site, VLAN, name, policy' },
  { name: 'staffing', kind: 'staffing', about: 'who holds which role where' },
  { name: 'file', kind: null, about: 'any of these, told from the headings' },
];

/** `wardline import devices|people|matrix|... FILE`. */
export function addImportCommands(program: Command): void {
  const command = program.command('import').description('take in a file; running it again changes nothing');
  for (const { name, kind, about } of kinds) {
    command
      .command(`${name} <file>`)
      .description(about)
      .option('--source <name>', 'whose export this is; its column mapping is kept under this name')
      .option('--site <code>', 'the site of rows that name none')
      .option('--map <Header=field>', 'what a column is (again for each column)', mapping, {})
      .option('--dry-run', 'show what would happen and change nothing')
      .option('--refused <file>', 'write the refused rows to this CSV file, to repair and import again')
      .action((file: string, options: Options, at: Command) =>
        withHouse(at, async (house, out) => {
          const ctx = house.ctx('wardline import');
          const bar = progress(basename(file));
          const of: FileImport = {
            path: resolve(file),
            fileName: basename(file),
            source: options.source,
            siteCode: options.site,
            kind: kind ?? undefined,
            headings: options.map,
            progress: (done, total) => bar.at(done, total),
          };
          if (options.dryRun) {
            await rehearse(ctx, of, async (ctx, s) => {
              bar.end();
              await report(ctx, out, s, options, 'would be ');
            });
            out.say({ dryRun: true }, 'Nothing was changed.');
            return;
          }
          const summary = await importFile(ctx, of);
          bar.end();
          await report(ctx, out, summary, options, '');
          if (summary.state !== 'done' || summary.createdRows + summary.updatedRows === 0) return;
          const after = await afterImport(ctx, summary.kind);
          if (after !== null) out.say({ after }, after);
        }),
      );
  }
  command
    .command('run <id>', { hidden: true })
    .description('run an uploaded import (used by the server)')
    .action((id: string, _options: object, at: Command) =>
      withHouse(at, async (house, out) => {
        const parsed = ImportId.safeParse(id);
        if (!parsed.success) throw new AppError('invalid', `"${id}" is no import.`);
        const summary = await runSpooled(house.ctx('import'), parsed.data);
        out.say(summary, `Import ${summary.id}: ${summary.state}.`);
        if (summary.state !== 'done' || summary.refusedRows > 0) process.exitCode = 1;
      }),
    );
}

/** Prints what became of a file: counts on standard output, rows that need a person on standard error. */
async function report(
  ctx: Ctx,
  out: Output,
  s: ImportSummary,
  options: Options,
  would: string,
): Promise<void> {
  if (s.refusedRows > 0 || s.state === 'failed') process.exitCode = 1;
  let left = SHOWN_ROWS;
  let more = 0;
  // What was kept out comes first: it is what a person must act on.
  for (const outcome of ['refused', 'ambiguous', 'warning'] as const) {
    const { items, total } = await importRows(ctx, { importId: s.id, outcome, limit: Math.max(1, left) });
    const shown = items.slice(0, left);
    for (const row of shown) {
      const place = row.sheet === '' ? `row ${row.rowNo}` : `${row.sheet}, row ${row.rowNo}`;
      for (const p of row.problems)
        process.stderr.write(
          `${s.fileName}: ${place}: ${row.outcome}: ${p.column === null ? '' : `${p.column}: `}${p.sentence}\n`,
        );
    }
    left -= shown.length;
    more += total - shown.length;
  }
  if (more > 0) process.stderr.write(`${s.fileName}: and ${more} more rows with something to look at.\n`);
  if (options.refused && s.refusedRows > 0) {
    const { chunks } = await refusedFile(ctx, s.id);
    await pipeline(Readable.from(chunks), createWriteStream(options.refused, { mode: 0o600 }));
    process.stderr.write(`The refused rows are in ${options.refused}. Repair them and import that file.\n`);
  }
  if (s.message !== null) process.stderr.write(`${s.fileName}: ${s.message}\n`);
  if (out.json) out.say(s, '');
  else if (s.state === 'done')
    out.table(
      [
        {
          file: s.fileName,
          kind: s.kind,
          source: s.source,
          rows: s.totalRows,
          [`${would}created`]: s.createdRows,
          [`${would}updated`]: s.updatedRows,
          unchanged: s.unchangedRows,
          [`${would}refused`]: s.refusedRows,
          warnings: s.warningRows,
        },
      ],
      [
        'file',
        'kind',
        'source',
        'rows',
        `${would}created`,
        `${would}updated`,
        'unchanged',
        `${would}refused`,
        'warnings',
      ],
    );
  else process.stderr.write(`${s.fileName}: not imported.\n`);
}
