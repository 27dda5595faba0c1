import type { OrgSnapshot, Subject } from '../model.ts';

/** A place looked at, in words. */
type Place = { readonly subject: Subject; readonly name: string };

/** Every ward, and every site that has none; the hospital as a whole where there is no site. */
export function placesOf(org: OrgSnapshot): Place[] {
  const sites = new Map(org.sites.map((site) => [site.id, site.name]));
  const wards = org.wards.map((ward) => ({
    subject: {
      siteId: ward.siteId,
      wardId: ward.id,
      ...(ward.department === null ? {} : { department: ward.department }),
    },
    name: `${ward.name}, ${sites.get(ward.siteId) ?? `site ${ward.siteId}`}`,
  }));
  const warded = new Set(org.wards.map((ward) => ward.siteId));
  const bare = org.sites.filter((site) => !warded.has(site.id));
  const places = [...wards, ...bare.map((site) => ({ subject: { siteId: site.id }, name: site.name }))];
  return places.length > 0 ? places : [{ subject: {}, name: 'the hospital' }];
}
