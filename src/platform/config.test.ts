import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { Rate } from './rate.ts';

const dir = mkdtempSync(join(tmpdir(), 'wl-config-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const mail = { WARDLINE_SMTP_HOST: 'mail.example', WARDLINE_SMTP_FROM: 'Wardline <w@hospital.example>' };

describe('settings of the mail server', () => {
  it('are none without a host', () => {
    expect(readConfig({})).toMatchObject({ smtp: null, baseUrl: null, allowHosts: [] });
  });
  it.each([
    { with: {}, tls: 'starttls', port: 587 },
    { with: { WARDLINE_SMTP_PORT: '465' }, tls: 'tls', port: 465 },
    { with: { WARDLINE_SMTP_TLS: 'tls' }, tls: 'tls', port: 465 },
    { with: { WARDLINE_SMTP_TLS: 'none', WARDLINE_SMTP_PORT: '25' }, tls: 'none', port: 25 },
  ])('with $with speak $tls on $port', ({ with: more, tls, port }) => {
    expect(readConfig({ ...mail, ...more }).smtp).toMatchObject({ tls, port });
  });
  it('take the password from a file, and never print it', () => {
    const file = join(dir, 'password');
    writeFileSync(file, 's3cret\n');
    const { smtp } = readConfig({ ...mail, WARDLINE_SMTP_USER: 'w', WARDLINE_SMTP_PASSWORD_FILE: file });
    expect(smtp?.password?.reveal()).toBe('s3cret');
    expect(JSON.stringify(smtp)).not.toContain('s3cret');
  });
  it.each([
    [{ WARDLINE_SMTP_HOST: 'mail.example' }, 'WARDLINE_SMTP_FROM'],
    [{ ...mail, WARDLINE_SMTP_FROM: 'x\nBcc: y@z' }, 'WARDLINE_SMTP_FROM'],
    [{ ...mail, WARDLINE_SMTP_TLS: 'none', WARDLINE_SMTP_USER: 'w' }, 'in clear'],
    [{ ...mail, WARDLINE_SMTP_PASSWORD_FILE: '/nowhere' }, 'WARDLINE_SMTP_PASSWORD_FILE'],
    [{ WARDLINE_URL: 'javascript:alert(1)' }, 'WARDLINE_URL'],
  ])('refuse %o and name the setting', (env, fault) => {
    expect(() => readConfig(env)).toThrow(fault);
  });
  it('the address of Wardline has no slash at its end; hosts are lower case', () => {
    const config = readConfig({
      WARDLINE_URL: 'https://w.example/',
      WARDLINE_ALLOW_HOSTS: 'A.example, b.example',
    });
    expect(config.baseUrl).toBe('https://w.example');
    expect(config.allowHosts).toEqual(['a.example', 'b.example']);
  });
});

it('a rate allows so many in so long, for each key apart', () => {
  const rate = new Rate(2, 1000);
  expect([rate.allows('a', 0), rate.allows('a', 1), rate.allows('a', 999), rate.allows('b', 999)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  expect(rate.allows('a', 1000)).toBe(true);
});
