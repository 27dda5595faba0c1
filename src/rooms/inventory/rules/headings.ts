// The headings that equipment lists and network sensors use for each field, most telling first.
import { headerKey } from '../../../kernel/sheet.ts';
import { DeviceField } from '../model.ts';

/**
 * Headings per field, in any case and with or without `No`, `#`, `_`. Those after `weak` mean the field only when no
 * better column does. @source CMMS and sensor exports; the field names of their public integrations
 */
const table: Readonly<Record<DeviceField, { strong: string; weak?: string }>> = {
  tag: {
    strong:
      'asset tag, tag, control number, ctrl no, ctrl, ctl no, ce #, equipment id, equip no, equip id, unit #, biomed #, equipment #, biomed tag, inventory no, inventory number, ceid, ee #, asset number, asset no, asset #, cmms asset tag, cmms equipment number, device tag, property tag, htm tag, equipment control number, inventarnummer, inventar nr, geraetenummer, geratenummer, numero inventaire',
    weak: 'asset id, id, asset, equipment, uid, device id, cmms id, number, record id, unit id, control',
  },
  serial: {
    strong:
      'serial, serial number, serial no, ser no, ser, s/n, sn, cmms serial number, device serial, mfr serial, seriennummer, serien nr, numero de serie',
  },
  udi: {
    strong: 'udi, udi di, udi-di, gtin, udi code, unique device identifier, device identifier, udi barcode',
    weak: 'primary di, barcode',
  },
  manufacturer: {
    strong:
      'manufacturer, mfr, mfg, make, oem, cmms manufacturer, manufacturer name, mfr name, hersteller, fabricant, brand',
    weak: 'vendor, vendor name, supplier, maker',
  },
  model: {
    strong:
      'model, model number, model no, model #, model name, cmms model, device model, product model, modell, modele, make/model, product name, mfr model',
    weak: 'model family, product, product code, catalog number, part number, ref',
  },
  description: {
    strong:
      'description, equipment description, asset description, nomenclature, item description, device description, device name, equipment name, bezeichnung, designation',
    weak: 'name, item name, item, asset name, local name, notes, comments',
  },
  category: {
    strong:
      'category, equipment type, device type, device category, asset type, type, class, equipment class, device class, umdns, ecri code, gmdn, type code, csn, device type family, profile, subcategory, modality, equipment category, geraetetyp, geratetyp, geraeteart',
    weak: 'group, device family, machine type, asset class, equipment group',
  },
  siteText: {
    strong:
      'site, facility, campus, hospital, hosp, hosp id, hosp name, hosp code, facility code, site code, facility name, site name, site id, cmms campus, hospital name, hospital code, standort, etablissement, facility id, entity',
    weak: 'region, company, organization, organisation, business unit',
  },
  wardText: {
    strong:
      'ward, unit, nursing unit, clinical unit, ward code, ward name, care unit, station, area, location ward, care area',
    weak: 'section',
  },
  location: {
    strong:
      'location, room, building, bldg, floor, location id, area #, room number, cmms room, cmms building, cmms floor, cmms location, location name, current location, raum, gebaeude, etage, location description, location code, bay, bed',
    weak: 'wall jack, address',
  },
  softwareVersion: {
    strong:
      'software version, sw version, software rev, software revision, sw rev, firmware, firmware version, fw version, firmware ver, software, software or firmware version, app version, application version, version, fw, sw, software release, firmware rev',
    weak: 'revision, hw version, build',
  },
  osName: {
    strong: 'os, operating system, os name, os group, os category, combined os, betriebssystem',
    weak: 'platform',
  },
  osVersion: {
    strong: 'os version, operating system version, os ver, os revision, os build',
    weak: 'os patch level, service pack',
  },
  macs: {
    strong:
      'mac, mac address, mac addresses, mac list, mac addr, wireless mac, wired mac, ethernet mac, wifi mac, wlan mac, lan mac, mac 1, mac 2, mac1, mac2, hardware address, ethernet address, physical address, mac address wired, mac address wireless, second mac, network mac',
  },
  ips: {
    strong:
      'ip, ip address, ip addresses, ip list, ipv4, ipv6, v4 ip addrs, v6 ip addrs, ip addr, wired ip, wireless ip, ip 1, ip 2, ip address 1, ip address 2, ip adresse, static ip, network ip',
  },
  hostname: {
    strong:
      'hostname, host name, host, computer name, dns name, fqdn, netbios name, device hostname, dhcp hostnames, network name',
    weak: 'machine name, system name',
  },
  vlan: {
    strong: 'vlan, vlan id, vlan list, vlan number, vlan name',
    weak: 'subnet, network segment, network list',
  },
  status: {
    strong:
      'status, stat, equipment status, asset status, device status, active, disposition, life cycle status, lifecycle status, retired, cmms state, operational status, status code, zustand, statut, in service',
    weak: 'state, condition, availability',
  },
  networked: {
    strong:
      'networked, network connected, is connected, network capable, connected, on network, network, connectivity, networkable, is networked',
    weak: 'connection, connection type, wireless, is wireless, wire or wireless, connection type list',
  },
  criticality: {
    strong:
      'criticality, risk class, risk level, risk score, risk, inclusion factor, em number, life support, high risk, priority, mission critical, risk category, consequence of failure, equipment criticality',
    weak: 'aem, device risk, fda class',
  },
  department: {
    strong:
      'department, dept, dept name, owning department, owning dept, cost center, cost centre, cmms department, department name, owner department, owner, kostenstelle, abteilung, responsible department, using department, cmms owning cost center',
    weak: 'account, account number, service',
  },
  purchaseDate: {
    strong:
      'purchase date, acquisition date, date acquired, date purchased, po date, bought, kaufdatum, anschaffungsdatum',
    weak: 'in service date, install date, installed, installation date, acceptance date, acceptance, accepted',
  },
  warrantyEnd: {
    strong:
      'warranty end, warranty exp, warranty expiration, warranty expires, warranty end date, warranty date, warranty expiry, cmms warranty date, warranty until, garantieende',
    weak: 'warranty',
  },
  lastServiced: {
    strong:
      'last pm, last service, last serviced, last pm date, pm completed, last service date, last inspection, cmms last pm, cmms last service, last maintenance, last pm completed, last calibration, letzte wartung, date last serviced',
    weak: 'last work order',
  },
};

