// Reads how people write versions ("<= R4.1L1", "12.1.2 and prior", "Rev B-M") into bounds, without comparing anything.
// What cannot be read honestly stays text (`unknown`): a wrong bound would call a device safe that is not.
import type { UnreadWhy, VersionBound, VersionSet } from '../model.ts';
import { letterAfter, readVersion } from './version-token.ts';

const maxText = 2000;
const all =
  /^(?:\*|-?all|any|all (?:known |released |supported )?(?:versions?|models?|releases?|revisions?)|any version|every version)$/i;
const allWith =
  /^(?:(?:\*|all(?: software| firmware| known)?(?: versions?| models?))\s+)?((?:with|when|if|using|running|on|only|including affected|incl\.? affected|where|that)\b.*)$/i;
const dates =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b|\bmay \d|\b(?:manufactured|shipped|distributed|serial)\b/i;
/** Words after a version that make it conditional. */
const conditional =
  /\s+((?:with|without|when|if|using|running|on|only|where|model|for|in combination|installed|and only)\b.*)$/i;
const endOfLife = /^(?:end[- ]of[- ](?:life|support)|eol|eos|discontinued|legacy)\b/i;
const extending = /\b(?:may|might|could) also\b|\balso affected\b/i;
const labels =
  /^(?:(?:all\s+)?(?:software|firmware|sw|fw|product|hardware)?\s*(?:versions?\.?|ver\.|releases?|rev\.|revisions?|builds?(?= \d))\s*:?\s*|(?:software|firmware|sw|fw)\s+(?=\d))(?=\S)/i;

/** One of several versions written with spaces between: 1.3.2 1.4.0, B.02 C.02. */
const listed = /^(?:v?\d+(?:\.\d+)+|[A-Z](?:\.\d+)+|R\d+(?:\.\d+)?)$/i;
type Read = { items: VersionBound[]; onlyWhen: string[]; mayExtend: string[]; everything: boolean };

/**
 * The versions a text names. Lists by `|`, comma and "and"; a lower bound followed by an upper one is an interval, all else
 * is "any of". Conditions in brackets or after "with", "on" ... go to `onlyWhen`; "may also" goes to `mayExtend`.
 * Dates of making, model names and prose give `unknown`.
 */
export function parseVersionText(text: string): VersionSet {
  const original = text.length > maxText ? text.slice(0, maxText) : text;
  const plain = tidy(original);
  if (plain === '') return unknown(original, 'empty');
  if (text.length > maxText) return unknown(original, 'prose');
  if (all.test(plain)) return { kind: 'all', text: original };

  const conditionOfWhole = /^(?:\*|all)/i.test(plain) ? allWith.exec(plain)?.[1] : undefined;
  if (conditionOfWhole !== undefined) return { kind: 'all', text: original, onlyWhen: conditionOfWhole };

  const read: Read = { items: [], onlyWhen: [], mayExtend: [], everything: false };
  const body = suffixInSigns(takeNotes(betweenInSigns(plain), read));
  if (dates.test(body)) return unknown(original, 'date');
  for (const piece of piecesOf(body)) {
    const why = readPiece(prefixInSigns(piece), read);
    if (why !== null) return unknown(original, why);
  }
  if (read.items.length === 0 && !read.everything) return unknown(original, 'prose');
  const lines = releaseLines(read.items);
  if (lines !== null) read.onlyWhen.push(lines);
  const doubts = {
    ...(read.onlyWhen.length > 0 ? { onlyWhen: read.onlyWhen.join('; ') } : {}),
    ...(read.mayExtend.length > 0 ? { mayExtend: read.mayExtend.join('; ') } : {}),
  };
  if (read.everything) return { kind: 'all', text: original, ...doubts };
  return { kind: 'list', text: original, anyOf: intervals(read.items), ...doubts };
}

const unknown = (text: string, why: UnreadWhy): VersionSet => ({ kind: 'unknown', text, why });

