// `wardline raci check|show|resolve|diff|simulate|export|drift`: on files, or on the matrix in force.
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../kernel/errors.ts';
import { SiteId, WardId } from '../../kernel/ids.ts';
import { instant } from '../../kernel/time.ts';
import {
  diffMatrix,
  inForce,
  lint,
  lintMatrix,
  matrixBytes,
  nameOf,
  organisation,
  raciNow,
  resolveWith,
  standardMatrix,
  versionFile,
  versionIdOf,
  versionNumbered,
} from '../../rooms/raci/index.ts';
import type { MatrixDocument, OrgSnapshot } from '../../rooms/raci/model.ts';
import { globals, withHouse } from './common.ts';
import { addDriftCommand } from './drift.ts';
import { formatOf, matrixIn, readingOf } from './matrix-file.ts';
import { makeOutput, type Output } from './output.ts';
import { addSimulateCommand } from './simulate.ts';

/** Without an organisation only the matrix itself is looked at: a file says nothing of who holds its roles. */
function printLint(out: Output, document: MatrixDocument, org: OrgSnapshot | null): void {
  const lines = org ? lint(document, org, instant(new Date())) : lintMatrix(document);
  for (const l of lines)
    out.say(
      { lint: l },
      `  ${l.level === 'error' ? '!' : '-'} ${l.rule} ${l.activityId ?? ''} ${l.sentence}`,
    );
  const errors = lines.filter((l) => l.level === 'error').length;
  out.say(
    { errors, lines: lines.length },
    `${document.activities.length} activities, ${document.roles.length} roles: ${errors} errors, ${lines.length - errors} warnings.`,
  );
  if (errors > 0) process.exitCode = 1;
}

function printMatrix(out: Output, document: MatrixDocument): void {
  out.table(
    document.activities.map((a) => ({
      activity: a.id,
      ...Object.fromEntries(
        document.roles.map((r) => [
          r.code,
          a.cells
            .filter((c) => c.role === r.code)
            .map((c) => (c.contract ? c.letters.join('/').toLowerCase() : c.letters.join('/')))
            .join(' ') || '-',
        ]),
      ),
      'in plain words': a.plain,
    })),
    ['activity', ...document.roles.map((r) => r.code), 'in plain words'],
  );
}

function printDiff(out: Output, before: MatrixDocument, after: MatrixDocument): void {
  const { cells, sentences } = diffMatrix(before, after);
  for (const c of cells)
    out.say(
      { cell: c },
      `  ${c.activityId.padEnd(8)} ${c.role.padEnd(4)} ${c.before || '-'} -> ${c.after || '-'}`,
    );
  for (const s of sentences) out.say({ change: s }, `  ${s.sentence}`);
  out.say(
    { cells: cells.length, changes: sentences.length },
    cells.length + sentences.length === 0
      ? 'They say the same.'
      : `${cells.length} cells and ${sentences.length} sentences differ.`,
  );
  if (cells.length + sentences.length > 0) process.exitCode = 1;
}

/** `7` and `v7` are a version of the running database; anything else is a file. */
const numberIn = (text: string): number | null => {
  const found = /^v?(\d{1,6})$/.exec(text);
  return found ? Number(found[1]) : null;
};

/** Writes a matrix to a file in the format that its name asks for: from a file, a version, or the one in force. */
async function exportTo(to: string, from: string | undefined, command: Command): Promise<void> {
  const format = formatOf(to);
  const write = async (out: Output, chunks: Iterable<string | Uint8Array>) => {
    await writeFile(
      to,
      [...chunks].map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)),
    );
    out.say({ file: to, format }, `Written: ${to}`);
  };
  const number = from === undefined ? null : numberIn(from);
  if (from !== undefined && number === null) {
    const stamp = `From ${basename(from)}. Exported ${new Date().toISOString().slice(0, 10)}.`;
    const bytes = matrixBytes(await matrixIn(from), format, stamp);
    return write(makeOutput(globals(command).json ?? false), [bytes]);
  }
  return withHouse(command, async (house, out) => {
    const ctx = house.ctx('wardline raci');
    const id = number === null ? (await inForce(ctx)).id : await versionIdOf(ctx, number);
    const { chunks } = await versionFile(ctx, id, format);
    const all: (string | Uint8Array)[] = [];
    for await (const chunk of chunks) all.push(chunk);
    await write(out, all);
  });
}

/** A file's report: what was read how, what was left out, and what is wrong, each with its cell. */
async function checkFile(out: Output, file: string): Promise<void> {
  const { matrix, lines } = await readingOf(file);
  for (const line of lines)
    out.say(
      { read: line },
      `  ${line.level === 'error' ? '!' : '-'} ${line.place ? `${line.place}: ` : ''}${line.sentence} [${line.rule}]`,
    );
  if (matrix) return printLint(out, matrix, null);
  process.exitCode = 1;
  return undefined;
}