const keyOf = (text: string) => (text.trim().endsWith('#') ? `${headerKey(text)} #` : headerKey(text));
const keys = (list: string | undefined) =>
  (list ?? '')
    .split(',')
    .map(keyOf)
    .filter((key) => key !== '');

/** Heading key to its field, whether it means it strongly, and its place in the list (first is most telling). */
export const headings: ReadonlyMap<string, { field: DeviceField; strong: boolean; rank: number }> = (() => {
  const map = new Map<string, { field: DeviceField; strong: boolean; rank: number }>();
  for (const strong of [true, false])
    for (const field of DeviceField.options)
      keys(strong ? table[field].strong : table[field].weak).forEach((key, rank) => {
        if (!map.has(key)) map.set(key, { field, strong, rank });
      });
  return map;
})();

/** What a heading as written means. `Unit #` is a tag where `Unit` is a ward: a number is looked for first. */
export function headingOf(
  heading: string,
): { field: DeviceField; strong: boolean; rank: number } | undefined {
  const key = headerKey(heading);
  const numbered = /(?:#|(?:^|[^a-z])(?:no|nr|nbr|num|number)\.?)\s*$/i.test(heading);
  return (numbered ? headings.get(`${key} #`) : undefined) ?? headings.get(key);
}

/** Whether a heading key is one of a device field, for finding the heading row. */
export const isDeviceHeading = (key: string): boolean => headings.has(key) || headings.has(`${key} #`);
