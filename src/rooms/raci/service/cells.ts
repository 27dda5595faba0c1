// One cell: what it was over time, and what people said about it.
import { AppError } from '../../../kernel/errors.ts';
import type { MatrixVersionId } from '../../../kernel/ids.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import type { CellStory } from '../contract.ts';
import { writeCell } from '../rules/cell.ts';
import * as rows from '../store/versions.ts';
import { inForce } from './matrix.ts';
import { versionRow } from './versions.ts';

type OfCell = { activityId: string; role: string };

/** The versions in which the cell changed and the edits of open drafts, the newest first; all remarks, the first one first. */
export async function cellStory(ctx: Ctx, { activityId, role }: OfCell): Promise<CellStory> {
  await inForce(ctx);
  const [versions, drafts, comments] = await Promise.all([
    rows.cellInVersions(ctx.db, activityId, role),
    rows.cellInDrafts(ctx.db, activityId, role),
    rows.comments(ctx.db, activityId, role),
  ]);
  const history: CellStory['history'] = [];
  let before: string | null = null;
  for (const { id, number, title, state, at, by, cells } of versions) {
    const after = writeCell(cells);
    if (after !== before) history.push({ at, versionId: id, number, title, state, before, after, by });
    before = after;
  }
  for (const { id, by, ...edit } of drafts)
    history.push({ ...edit, versionId: id, number: null, by: by === null ? [] : [by] });
  return { activityId, role, history: history.reverse(), comments };
}

/** Says something about a cell of the version on the screen. @throws AppError `not_found` where there is no such cell. */
export const comment = (
  ctx: Ctx,
  { activityId, role, versionId, text }: OfCell & { versionId: MatrixVersionId; text: string },
): Promise<CellStory> =>
  transact(ctx, async (ctx) => {
    await versionRow(ctx, versionId);
    const document = await rows.documentOf(ctx.db, versionId);
    if (
      !document.activities.some(({ id }) => id === activityId) ||
      !document.roles.some(({ code }) => code === role)
    )
      throw new AppError('not_found', `This matrix has no cell ${activityId}, ${role}.`);
    await rows.insertComment(ctx.db, {
      activityId,
      role,
      versionId,
      text,
      by: actorId(ctx),
      at: ctx.now(),
    });
    audit(ctx, 'raci.cell_commented', { kind: 'matrix', id: versionId }, { activityId, role, text });
    return cellStory(ctx, { activityId, role });
  });
