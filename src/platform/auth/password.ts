import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's minimum for argon2id: 19 MiB, 2 passes, 1 lane. @source OWASP Password Storage Cheat Sheet, Argon2id
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash of a password, salted. */
export const hashPassword = (password: string): Promise<string> => hash(password, options);

/** True when the password is the one that was hashed; false for anything else, a broken hash included. */
export const isPassword = (hashed: string, password: string): Promise<boolean> =>
  verify(hashed, password).catch(() => false);

/** A hash nobody knows the password of: compared when the account does not exist, so that timing tells nothing. */
export const nobodysHash: Promise<string> = hashPassword(randomBytes(24).toString('base64url'));

/** A new session token, 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a token. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
