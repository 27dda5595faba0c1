// CPE configurations as NVD 2.0 writes them, kept compactly, with the products they name.
// @source NVD API 2.0, "configurations"; NISTIR 7695, section 6.2 (formatted strings)
import { z } from 'zod';
import type { CpeConfiguration, CpeMatch } from '../../model.ts';
import { at, type Notes, readAs } from '../kit.ts';

const maxMatches = 20_000;
const bound = z.string().min(1).max(200);
const Match = z.object({
  vulnerable: z.boolean().default(true),
  criteria: z.string().min(1).max(1000),
  versionStartIncluding: bound.optional(),
  versionStartExcluding: bound.optional(),
  versionEndIncluding: bound.optional(),
  versionEndExcluding: bound.optional(),
});
const operator = z.enum(['AND', 'OR']).default('OR');
const Node = z.object({
  operator,
  negate: z.boolean().default(false),
  cpeMatch: z.array(z.unknown()).default([]),
});
const Configuration = z.object({
  operator,
  negate: z.boolean().default(false),
  nodes: z.array(Node).max(1000).default([]),
});
const Configurations = z.array(Configuration).max(10_000);

/** The parts of a CPE 2.3 name we key by, or null when it is none. Case is folded; escapes are kept. */
export function cpeKey(criteria: string): string | null {
  return /^cpe:2\.3:([aoh*-]:(?:\\.|[^\\:])+:(?:\\.|[^\\:])+):/i.exec(criteria)?.[1]?.toLowerCase() ?? null;
}

/**
 * Our configurations from parsed ones, and the distinct keys they name, sorted. A row that is no CPE name makes the whole
 * configuration unreadable (its logic would change without the row): it is left out with a warning.
 */
export function readConfigurations(
  raw: unknown,
  place: string,
  notes: Notes,
): { configurations: CpeConfiguration[]; keys: string[] } {
  const keys = new Set<string>();
  const configurations: CpeConfiguration[] = [];
  const read = readAs(Configurations, raw, place);
  if (!read.ok) {
    notes.warn(read.place, `configurations left out: ${read.reason}`);
    return { configurations, keys: [] };
  }
  let matches = 0;
  for (const [c, configuration] of read.value.entries()) {
    const nodes: CpeConfiguration['nodes'] = [];
    const named: string[] = [];
    let fault: { place: string; reason: string } | null = null;
    for (const [n, node] of configuration.nodes.entries()) {
      const cpeMatch: CpeMatch[] = [];
      for (const [m, one] of node.cpeMatch.entries()) {
        const match = readAs(Match, one, '');
        const key = match.ok ? cpeKey(match.value.criteria) : null;
        if (!match.ok || key === null || ++matches > maxMatches) {
          const where = at(place, c, 'nodes', n, 'cpeMatch', m);
          const reason =
            matches > maxMatches
              ? `more than ${maxMatches} CPE rows`
              : match.ok
                ? 'this is not a CPE 2.3 name'
                : match.reason;
          fault = { place: where, reason };
          break;
        }
        cpeMatch.push(match.value);
        named.push(key);
      }
      if (fault) break;
      if (cpeMatch.length > 0) nodes.push({ operator: node.operator, negate: node.negate, cpeMatch });
    }
    if (fault) {
      notes.warn(fault.place, `this configuration is left out: ${fault.reason}`);
      continue;
    }
    if (nodes.length === 0) continue;
    for (const key of named) keys.add(key);
    configurations.push({ operator: configuration.operator, negate: configuration.negate, nodes });
  }
  return { configurations, keys: [...keys].sort() };
}
