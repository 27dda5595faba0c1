// Secrets at rest: sealed with the key of the installation, which is a file beside the database and not in it.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../kernel/errors.ts';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals and opens texts. `open` answers null where the text was sealed with another key or altered. */
export type Seal = { seal(text: string): Buffer; open(sealed: Buffer): string | null };

/** A seal with this key of 32 bytes: AES-256-GCM, a fresh nonce each time. @source NIST SP 800-38D */
export const sealWith = (key: () => Buffer): Seal => ({
  seal: (text) => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key(), iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  },
  open: (sealed) => {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, IV_BYTES));
      decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return (
        decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch {
      return null;
    }
  },
});

/** The seal of an installation: its key is read from the file, which is made at the first need, for its owner alone.
 *  @throws AppError `unavailable` when the file holds something else. */
export function sealOf(keyFile: string): Seal {
  let known: Buffer | undefined;
  return sealWith(() => {
    known ??= readKey(keyFile);
    return known;
  });
}

function readKey(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process was quicker; its key is the key.
      if (!existsSync(file)) throw error;
    }
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== KEY_BYTES)
    throw new AppError('unavailable', `${file} does not hold a key of ${KEY_BYTES} bytes in hex.`, { file });
  return key;
}
