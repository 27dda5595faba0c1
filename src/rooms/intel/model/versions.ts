// How versions are written, and CPE applicability: the two ways sources name what is concerned.
import { z } from 'zod';

/** One limit on a version. `=` names a version; what a longer one that begins with it (10.1 for 10) means is not settled. */
export const VersionBound = z.object({ op: z.enum(['=', '<', '<=', '>', '>=']), version: z.string() });
export type VersionBound = z.infer<typeof VersionBound>;

/** Why a version text is kept as text only. */
export const UnreadWhy = z.enum(['empty', 'date', 'model', 'commit', 'prose']);
export type UnreadWhy = z.infer<typeof UnreadWhy>;

const doubts = {
  /** Inside the versions named, the product is only possibly concerned: this condition would settle it. */
  onlyWhen: z.string().optional(),
  /** Outside the versions named, the product is still possibly concerned: the text says so, or contradicts itself. */
  mayExtend: z.string().optional(),
  /** Versions taken out again: a version inside any of these is not in the set. */
  except: z.array(z.array(VersionBound)).optional(),
};

/**
 * Versions as a source wrote them, parsed but not compared. `list`: a version is in the set when all bounds of any one of
 * `anyOf` hold. `unknown`: nothing may be concluded from a version, the answer is *possible*. `text` is the original.
 */
export const VersionSet = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all'), text: z.string(), ...doubts }),
  z.object({ kind: z.literal('list'), text: z.string(), anyOf: z.array(z.array(VersionBound)), ...doubts }),
  z.object({ kind: z.literal('unknown'), text: z.string(), why: UnreadWhy }),
]);
export type VersionSet = z.infer<typeof VersionSet>;

/** One row of a node. `criteria` is a CPE 2.3 name; the range fields matter when its version is `*`. @source NVD API 2.0 */
export const CpeMatch = z.object({
  vulnerable: z.boolean(),
  criteria: z.string(),
  versionStartIncluding: z.string().optional(),
  versionStartExcluding: z.string().optional(),
  versionEndIncluding: z.string().optional(),
  versionEndExcluding: z.string().optional(),
});
export type CpeMatch = z.infer<typeof CpeMatch>;
export const CpeNode = z.object({
  operator: z.enum(['AND', 'OR']),
  negate: z.boolean(),
  cpeMatch: z.array(CpeMatch),
});
export type CpeNode = z.infer<typeof CpeNode>;
/** Nodes joined by `operator`, then negated. The configurations of a CVE are ORed. */
export const CpeConfiguration = z.object({
  operator: z.enum(['AND', 'OR']),
  negate: z.boolean(),
  nodes: z.array(CpeNode),
});
export type CpeConfiguration = z.infer<typeof CpeConfiguration>;
