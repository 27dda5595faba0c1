// Where a remedy leads, and what its risk number is made of.
import type { z } from 'zod';
import type { Reason } from '../../../kernel/reason.ts';
import { numberWords } from '../../../ui/chart.ts';
import type { RemedyRow as Row } from '../contract.ts';
import { words } from './words.ts';

type RemedyRow = z.infer<typeof Row>;

/** Where the case of a remedy is; null where the decision opens none. */
export const caseHref = ({ id, outcome }: Pick<RemedyRow, 'id' | 'outcome'>): string | null =>
  outcome === 'defer' ? null : `/remedies/${id}/case`;

/** Why the risk number of a remedy is what it is, with the way to each finding's own. */
export const remedyReasons = (row: Pick<RemedyRow, 'id' | 'findingCount' | 'deviceCount'>): Reason[] => [
  {
    what: words.remedies.riskWhat(numberWords(row.findingCount), numberWords(row.deviceCount)),
    source: words.remedies.riskSource,
    ref: `/remedies/${row.id}`,
  },
  { what: words.remedies.riskAssumed, source: words.remedies.riskSource },
];
