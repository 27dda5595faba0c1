import type { Tone } from '../../../ui/Shape.tsx';
import type { MessageRow } from '../contract.ts';

const tones: Readonly<Record<MessageRow['state'], Tone>> = {
  gathering: 'calm',
  queued: 'middle',
  sending: 'low',
  sent: 'good',
  dead: 'worst',
  dropped: 'unknown',
};

/** The shape and colour of how a message stands. */
export const toneOf = (state: MessageRow['state']): Tone => tones[state];
