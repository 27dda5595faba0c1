// The rule by which turns of a rota recur (RFC 5545 RRULE), on the wall clock: no zone, no summer time in here.
import { RRuleTemporal } from 'rrule-temporal';

/** Turns worked out of one layer at most; what lies beyond is a hole, and lint says so. [rule] */
export const MOST_TURNS = 20_000;
const MOST_A_DAY = 24;
const EACH =
  /^(FREQ|INTERVAL|BYDAY|BYMONTHDAY|BYMONTH|BYHOUR|BYMINUTE|BYSETPOS|COUNT|WKST)=([A-Z0-9,+-]{1,60})$/;

/** A rule in capitals without `RRULE:`, or what is wrong with it in a sentence. Turns begin by day, week, month or year,
 *  at most 24 a day; the end of a rota is said apart from its rule.  @source RFC 5545, 3.3.10 */
export function readRule(text: string): { ok: true; rule: string } | { ok: false; sentence: string } {
  const rule = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '');
  const no = (sentence: string) => ({ ok: false as const, sentence });
  if (rule.length > 200) return no('The rule is longer than 200 characters.');
  const parts = new Map<string, string>();
  for (const part of rule.split(';')) {
    const read = EACH.exec(part);
    if (!read?.[1] || !read[2]) {
      if (part.startsWith('UNTIL=')) return no('Leave UNTIL out and end the turns on the page of the rota.');
      return no(`"${part.slice(0, 40)}" is no part of a rule such as FREQ=WEEKLY;BYDAY=MO.`);
    }
    if (parts.has(read[1])) return no(`${read[1]} is said twice.`);
    parts.set(read[1], read[2]);
  }
  const often = parts.get('FREQ') ?? '';
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(often))
    return no('Turns recur DAILY, WEEKLY, MONTHLY or YEARLY: begin with FREQ=WEEKLY or the like.');
  const count = (name: string): number => parts.get(name)?.split(',').length ?? 1;
  if (count('BYHOUR') * count('BYMINUTE') > MOST_A_DAY) return no('A rota has at most 24 turns a day.');
  try {
    if (startsOf(rule, 0, 400 * 86_400_000, 1).length === 0) return no('By this rule no turn ever begins.');
  } catch {
    return no('This rule cannot be read. A rule looks like FREQ=WEEKLY;INTERVAL=2;BYDAY=MO.');
  }
  return { ok: true, rule };
}

const two = (n: number): string => String(n).padStart(2, '0');
const stamp = (wallMs: number): string => {
  const at = new Date(wallMs);
  return `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}T${two(at.getUTCHours())}${two(at.getUTCMinutes())}00`;
};

/** When turns begin by a rule, from the first on and before `untilWallMs`, in order, at most `most`. Times are what UTC shows when
 *  the wall clock shows them. The first moment counts only if the rule meets it. @throws Error for a rule that cannot be read. */
export function startsOf(
  rule: string,
  firstWallMs: number,
  untilWallMs: number,
  most = MOST_TURNS,
): number[] {
  const starts: number[] = [];
  const rrule = new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${stamp(firstWallMs)}\nRRULE:${rule}`,
    strict: true,
    maxIterations: 100_000,
  });
  for (let span = 0; span < 60; span += 1) {
    // A year at a time, so that a long life of many turns is never held in the library's memory at once.
    const fromMs = firstWallMs + span * 366 * 86_400_000;
    const toMs = Math.min(untilWallMs, fromMs + 366 * 86_400_000);
    if (fromMs >= toMs) break;
    for (const at of rrule.between(new Date(fromMs), new Date(toMs), true)) {
      const startMs = at.epochMilliseconds;
      if (startMs < fromMs || startMs >= toMs) continue;
      if (starts.length >= most) return starts;
      starts.push(startMs);
    }
  }
  return starts;
}
