import type { z } from 'zod';
import type { DeviceFinding } from '../../../risk/contract.ts';

export type Finding = z.infer<typeof DeviceFinding>;
export type RiskGroup = {
  /** Of the action that ends them; null when none is known. */
  readonly remedyId: number | null;
  readonly sentence: string | null;
  readonly findings: readonly Finding[];
};

/** True while it still threatens: open, and neither fixed nor found not to apply. */
export const isOpen = (finding: Finding): boolean =>
  finding.state === 'open' &&
  finding.closedAt === null &&
  finding.status !== 'fixed' &&
  finding.status !== 'not_affected';

/** Open findings under the action that ends them, in the order in which the worst of each came; those without one last. */
export function byRemedy(findings: readonly Finding[]): RiskGroup[] {
  const groups = new Map<number | null, Finding[]>();
  for (const finding of findings.filter(isOpen)) {
    const held = groups.get(finding.remedyId) ?? [];
    groups.set(finding.remedyId, [...held, finding]);
  }
  return [...groups]
    .map(([remedyId, all]) => ({ remedyId, sentence: all[0]?.remedySentence ?? null, findings: all }))
    .sort((a, b) => Number(a.remedyId === null) - Number(b.remedyId === null));
}
