import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../kernel/errors.ts';
import type { Smtp } from './outward.ts';

/** A setting that must never reach a log or a screen: it prints as `***`. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '***';
  }
  toJSON(): string {
    return '***';
  }
}

const Settings = z
  .object({
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
      .transform((url) => new Secret(url))
      .optional(),
    WARDLINE_DATA: z.string().min(1).optional(),
    WARDLINE_PORT: z.coerce.number().int().min(0).max(65_535).default(8480),
    WARDLINE_HOST: z.string().default('127.0.0.1'),
    WARDLINE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
    WARDLINE_URL: z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://wardline.hospital.example' })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    WARDLINE_ALLOW_HOSTS: z
      .string()
      .transform((list) =>
        list
          .toLowerCase()
          .split(',')
          .map((host) => host.trim())
          .filter(Boolean),
      )
      .default([]),
    WARDLINE_SMTP_HOST: z.string().min(1).max(253).optional(),
    WARDLINE_SMTP_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
    WARDLINE_SMTP_TLS: z.enum(['tls', 'starttls', 'none']).optional(),
    WARDLINE_SMTP_USER: z.string().min(1).optional(),
    WARDLINE_SMTP_PASSWORD: z.string().min(1).optional(),
    WARDLINE_SMTP_PASSWORD_FILE: z.string().min(1).optional(),
    WARDLINE_SMTP_FROM: z
      .string()
      .regex(
        /^([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/,
        'must be an address such as Wardline <wardline@hospital.example>',
      )
      .optional(),
  })
  .superRefine((s, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (s.WARDLINE_SMTP_HOST && !s.WARDLINE_SMTP_FROM)
      fault('WARDLINE_SMTP_FROM', 'is needed with WARDLINE_SMTP_HOST: the address that messages come from');
    if (s.WARDLINE_SMTP_TLS === 'none' && s.WARDLINE_SMTP_USER)
      fault(
        'WARDLINE_SMTP_TLS',
        'must not be none with a user: the password would go over the wire in clear',
      );
    if (s.WARDLINE_SMTP_PASSWORD && s.WARDLINE_SMTP_PASSWORD_FILE)
      fault('WARDLINE_SMTP_PASSWORD_FILE', 'is given together with WARDLINE_SMTP_PASSWORD; give one');
  });

export type Config = {
  readonly databaseUrl: Secret | null;
  readonly dataDir: string | null;
  readonly port: number;
  readonly host: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly baseUrl: string | null;
  readonly allowHosts: readonly string[];
  readonly smtp: Smtp | null;
};

/** An attempt to send a mail ends after this, whatever the server does. */
const SMTP_TIMEOUT_MS = 30_000;

function smtpOf(s: z.output<typeof Settings>): Smtp | null {
  if (!s.WARDLINE_SMTP_HOST || !s.WARDLINE_SMTP_FROM) return null;
  const tls = s.WARDLINE_SMTP_TLS ?? (s.WARDLINE_SMTP_PORT === 465 ? 'tls' : 'starttls');
  const password = s.WARDLINE_SMTP_PASSWORD ?? fileText(s.WARDLINE_SMTP_PASSWORD_FILE);
  return {
    host: s.WARDLINE_SMTP_HOST,
    port: s.WARDLINE_SMTP_PORT ?? (tls === 'tls' ? 465 : 587),
    tls,
    user: s.WARDLINE_SMTP_USER ?? null,
    password: password === null ? null : new Secret(password),
    from: s.WARDLINE_SMTP_FROM,
    timeoutMs: SMTP_TIMEOUT_MS,
  };
}

function fileText(path: string | undefined): string | null {
  if (path === undefined) return null;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid', `These settings are wrong: WARDLINE_SMTP_PASSWORD_FILE: ${why}`, { path });
  }
}

/** The settings of this process, read once at start. With none at all the product runs.
 *  @throws AppError `invalid` listing every fault together. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Settings.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
    throw new AppError('invalid', `These settings are wrong: ${faults.join('; ')}`, { faults });
  }
  const s = parsed.data;
  return {
    databaseUrl: s.DATABASE_URL ?? null,
    dataDir: s.WARDLINE_DATA ?? null,
    port: s.WARDLINE_PORT,
    host: s.WARDLINE_HOST,
    logLevel: s.WARDLINE_LOG,
    baseUrl: s.WARDLINE_URL ?? null,
    allowHosts: s.WARDLINE_ALLOW_HOSTS,
    smtp: smtpOf(s),
  };
}
