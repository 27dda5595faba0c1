import type { z } from 'zod';
import type { Ctx } from './ctx.ts';

/** A stored setting, or `fallback` when it was never set or no longer parses. */
export async function readSetting<T extends z.ZodType>(
  ctx: Ctx,
  key: string,
  type: T,
  fallback: z.output<T>,
): Promise<z.output<T>> {
  const row = await ctx.db
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  const parsed = row ? type.safeParse(row.value) : undefined;
  return parsed?.success ? parsed.data : fallback;
}

/** Stores a setting. */
export async function writeSetting(ctx: Ctx, key: string, value: unknown): Promise<void> {
  const row = { value: JSON.stringify(value), updatedAt: ctx.now() };
  await ctx.db
    .insertInto('platform.setting')
    .values({ key, ...row })
    .onConflict((c) => c.column('key').doUpdateSet(row))
    .execute();
}
