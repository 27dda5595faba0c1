import type { Authority } from '../model.ts';

const rank = { low: 1, medium: 2, high: 3 } as const;
const within = (limit: number | null, asked: number | null): boolean =>
  limit === null || asked === null || asked <= limit;

/** True when a limit on authority reaches what a decision would commit. No limit said: it does. (V4) */
export const covers = (limits: Authority | null, demand: Authority | null): boolean =>
  limits === null ||
  demand === null ||
  (within(limits.costCents, demand.costCents) &&
    within(limits.downtimeMinutes, demand.downtimeMinutes) &&
    within(limits.risk && rank[limits.risk], demand.risk && rank[demand.risk]));
