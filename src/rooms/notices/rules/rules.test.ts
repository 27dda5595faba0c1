// Retrying, signing, and where nothing is sent.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../../kernel/time.ts';
import { isForbidden, judgeAddress } from './address.ts';
import { afterFailure, giveUpAt, isOwnerDue, tryAgainAt } from './retry.ts';
import { isSigned, signatureOf } from './sign.ts';

const at = (text: string): Instant => instant(new Date(text));
const noon = at('2026-11-23T12:00:00Z');

describe('trying again', () => {
  it.each([
    [1, '12:01'],
    [2, '12:02'],
    [3, '12:05'],
    [5, '12:30'],
    [8, '16:00'],
    [100, '16:00'],
  ])('after failure %i at noon the next attempt is at %s', (failures, when) => {
    expect(tryAgainAt(failures, noon)).toBe(`2026-11-23T${when}:00.000Z`);
  });
  it.each([
    { what: 'a server that does not answer', scope: 'channel', now: '2026-11-26T11:59:59Z', after: 'queued' },
    {
      what: 'one that still does not after three days',
      scope: 'channel',
      now: '2026-11-26T12:00:00Z',
      after: 'dead',
    },
    {
      what: 'an address that the server refuses',
      scope: 'message',
      now: '2026-11-23T12:00:00Z',
      after: 'dead',
    },
  ] as const)('$what: the message is $after', ({ scope, now, after }) => {
    expect(afterFailure({ kind: 'failed', scope, says: '' }, giveUpAt(noon), at(now))).toBe(after);
  });
  it.each([
    { since: null, told: null, now: '2026-11-23T13:00:00Z', due: false },
    { since: noon, told: null, now: '2026-11-23T12:59:59Z', due: false },
    { since: noon, told: null, now: '2026-11-23T13:00:00Z', due: true },
    { since: noon, told: at('2026-11-23T13:00:00Z'), now: '2026-11-23T18:00:00Z', due: false },
    { since: noon, told: at('2026-11-20T13:00:00Z'), now: '2026-11-23T18:00:00Z', due: true },
  ])(
    'failing since $since, told $told: whoever sees to it is told at $now: $due',
    ({ since, told, now, due }) => {
      expect(isOwnerDue(since, told, at(now))).toBe(due);
    },
  );
});

describe('a signature', () => {
  const header = signatureOf('whsec_x', 1_700_000_000, '{"a":1}');
  const check = { secret: 'whsec_x', body: '{"a":1}', nowSeconds: 1_700_000_100, toleranceSeconds: 300 };
  it('is HMAC-SHA-256 over time and body, as anybody can compute it', () => {
    const mac = createHmac('sha256', 'whsec_x').update('1700000000.{"a":1}').digest('hex');
    expect(header).toBe(`t=1700000000,v1=${mac}`);
    expect(isSigned(header, check)).toBe(true);
  });
  it.each([
    { what: 'another body', with: { body: '{"a":2}' } },
    { what: 'another secret', with: { secret: 'whsec_y' } },
    { what: 'a time long ago', with: { nowSeconds: 1_700_000_301 } },
  ])('does not fit $what', ({ with: other }) => {
    expect(isSigned(header, { ...check, ...other })).toBe(false);
  });
  it('moved to another time does not fit', () => {
    expect(isSigned(header.replace('t=1700000000', 't=1700000050'), check)).toBe(false);
    expect(isSigned('nonsense', check)).toBe(false);
  });
});

describe('where nothing is sent', () => {
  it.each([
    'http://127.0.0.1/x',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://localhost:8480/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2002:7f00:1::]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://100.100.100.200/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'ftp://example.org/',
    'https://user:secret@example.org/',
    'no address',
  ])('%s is refused', (address) => {
    const judged = judgeAddress(address, []);
    expect(judged.ok).toBe(false);
    if (!judged.ok) expect(judged.why.length).toBeGreaterThan(20);
  });
  it.each([
    'https://hooks.slack.com/services/T/B/x',
    'http://10.20.30.40:8080/hook',
    'https://[fd12::5]/',
    'https://itsm.hospital.example/in',
  ])('%s is taken', (address) => expect(judgeAddress(address, []).ok).toBe(true));
  it('whoever runs the machine can allow a host by name', () => {
    expect(judgeAddress('http://127.0.0.1:9/x', ['127.0.0.1']).ok).toBe(true);
    expect(judgeAddress('http://localhost:9/x', ['127.0.0.1']).ok).toBe(false);
  });
  it.each([
    ['127.0.0.53', true],
    ['169.254.0.7', true],
    ['fe80::1%eth0', true],
    ['::', true],
    ['10.0.0.1', false],
    ['192.168.1.1', false],
    ['2001:db8::1', false],
    ['example.org', false],
  ])('the resolved address %s is forbidden: %s', (address, forbidden) => {
    expect(isForbidden(address)).toBe(forbidden);
  });
});
