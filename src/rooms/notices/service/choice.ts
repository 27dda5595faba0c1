import type { PersonId } from '../../../kernel/ids.ts';
import type { AccountProfile } from '../../../kernel/permission.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import type { Choice } from '../model.ts';
import { standardOf } from '../rules/post.ts';
import * as store from '../store/channels.ts';

/** What each of these people wants: what they chose, else what is standard for their kind of account. */
export async function choicesOf(
  ctx: Ctx,
  people: readonly { personId: PersonId; profile: AccountProfile }[],
): Promise<Map<PersonId, Choice>> {
  const [own, standards] = await Promise.all([
    store.choices(
      ctx.db,
      people.map((p) => p.personId),
    ),
    store.standards(ctx.db),
  ]);
  return new Map(
    people.map((p): [PersonId, Choice] => [
      p.personId,
      own.get(p.personId) ?? standards.get(p.profile) ?? standardOf(p.profile),
    ]),
  );
}
