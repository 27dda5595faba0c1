import { AppError } from '../../kernel/errors.ts';

/** How much of a file we are willing to read. Every limit ends in a refusal that names the file, the place and the rule. */
export type FileLimits = {
  /** Bytes after decompression. */
  readonly maxBytes: number;
  /** Decompressed bytes for each compressed one; looked at only beyond `ratioFreeBytes`. */
  readonly maxRatio: number;
  readonly ratioFreeBytes: number;
};

export const defaultFileLimits: FileLimits = {
  maxBytes: 2 * 1024 ** 3,
  maxRatio: 200,
  ratioFreeBytes: 32 * 1024 ** 2,
};

/** A refusal of one file: `file` as the person knows it, `place` inside it (a byte, line or record), `rule` broken. */
export function refuseFile(file: string, place: string, rule: string, message: string): AppError {
  return new AppError('unprocessable', `${file}: ${message}`, { file, place, rule });
}

/** Bytes in words a person reads: `16 MB`, `512 bytes`. */
export function inWords(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[unit] ?? 'GB'}`;
}