/** One spelling for signs and spaces; the scheme of `vers:` texts, brackets around all and trailing commas taken off. */
function tidy(text: string): string {
  let plain = text
    .replace(/[_\s\u00a0]+/g, ' ')
    .replace(/≤|=</g, '<=')
    .replace(/≥|=>/g, '>=')
    .replace(/==/g, '=')
    .replace(/vers:[a-z0-9.+-]*\/ ?/gi, '')
    .trim();
  plain = plain.replace(/(?:,| and| or)$/i, '').trim();
  const inner = /^\(([^()]*)\)$/.exec(plain)?.[1];
  return inner === undefined ? plain : inner.trim();
}

/** "between V2.5 (including) and V2.7 (excluding)" in signs; anything else as it is. */
function betweenInSigns(text: string): string {
  const found =
    /^(?:all )?(?:versions? )?between (\S+)(?: \((including|excluding)\))? and (\S+)(?: \((including|excluding)\))?$/i.exec(
      text,
    );
  if (!found) return text;
  const [, from = '', low, to = '', high] = found;
  return `${low === 'excluding' ? '>' : '>='} ${from} | ${high === 'excluding' ? '<' : '<='} ${to}`;
}

const down = '(?:prior|earlier|below|older|lower|previous|before|under)';
const up = '(?:later|newer|above|higher|greater|up|after|onwards?|subsequent)';
const trailing = (words: string) =>
  new RegExp(`^(.*?\\S),? +(?:and|or|&) +(?:all +)?${words}(?: +(?:versions?|releases?))?$`, 'i');
const [andDown, andUp] = [trailing(down), trailing(up)];

/** "12.1 and prior" as "<= 12.1", and "2.0.11 / 3.0.11" after a sign with the sign repeated. For the whole text. */
function suffixInSigns(text: string): string {
  return text
    .replace(/\b(?:up to|prior to|before|through),? (?:and )?including\b/gi, 'through')
    .replace(/(<=?|>=?) ?(\d[\w.]*) ?\/ ?(?=\d)/g, '$1 $2 | $1 ')
    .replace(andDown, '<= $1')
    .replace(andUp, '>= $1');
}

const about = '^(?:all )?(?:[\\w-]+ )?(?:versions? )?';
const upTo = new RegExp(`${about}(?:up to and including|up to|through) +(\\S.*)$`, 'i');
const before = new RegExp(
  `${about}(?:prior to|before|earlier than|older than|lower than|less than|below) +(\\S.*)$`,
  'i',
);
const after = new RegExp(`${about}(?:later than|newer than|after|greater than|higher than) +(\\S.*)$`, 'i');
const fromTo = /^(?:from )?([^<>=]*?\d\S*) +(?:through to|through|thru|to|-) +((?:versions? )?\S*\d\S*)$/i;
const dotted = 'v?\\d+(?:\\.\\d+)+';
const dashed = new RegExp(`^(${dotted})-(${dotted})$`, 'i');

/** "prior to 3" as "< 3", "2.5 through 3.11" as ">= 2.5 <= 3.11". For one piece of a list. */
function prefixInSigns(piece: string): string {
  return piece
    .replace(upTo, '<= $1')
    .replace(before, '< $1')
    .replace(after, '> $1')
    .replace(fromTo, '>= $1 <= $2')
    .replace(dashed, '>= $1 <= $2');
}

/** Takes remarks in brackets out of the text (not brackets inside a version such as 15.2(7)E2) and files them. */
function takeNotes(text: string, read: Read): string {
  return text
    .replace(/(^|\s)\(([^()]*)\)/g, (_whole, before: string, note: string) => {
      const remark = note.trim();
      if (extending.test(remark)) read.mayExtend.push(remark);
      else if (!endOfLife.test(remark) && !/^(?:build )?[\d.]*$/i.test(remark)) read.onlyWhen.push(remark);
      return before;
    })
    .trim();
}

