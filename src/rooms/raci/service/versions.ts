// Versions and drafts as people see them: with their lint, its repairs, and what the reader may do and why not.
import { AppError } from '../../../kernel/errors.ts';
import type { MatrixVersionId } from '../../../kernel/ids.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import type { VersionLine, VersionView } from '../contract.ts';
import type { MatrixDocument } from '../model.ts';
import { repairEdits } from '../rules/edit.ts';
import type { Finding } from '../rules/finding.ts';
import { lintStaffing } from '../rules/lint.ts';
import { lintMatrix } from '../rules/lint-matrix.ts';
import { type Allowed, mayEdit, mayPropose, maySign, mayWithdraw } from '../rules/publication.ts';
import * as rows from '../store/versions.ts';
import * as store from '../store.ts';
import { governors } from './governors.ts';
import { inForce, putDueInForce } from './matrix.ts';
import { matrixView } from './views.ts';

export const lineOf = ({ basedOnNumber, publishedBy: _, ...row }: rows.VersionRow): VersionLine => ({
  ...row,
  basedOn: basedOnNumber,
});

/** What is open first, then what was in force, the newest first. */
export async function versions(ctx: Ctx): Promise<VersionLine[]> {
  await putDueInForce(ctx);
  return (await rows.versionRows(ctx.db)).map(lineOf);
}

/** The version, locked where it is to be changed. @throws AppError `not_found`. */
export async function versionRow(ctx: Ctx, id: MatrixVersionId, lock = false): Promise<rows.VersionRow> {
  const row = await rows.versionRow(ctx.db, id, lock);
  if (!row) throw new AppError('not_found', 'No such version of the matrix.', { id });
  return row;
}

const whyNot = (answer: Allowed): string | null => (answer.ok ? null : answer.sentence);

const lintView = (
  document: MatrixDocument,
  about: 'matrix' | 'staffing',
  found: readonly Finding[],
): VersionView['lint'] =>
  found.map(({ repair, ...line }) => ({
    ...line,
    about,
    repair: repair && { sentence: repair.sentence, changes: repairEdits(document, repair) },
  }));

/** One version or draft. The lint of what is open looks at the people of now; history is shown with the matrix's own faults,
 *  and so is a draft while it is typed into (`withStaffing` false): looking at every place takes a second.
 *  @throws AppError `not_found`. */
export async function oneVersion(ctx: Ctx, id: MatrixVersionId, withStaffing = true): Promise<VersionView> {
  const now = await inForce(ctx);
  const row = await versionRow(ctx, id);
  const [document, g, commented] = await Promise.all([
    rows.documentOf(ctx.db, id),
    governors(ctx),
    rows.commentCounts(ctx.db),
  ]);
  const isOpen = row.state !== 'retired' && row.state !== 'withdrawn';
  const own = lintMatrix(document);
  const staffing =
    isOpen && withStaffing ? lintStaffing(document, await store.organisation(ctx.db), ctx.now()) : [];
  const who = actorId(ctx);
  const facts = { state: row.state, proposedBy: row.publishedBy, inForceFrom: row.inForceFrom };
  const errors = own.filter((f) => f.level === 'error').map((f) => f.sentence);
  return {
    ...lineOf(row),
    matrix: matrixView(document),
    lint: [...lintView(document, 'matrix', own), ...lintView(document, 'staffing', staffing)],
    inForceNumber: now.number,
    isBasedOnInForce: row.basedOn === now.id,
    commented,
    may: {
      edit: whyNot(mayEdit(facts, g, who)),
      propose: whyNot(mayPropose(facts, g, who, errors)),
      sign: whyNot(maySign(facts, g, who)),
      withdraw: whyNot(mayWithdraw(facts, g, who)),
    },
  };
}
