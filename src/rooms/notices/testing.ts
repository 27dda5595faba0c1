// For tests of notices: a mail server and a webhook that remember, hang, refuse; a hospital with accounts and a way to speak out.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';
import type { PersonId } from '../../kernel/ids.ts';
import type { AccountProfile } from '../../kernel/permission.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Outward, Smtp } from '../../platform/outward.ts';
import { sealWith } from '../../platform/seal.ts';
import type { TestHouse } from '../../platform/testing/database.ts';

export type Got = { to: string; subject: string; id: string; key: string; text: string; raw: string };
export type Mailbox = { smtp: Smtp; got: Got[]; refuse: Set<string> };

const header = (raw: string, name: string): string =>
  (new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(raw)?.[1] ?? '')
    .replace(/\r?\n[ \t]+/g, ' ')
    .trim();

const fromQuoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** A header as a person reads it. @source RFC 2047 */
const decoded = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_, q: string) => fromQuoted(q.replaceAll('_', ' ')))
    .replace(/=\?UTF-8\?B\?(.*?)\?=/gi, (_, b: string) => Buffer.from(b, 'base64').toString('utf8'));

/** The text of a mail, whichever way it was written for the wire. */
function textOf(raw: string): string {
  const [, ...rest] = raw.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  const encoding = header(raw, 'Content-Transfer-Encoding').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  return fromQuoted(body.replace(/=\r?\n/g, ''));
}

/** A mail server on this machine. Addresses in `refuse` are refused for good. */
export async function mailbox(): Promise<Mailbox> {
  const got: Got[] = [];
  const refuse = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (address, _session, done) =>
      done(
        refuse.has(address.address)
          ? Object.assign(new Error('no such mailbox'), { responseCode: 550 })
          : null,
      ),
    onData: (stream, session, done) => {
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => {
        raw += part;
      });
      stream.on('end', () => {
        got.push({
          to: session.envelope.rcptTo.map((r) => r.address).join(','),
          subject: decoded(header(raw, 'Subject')),
          id: header(raw, 'Message-ID'),
          key: header(raw, 'X-Wardline-Message'),
          text: textOf(raw),
          raw,
        });
        done();
      });
    },
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
  afterAll(() => new Promise<void>((done) => server.close(() => done())));
  return { got, refuse, smtp: smtpAt((server.server.address() as AddressInfo).port) };
}

const smtpAt = (port: number, timeoutMs = 5000): Smtp => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  user: null,
  password: null,
  from: 'Wardline <wardline@hospital.example>',
  timeoutMs,
});

/** A mail server that takes the connection and never says a word. */
export async function hangingMailbox(): Promise<Smtp> {
  const server = createSocketServer(() => undefined);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
  afterAll(() => void server.close());
  return smtpAt((server.address() as AddressInfo).port, 300);
}

export type Posted = { headers: IncomingHttpHeaders; body: string; path: string };
export type Hook = {
  address: string;
  got: Posted[];
  answer: { status: number; headers?: Record<string, string>; text?: string };
};

/** A webhook on this machine that answers as it is told. */
export async function hook(): Promise<Hook> {
  const got: Posted[] = [];
  const it: Hook = { address: '', got, answer: { status: 200 } };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      got.push({ headers: request.headers, body, path: request.url ?? '' });
      response.writeHead(it.answer.status, it.answer.headers);
      response.end(it.answer.text ?? '');
    });
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
  afterAll(() => void server.close());
  it.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in/SECRETPATH`;
  return it;
}

const key = randomBytes(32);
/** A context that speaks out through this mail server. */
export const speaking = (ctx: Ctx, outward: Partial<Outward>): Ctx => ({
  ...ctx,
  station: {
    spoolDir: '/nowhere',
    runSelf: () => Promise.resolve(0),
    outward: {
      baseUrl: 'https://wardline.example',
      smtp: null,
      allowHosts: ['127.0.0.1'],
      seal: sealWith(() => key),
      ...outward,
    },
  },
});

/** Gives these people accounts; nobody signs in with them. */
export async function accounts(
  house: TestHouse,
  people: readonly PersonId[],
  profile: AccountProfile = 'analyst',
): Promise<void> {
  await house.db
    .insertInto('people.account')
    .values(
      people.map((personId) => ({
        personId,
        login: `person${personId}@example.org`,
        passwordHash: 'none',
        profile,
        createdAt: house.clock.now,
      })),
    )
    .execute();
}