function piecesOf(body: string): string[] {
  return body
    .split(/\s*\|\s*|\s*;\s*|,\s+(?:and |or )?|\s+(?:and|or|&)\s+|\s+\/\s*(?=\d)/i)
    .map((piece) => piece.replace(/(?:^and | and$|,$)/gi, '').trim())
    .filter((piece) => piece !== '');
}

/** Reads one piece into items; answers why it cannot be read, or null. */
function readPiece(piece: string, read: Read): UnreadWhy | null {
  const conditionOfAll = allWith.exec(piece)?.[1];
  if (all.test(piece) || conditionOfAll !== undefined) {
    read.everything = true;
    if (conditionOfAll !== undefined) read.onlyWhen.push(conditionOfAll);
    return null;
  }
  const letters = /^rev(?:ision)?s?\.? ([A-Y]) ?- ?([A-Y])$/i.exec(piece);
  if (letters) {
    read.items.push({ op: '>=', version: (letters[1] ?? '').toUpperCase() });
    read.items.push({ op: '<', version: letterAfter(letters[2] ?? '') });
    return null;
  }
  if (read.items.length > 0 && /^all\b/i.test(piece)) {
    read.onlyWhen.push(piece);
    return null;
  }
  const signs = [...piece.matchAll(/(<=|>=|<|>|=)\s*([^<>=]*)/g)];
  const before = piece.slice(0, signs[0]?.index ?? piece.length).trim();
  if (before !== '') {
    const words = before.replace(labels, '').split(' ');
    const list = words.length > 1 && words.every((word) => listed.test(word));
    for (const one of list ? words : [before]) {
      const why = readBound(signs.length > 0 ? '>=' : '=', one, signs.length === 0, read);
      if (why !== null) return why;
    }
  }
  for (const [, sign = '', rest = ''] of signs) {
    // "A10 < A11" lists its ends: the second end belongs to it.
    const op = before !== '' && sign === '<' ? '<=' : sign;
    if (op !== '<' && op !== '<=' && op !== '>' && op !== '>=' && op !== '=') return 'prose';
    const why = readBound(op, rest, false, read);
    if (why !== null) return why;
  }
  return null;
}

function readBound(op: VersionBound['op'], words: string, bare: boolean, read: Read): UnreadWhy | null {
  let text = words.replace(labels, '').trim();
  const condition = conditional.exec(text);
  if (condition) {
    text = text.slice(0, condition.index).trim();
    read.onlyWhen.push(condition[1] ?? '');
  }
  const result = readVersion(op, text, bare);
  if (!result.ok) return result.why;
  read.items.push(...result.bounds);
  return null;
}

const isLower = (bound: VersionBound) => bound.op === '>' || bound.op === '>=';
const isUpper = (bound: VersionBound) => bound.op === '<' || bound.op === '<=';

/** A lower bound directly followed by an upper one is an interval. @source vers specification, "constraints" */
function intervals(items: readonly VersionBound[]): VersionBound[][] {
  const anyOf: VersionBound[][] = [];
  for (const bound of items) {
    const open = anyOf.at(-1);
    const lower = open?.length === 1 ? open[0] : undefined;
    if (isUpper(bound) && open && lower && isLower(lower)) open.push(bound);
    else anyOf.push([bound]);
  }
  return anyOf;
}

/** Several upper bounds of one kind ("< 19.0.1 | < 18.0.1") hold one for each release line, and nothing says which. */
function releaseLines(items: readonly VersionBound[]): string | null {
  const uppers = items.filter(isUpper);
  if (uppers.length < 2 || items.some(isLower)) return null;
  const tag = (bound: VersionBound) => /^[^\d]*/.exec(bound.version)?.[0].toLowerCase() ?? '';
  const tags = new Set(uppers.map(tag));
  return tags.size < uppers.length ? 'each bound is for one release line; the text does not say which' : null;
}
