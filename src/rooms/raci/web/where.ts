// The place and kind of device that the matrix is looked at for, in the URL.
import { useMemo } from 'react';
import type { z } from 'zod';
import { useEndpoint } from '../../../ui/query.ts';
import { useScope } from '../../../ui/scope.tsx';
import { type SearchPatch, useUrlSearch } from '../../../ui/url.ts';
import { me, places } from '../../people/contract.ts';
import { devices } from '../../risk/contract.ts';
import type { resolved } from '../contract.ts';

type Places = z.infer<typeof places.output>;
type Choice = { readonly value: string; readonly label: string };

export type Where = {
  readonly site: string;
  readonly ward: string;
  readonly deviceClass: string;
  readonly manufacturer: string;
  /** The place in words. */
  readonly place: string;
  readonly input: z.input<typeof resolved.input>;
  readonly choices: {
    readonly sites: readonly Choice[];
    readonly wards: readonly Choice[];
    readonly classes: readonly string[];
    readonly makers: readonly string[];
  };
  readonly change: (patch: SearchPatch) => void;
};

const choice = ({ id, name }: { id: number; name: string }): Choice => ({ value: String(id), label: name });

/** The site that counts: the URL's, else the one chosen in the header, else the person's own, else the first. */
export function siteOf(all: Places, wanted: readonly (string | undefined)[]): Places[number] | null {
  for (const id of wanted) {
    const found = all.find((site) => String(site.id) === id);
    if (found) return found;
  }
  return all[0] ?? null;
}

/** Where the matrix is looked at; undefined until the places are known. */
export function useWhere(): { where: Where | undefined; error: Error | null } {
  const [search, change] = useUrlSearch();
  const { chosen } = useScope();
  const own = useEndpoint(me, {}).data?.person?.siteId;
  const query = useEndpoint(places, {});
  const all = query.data;
  const site = all && siteOf(all, [search['site'], chosen?.id, own ? String(own) : undefined]);
  const facets = useEndpoint(
    devices,
    { limit: 1, ...(site ? { site: String(site.id) } : {}) },
    { enabled: all !== undefined, keep: true },
  ).data?.facets;
  const where = useMemo(() => {
    if (!all) return undefined;
    const ward = site?.wards.find((one) => String(one.id) === search['ward']);
    const deviceClass = search['class'] ?? '';
    const manufacturer = search['maker'] ?? '';
    const valuesOf = (name: string) => {
      const found = facets?.find((facet) => facet.name === name)?.values.map((one) => one.value) ?? [];
      return found.filter(Boolean).toSorted((a, b) => a.localeCompare(b));
    };
    return {
      site: site ? String(site.id) : '',
      ward: ward ? String(ward.id) : '',
      deviceClass,
      manufacturer,
      place: [ward?.name, site?.name ?? 'the hospital'].filter(Boolean).join(', '),
      input: {
        ...(site ? { siteId: site.id } : {}),
        ...(ward ? { wardId: ward.id } : {}),
        ...(deviceClass ? { deviceClass } : {}),
        ...(manufacturer ? { manufacturer } : {}),
      },
      choices: {
        sites: all.map(choice),
        wards: (site?.wards ?? []).map(choice),
        classes: valuesOf('deviceClass'),
        makers: valuesOf('manufacturer'),
      },
      change,
    };
  }, [all, site, search, facets, change]);
  return { where, error: query.error };
}
