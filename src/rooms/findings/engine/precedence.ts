// Brings what several records say about one CVE and one device down to one answer; the others stay as reasons.
import type { Reason } from '../../../kernel/reason.ts';
import type { Authority, Statement } from '../../intel/model.ts';
import type { Match, MatchStatus } from '../model.ts';
import type { NameMatch } from './names.ts';

/** What one statement says of the device. `explicit` is false for a version that is merely outside the affected ones. */
export interface Verdict {
  readonly status: MatchStatus;
  readonly explicit: boolean;
  readonly statement: Pick<Statement, 'cve' | 'record' | 'source' | 'authority' | 'statedAt' | 'productId'>;
  readonly name: NameMatch;
  readonly why: string;
  readonly question: string | null;
  /** The record names no versions at all, so it says nothing against a record that does. */
  readonly silent: boolean;
}

/** Whose word counts first.  @source domain reference 2.7, precedence [rule] */
const strength: Record<Authority, number> = { maker: 0, coordinator: 1, cna: 2, enricher: 3 };
const said: Record<MatchStatus, string> = {
  affected: 'affected',
  possible: 'possibly affected',
  not_affected: 'not affected',
  fixed: 'fixed',
};
const severity: Record<MatchStatus, number> = { affected: 0, possible: 1, fixed: 2, not_affected: 3 };
const speaker: Record<Authority, string> = {
  maker: 'The maker',
  coordinator: 'The coordinator',
  cna: 'The CVE record',
  enricher: 'The CPE list',
};
/** Whose word it is; a summary of an advisory in somebody else's words is an advisory still. */
const speakerOf = ({ authority, source }: Pick<Statement, 'authority' | 'source'>): string =>
  source === 'csaf' && authority === 'enricher' ? 'The advisory' : speaker[authority];

/** Strongest authority first, then the newest record, then the surest name, the worse status, and the record's id. */
function byWeight(a: Verdict, b: Verdict): number {
  const newest = (b.statement.statedAt ?? '').localeCompare(a.statement.statedAt ?? '');
  return (
    strength[a.statement.authority] - strength[b.statement.authority] ||
    (a.statement.record === b.statement.record ? 0 : newest) ||
    a.statement.record.localeCompare(b.statement.record) ||
    b.name.confidence01 - a.name.confidence01 ||
    severity[a.status] - severity[b.status] ||
    (a.statement.productId ?? '').localeCompare(b.statement.productId ?? '') ||
    a.why.localeCompare(b.why)
  );
}

/** One record may list a product in several rows: the rows are read together, the worst row speaks for the record. A row
 *  that merely does not reach this version gives way to one that does. */
function perRecord(verdicts: readonly Verdict[]): Verdict[] {
  const best = new Map<string, Verdict>();
  for (const verdict of verdicts) {
    const key = `${verdict.statement.source} ${verdict.statement.record}`;
    const known = best.get(key);
    if (!known || rank(verdict) < rank(known)) best.set(key, verdict);
  }
  return [...best.values()].sort(byWeight);
}

/** Within a record: affected, then an explicit word for this version, then possible, then outside the range. */
const rank = ({ status, explicit }: Verdict): number =>
  status === 'affected' ? 0 : status !== 'possible' && explicit ? 1 : status === 'possible' ? 2 : 3;

/** The answer for one CVE. The strongest explicit word wins; a weaker "affected" against a stronger record whose range
 *  leaves this version out is a contradiction that only the maker can settle, so it is possible. Nothing is dropped. */
export function settle(verdicts: readonly Verdict[]): Match | null {
  const records = perRecord([...verdicts].sort(byWeight));
  const explicit = records.find((it) => it.explicit && it.status !== 'possible');
  const possible = records.find((it) => it.status === 'possible' && !outspoken(it, records));
  const winner =
    strongest(explicit, possible) ?? records.find((it) => it.status !== 'possible') ?? records[0];
  if (!winner) return null;
  const against =
    winner.status === 'affected'
      ? records.find((it) => !it.explicit && it.status === 'not_affected' && stronger(it, winner))
      : undefined;
  const question = against
    ? `${against.statement.record} leaves the installed version out, ${winner.statement.record} does not: does the maker say that it is affected?`
    : winner.status === 'possible'
      ? (winner.question ?? winner.name.question)
      : null;
  const others = verdicts.filter((it) => it !== winner).sort(byWeight);
  const { cve, record, source, productId } = winner.statement;
  const { level, rule, confidence01, reasons } = winner.name;
  return {
    cve,
    status: against ? 'possible' : winner.status,
    level,
    rule,
    confidence01: round(against || winner.status === 'possible' ? Math.min(confidence01, 0.6) : confidence01),
    record,
    source,
    productId,
    reasons: [...reasons, ...[winner, ...others].map(verdictReason)].filter(unlikeEarlier),
    question,
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

const stronger = (a: Verdict, b: Verdict): boolean =>
  strength[a.statement.authority] < strength[b.statement.authority];

/** Whether a possible rests on silence alone, while a stronger record about the very product leaves this version out. */
const outspoken = (possible: Verdict, records: readonly Verdict[]): boolean =>
  possible.silent &&
  records.some((it) => it.status === 'not_affected' && it.name.sure && stronger(it, possible));

/** A possible counts only where no record of the same or more weight settles it, or where the settled word is milder. */
function strongest(explicit: Verdict | undefined, possible: Verdict | undefined): Verdict | undefined {
  if (!explicit || !possible || explicit.status === 'affected') return explicit ?? possible;
  return stronger(possible, explicit) ? possible : explicit;
}

const verdictReason = ({ statement, status, explicit, why }: Verdict): Reason => ({
  what: `${speakerOf(statement)} (${statement.record}) ${status === 'not_affected' && !explicit ? 'leaves it out' : `says ${said[status]}`}: ${why}.`,
  source: `${statement.source} ${statement.record}`,
});

const unlikeEarlier = (reason: Reason, at: number, all: readonly Reason[]): boolean =>
  all.findIndex((it) => it.what === reason.what && it.source === reason.source) === at;
