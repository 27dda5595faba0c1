// Names of operating systems as inventories and CPE lists write them, brought to one key, and who makes each.
import { fold } from './words.ts';

/** One key for an operating system, from an inventory or a CPE: `windows 10`, `windows server 2008 r2`, `vxworks`. */
export function osKey(text: string | null | undefined): string | null {
  const folded = fold(text ?? '')
    .replace(/[_-]/g, ' ')
    .replace(/microsoft|®/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const windows = /^windows (server )?(xp|vista|nt|ce|me|2000|20\d\d|8[.]1|7|8|10|11)\b(?:.*\b(r2)\b)?/.exec(
    folded,
  );
  if (windows) {
    const server = /^20[012]\d$/.test(windows[2] ?? '') && windows[2] !== '2000' ? 'server ' : '';
    return `windows ${server}${windows[2] ?? ''}${windows[3] === undefined ? '' : ' r2'}`;
  }
  if (/^linux( kernel)?( [\d.].*)?$/.test(folded)) return 'linux kernel';
  return /^(vxworks|qnx|nucleus|android|ios|macos|integrity|threadx)\b/.exec(folded)?.[1] ?? null;
}

const osMakers = new Map([
  ['windows', 'microsoft'],
  ['linux', 'linux'],
  ['vxworks', 'wind-river'],
]);

/** The maker of an operating system by its key, or null. */
export const osMaker = (os: string): string | null => osMakers.get(os.split(' ')[0] ?? '') ?? null;
