import { describe, expect, it } from 'vitest';
import { DeviceId, SiteId } from '../../../kernel/ids.ts';
import type { DeviceFields, DeviceStatus } from '../model.ts';
import { deviceIndex, type KnownDevice } from './device-index.ts';
import { identify } from './identity.ts';
import type { DeviceKeys } from './rows.ts';
import { serialOf, tagOf } from './tag.ts';

type Facts = {
  site?: number | null;
  tag?: string;
  serial?: string;
  macs?: string[];
  udi?: string;
  maker?: string;
  model?: string;
};
const keys = ({ site = 1, tag, serial, macs = [], udi, maker = '', model = '' }: Facts): DeviceKeys => {
  const label = tag === undefined ? null : tagOf(tag);
  return {
    siteId: site === null ? null : SiteId.parse(site),
    tag: label && { display: label.display, key: label.key },
    serial: serial === undefined ? null : (serialOf(serial)?.key ?? null),
    udi: udi ?? null,
    macs,
    maker: maker.toUpperCase(),
    model: model.toUpperCase(),
  };
};
const device = (id: number, facts: Facts, status: DeviceStatus = 'in_service'): KnownDevice => ({
  ref: { kind: 'device', id: DeviceId.parse(id) },
  keys: keys(facts),
  status,
});
const verdict = (known: KnownDevice[], facts: Facts, fields: DeviceFields = {}, said?: DeviceFields) =>
  identify(deviceIndex(known), { keys: keys(facts), fields }, () => said);
const mac = '00:09:fb:11:22:33';

