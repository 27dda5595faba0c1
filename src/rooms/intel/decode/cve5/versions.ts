// The `versions` of an affected product in a CVE record, as version sets.
// @source CVE Record Format 5.1, "versions": entries in order, the first that matches decides, else defaultStatus
import { z } from 'zod';
import type { VersionBound, VersionSet } from '../../model.ts';
import { parseVersionText } from '../../rules/version-text.ts';
import { readVersion } from '../../rules/version-token.ts';

const status = z.enum(['affected', 'unaffected', 'unknown']);
export const VersionEntry = z.object({
  version: z.string().max(2000),
  status: status.optional(),
  versionType: z.string().optional(),
  lessThan: z.string().max(2000).optional(),
  lessThanOrEqual: z.string().max(2000).optional(),
  changes: z
    .array(z.object({ at: z.string(), status }))
    .max(1000)
    .optional(),
});
export type VersionEntry = z.infer<typeof VersionEntry>;
export const DefaultStatus = status;

/** What the versions of one product say: the affected and the not affected ones; null where nothing is said. */
export type AffectedVersions = {
  readonly affected: VersionSet | null;
  readonly notAffected: VersionSet | null;
};

type Side = { anyOf: VersionBound[][]; onlyWhen: string[]; unread: VersionSet[]; everything: boolean };
const emptySide = (): Side => ({ anyOf: [], onlyWhen: [], unread: [], everything: false });
const noLower = /^(?:0|\*|-|n\/?a|unspecified|unknown|all|any|all versions|)$/i;
const commits = /^(?:git|original_commit_for_fix|commit.*)$/i;

/**
 * Splits entries into affected and not affected. Where entries overlap the first decides, so what an earlier entry takes
 * out is an `except`. `default` "affected" means all versions but those said to be unaffected.
 */
export function affectedVersions(
  entries: readonly VersionEntry[],
  whenUnlisted: z.infer<typeof DefaultStatus>,
): AffectedVersions {
  const affected = emptySide();
  const notAffected = emptySide();
  const exceptAffected: VersionBound[][] = [];
  const exceptNotAffected: VersionBound[][] = [];
  const texts: string[] = [];
  for (const entry of entries) {
    texts.push(textOf(entry));
    for (const { state, set } of readEntry(entry)) {
      if (state === 'unknown') continue;
      const [side, others, except] =
        state === 'affected'
          ? [affected, notAffected, exceptAffected]
          : [notAffected, affected, exceptNotAffected];
      if (side.anyOf.length === 0) except.push(...others.anyOf);
      add(side, set);
    }
  }
  const text = [...new Set(texts)].join(' | ').slice(0, 2000);
  if (whenUnlisted === 'affected') {
    if (affected.anyOf.length > 0 && notAffected.anyOf.length + notAffected.unread.length === 0) {
      // Some list what is affected and leave the default at "affected": taken at its word only as a doubt about the rest.
      const listed = close(affected, text, []);
      const set =
        listed?.kind === 'list'
          ? { ...listed, mayExtend: 'the record says that versions it does not list are affected too' }
          : listed;
      return { affected: set, notAffected: null };
    }
    // All but the unaffected; a set we could not read may take more out, and then nothing is certain.
    const unread = notAffected.unread.map((set) => set.text).join('; ');
    const doubt = unread === '' ? {} : { onlyWhen: `the version is none of: ${unread.slice(0, 500)}` };
    const except = notAffected.anyOf.length > 0 ? { except: notAffected.anyOf } : {};
    return {
      affected: { kind: 'all', text, ...except, ...doubt },
      notAffected: close(notAffected, text, affected.anyOf),
    };
  }
  return {
    affected: close(affected, text, exceptAffected),
    notAffected: close(notAffected, text, exceptNotAffected),
  };
}

function add(side: Side, set: VersionSet): void {
  if (set.kind === 'unknown') side.unread.push(set);
  else {
    if (set.kind === 'all') side.everything = true;
    else side.anyOf.push(...set.anyOf);
    if (set.onlyWhen !== undefined) side.onlyWhen.push(set.onlyWhen);
  }
}

