// One matrix against another on work that was recorded: whose letters would have been somebody else's.
import type { Instant } from '../../../kernel/time.ts';
import type { Letter, ReplayedChange, Resolution, SimulationInput, SimulationResult } from '../model.ts';
import { resolveAcross } from './across.ts';
import type { CompiledRaci } from './compiled.ts';

const NOBODY = 'nobody';
/** Changes told at most; the rest is in the count. */
const MOST = 200;

function holders(raci: CompiledRaci, answer: Resolution, letter: Letter): string {
  const names = answer[letter].map((one) => {
    const person = one.personId === null ? undefined : raci.people.get(one.personId)?.person.name;
    const team = one.teamId === null ? undefined : raci.teams.get(one.teamId)?.name;
    return `${person ?? team ?? 'nobody by name'} (${raci.roles.get(one.role)?.plain ?? one.role})`;
  });
  return names.length === 0 ? NOBODY : [...new Set(names)].sort().join(', ');
}

/** Both matrices asked about every recorded kind of work with the people of today, the most frequent change first.
 *  Letters that nobody holds under either are no change. */
export function replay(
  recorded: SimulationInput['recorded'],
  before: CompiledRaci,
  after: CompiledRaci,
  at: Instant,
): NonNullable<SimulationResult['replay']> {
  const changes = new Map<string, ReplayedChange>();
  let changedItems = 0;
  for (const { activityId, subject, wardIds, count } of recorded) {
    const was = resolveAcross(before, activityId, subject, wardIds, at);
    const is = resolveAcross(after, activityId, subject, wardIds, at);
    const row = after.rows.get(activityId) ?? before.rows.get(activityId);
    let isChanged = false;
    for (const letter of ['A', 'R', 'C', 'I'] as const) {
      const [a, b] = [holders(before, was, letter), holders(after, is, letter)];
      if (a === b) continue;
      isChanged = true;
      const key = JSON.stringify([activityId, letter, a, b]);
      const items = (changes.get(key)?.items ?? 0) + count;
      const title = row?.activity.plain ?? activityId;
      changes.set(key, { activityId, title, letter, before: a, after: b, items });
    }
    if (isChanged) changedItems += count;
  }
  return {
    items: recorded.reduce((sum, one) => sum + one.count, 0),
    changedItems,
    changes: [...changes.values()]
      .sort((a, b) => b.items - a.items || (a.activityId + a.letter < b.activityId + b.letter ? -1 : 1))
      .slice(0, MOST),
  };
}
