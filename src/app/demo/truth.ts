import type { DemoDevice } from './devices.ts';

/** What a device really is, as one line of JSON for tests and benches; no product code reads it. `verdict` is what
 *  the starter pack should make of it by its true version; `listedVersion` is empty where the list leaves it out. */
export const truthLine = (device: DemoDevice, file: string): string =>
  `${JSON.stringify({
    number: device.number,
    file,
    site: device.site.code,
    tag: device.tag,
    serial: device.serial,
    maker: device.model.maker,
    model: device.model.model,
    version: device.version?.version ?? '',
    isVersionListed: device.isVersionListed,
    verdict: device.version?.verdict ?? 'none',
    deviceClass: device.model.deviceClass,
    ward: device.ward.code,
    vlan: device.zone?.vlan ?? null,
    zone: device.zone?.kind ?? null,
    macs: device.macs,
    ip: device.ip,
    isRetired: device.isRetired,
    quirk: device.quirk,
    planted: device.planted,
  })}\n`;
