import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../kernel/errors.ts';

/** One thing met on a walk. `path` is relative to the root, with `/`, and safe to show; `absolute` is for opening. */
export type Found =
  | { readonly kind: 'file'; readonly path: string; readonly absolute: string; readonly bytes: number }
  | { readonly kind: 'passed_over'; readonly path: string; readonly why: string };

export type WalkLimits = { readonly maxDepth: number; readonly maxFiles: number };
const defaultLimits: WalkLimits = { maxDepth: 20, maxFiles: 200_000 };

/** A path with every control character, bidirectional mark and lone surrogate shown as U+FFFD, at most 400 characters. */
export function showPath(path: string): string {
  const plain = path.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD').replaceAll('\\', '/');
  return plain.length > 400 ? `${plain.slice(0, 200)}…${plain.slice(-199)}` : plain;
}

/**
 * The files below `root` (or `root` itself when it is a file), folders before their successors, in name order.
 * Symbolic links are not followed, hidden names and things that are no files are passed over: each said with its reason.
 * @throws AppError `not_found` when there is no such root, `too_large` beyond `maxFiles`.
 */
export async function* walkFiles(root: string, limits: Partial<WalkLimits> = {}): AsyncGenerator<Found> {
  const { maxDepth, maxFiles } = { ...defaultLimits, ...limits };
  const start = await realpath(root).catch(() => null);
  const rootStat = start === null ? null : await stat(start);
  if (start === null || rootStat === null) {
    throw new AppError('not_found', `There is no file or directory ${showPath(root)}.`, {
      file: showPath(root),
    });
  }
  if (rootStat.isFile()) {
    yield { kind: 'file', path: showPath(basename(root)), absolute: start, bytes: rootStat.size };
    return;
  }
  let files = 0;
  // A stack of folders still to read; pushed in reverse so that they come out in name order.
  const pending: { absolute: string; path: string; depth: number }[] = [
    { absolute: start, path: '', depth: 0 },
  ];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const entries = await readFolder(folder.absolute);
    if (entries === null) {
      yield { kind: 'passed_over', path: showPath(folder.path), why: 'this folder cannot be read' };
      continue;
    }
    const below: typeof pending = [];
    for (const entry of entries) {
      const absolute = join(folder.absolute, entry.name);
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.')) {
        if (folder.depth + 1 > maxDepth) {
          yield { kind: 'passed_over', path: showPath(path), why: `more than ${maxDepth} folders deep` };
        } else below.push({ absolute, path, depth: folder.depth + 1 });
        continue;
      }
      const found = await asFile(entry, absolute, showPath(path));
      if (found.kind === 'file' && ++files > maxFiles) {
        const message = `${showPath(root)} holds more than ${maxFiles} files; choose a smaller folder.`;
        throw new AppError('too_large', message, {
          file: showPath(root),
          place: found.path,
          rule: `at most ${maxFiles} files`,
        });
      }
      yield found;
    }
    pending.push(...below.reverse());
  }
}

async function asFile(entry: Dirent, absolute: string, path: string): Promise<Found> {
  if (entry.name.startsWith('.')) return { kind: 'passed_over', path, why: 'a hidden name' };
  if (entry.isSymbolicLink()) return { kind: 'passed_over', path, why: 'a symbolic link, not followed' };
  if (!entry.isFile()) return { kind: 'passed_over', path, why: 'not a file' };
  const info = await lstat(absolute).catch(() => null);
  if (info === null) return { kind: 'passed_over', path, why: 'it cannot be read' };
  return { kind: 'file', path, absolute, bytes: info.size };
}

async function readFolder(absolute: string): Promise<Dirent[] | null> {
  const entries = await readdir(absolute, { withFileTypes: true }).catch(() => null);
  return entries?.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) ?? null;
}