describe('a row is', () => {
  it.each<{ when: string; known: KnownDevice[]; row: Facts; status?: DeviceStatus; is: string }>([
    { when: 'nothing is known', known: [], row: { tag: '1' }, is: 'create' },
    {
      when: 'its tag is known at another site',
      known: [device(7, { site: 2, tag: '1' })],
      row: { tag: '1' },
      is: 'create',
    },
    { when: 'its tag is known here', known: [device(7, { tag: '1' })], row: { tag: '1' }, is: 'update 7' },
    {
      when: 'its serial number is known, the tag is blank',
      known: [device(7, { tag: '1', serial: 'SN9001' })],
      row: { serial: 'SN9001' },
      is: 'update 7',
    },
    {
      when: 'tag and serial number agree',
      known: [device(7, { tag: '1', serial: 'SN9001' })],
      row: { tag: '1', serial: 'SN9001' },
      is: 'update 7',
    },
    {
      when: 'it moved to another site with its tag and serial number',
      known: [device(7, { site: 2, tag: '1', serial: 'SN9001', model: 'MX800' })],
      row: { tag: '1', serial: 'SN9001', model: 'MX800' },
      is: 'update 7',
    },
    {
      when: 'the tag agrees and the serial number does not',
      known: [device(7, { tag: '1', serial: 'SN9001' })],
      row: { tag: '1', serial: 'SN9002' },
      is: 'ambiguous',
    },
    {
      when: 'the tag differs by zeros and the serial number differs',
      known: [device(7, { tag: '01', serial: 'SN9001' })],
      row: { tag: '1', serial: 'SN9002' },
      is: 'create',
    },
    {
      when: 'the tag agrees and the model does not',
      known: [device(7, { tag: '1', model: 'MX800' })],
      row: { tag: '1', model: 'B450' },
      is: 'ambiguous',
    },
    {
      when: 'the tag agrees and the model is only longer',
      known: [device(7, { tag: '1', model: 'MX800' })],
      row: { tag: '1', model: 'INTELLIVUEMX800' },
      is: 'update 7',
    },
    {
      when: 'the tag was used before disposal by another serial number',
      known: [device(7, { tag: '1', serial: 'SN9001' }, 'disposed')],
      row: { tag: '1', serial: 'SN9002' },
      is: 'create',
    },
    {
      when: 'the tag was used before retirement by another model',
      known: [device(7, { tag: '1', model: 'MX800' }, 'retired')],
      row: { tag: '1', model: 'B450' },
      is: 'create',
    },
    {
      when: 'the tag is that of a disposed device and nothing else is known',
      known: [device(7, { tag: '1' }, 'disposed')],
      row: { tag: '1' },
      status: 'in_service',
      is: 'ambiguous',
    },
    {
      when: 'it reports a disposed device as disposed again',
      known: [device(7, { tag: '1' }, 'disposed')],
      row: { tag: '1' },
      status: 'disposed',
      is: 'update 7',
    },
    {
      when: 'the serial number agrees under a new tag, same model',
      known: [device(7, { tag: '1', serial: 'SN9001', model: 'MX800' })],
      row: { tag: '2', serial: 'SN9001', model: 'MX800' },
      is: 'update 7',
    },
    {
      when: 'the serial number agrees under a new tag, model unknown',
      known: [device(7, { tag: '1', serial: 'SN9001' })],
      row: { tag: '2', serial: 'SN9001' },
      is: 'ambiguous',
    },
    {
      when: 'two makers share a serial number',
      known: [device(7, { tag: '1', serial: 'SN9001', maker: 'PHILIPS', model: 'MX800' })],
      row: { tag: '2', serial: 'SN9001', maker: 'BAXTER', model: 'SPECTRUM' },
      is: 'create',
    },
    {
      when: 'tag and serial number point to two devices',
      known: [device(7, { tag: '1', serial: 'SN9001' }), device(8, { tag: '2', serial: 'SN9002' })],
      row: { tag: '1', serial: 'SN9002' },
      is: 'ambiguous',
    },
    {
      when: 'only the hardware address is known',
      known: [device(7, { tag: '1', macs: [mac] })],
      row: { macs: [mac] },
      is: 'update 7',
    },
    {
      when: 'the hardware address is on another serial number',
      known: [device(7, { serial: 'SN9001', macs: [mac] })],
      row: { serial: 'SN9002', macs: [mac] },
      is: 'ambiguous',
    },
    {
      when: 'tag and serial number agree and the address is also elsewhere',
      known: [device(7, { tag: '1', serial: 'SN9001' }), device(8, { serial: 'SN9002', macs: [mac] })],
      row: { tag: '1', serial: 'SN9001', macs: [mac] },
      is: 'update 7',
    },
    {
      when: 'the shared address was made up by software',
      known: [device(7, { tag: '1', macs: ['02:00:00:00:00:01'] })],
      row: { tag: '2', macs: ['02:00:00:00:00:01'] },
      is: 'create',
    },
    {
      when: 'the UDI names the one device',
      known: [device(7, { udi: '0123|SN9001' })],
      row: { udi: '0123|SN9001' },
      is: 'update 7',
    },
    { when: 'it would be new at no site', known: [], row: { site: null, tag: '1' }, is: 'refused' },
    {
      when: 'it names no site but a known serial number',
      known: [device(7, { serial: 'SN9001' })],
      row: { site: null, serial: 'SN9001' },
      is: 'update 7',
    },
  ])('$is when $when', ({ known, row, status, is }) => {
    const found = verdict(known, row, status ? { status } : {});
    const name =
      found.kind === 'update' && found.ref.kind === 'device' ? `update ${found.ref.id}` : found.kind;
    expect(name).toBe(is);
  });
});

it('a row that says what was said before is unchanged, blanks aside', () => {
  const said = { tag: '1', model: 'MX800', macs: [mac, '00:09:fb:11:22:34'] };
  expect(verdict([device(7, { tag: '1' })], { tag: '1' }, { tag: '1', macs: [mac] }, said).kind).toBe(
    'unchanged',
  );
  expect(verdict([device(7, { tag: '1' })], { tag: '1' }, { tag: '1', model: 'MX850' }, said).kind).toBe(
    'update',
  );
});

it('a case for a person names the candidates and says what to decide', () =>
  expect(verdict([device(7, { tag: '1', serial: 'SN9001' })], { tag: '1', serial: 'SN9002' })).toMatchObject({
    candidates: [{ ref: { id: 7 }, confidence: 0.9 }],
    sentence: 'Device 7 has the same tag but another serial number. Say whether it is the same device.',
  }));

it('a new device under an old tag names the device before it', () =>
  expect(
    verdict([device(7, { tag: '1', serial: 'SN9001' }, 'disposed')], { tag: '1', serial: 'SN9002' }),
  ).toMatchObject({ kind: 'create', succeeds: { kind: 'device', id: 7 } }));
