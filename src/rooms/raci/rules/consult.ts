// How long a consulted role has, whether its answer is a must, and what its silence means.
import { z } from 'zod';
import { type Activity, type Cell, ConsultRule, type Flow, RoleCode } from '../model.ts';

/** What holds for every row that does not say otherwise. */
export const FlowDefaults = z.strictObject({
  informHours: z.number().positive().max(8760).default(24),
  consult: ConsultRule.default({ hours: 72, mandatory: false, silence: 'proceed' }),
  consultBy: z.record(RoleCode, ConsultRule).default({}),
});
export type FlowDefaults = z.infer<typeof FlowDefaults>;
/** The flow defaults of this product where a file gives none. [rule] */
export const flowDefaults: FlowDefaults = FlowDefaults.parse({
  consultBy: {
    CE: { hours: 48, mandatory: true, silence: 'escalate' },
    CL: { hours: 48, mandatory: true, silence: 'escalate' },
  },
});

/** The consult rule of each role that is asked in a row: the row's own word, else the role's, else the general one. */
export function consultRules(
  cells: readonly Cell[],
  defaults: FlowDefaults,
  own: Readonly<Record<string, ConsultRule>> = {},
  hours?: number,
): Flow['consult'] {
  const asked = cells.filter((cell) => cell.letters.includes('C')).map((cell) => cell.role);
  return Object.fromEntries(
    asked.map((role) => {
      const usual = defaults.consultBy[role] ?? defaults.consult;
      return [role, own[role] ?? (hours === undefined ? usual : { ...usual, hours })];
    }),
  );
}

/** The consult rule of a role in a row, also where only an override asks that role. */
export const consultRule = (activity: Pick<Activity, 'flow'>, role: string): ConsultRule =>
  activity.flow.consult[role] ?? flowDefaults.consultBy[role] ?? flowDefaults.consult;
