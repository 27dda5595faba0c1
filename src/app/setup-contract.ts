import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';

export const openDemo = endpoint({
  method: 'POST',
  path: '/setup/demo',
  permission: 'public',
  summary: 'Fill this empty installation with the demonstration hospital, in the background',
  input: z.object({}),
  output: z.object({ started: z.boolean() }),
});
