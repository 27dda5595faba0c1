// Drift over the real ledger: every act is judged against who held the letter then.
import type { z } from 'zod';
import { ChainId, SiteId } from '../../../kernel/ids.ts';
import { instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import type { FileAnswer } from '../../../platform/http/route.ts';
import { csvLine } from '../../../platform/tabular/guard.ts';
import { raciNow } from '../../raci/index.ts';
import type * as contract from '../contract.ts';
import {
  type Act,
  type DriftKind,
  type DriftLine,
  driftKinds,
  judge,
  NOBODY,
  tally,
} from '../rules/drift.ts';
import { driftFindings, type Names } from '../rules/drift-findings.ts';
import { caseNo } from '../rules/sentences.ts';
import * as store from '../store/drift.ts';
import { partyNames, titlesOf } from './lists.ts';
import { siteNames } from './site-names.ts';

type Input = z.output<(typeof contract.drift)['input']>;
const PAGE = 3000;

const decides: ReadonlySet<string> = new Set([
  'work.decided_proceed',
  'work.asked_again',
  'work.decided_stop',
  'work.signed',
]);
function doesOf({ verb, fromState }: store.ActRow): Act['does'] {
  if (verb === 'gate.lapsed') return 'silent';
  if (verb === 'gate.overridden') return 'overridden';
  if (verb === 'work.gate_answered' || verb === 'work.gate_passed_on') return 'answer';
  if (decides.has(verb)) return 'decide';
  return verb === 'work.returned' && fromState !== 'do' ? 'decide' : 'work';
}

/** Rows that two people sign, by version of the matrix. */
async function twoSign(
  ctx: Ctx,
  known: Map<number, ReadonlySet<string>>,
  row: store.ActRow,
): Promise<boolean> {
  if (row.verb !== 'work.signed') return false;
  let rows = known.get(row.matrixVersionId);
  if (!rows) {
    const { version } = await raciNow(ctx, row.matrixVersionId);
    rows = new Set(version.document.activities.flatMap((a) => (a.flow.twoPersons ? [a.id] : [])));
    known.set(row.matrixVersionId, rows);
  }
  return rows.has(row.activityId);
}

/** Every act with who held what on its step: what people did, then what nobody did in time. */
async function* actsOf(ctx: Ctx, scope: store.DriftScope): AsyncGenerator<Act> {
  const known = new Map<number, ReadonlySet<string>>();
  for (const read of [store.peopleActs, store.unanswered])
    for (let after = 0n; ; ) {
      const rows = await read(ctx.db, scope, { after, limit: PAGE });
      const holders = await store.holdersEver(ctx.db, [...new Set(rows.map((r) => r.obligationId))]);
      for (const row of rows)
        yield {
          ...row,
          does: doesOf(row),
          askedRole: row.role,
          isSecondSignature: await twoSign(ctx, known, row),
          holders: holders.get(row.obligationId) ?? [],
        };
      const last = rows.at(-1);
      if (rows.length < PAGE || !last) break;
      after = last.place;
    }
}

const scopeOf = ({ sinceOn, siteId }: Input): store.DriftScope => ({
  since: sinceOn ? instant(new Date(`${sinceOn}T00:00:00Z`)) : null,
  siteId,
});

async function namesOf(ctx: Ctx): Promise<Names> {
  const [parties, titles, sites] = await Promise.all([partyNames(ctx), titlesOf(ctx), siteNames(ctx)]);
  return {
    role: (code) => (code === NOBODY ? 'nobody' : (parties.get(code) ?? code)),
    step: (id) => titles.get(id) ?? id,
    site: (id) => sites[String(id)] ?? String(id),
  };
}

/** Who acted against who held the letter: counts by step, letter, role and site, and what is out of line as sentences. */
export async function drift(ctx: Ctx, input: Input): Promise<contract.Drift> {
  const scope = scopeOf(input);
  const names = await namesOf(ctx);
  const sums = tally();
  for await (const act of actsOf(ctx, scope)) sums.add(act);
  const lines = sums.lines();
  const named = ({ activityId, siteId, role }: Of) => ({
    activityId,
    siteId: SiteId.parse(siteId),
    role,
    step: names.step(activityId),
    site: names.site(siteId),
    roleName: names.role(role),
  });
  return {
    sinceOn: input.sinceOn ?? null,
    countedAt: ctx.now(),
    count: lines.reduce((sum, line) => sum + line.count, 0),
    kinds: sumOf(lines),
    findings: driftFindings(lines, await store.staffedForR(ctx.db, scope), names).map((f) => ({
      ...f,
      ...named(f),
    })),
    lines: lines.map(({ letter, count, kinds, acts, ...of }) => ({
      ...named(of),
      letter,
      count,
      kinds,
      acts: acts.map((act) => ({ ...act, chainId: ChainId.parse(act.chainId), caseNo: caseNo(act.chainId) })),
    })),
  };
}

type Of = { readonly activityId: string; readonly siteId: number; readonly role: string };
function sumOf(lines: readonly DriftLine[]): Partial<Record<DriftKind, number>> {
  const sums: Partial<Record<DriftKind, number>> = {};
  for (const kind of driftKinds) {
    const n = lines.reduce((sum, line) => sum + (line.kinds[kind] ?? 0), 0);
    if (n > 0) sums[kind] = n;
  }
  return sums;
}

/** Every act as a line: when, who, on which case, which letter it needed, who held it, and what that makes it. */
export async function driftFile(ctx: Ctx, input: Input): Promise<FileAnswer> {
  const names = await namesOf(ctx);
  async function* lines(): AsyncGenerator<string> {
    yield csvLine([
      'at',
      'who',
      'case',
      'site',
      'activity',
      'step',
      'did',
      'letter',
      'role',
      'named then',
      'judged',
    ]);
    for await (const act of actsOf(ctx, scopeOf(input))) {
      const { kind, letter, role, named } = judge(act);
      yield csvLine([
        act.at,
        act.actor,
        caseNo(act.chainId),
        names.site(act.siteId),
        act.activityId,
        names.step(act.activityId),
        act.does,
        letter,
        role,
        named,
        kind,
      ]);
    }
  }
  return { fileName: `drift-${ctx.today()}.csv`, chunks: lines() };
}
