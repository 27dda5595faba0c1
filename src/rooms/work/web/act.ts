import type { z } from 'zod';
import type { Endpoint } from '../../../kernel/contract.ts';
import { AppError } from '../../../kernel/errors.ts';
import { useAction } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { words } from './case-words.ts';

export type Act<In, Out> = { readonly run: (input: In) => Promise<Out | null>; readonly busy: boolean };

/**
 * A change on a case. When somebody else was quicker (`conflict`) it says so, reads the case anew and gives null;
 * every other refusal is thrown for the form that asked.
 */
export function useAct<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  reload: () => void,
): Act<z.input<In>, z.output<Out>> {
  const { mutateAsync, isPending } = useAction(endpoint);
  const toasts = useToasts();
  const run = async (input: z.input<In>) => {
    try {
      return await mutateAsync(input);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
      toasts.refused(new AppError('conflict', words.page.changed));
      reload();
      return null;
    }
  };
  return { run, busy: isPending };
}
