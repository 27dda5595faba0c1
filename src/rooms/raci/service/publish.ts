// A draft's way into force: proposed by one person, signed by another, in force from its day.
import { AppError } from '../../../kernel/errors.ts';
import type { MatrixVersionId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import type { VersionView } from '../contract.ts';
import { tidied } from '../rules/edit.ts';
import { type Allowed, afterSigning, mayPropose, maySign, mayWithdraw } from '../rules/publication.ts';
import * as rows from '../store/versions.ts';
import { ownErrors, sameRevision } from './drafts.ts';
import { governors } from './governors.ts';
import { inForce, needRows } from './matrix.ts';
import { oneVersion, versionRow } from './versions.ts';

const factsOf = (row: rows.VersionRow) => ({
  state: row.state,
  proposedBy: row.publishedBy,
  inForceFrom: row.inForceFrom,
});

function must(answer: Allowed): void {
  if (!answer.ok) throw new AppError('unprocessable', answer.sentence);
}

/** Who acts; only a person signs. @throws AppError `forbidden`. */
function signer(ctx: Ctx) {
  const who = actorId(ctx);
  if (who === null) throw new AppError('forbidden', 'Only a person may propose or sign a matrix.');
  return who;
}

type OnVersion = { versionId: MatrixVersionId; revision: number };

/** Puts a draft before the second signer. From here its text does not change.
 *  @throws AppError `conflict`, `unprocessable` with what is wrong with the matrix or who may do it. */
export const propose = (
  ctx: Ctx,
  input: OnVersion & { reason: string; inForceFrom: Instant | null },
): Promise<VersionView> =>
  transact(ctx, async (ctx) => {
    const row = await versionRow(ctx, input.versionId, true);
    const by = signer(ctx);
    const draft = await rows.documentOf(ctx.db, row.id);
    must(mayPropose(factsOf(row), await governors(ctx), by, ownErrors(draft)));
    sameRevision(row, input.revision);
    needRows(draft);
    const document = tidied(draft);
    await rows.saveDraft(ctx.db, row.id, document);
    const { reason, inForceFrom } = input;
    await rows.saveStep(ctx.db, row.id, {
      state: 'proposed',
      publishedBy: by,
      proposedAt: ctx.now(),
      reason,
      inForceFrom,
    });
    audit(
      ctx,
      'raci.matrix_proposed',
      { kind: 'matrix', id: row.id },
      { title: document.title, reason, inForceFrom, activities: document.activities.length },
    );
    return oneVersion(ctx, row.id);
  });

/** The second signature. What has no day, or whose day has come, is in force with it.
 *  @throws AppError `conflict` when another version came in force since the signer compared, `unprocessable`. */
export const sign = (ctx: Ctx, input: OnVersion & { comparedWith: number }): Promise<VersionView> =>
  transact(ctx, async (ctx) => {
    await rows.lockPublishing(ctx.db);
    const before = await inForce(ctx);
    const row = await versionRow(ctx, input.versionId, true);
    const by = signer(ctx);
    must(maySign(factsOf(row), await governors(ctx), by));
    sameRevision(row, input.revision);
    if (before.number !== input.comparedWith)
      throw new AppError(
        'conflict',
        `Version ${before.number} came in force meanwhile. Compare with it before you sign.`,
        { inForce: before.number },
      );
    const document = await rows.documentOf(ctx.db, row.id);
    needRows(document);
    const { state, from } = afterSigning(row.inForceFrom, ctx.now());
    audit(
      ctx,
      'raci.matrix_signed',
      { kind: 'matrix', id: row.id },
      {
        title: document.title,
        proposedBy: row.proposedBy,
        comparedWith: input.comparedWith,
        inForceFrom: from,
      },
    );
    if (state === 'signed')
      await rows.saveStep(ctx.db, row.id, {
        state,
        secondSignatureBy: by,
        signedAt: ctx.now(),
        inForceFrom: from,
      });
    else {
      await rows.saveSignature(ctx.db, row.id, by, ctx.now());
      const number = await rows.bringInForce(ctx.db, row.id, from);
      audit(ctx, 'raci.matrix_in_force', { kind: 'matrix', id: row.id }, { number, inForceFrom: from });
      await emit(ctx, 'raci.changed');
    }
    return oneVersion(ctx, row.id);
  });

/** Takes back what is not in force yet. @throws AppError `unprocessable`. */
export const withdraw = (
  ctx: Ctx,
  { versionId, reason }: { versionId: MatrixVersionId; reason: string },
): Promise<VersionView> =>
  transact(ctx, async (ctx) => {
    await inForce(ctx);
    const row = await versionRow(ctx, versionId, true);
    must(mayWithdraw(factsOf(row), await governors(ctx), actorId(ctx)));
    await rows.saveStep(ctx.db, row.id, { state: 'withdrawn', endedAt: ctx.now() });
    audit(ctx, 'raci.matrix_withdrawn', { kind: 'matrix', id: row.id }, { from: row.state, reason });
    return oneVersion(ctx, row.id);
  });
