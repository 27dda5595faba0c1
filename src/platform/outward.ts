import type { Seal } from './seal.ts';

/** A mail server and how to speak to it. `timeoutMs` bounds a whole attempt. */
export type Smtp = {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` demanded, `none` only without a password. */
  readonly tls: 'tls' | 'starttls' | 'none';
  readonly user: string | null;
  readonly password: { reveal(): string } | null;
  readonly from: string;
  readonly timeoutMs: number;
};

/** How the installation speaks to the outside: set by whoever runs the machine, never by the web. */
export type Outward = {
  /** Where people reach Wardline, without a slash at the end; null where nobody said so: messages have no links then. */
  readonly baseUrl: string | null;
  readonly smtp: Smtp | null;
  /** Hosts that webhooks may reach although they are this machine, its link or a metadata service. */
  readonly allowHosts: readonly string[];
  readonly seal: Seal;
};
