// Judges whether a few characters are a version, and turns wildcards (2.X, 12.2.x.x, 2.3x) into bounds.
import type { UnreadWhy, VersionBound } from '../model.ts';

type Op = VersionBound['op'];
export type TokenRead =
  | { readonly ok: true; readonly bounds: VersionBound[] }
  | { readonly ok: false; readonly why: UnreadWhy };

/** Long words that belong to versions; any other word of four letters or more makes the text prose (or a model name). */
const versionWords = new Set([
  'alpha',
  'beta',
  'build',
  'candidate',
  'cert',
  'edition',
  'feature',
  'final',
  'hotfix',
  'hotfixrev',
  'level',
  'maintenance',
  'pack',
  'patch',
  'plus',
  'preview',
  'release',
  'rev',
  'revision',
  'service',
  'update',
  'version',
]);
/** How makers write models: part/part, ABC-12, H2W2PC1M, HEN04103, CS2 AVANCE. */
const modelShapes = [
  /[/#]/,
  /^[A-Z]+\d*[A-Z]*-/i,
  /^\d*[A-Z]+\d+[A-Z]/i,
  /^[A-Z]{2,}\d{4,}/i,
  /^[A-Z]{2,}\d* [A-Z]{2,}/i,
];
const versionLabels = /\b(?:version|firmware|software|system|release)/i;
const refuse = (why: UnreadWhy): TokenRead => ({ ok: false, why });
const accept = (...bounds: VersionBound[]): TokenRead => ({ ok: true, bounds });

/**
 * The bounds that `op` and a version text mean. `bare` texts (no sign before them) are judged harder: a model number must
 * not pass for a version, because no device's version would ever equal it and the device would look safe.
 */
export function readVersion(op: Op, text: string, bare: boolean): TokenRead {
  const version = text
    .replace(/^(\S+) \1(?=\s|$)/, '$1')
    .replace(/^v(?:er(?:sion)?)?\.? (?=\d)/i, '')
    .trim();
  const why = whyNotVersion(version, bare);
  if (why !== null) return refuse(why);
  if (/^[A-Z]$/i.test(version)) return letter(op, version.toUpperCase());
  const dotted = /^(.*?\d+)(?:\.[x*])+$/i.exec(version)?.[1];
  if (dotted !== undefined) return wildcard(op, dotted);
  const glued = /^(.*\d)x$/i.exec(version)?.[1];
  if (glued !== undefined) return gluedWildcard(op, glued);
  if (/(?:^|[.\s])[x*](?:[.\s]|$)|[*]/i.test(version)) return refuse('prose');
  return accept({ op, version });
}

function whyNotVersion(version: string, bare: boolean): UnreadWhy | null {
  if (version === '') return 'empty';
  if (version.length > 80 || version.split(' ').length > 6) return 'prose';
  const strange = version.match(/\p{L}{4,}/gu)?.find((word) => !versionWords.has(word.toLowerCase()));
  // Makers glue their own short names to versions; a sign before it says that it is a version all the same.
  if (strange !== undefined && (bare || version.includes(' ') || !/\d[.\d]*\d/.test(version)))
    return bare && !versionLabels.test(version) ? 'model' : 'prose';
  if (!/\d/.test(version))
    return /^[A-Z]{1,2}$/i.test(version) && !bare
      ? null
      : bare && version.length === 1
        ? null
        : bare
          ? 'model'
          : 'prose';
  if (/[^\p{L}\p{N} .,:+*\-(){}/#~]/u.test(version)) return 'prose';
  return bare && looksLikeModel(version) ? 'model' : null;
}

/** Pure digits of three and more (but not a year), or long codes without a dot: how makers number models and parts. */
function looksLikeModel(version: string): boolean {
  const year = /^(?:19[89]|20[0-4])\d(?: |$|-\d)/.test(version);
  if (/^\d{3,}[a-z]{0,2}(?: |$)/i.test(version)) return !year;
  if (/^[A-Z]{2,}\d+-/i.test(version)) return true;
  if (version.includes('.') || year || /^v\d+$/i.test(version)) return false;
  return modelShapes.some((shape) => shape.test(version));
}

/** 2.X: everything from 2 to before 3. <= 12.2.x.x: everything before 12.3. */
function wildcard(op: Op, stem: string): TokenRead {
  const next = plusOne(stem);
  if (op === '>=') return accept({ op: '>=', version: stem });
  if (op === '<') return accept({ op: '<', version: stem });
  if (next === null) return refuse('prose');
  if (op === '<=') return accept({ op: '<', version: next });
  if (op === '>') return accept({ op: '>=', version: next });
  return accept({ op: '>=', version: stem }, { op: '<', version: next });
}

/** 2.3x: the last digit is free, so 2.30 to 2.39. */
function gluedWildcard(op: Op, stem: string): TokenRead {
  if (op === '>=' || op === '<') return accept({ op, version: `${stem}0` });
  if (op === '<=' || op === '>') return accept({ op, version: `${stem}9` });
  return accept({ op: '>=', version: `${stem}0` }, { op: '<=', version: `${stem}9` });
}

/** A revision letter stands for all its sub-revisions: "N and earlier" includes N.01. */
function letter(op: Op, version: string): TokenRead {
  const next = letterAfter(version);
  if (op === '<' || op === '>=' || version === 'Z') return accept({ op, version });
  if (op === '<=') return accept({ op: '<', version: next });
  if (op === '>') return accept({ op: '>=', version: next });
  return accept({ op: '>=', version }, { op: '<', version: next });
}

function plusOne(stem: string): string | null {
  const found = /^(.*?)(\d{1,15})$/.exec(stem);
  return found ? `${found[1] ?? ''}${Number(found[2]) + 1}` : null;
}

/** The capital letter after this one. */
export function letterAfter(one: string): string {
  return String.fromCharCode(one.toUpperCase().charCodeAt(0) + 1);
}
