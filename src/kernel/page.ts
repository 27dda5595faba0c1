import { z } from 'zod';

/** What every list takes: a page of at most 200 rows after `cursor`, sorted by `sort` (`-` in front: descending). */
export const PageInput = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  sort: z.string().max(60).optional(),
  q: z.string().max(200).optional(),
});

/** Counts by value of one facet, most first. `value` is what goes into the filter, `label` what a person reads. */
export const Facet = z.object({
  name: z.string(),
  values: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
});
export type Facet = z.infer<typeof Facet>;

/** What every list answers: the rows, the cursor of the next page (null at the end), the total, counts by facet. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable(),
    total: z.number().int(),
    facets: z.array(Facet),
  });

/** A comma-separated filter in the URL as an array, e.g. `site=1,2`. */
export const csvOf = <T extends z.ZodType>(item: T) =>
  z
    .preprocess((v) => (typeof v === 'string' ? v.split(',').filter(Boolean) : v), z.array(item).max(100))
    .optional();
