// The nouns of findings: what an inventory profile is, and what matching says about it and a CVE.
import { z } from 'zod';
import { CveId } from '../../kernel/ids.ts';
import { Reason } from '../../kernel/reason.ts';

/** What is known of a kind of device, as the inventory wrote it. Devices with the same profile are matched once. */
export const MatchProfile = z.object({
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  version: z.string().nullable(),
  osName: z.string().nullable().optional(),
  osVersion: z.string().nullable().optional(),
  cpes: z.array(z.string()).optional(),
});
export type MatchProfile = z.infer<typeof MatchProfile>;

/** `possible` always carries the question that would settle it; unknown is a value, never dropped and never zero. A question
 *  asks for a software version, or else is answered at the device: yes, it is affected; no, it is not. */
export const MatchStatus = z.enum(['affected', 'possible', 'not_affected', 'fixed']);
export type MatchStatus = z.infer<typeof MatchStatus>;

/** How the product was recognised: the same names, by an alias table, or by words and model numbers. */
export const MatchLevel = z.enum(['exact', 'alias', 'token']);
export type MatchLevel = z.infer<typeof MatchLevel>;

/** Which rule recognised the product. */
export const MatchRule = z.enum([
  'same-name',
  'alias-name',
  'model-number',
  'product-family',
  'product-words',
  'model-number-missing',
  'maker-missing',
  'operating-system',
  'cpe-name',
]);
export type MatchRule = z.infer<typeof MatchRule>;

/** What all statements about one CVE say of one profile. `record` and `source` are those of the statement that decided;
 *  the others are among the reasons. `confidence01` is how sure the product is the one meant, and the version judged. */
export const Match = z.object({
  cve: CveId,
  status: MatchStatus,
  level: MatchLevel,
  confidence01: z.number().min(0).max(1),
  rule: MatchRule,
  record: z.string(),
  source: z.string(),
  productId: z.string().nullable(),
  reasons: z.array(Reason).min(1),
  question: z.string().nullable(),
});
export type Match = z.infer<typeof Match>;
