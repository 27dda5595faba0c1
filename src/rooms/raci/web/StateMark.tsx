import { Severity } from '../../../ui/Severity.tsx';
import type { VersionLine } from '../contract.ts';
import { words } from './draft-words.ts';

const tones = {
  draft: 'unknown',
  proposed: 'middle',
  signed: 'low',
  in_force: 'good',
  retired: 'calm',
  withdrawn: 'calm',
} as const;

/** The state of a version in words and shape. */
export const StateMark = ({ state }: { readonly state: VersionLine['state'] }) => (
  <Severity tone={tones[state]} word={words.state[state]} quiet />
);
