// From what the server says of a case to what a person sees: pure, so that it can be checked sentence by sentence.
import type { Tone } from '../../../ui/Shape.tsx';
import type { Step } from '../../../ui/Steps.tsx';
import { type Clock, howLong, standing } from '../../../ui/when.ts';
import type { CaseDevice, CaseStep, DeviceOutcome } from '../contract.ts';
import { words } from './case-words.ts';

const isOver = (state: CaseStep['state']) => state === 'closed' || state === 'withdrawn';

/** With whom the ball of a step is and for how long. */
export function ballWords({ court }: Pick<CaseStep, 'court'>, clock: Clock): string {
  const time = howLong(clock.now.getTime() - Date.parse(court.since));
  if (court.kind === 'nobody') return words.page.noBall(time);
  return court.kind === 'care' ? words.page.careBall(court.label, time) : words.page.ball(court.label, time);
}

/** Who did the work of a step, as far as the step itself knows: whoever took it, else the first who does it. */
const doerOf = (step: CaseStep) => step.claimedBy ?? step.parties.find((party) => party.letter === 'R')?.name;

/** A step of the case as a stop on its way. Late, waiting for a decision, or with nobody: stuck. */
export function stopOf(step: CaseStep, clock: Clock): Step {
  const { id, title, state } = step;
  const base = { key: String(id), name: title };
  if (state === 'closed') return { ...base, state: 'done', note: doerOf(step) };
  if (state === 'withdrawn') return { ...base, state: 'skipped' };
  if (state === 'upcoming') return { ...base, state: 'later', note: doerOf(step) };
  const stuck = state === 'decide' || step.court.kind === 'nobody' || standing(step.dueAt, clock) === 'late';
  return {
    ...base,
    state: stuck ? 'stuck' : 'now',
    holder: ballWords(step, clock),
    note: words.step.states[state],
  };
}

/** The steps on the main line in order, and those beside it that are not over. */
export const splitSteps = (steps: readonly CaseStep[]) => ({
  line: steps.filter((step) => !step.isBeside),
  beside: steps.filter((step) => step.isBeside),
  besideOpen: steps.filter((step) => step.isBeside && !isOver(step.state) && step.state !== 'upcoming'),
});

const outcomeTones: Readonly<Record<DeviceOutcome, Tone>> = {
  to_do: 'calm',
  done: 'good',
  could_not_locate: 'unknown',
  in_use: 'low',
  deferred: 'middle',
  replaced: 'good',
  retired: 'calm',
};

/** How the outcome of a device looks; nothing while it is still to do. A check that failed says so first. */
export function markOf(device: CaseDevice): { tone: Tone; word: string } | undefined {
  if (device.checkOutcome === 'failed') return { tone: 'high', word: words.device.checkCame.failed };
  if (device.checkOutcome === 'passed') return { tone: 'good', word: words.device.checkCame.passed };
  if (device.outcome === 'to_do') return undefined;
  if (device.outcome === 'done' && device.answer)
    return { tone: outcomeTones.done, word: words.device.came[device.answer] };
  return { tone: outcomeTones[device.outcome], word: words.device.outcomes[device.outcome] };
}

/** True when the outcome ends the work on a device. */
export const isFinished = (outcome: DeviceOutcome): boolean =>
  outcome === 'done' || outcome === 'replaced' || outcome === 'retired';

/** How a person calls a device: model and tag, else serial. */
export const deviceName = ({ model, tag, serial }: Pick<CaseDevice, 'model' | 'tag' | 'serial'>): string =>
  [model, tag ?? (serial ? words.device.serial(serial) : words.device.noTag)].join(' ');
