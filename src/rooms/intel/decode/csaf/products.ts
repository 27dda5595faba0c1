// From a flattened tree product to the product of an advisory: vendor, name, versions and every other name it goes by.
import type { AdvisoryProduct, VersionSet } from '../../model.ts';
import { parseVersionText } from '../../rules/version-text.ts';
import { at, type Notes, readPart } from '../kit.ts';
import { Helper } from './schema.ts';
import type { FlatTree, TreeProduct } from './tree.ts';

const sayNothing = /^(?:all|any|devices?|firmware|models?|products?|series|software|systems?|versions?)$/i;

/** What of the document a product may need: its title, and the vendor when the maker itself publishes. */
export type ProductContext = { readonly title: string; readonly maker: string | null };

/** The products of an advisory in document order. A product made by a relationship takes vendor and versions of its component. */
export function advisoryProducts(tree: FlatTree, context: ProductContext, notes: Notes): AdvisoryProduct[] {
  return [...tree.products.values()].map((product) => {
    const described = componentOf(product, tree);
    const { full, relation } = product;
    const names = namesOf(described, notes);
    const vendor = names.vendor ?? context.maker;
    const fullName = notes.text(full.name, 1000, at(product.place, 'name'));
    const range = versionsOf(described, { ...names, fullName: described.full.name }, notes);
    const rawHelper = full.product_identification_helper ?? described.full.product_identification_helper;
    const helper =
      rawHelper === undefined
        ? undefined
        : readPart(Helper, rawHelper, at(product.place, 'product_identification_helper'), notes);
    return {
      productId: full.product_id,
      vendor,
      family: names.family,
      name: names.name ?? fullName,
      fullName,
      versionText: names.versionText,
      range,
      modelNumbers: [...new Set(helper?.model_numbers ?? [])].slice(0, 1000),
      alsoNamed: otherNames(names.name, vendor, range, context.title),
      cpe: helper?.cpe ?? null,
      purl: helper?.purl ?? null,
      relation: relation === null ? null : { category: relation.category, productId: relation.on },
    };
  });
}

/** Follows relationships to the product that carries vendor and version; loops were refused before. */
function componentOf(product: TreeProduct, tree: FlatTree): TreeProduct {
  let found = product;
  for (let steps = 0; found.relation !== null && steps < 50; steps++) {
    const next = tree.products.get(found.relation.component);
    if (next === undefined) break;
    found = next;
  }
  return found;
}

type Names = {
  vendor: string | null;
  family: string | null;
  name: string | null;
  versionText: string | null;
};

function namesOf({ path, place }: TreeProduct, notes: Notes): Names {
  const last = (category: string) => {
    const name = path.findLast((branch) => branch.category === category)?.name;
    return name === undefined ? null : notes.text(name, 1000, place);
  };
  const family = last('product_family');
  const patch = [last('service_pack'), last('patch_level')].filter((text) => text !== null);
  const version = last('product_version') ?? last('product_version_range');
  const versionText =
    version === null ? (patch.length > 0 ? patch.join(' ') : null) : [version, ...patch].join(' ');
  return {
    vendor: last('vendor'),
    family,
    name: last('product_name') ?? family ?? last('legacy'),
    versionText,
  };
}

/**
 * The versions of a product. The branch name counts; the full name is read beside it, because tables were shortened on the
 * way ("9.9" in the branch, "< 9.9" in the name): where the two disagree, versions outside are still *possibly* concerned.
 */
function versionsOf(product: TreeProduct, names: Names & { fullName: string }, notes: Notes): VersionSet {
  const { versionText, name, fullName } = names;
  if (versionText === null) {
    // The tree names a product without versions: all of them, unless the full name may hold one.
    const plain = name !== null && fullName.toLowerCase().endsWith(name.toLowerCase());
    return plain ? { kind: 'all', text: '' } : { kind: 'unknown', text: fullName, why: 'prose' };
  }
  const set = parseVersionText(versionText);
  const tail = tailOf(fullName, name);
  if (set.kind !== 'list' || set.onlyWhen !== undefined || tail === null) return set;
  const said = parseVersionText(tail);
  if (said.kind === 'unknown' || agree(set, said)) return set;
  if (said.kind === 'all' && said.onlyWhen !== undefined) return set;
  notes.warn(
    product.place,
    `the version "${versionText.slice(0, 60)}" and the full name "${fullName.slice(0, 120)}" do not agree`,
  );
  return { ...set, mayExtend: `the product's full name says: ${tail}` };
}

/** What follows the product's own name in its full name, if that can be told. */
function tailOf(fullName: string, name: string | null): string | null {
  if (name === null || !fullName.startsWith(name)) return null;
  const tail = fullName.slice(name.length).replace(/^[\s:,-]+/, '');
  return tail === '' ? null : tail;
}

/** Whether two readings name the same bounds, spelling of the numbers aside. A name without signs agrees with an interval's ends. */
function agree(a: VersionSet & { kind: 'list' }, b: VersionSet): boolean {
  if (b.kind !== 'list') return false;
  const plain = (version: string) =>
    version
      .toLowerCase()
      .replace(/^v(?=\w)/, '')
      .replace(/ build /g, ' ')
      .replace(/\b0+(?=\d)/g, '')
      .replace(/(?:\.0+)+$/, '')
      .replace(/[\s._-]+/g, '.');
  const spelled = (set: typeof a) =>
    set.anyOf
      .flat()
      .map(({ op, version }) => `${op} ${plain(version)}`)
      .sort()
      .join(' ');
  return spelled(a) === spelled(b);
}

/** Models written where a version belongs, and the title when the product's name says nothing ("Version"). */
function otherNames(name: string | null, vendor: string | null, range: VersionSet, title: string): string[] {
  const others: string[] = [];
  if (range.kind === 'unknown' && range.why === 'model') {
    others.push(
      ...range.text
        .split(/\s*[|/]\s*|,\s*|\s+and\s+/)
        .map((part) => part.replace(/,$/, '').trim())
        .filter((part) => part !== ''),
    );
  }
  if (name !== null && (sayNothing.test(name) || name.length <= 2)) {
    const words = title
      .replace(/\s*\((?:Update|Version)[^)]*\)$/i, '')
      .replace(/\s+Vulnerabilit(?:y|ies)$/i, '');
    others.push(
      vendor !== null && words.toLowerCase().startsWith(`${vendor.toLowerCase()} `)
        ? words.slice(vendor.length + 1)
        : words,
    );
  }
  return [...new Set(others)].slice(0, 50);
}
