import { z } from 'zod';

/**
 * One reason behind a score, match, role, owner or date: what is so, and who says so.
 * `source` names a document, file, matrix row or person; `ref` is where to click (a path in the app) or an outside URL.
 */
export const Reason = z.object({ what: z.string(), source: z.string(), ref: z.string().optional() });
export type Reason = z.infer<typeof Reason>;
