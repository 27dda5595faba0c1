import type { PersonId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { rolesHeld } from '../rules/roles-held.ts';
import * as store from '../store.ts';
import { inForce } from './matrix.ts';

/** The roles of the matrix in force that each person holds today, the main one first, with the words for each. */
export async function rolesOfPeople(ctx: Ctx): Promise<Map<PersonId, { code: string; name: string }[]>> {
  const { roles } = (await inForce(ctx)).document;
  const names = new Map(roles.map((r): [string, string] => [r.code, r.plain]));
  const held = rolesHeld(
    await store.organisation(ctx.db),
    roles.map((r) => r.code),
    ctx.today(),
  );
  return new Map(
    [...held].map(([person, codes]) => [
      person,
      codes.map((code) => ({ code, name: names.get(code) ?? code })),
    ]),
  );
}
