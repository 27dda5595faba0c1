// Hands one mail to the hospital's mail server, within a time, and says in words how it ended.
import { createTransport } from 'nodemailer';
import type { Smtp } from '../../../platform/outward.ts';
import type { Carried } from '../rules/retry.ts';

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same on every attempt. */
  readonly key: string;
};

/** The Message-ID of a message: known before it is sent and the same on every attempt, so that mail systems and people
 *  can see that two are one. */
export const messageId = (key: string, from: string): string =>
  `<${key}@${/@([^\s>]+)/.exec(from)?.[1] ?? 'wardline.invalid'}>`;

/** Sends a mail. A server that hangs, refuses or cannot be reached is an answer, not an exception. */
export async function carryMail(smtp: Smtp, mail: Mail): Promise<Carried> {
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.tls === 'tls',
    requireTLS: smtp.tls === 'starttls',
    ignoreTLS: smtp.tls === 'none',
    ...(smtp.user ? { auth: { user: smtp.user, pass: smtp.password?.reveal() ?? '' } } : {}),
    connectionTimeout: smtp.timeoutMs,
    greetingTimeout: smtp.timeoutMs,
    socketTimeout: smtp.timeoutMs,
    dnsTimeout: smtp.timeoutMs,
    // What people wrote is text, never a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const sending = transport.sendMail({
      from: smtp.from,
      // As an object it is one address, whatever is in it.
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      messageId: messageId(mail.key, smtp.from),
      headers: {
        'X-Wardline-Message': mail.key,
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
      },
    });
    // Each step may take its time-out; the whole may not take their sum.
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`the mail server did not answer within ${smtp.timeoutMs / 1000} s`)),
        smtp.timeoutMs,
      );
    });
    const info = await Promise.race([sending, late]);
    // Whatever it still answers is nobody's any more.
    sending.catch(() => undefined);
    return { kind: 'sent', says: info.response.slice(0, 300) };
  } catch (error) {
    return failed(error);
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

function failed(error: unknown): Carried {
  const e: { message?: unknown; responseCode?: unknown; command?: unknown } =
    typeof error === 'object' && error !== null ? error : {};
  const says = (typeof e.message === 'string' ? e.message : String(error)).replace(/\s+/g, ' ').slice(0, 300);
  const code = typeof e.responseCode === 'number' ? e.responseCode : 0;
  // 5xx to the recipient or the content is for good and about this mail alone; anything else may pass.
  const isAboutMail = code >= 500 && code <= 599 && (e.command === 'RCPT TO' || e.command === 'DATA');
  return { kind: 'failed', scope: isAboutMail ? 'message' : 'channel', says };
}
