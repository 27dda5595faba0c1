// What an import knows before it reads the first row: makers and models, sites, wards and zones.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SiteId, WardId } from '../../../kernel/ids.ts';
import { spaced } from '../../../kernel/sheet-text.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { dataFilesDir } from '../../../platform/root.ts';
import { places } from '../../people/index.ts';
import { classifier } from '../rules/classify.ts';
import { type KnownMaker, makerKey } from '../rules/known-models.ts';
import { knownNames } from '../rules/mapping.ts';
import { type FoundPlace, placeFinder } from '../rules/place.ts';
import { type RecordContext, vlanKey } from '../rules/record.ts';
import * as store from '../store/devices.ts';

const Makers = z.array(
  z.object({
    key: z.string(),
    name: z.string(),
    names: z.array(z.string()),
    brands: z.array(z.string()).default([]),
  }),
);
const Products = z.array(
  z.object({ maker: z.string(), name: z.string(), names: z.array(z.string()).default([]) }),
);

let shipped: Promise<KnownMaker[]> | undefined;

const readYaml = async (file: string): Promise<unknown> =>
  parse(await readFile(join(dataFilesDir, 'aliases', file), 'utf8'));

/** Makers and products of the alias tables that ship with Wardline, read once. */
const shippedMakers = (): Promise<KnownMaker[]> =>
  (shipped ??= Promise.all([readYaml('makers.yaml'), readYaml('products.yaml')]).then(
    ([makers, products]) => {
      const known = Products.parse(products);
      return Makers.parse(makers).map((maker) => ({
        name: maker.name,
        aliases: [...maker.names, ...maker.brands],
        models: known.filter((p) => p.maker === maker.key).flatMap((p) => [p.name, ...p.names]),
      }));
    },
  ));

/** A model name that can be looked for in free text: too short or all digits would be found everywhere. */
const isTelling = (model: string): boolean => model.length >= 4 && /\p{L}/u.test(model) && /\d| /.test(model);

export type Known = {
  readonly site: (text: string) => FoundPlace<SiteId>;
  readonly ward: (site: SiteId, text: string) => FoundPlace<WardId>;
  readonly names: ReturnType<typeof knownNames>;
  readonly record: RecordContext;
  /** The makers with the models known for them; lists add to it what they show. */
  readonly makers: KnownMaker[];
};

const foundId = <Id>(found: FoundPlace<Id>): Id | null => (found.kind === 'found' ? found.id : null);

const wordsOf = (name: string): string[] => spaced(name).trim().split(' ');
const initials = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');

/** Whether two names are spellings of one name, as `Becton Dickinson` and `BD`, or `GE Medical Systems` and `GE`. A maker
 *  that was bought keeps its name: people know the device by it, and other people answer for it. */
function isSpelling(alias: string, name: string): boolean {
  const [a, b] = [wordsOf(alias), wordsOf(name)];
  return a[0] === b[0] || initials(a) === b[0] || a[0] === initials(b) || initials(a.slice(0, 2)) === b[0];
}

/** Makers with one spelling each; a name that stands for several makers keeps its own spelling. */
function makerNames(makers: readonly KnownMaker[], inUse: readonly string[]): (text: string) => string {
  const names = new Map<string, string | null>();
  for (const maker of makers)
    for (const text of maker.aliases) {
      if (!isSpelling(text, maker.name)) continue;
      const before = names.get(makerKey(text));
      names.set(makerKey(text), before === undefined || before === maker.name ? maker.name : null);
    }
  // A maker's own name is its own, even where another maker once had it.
  for (const maker of makers) names.set(makerKey(maker.name), maker.name);
  for (const name of inUse) if (!names.has(makerKey(name))) names.set(makerKey(name), name);
  return (text) => {
    const key = makerKey(text);
    const name = names.get(key);
    if (name === undefined) names.set(key, text);
    return name ?? text;
  };
}

/** Loads what is known. */
export async function loadKnown(ctx: Ctx): Promise<Known> {
  const [shippedOnes, sites, zones, models] = await Promise.all([
    shippedMakers(),
    places(ctx),
    store.zones(ctx.db),
    store.knownModels(ctx.db),
  ]);
  const site = placeFinder(sites.map(({ id, code, name }) => ({ id, code, name, aliases: [] })));
  const wards = new Map(
    sites.map((s) => [
      s.id,
      placeFinder(s.wards.map(({ id, code, name }) => ({ id, code, name, aliases: [] }))),
    ]),
  );
  const ward = (at: SiteId, text: string): FoundPlace<WardId> => wards.get(at)?.(text) ?? { kind: 'none' };
  const zoneAt = new Map(zones.map((zone) => [`${zone.siteId}|${vlanKey(zone.vlan)}`, zone]));
  const makers = withModels(shippedOnes, models);
  return {
    site,
    ward,
    makers,
    names: knownNames(
      makers.flatMap((m) => [m.name, ...m.aliases]),
      sites.flatMap((s) => [s.code, s.name]),
    ),
    record: {
      site: (text) => foundId(site(text)),
      ward: (at, text) => foundId(ward(at, text)),
      zone: (at, vlan) => zoneAt.get(`${at}|${vlan}`) ?? null,
      makerName: makerNames(
        shippedOnes,
        models.map((m) => m.manufacturer),
      ),
      classify: classifier(),
      thisYear: Number(ctx.today().slice(0, 4)),
    },
  };
}

/** The makers with further models, each under the maker whose name it is written with. */
export function withModels(
  makers: readonly KnownMaker[],
  models: readonly { manufacturer: string; model: string }[],
): KnownMaker[] {
  const byKey = new Map<string, string>();
  for (const maker of makers)
    for (const name of [maker.name, ...maker.aliases])
      byKey.set(makerKey(name), byKey.get(makerKey(name)) ?? maker.name);
  const added = new Map<string, Set<string>>();
  for (const { manufacturer, model } of models) {
    const name = byKey.get(makerKey(manufacturer)) ?? manufacturer;
    const set = added.get(name) ?? new Set();
    if (isTelling(model)) set.add(model);
    added.set(name, set);
  }
  const own = makers.map((maker) => ({
    ...maker,
    models: [...new Set([...maker.models, ...(added.get(maker.name) ?? [])])],
  }));
  const known = new Set(own.map((maker) => maker.name));
  const others = [...added].filter(([name]) => !known.has(name));
  return [...own, ...others.map(([name, set]) => ({ name, aliases: [], models: [...set] }))];
}

let usual: Promise<(text: string) => string> | undefined;

const usualNames = async (): Promise<(text: string) => string> => {
  const makers = await shippedMakers();
  const name = makerNames(makers, []);
  const known = new Set(makers.map((m) => m.name));
  return (said) => (known.has(name(said)) ? name(said) : said);
};

/** The usual spelling of a maker's name, as devices have it, so that letters scoped by maker meet their devices. */
export async function usualMaker(text: string): Promise<string> {
  usual ??= usualNames();
  return (await usual)(text);
}
