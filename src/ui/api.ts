// The one way from the browser to the server: contracts in, parsed values or an AppError out.
import { z } from 'zod';
import type { Endpoint } from '../kernel/contract.ts';
import { AppError, type ErrorCode, statusOf } from '../kernel/errors.ts';

const base = '/api/v1';
const headers = { accept: 'application/json', 'x-wardline-csrf': '1' };

const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string().optional(),
  }),
});

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (input: unknown): Fields => z.record(z.string(), z.unknown()).parse(input ?? {});

const textOf = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value))
    return value.length ? value.map((part) => textOf(part) ?? '').join(',') : undefined;
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : undefined;
};

/** The address and the rest of the input: `:name` parts are taken out of `input` and escaped. @throws AppError `invalid` when one is missing. */
export function fillPath(path: string, input: unknown): { path: string; rest: Fields } {
  const fields = fieldsOf(input);
  const used = new Set<string>();
  const filled = path.replace(/:([A-Za-z][A-Za-z0-9]*)/g, (_all, name: string) => {
    const value = textOf(fields[name]);
    if (!value) throw new AppError('invalid', `The address needs a value for ${name}.`, { path, name });
    used.add(name);
    return encodeURIComponent(value);
  });
  return {
    path: filled,
    rest: Object.fromEntries(Object.entries(fields).filter(([name]) => !used.has(name))),
  };
}

/** The fields as a query string with `?`, sorted by name; arrays joined by commas, empty and missing ones left out. */
export function queryOf(fields: Fields): string {
  const pairs = Object.entries(fields)
    .map(([name, value]): [string, string | undefined] => [name, textOf(value)])
    .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length ? `?${new URLSearchParams(pairs).toString()}` : '';
}

/** The full address of a GET endpoint, for links: CSV exports, documents. */
export function addressOf(endpoint: Endpoint, input: unknown): string {
  const { path, rest } = fillPath(endpoint.path, input);
  return `${base}${path}${queryOf(rest)}`;
}

const isCode = (code: string): code is ErrorCode => Object.hasOwn(statusOf, code);
const codeOfStatus = (status: number): ErrorCode => {
  const known = Object.entries(statusOf).find(([, value]) => value === status)?.[0];
  return known && isCode(known) ? known : status >= 500 ? 'internal' : 'invalid';
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The refusal in an answer of the server, also when a proxy in between answered something that is not ours. */
export function refusalOf(status: number, text: string): AppError {
  const body = ErrorBody.safeParse(jsonOf(text));
  if (!body.success)
    return new AppError(codeOfStatus(status), `The server answered ${status} without saying why.`, {
      status,
    });
  const { code, message, details, requestId } = body.data.error;
  return new AppError(isCode(code) ? code : codeOfStatus(status), message, {
    ...details,
    ...(requestId ? { requestId } : {}),
  });
}

/** The request id that support needs to find this refusal in the log, if the server gave one. */
export const requestIdOf = (error: unknown): string | undefined => {
  const id = error instanceof AppError ? error.details['requestId'] : undefined;
  return typeof id === 'string' ? id : undefined;
};

const offline = () => new AppError('unavailable', 'The server cannot be reached. Nothing was changed.');

let onSignedOut: () => void = () => undefined;
/** Sets what happens when the server no longer knows who is asking: the shell goes to the sign-in page. */
export function whenSignedOut(run: () => void): void {
  onSignedOut = run;
}

function read<Out extends z.ZodType>(
  endpoint: Endpoint<z.ZodType, Out>,
  status: number,
  text: string,
): z.output<Out> {
  if (status < 200 || status > 299) {
    const refusal = refusalOf(status, text);
    if (refusal.code === 'unauthenticated' && endpoint.permission !== 'public') onSignedOut();
    throw refusal;
  }
  const parsed = endpoint.output.safeParse(text ? jsonOf(text) : undefined);
  if (parsed.success) return parsed.data;
  throw new AppError('internal', 'The server answered in a form this page does not know. Reload the page.', {
    path: endpoint.path,
    issues: parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  });
}

/** Calls the endpoint and gives its parsed output. @throws AppError what the server refused, or `unavailable`. */
export async function callEndpoint<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In>,
  signal?: AbortSignal,
): Promise<z.output<Out>> {
  const { path, rest } = fillPath(endpoint.path, input);
  const get = endpoint.method === 'GET';
  const init: RequestInit = get
    ? { method: 'GET', headers }
    : {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(rest),
      };
  const url = `${base}${path}${get ? queryOf(rest) : ''}`;
  const answer = await fetch(url, {
    ...init,
    ...(signal ? { signal } : {}),
    credentials: 'same-origin',
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw offline();
  });
  return read(endpoint, answer.status, await answer.text());
}

export type Upload = {
  readonly file: Blob;
  readonly onProgress?: (done01: number) => void;
  readonly signal?: AbortSignal;
};

/** Sends a file as the body of an `upload` endpoint, the input in the query; tells progress from 0 to 1. */
export function uploadFile<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In>,
  { file, onProgress, signal }: Upload,
): Promise<z.output<Out>> {
  return new Promise((resolve, reject) => {
    const { path, rest } = fillPath(endpoint.path, input);
    const request = new XMLHttpRequest();
    request.open('POST', `${base}${path}${queryOf(rest)}`);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      try {
        resolve(read(endpoint, request.status, request.responseText));
      } catch (error) {
        reject(error instanceof Error ? error : offline());
      }
    };
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new AppError('unavailable', 'Sending was stopped. Nothing was changed.'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** The file name a server gave in `content-disposition`, without any folder; `fallback` when there is none. */
export function fileNameOf(disposition: string | null, fallback: string): string {
  const wide = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
  let name = plain ?? '';
  try {
    if (wide) name = decodeURIComponent(wide);
  } catch {
    name = plain ?? '';
  }
  return name.replace(/^.*[\\/]/, '').trim() || fallback;
}
