import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sealOf } from './seal.ts';

const dir = mkdtempSync(join(tmpdir(), 'wl-seal-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('a sealed secret', () => {
  const file = join(dir, 'below', 'secrets.key');
  const seal = sealOf(file);
  const sealed = seal.seal('whsec_abc');
  it('opens with the key of the installation, also in another process', () => {
    expect(seal.open(sealed)).toBe('whsec_abc');
    expect(sealOf(file).open(sealed)).toBe('whsec_abc');
  });
  it('does not hold the secret, and is never sealed the same twice', () => {
    expect(sealed.toString('latin1')).not.toContain('whsec');
    expect(seal.seal('whsec_abc').equals(sealed)).toBe(false);
  });
  it('does not open with another key, altered or cut', () => {
    expect(sealOf(join(dir, 'other.key')).open(sealed)).toBeNull();
    const altered = Buffer.from(sealed);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect(seal.open(altered)).toBeNull();
    expect(seal.open(sealed.subarray(0, 20))).toBeNull();
  });
  it('has a key that only its owner can read', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });
  it('says which file is wrong', () => {
    writeFileSync(join(dir, 'bad.key'), 'nonsense');
    expect(() => sealOf(join(dir, 'bad.key')).seal('x')).toThrow(/bad\.key/);
  });
});
