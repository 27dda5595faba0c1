import { z } from 'zod';
import { AppError } from '../kernel/errors.ts';

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

const Settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .transform((url) => new Secret(url))
    .optional(),
  WARDLINE_DATA: z.string().min(1).optional(),
  WARDLINE_PORT: z.coerce.number().int().min(0).max(65_535).default(8480),
  WARDLINE_HOST: z.string().default('127.0.0.1'),
  WARDLINE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});

export type Config = {
  readonly databaseUrl: Secret | null;
  readonly dataDir: string | null;
  readonly port: number;
  readonly host: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

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
  };
}
