// Imports as a list: filtered, counted and sorted like every list of the house.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { anywhere, type ListSpec } from '../../../platform/list.ts';
import type { imports } from '../contract.ts';

const standing = sql`case when i.state <> 'done' then i.state when i.refused_rows = 0 then 'done'
  when i.created_rows + i.updated_rows + i.unchanged_rows > 0 then 'some_refused' else 'all_refused' end`;

/** Imports, filtered and sorted as asked; the newest first unless another order is asked. */
export function importList(input: z.output<(typeof imports)['input']>): ListSpec {
  const where: RawBuilder<unknown>[] = [];
  if (input.q) {
    const like = anywhere(input.q);
    where.push(sql`(i.file_name ilike ${like} or s.name ilike ${like} or p.name ilike ${like})`);
  }
  return {
    from: sql`inventory.import i join inventory.source s on s.id = i.source_id left join people.person p on p.id = i.person_id`,
    where,
    facets: {
      kind: { column: sql`i.kind`, chosen: input.kind },
      state: { column: standing, chosen: input.state },
      source: { column: sql`s.name`, chosen: input.source },
    },
    id: sql`i.id`,
    select: sql`i.id, i.kind, s.name as source, i.file_name as "fileName", i.state, i.message, i.total_rows as "totalRows",
      i.created_rows as "createdRows", i.updated_rows as "updatedRows", i.unchanged_rows as "unchangedRows",
      i.refused_rows as "refusedRows", i.warning_rows as "warningRows", i.started_at as "startedAt",
      i.finished_at as "finishedAt", p.name as by`,
    sorts: {
      file: { by: sql`lower(i.file_name)`, type: 'text' },
      kind: { by: sql`i.kind`, type: 'text' },
      source: { by: sql`lower(s.name)`, type: 'text' },
      state: { by: standing, type: 'text' },
      created: { by: sql`i.created_rows`, type: 'number' },
      updated: { by: sql`i.updated_rows`, type: 'number' },
      unchanged: { by: sql`i.unchanged_rows`, type: 'number' },
      refused: { by: sql`i.refused_rows`, type: 'number' },
      at: { by: sql`extract(epoch from i.started_at)`, type: 'number' },
      by: { by: sql`lower(coalesce(p.name, ''))`, type: 'text' },
    },
    defaultSort: '-at',
  };
}