async function diffOf(from: string, to: string | undefined, command: Command): Promise<void> {
  const isFile = (text: string | undefined): text is string => text !== undefined && numberIn(text) === null;
  if (isFile(from) && isFile(to)) {
    printDiff(makeOutput(globals(command).json ?? false), await matrixIn(from), await matrixIn(to));
    return;
  }
  await withHouse(command, async (house, out) => {
    const ctx = house.ctx('wardline raci');
    const read = async (text: string | undefined): Promise<MatrixDocument> => {
      if (text === undefined) return (await inForce(ctx)).document;
      const number = numberIn(text);
      return number === null ? matrixIn(text) : versionNumbered(ctx, number);
    };
    printDiff(out, await read(from), await read(to));
  });
}

export function addRaciCommands(program: Command): void {
  const raci = program.command('raci').description('who does, answers for, is asked and is told');
  raci
    .command('check [file]')
    .description('lint a matrix file, or the matrix in force with its staffing')
    .action(async (file: string | undefined, _options: object, command: Command) => {
      if (file) await checkFile(makeOutput(globals(command).json ?? false), file);
      else
        await withHouse(command, async (house, out) =>
          printLint(out, (await inForce(house.ctx('wardline raci'))).document, await organisation(house.db)),
        );
    });
  raci
    .command('show [file]')
    .description('print a matrix file, or the matrix in force')
    .option('--standard', 'the matrix that ships with Wardline')
    .action(async (file: string | undefined, options: { standard?: boolean }, command: Command) => {
      if (file) printMatrix(makeOutput(globals(command).json ?? false), await matrixIn(file));
      else if (options.standard)
        printMatrix(makeOutput(globals(command).json ?? false), await standardMatrix());
      else
        await withHouse(command, async (house, out) =>
          printMatrix(out, (await inForce(house.ctx('wardline raci'))).document),
        );
    });
  addSimulateCommand(raci, matrixIn);
  raci
    .command('diff <from> [to]')
    .description(
      'what is not the same in two matrices, cell by cell and in words: files, or numbers of versions; without <to>: the one in force',
    )
    .action((from: string, to: string | undefined, _options: object, command: Command) =>
      diffOf(from, to, command),
    );
  raci
    .command('export <file> [from]')
    .description(
      'write a matrix to a .yaml, .csv or .xlsx file: the one in force, a number of a version, or another file',
    )
    .action((file: string, from: string | undefined, _options: object, command: Command) =>
      exportTo(file, from, command),
    );
  raci
    .command('resolve <activity>')
    .description('who holds each letter of an activity, and why')
    .option('--site <code>', 'at this site')
    .option('--ward <code>', 'on this ward of the site')
    .option('--class <device class>', 'for this kind of device')
    .option('--maker <name>', 'for devices of this manufacturer')
    .action(
      (
        activity: string,
        options: { site?: string; ward?: string; class?: string; maker?: string },
        command: Command,
      ) =>
        withHouse(command, async (house, out) => {
          const now = await raciNow(house.ctx('wardline raci'));
          const site = options.site ? now.org.sites.find((s) => s.code === options.site) : undefined;
          if (options.site && !site) throw new AppError('not_found', `There is no site ${options.site}.`);
          const ward = options.ward
            ? now.org.wards.find((w) => w.code === options.ward && w.siteId === site?.id)
            : undefined;
          if (options.ward && !ward)
            throw new AppError(
              'not_found',
              `There is no ward ${options.ward} at ${options.site ?? 'a site you name'}.`,
            );
          const subject = {
            ...(site ? { siteId: SiteId.parse(site.id) } : {}),
            ...(ward ? { wardId: WardId.parse(ward.id) } : {}),
            ...(options.class ? { deviceClass: options.class } : {}),
            ...(options.maker ? { manufacturer: options.maker } : {}),
          };
          const r = resolveWith(now.raci, activity, subject, instant(new Date()));
          for (const letter of ['R', 'A', 'C', 'I'] as const) {
            for (const h of r[letter]) {
              const name = nameOf(now.org, h);
              out.say(
                { letter, role: h.role, name, reasons: h.reasons },
                `${letter}  ${h.role.padEnd(3)} ${name}${h.contract ? ' (by contract)' : ''}\n       ${h.reasons.map((x) => `${x.what} [${x.source}]`).join('\n       ')}`,
              );
            }
          }
          for (const g of r.gaps) out.say({ gap: g }, `!  ${g.letter} ${g.role ?? ''} ${g.what}`);
          if (r.gaps.some((g) => g.isBlocking)) process.exitCode = 1;
        }),
    );
  addDriftCommand(raci);
}
