// The text of a message from the things in it: one line a thing, grouped as in My work, plain text without markup.
import { type Instant, ms } from '../../../kernel/time.ts';
import { say } from './words.ts';

export type Line = {
  readonly thing: string;
  readonly kind: string;
  readonly chainId: number;
  readonly obligationId: number | null;
  readonly text: string;
  readonly place: string;
  readonly outcome: 'scheduled' | 'out_of_cycle' | 'immediate';
  readonly dueAt: Instant | null;
  readonly createdAt: Instant;
  /** Who is told, by name: only for those who are not the reader. */
  readonly to: readonly string[];
};
export const groups = ['decide', 'answer', 'do', 'press', 'read'] as const;
export type LineGroup = (typeof groups)[number];

/** More lines than this are counted, not listed: My work has them all. */
export const LISTED = 50;

const pressing: ReadonlySet<string> = new Set(['reminder', 'escalation', 'returned']);

/** Under which heading of a message a kind of thing stands. */
export function lineGroup(kind: string): LineGroup {
  if (kind === 'asked') return 'answer';
  if (kind === 'do' || kind === 'decide') return kind;
  return pressing.has(kind) ? 'press' : 'read';
}

/** One line of plain text: no line breaks, no control or direction characters, at most 300 characters. */
export function plain(text: string): string {
  const one = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return one.length <= 300 ? one : `${one.slice(0, 299)}…`;
}

/** Each thing once: of several reminders of one step the newest, and none where the step itself is in the message. */
export function onePerThing(lines: readonly Line[]): Line[] {
  const asked = new Set(lines.flatMap((l) => (pressing.has(l.kind) ? [] : [l.obligationId])));
  const seen = new Set<string>();
  return [...lines]
    .sort((a, b) => ms(b.createdAt) - ms(a.createdAt) || a.thing.localeCompare(b.thing))
    .filter((l) => {
      const isPressing = l.kind === 'reminder' || l.kind === 'escalation';
      if (isPressing && l.obligationId !== null && asked.has(l.obligationId)) return false;
      const key = isPressing ? `press:${l.obligationId ?? l.thing}` : l.thing;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** Lines by heading, the most urgent first: what is due first, then what came first. */
export function grouped(lines: readonly Line[]): { group: LineGroup; lines: Line[] }[] {
  const due = (l: Line) => (l.dueAt === null ? Number.POSITIVE_INFINITY : ms(l.dueAt));
  return groups.flatMap((group) => {
    const of = lines
      .filter((l) => lineGroup(l.kind) === group)
      .sort((a, b) => due(a) - due(b) || ms(a.createdAt) - ms(b.createdAt) || a.chainId - b.chainId);
    return of.length > 0 ? [{ group, lines: of }] : [];
  });
}

/** The instant as a person at that place says it, with the zone. */
export const whenWords = (at: Instant, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(new Date(at));

/** The address of a case, or null where this installation does not know its own. */
export const caseUrl = (baseUrl: string | null, chainId: number): string | null =>
  baseUrl === null ? null : `${baseUrl}/cases/${chainId}`;

/** "3 decisions and 2 questions". */
export function countWords(lines: readonly Line[]): string {
  const parts = grouped(lines).map((g) => say.counts[g.group](g.lines.length));
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

const first = <T>(list: readonly T[]): T | undefined => list[0];
const details = (l: Line, zone: string): string[] => [
  l.place,
  ...(l.outcome === 'immediate' && lineGroup(l.kind) !== 'read' ? [say.atOnce] : []),
  ...(l.dueAt === null ? [] : [say.due(whenWords(l.dueAt, zone))]),
];

export type Letter = { readonly subject: string; readonly text: string };

/** A mail to one person about these things. */
export function letter(
  lines: readonly Line[],
  of: { name: string; zone: string; baseUrl: string | null; isDigest: boolean },
): Letter {
  const one = lines.length === 1 ? first(lines) : undefined;
  const subject = one
    ? `W-${one.chainId}: ${say.one[lineGroup(one.kind)]}${plain(one.text)}`
    : say.many(countWords(lines));
  const text: string[] = [say.hello(plain(of.name)), ''];
  let listed = 0;
  for (const { group, lines: inGroup } of grouped(lines)) {
    const shown = inGroup.slice(0, Math.max(0, LISTED - listed));
    listed += shown.length;
    text.push(`${say.groups[group].toUpperCase()} (${inGroup.length.toLocaleString('en')})`, '');
    for (const l of shown) {
      text.push(`W-${l.chainId}  ${plain(l.text)}`, `  ${plain(details(l, of.zone).join(' · '))}`);
      const url = caseUrl(of.baseUrl, l.chainId);
      text.push(...(url === null ? [] : [`  ${url}`]), '');
    }
    if (shown.length < inGroup.length) text.push(say.more(inGroup.length - shown.length), '');
  }
  if (of.baseUrl === null) text.push(say.noAddress);
  else text.push(`${say.myWork} ${of.baseUrl}/`, `${say.choose} ${of.baseUrl}/my-notices`);
  text.push('', say.why, '');
  return {
    subject: (of.isDigest && !one ? say.digest(countWords(lines)) : subject).slice(0, 200),
    text: text.join('\n'),
  };
}