function close(side: Side, text: string, except: VersionBound[][]): VersionSet | null {
  const doubts = {
    ...(side.onlyWhen.length > 0 ? { onlyWhen: [...new Set(side.onlyWhen)].join('; ').slice(0, 1000) } : {}),
    ...(except.length > 0 ? { except } : {}),
  };
  if (side.everything) return { kind: 'all', text, ...doubts };
  const unread = side.unread[0];
  if (side.anyOf.length === 0)
    return unread?.kind === 'unknown' ? { kind: 'unknown', text, why: unread.why } : null;
  const more = side.unread
    .map((set) => set.text)
    .join('; ')
    .slice(0, 500);
  return {
    kind: 'list',
    text,
    anyOf: side.anyOf,
    ...doubts,
    ...(more === '' ? {} : { mayExtend: `not readable as versions: ${more}` }),
  };
}

const textOf = ({ version, lessThan, lessThanOrEqual }: VersionEntry): string =>
  lessThan !== undefined
    ? `${version} < ${lessThan}`
    : lessThanOrEqual !== undefined
      ? `${version} <= ${lessThanOrEqual}`
      : version;

type Segment = { state: 'affected' | 'unaffected' | 'unknown'; set: VersionSet };

/** CISA escapes versions as in CPE names: 16.01.0.8\(1576\). */
const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

function readEntry(raw: VersionEntry): Segment[] {
  const entry = {
    ...raw,
    version: unescaped(raw.version),
    ...(raw.lessThan === undefined ? {} : { lessThan: unescaped(raw.lessThan) }),
    ...(raw.lessThanOrEqual === undefined ? {} : { lessThanOrEqual: unescaped(raw.lessThanOrEqual) }),
  };
  const { version, versionType = '', lessThan, lessThanOrEqual, changes = [] } = entry;
  const state = entry.status ?? 'unknown';
  const text = textOf(entry);
  if (commits.test(versionType)) return [{ state, set: { kind: 'unknown', text, why: 'commit' } }];
  const limit = lessThan ?? lessThanOrEqual;
  if (limit === undefined) return [{ state, set: exactly(version) }];

  const upper = upperBound(lessThan === undefined ? '<=' : '<', limit.trim());
  if (upper === null) return [{ state, set: { kind: 'unknown', text, why: 'prose' } }];
  const lower = lowerBound(version.trim());
  const doubt = lower === null ? { onlyWhen: `from "${version.slice(0, 200)}"` } : {};
  const from = lower ?? [];
  const whole = (bounds: VersionBound[]): VersionSet =>
    bounds.length === 0 ? { kind: 'all', text, ...doubt } : { kind: 'list', text, anyOf: [bounds], ...doubt };
  const [change, ...more] = changes;
  if (change === undefined) return [{ state, set: whole([...from, ...upper]) }];
  const at = readVersion('<', change.at.trim(), false);
  if (more.length > 0 || !at.ok) {
    const points = changes
      .map((one) => `${one.at} ${one.status}`)
      .join(', ')
      .slice(0, 300);
    const set = whole([...from, ...upper]);
    return [
      {
        state,
        set:
          set.kind === 'unknown'
            ? set
            : { ...set, onlyWhen: `the record lists changes inside this range: ${points}` },
      },
    ];
  }
  const turn = at.bounds.map((bound) => bound.version)[0] ?? change.at;
  return [
    { state, set: whole([...from, { op: '<', version: turn }]) },
    { state: change.status, set: whole([{ op: '>=', version: turn }, ...upper]) },
  ];
}

/** One version named alone. `n/a` and the like say nothing. */
function exactly(version: string): VersionSet {
  if (/^(?:n\/?a|unspecified|unknown|-)?$/i.test(version.trim()))
    return { kind: 'unknown', text: version, why: 'empty' };
  return parseVersionText(version);
}

/** No bounds when the range has no end, null when the end cannot be read. */
function upperBound(op: '<' | '<=', limit: string): VersionBound[] | null {
  if (/^(?:\*|unspecified)$/.test(limit)) return [];
  // lessThan 1.*: everything of 1 is inside, so before 2.
  const wild = /\.\*$/.test(limit);
  const read = readVersion(wild ? '<=' : op, limit.replace(/^(<=?|=)\s*/, ''), false);
  return read.ok ? read.bounds : null;
}

/** No bounds when the range has no beginning, null when the beginning cannot be read. */
function lowerBound(version: string): VersionBound[] | null {
  if (noLower.test(version)) return [];
  const read = readVersion('>=', version, false);
  return read.ok ? read.bounds : null;
}
