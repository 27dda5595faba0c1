// Posts JSON to a webhook or chat: to an address judged when it is set and again, by what its name resolves to, on every
// connection; redirects are answers, not orders; time and size of the answer are bounded.
import { lookup as resolve } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isAllowed, isForbidden, judgeAddress } from '../rules/address.ts';
import { plain } from '../rules/compose.ts';
import type { Carried } from '../rules/retry.ts';

export type Post = {
  readonly address: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly allowHosts: readonly string[];
  readonly timeoutMs: number;
};
export const POST_TIMEOUT_MS = 15_000;
/** So much of an answer is read: enough to say what is wrong. */
const ANSWER_BYTES = 4096;

/** The resolver of a connection: refuses a name that leads to a forbidden address, also when it changed since it was judged. */
const judging =
  (host: string, allowHosts: readonly string[]): LookupFunction =>
  (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [], 0);
      const bad = isAllowed(host, allowHosts) ? undefined : found.find((one) => isForbidden(one.address));
      if (bad)
        return done(
          new Error(`${name} leads to ${bad.address}, where nothing is sent (see WARDLINE_ALLOW_HOSTS)`),
          [],
          0,
        );
      const [first] = found;
      if (options.all === true || first === undefined) return done(null, found);
      return done(null, first.address, first.family);
    });
  };

/** The status and the beginning of the answer, or why there is none. */
function exchange(post: Post, url: URL): Promise<{ status: number; text: string }> {
  return new Promise((done, fail) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const abort = AbortSignal.timeout(post.timeoutMs);
    const request = send(
      url,
      {
        method: 'POST',
        agent: false,
        signal: abort,
        lookup: judging(url.hostname, post.allowHosts),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(post.body),
          'user-agent': 'Wardline',
          ...post.headers,
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        const end = () => {
          const text = Buffer.concat(parts).toString('utf8').slice(0, ANSWER_BYTES);
          answer.destroy();
          done({ status: answer.statusCode ?? 0, text });
        };
        answer.on('data', (part: Buffer) => {
          parts.push(part.subarray(0, ANSWER_BYTES - size));
          size += part.length;
          if (size >= ANSWER_BYTES) end();
        });
        answer.on('end', end);
        // A time limit while the answer drips: its status has come, so the post has arrived.
        answer.on('error', end);
      },
    );
    request.on('error', (error) =>
      fail(abort.aborted ? new Error(`no answer within ${post.timeoutMs / 1000} s`) : error),
    );
    request.end(post.body);
  });
}

/** Posts. `says` never holds the address: it may be a secret. */
export async function carryPost(post: Post): Promise<Carried> {
  const judged = judgeAddress(post.address, post.allowHosts);
  if (!judged.ok) return { kind: 'failed', scope: 'channel', says: judged.why };
  try {
    const { status, text } = await exchange(post, judged.url);
    const words = plain(text).slice(0, 200);
    const says = `${status}${words ? `: ${words}` : ''}`;
    if (status >= 300 && status < 400)
      return {
        kind: 'failed',
        scope: 'channel',
        says: `${status}: it sends us elsewhere; redirects are not followed`,
      };
    if (status < 200 || status > 299) return { kind: 'failed', scope: 'channel', says };
    // Some chats answer 200 and say in the text that it went wrong.
    if (/webhook message delivery failed|^error\b/i.test(words))
      return { kind: 'failed', scope: 'channel', says };
    return { kind: 'sent', says };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      kind: 'failed',
      scope: 'channel',
      says: why.replaceAll(post.address, judged.url.host).slice(0, 300),
    };
  }
}
