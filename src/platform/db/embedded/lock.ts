import { readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../kernel/errors.ts';
import { identityOf } from './process.ts';

/** Who may start and stop the database of a data folder: us (`release` gives it up), or the living process `heldBy`. */
export type Claim = { release: () => void } | { heldBy: number };

const generations = (dataDir: string): number[] =>
  readdirSync(dataDir)
    .map((name) => Number(/^owner\.(\d+)$/.exec(name)?.[1] ?? Number.NaN))
    .filter((generation) => !Number.isNaN(generation))
    .sort((a, b) => b - a);

/** The living process that holds the data folder, or null: a dead holder never counts, nor a recycled number. */
export function holderOf(dataDir: string): number | null {
  for (const generation of generations(dataDir)) {
    const pid = livingHolder(dataDir, generation);
    if (pid !== null) return pid;
  }
  return null;
}

function livingHolder(dataDir: string, generation: number): number | null {
  const [pid, identity] = readLink(join(dataDir, `owner.${generation}`)).split(' ');
  return identity !== undefined && identityOf(Number(pid)) === identity ? Number(pid) : null;
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // released a moment ago
  }
}

/** Claims the data folder, for as long as this process lives or until released.
 *  The claim is a link `owner.N` whose target names us: made in one step with its content, refused when it exists.
 *  A dead owner is succeeded by N+1, never overwritten; whoever then sees another living claim steps back. The later
 *  of two always sees the earlier, so both can step back and try again, but two can never both win. */
export function claim(dataDir: string): Claim {
  const us = `${process.pid} ${identityOf(process.pid) ?? ''}`;
  for (let tries = 0; tries < 1000; tries++) {
    const heldBy = holderOf(dataDir);
    if (heldBy !== null) return { heldBy };
    const [highest = 0] = generations(dataDir);
    const ours = join(dataDir, `owner.${highest + 1}`);
    try {
      symlinkSync(us, ours);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
      throw error;
    }
    let isReleased = false;
    const release = () => {
      if (!isReleased) rmSync(ours, { force: true }); // later the same name may be another's
      isReleased = true;
    };
    const others = generations(dataDir).filter((generation) => generation !== highest + 1);
    if (others.some((generation) => livingHolder(dataDir, generation) !== null)) {
      release();
      continue;
    }
    for (const dead of others) rmSync(join(dataDir, `owner.${dead}`), { force: true });
    return { release };
  }
  throw new AppError('conflict', `Many processes fight over the data folder ${dataDir}.`, { dataDir });
}
