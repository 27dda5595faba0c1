// Reading and changing through contracts inside React: what is shown is refreshed after every change.
import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '../kernel/contract.ts';
import { AppError } from '../kernel/errors.ts';
import { callEndpoint } from './api.ts';

/** The cache of everything read. A refusal is not asked again; an unreachable server is, twice. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => error instanceof AppError && error.code === 'unavailable' && count < 2,
      },
    },
  });

/** The cache key of one reading: endpoint and input. */
export const keyOf = (endpoint: Endpoint, input: unknown) => [endpoint.path, input] as const;

export type Reading = { readonly enabled?: boolean; readonly everySeconds?: number; readonly keep?: boolean };

/**
 * What `endpoint` answers to `input`, kept fresh. `everySeconds` asks again on its own; `keep` shows the last answer
 * while the next one is on its way (for lists whose filters change).
 */
export function useEndpoint<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In>,
  { enabled = true, everySeconds, keep = false }: Reading = {},
): UseQueryResult<z.output<Out>> {
  return useQuery<z.output<Out>>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => callEndpoint(endpoint, input, signal),
    enabled,
    ...(everySeconds ? { refetchInterval: everySeconds * 1000 } : {}),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** A change through `endpoint`. When it is done, everything on the screen is read again before the promise ends. */
export function useAction<In extends z.ZodType, Out extends z.ZodType>(endpoint: Endpoint<In, Out>) {
  const queries = useQueryClient();
  return useMutation<z.output<Out>, Error, z.input<In>>({
    mutationFn: (input) => callEndpoint(endpoint, input),
    onSuccess: () => queries.invalidateQueries(),
  });
}
