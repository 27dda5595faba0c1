// Network zones from a file: which VLAN of a site is kept apart how; the devices in it follow.
import type { SiteId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { findSite, loadNames, type PeopleRow, type RowOutcome, refusal } from '../../people/index.ts';
import { vlanKey } from '../rules/record.ts';
import { zones as knownZones } from '../store/devices.ts';
import * as store from '../store/zones.ts';
import { loadKnown } from './known.ts';
import { rezone } from './rederive.ts';

/** Applies the rows of a zones file and brings the devices of the sites it changed in line. */
export const applyZoneRows = (ctx: Ctx, rows: readonly PeopleRow[]): Promise<RowOutcome[]> =>
  transact(ctx, async (ctx) => {
    const names = await loadNames(ctx.db);
    const known = new Map((await knownZones(ctx.db)).map((z) => [`${z.siteId}|${vlanKey(z.vlan)}`, z]));
    const changed = new Set<SiteId>();
    const out: RowOutcome[] = [];
    for (const row of rows) {
      if (row.kind !== 'zones') {
        out.push({
          outcome: 'refused',
          problems: [
            refusal({ rule: 'wrong_kind', sentence: 'This row belongs to another kind of file.' }, ''),
          ],
        });
        continue;
      }
      const site = findSite(names, row.site);
      if (!site.ok) {
        out.push({ outcome: 'refused', problems: [refusal(site, row.site)] });
        continue;
      }
      const key = `${site.value.id}|${vlanKey(row.vlan)}`;
      const before = known.get(key);
      const values = {
        siteId: site.value.id,
        vlan: before?.vlan ?? row.vlan,
        name: row.name,
        kind: row.zoneKind ?? before?.kind ?? null,
        policy: row.policy,
        verifiedOn: row.verifiedOn ?? before?.verifiedOn ?? null,
      };
      const isSame =
        before?.name === values.name &&
        before.kind === values.kind &&
        before.policy === values.policy &&
        before.verifiedOn === values.verifiedOn;
      if (before && !isSame) await store.updateZone(ctx.db, before.id, values);
      known.set(key, { ...values, id: before?.id ?? (await store.insertZone(ctx.db, values)) });
      if (!isSame) changed.add(site.value.id);
      out.push({ outcome: isSame ? 'unchanged' : before ? 'updated' : 'created', problems: [] });
    }
    if (changed.size === 0) return out;
    const devices = await rezone(ctx, [...changed], (await loadKnown(ctx)).record);
    audit(ctx, 'inventory.zones_changed', { kind: 'zones', id: null }, { sites: [...changed], devices });
    return out;
  });
