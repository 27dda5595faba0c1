// Flattens the product tree without recursion: every product with the branches above it and the place it was defined.
import { at, type Decoded, readAs, refuse } from '../kit.ts';
import { Branch, type FullName, ProductTree } from './schema.ts';

const maxBranchDepth = 50;
const maxProducts = 200_000;

/** A product as defined: the branch names from the top down, and the relationship that made it, if one did. */
export type TreeProduct = {
  readonly full: FullName;
  readonly path: readonly { readonly category: Branch['category']; readonly name: string }[];
  readonly relation: { readonly category: string; readonly component: string; readonly on: string } | null;
  readonly place: string;
};
export type FlatTree = {
  readonly products: ReadonlyMap<string, TreeProduct>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Product ids used inside the tree itself (groups, relationships), with their places. */
  readonly used: readonly { readonly id: string; readonly place: string }[];
};

const emptyTree: FlatTree = { products: new Map(), groups: new Map(), used: [] };

/** The products of a document by product id, in document order. Refuses ids defined twice (6.1.2, 6.1.5) and loops (6.1.3). */
export function flattenTree(tree: unknown, place: string): Decoded<FlatTree> {
  if (tree === undefined) return { ok: true, value: emptyTree, warnings: [] };
  const read = readAs(ProductTree, tree, place);
  if (!read.ok) return read;
  const {
    branches = [],
    full_product_names: names = [],
    product_groups: grouped = [],
    relationships = [],
  } = read.value;
  const products = new Map<string, TreeProduct>();
  const define = (product: TreeProduct) => {
    const id = product.full.product_id;
    if (products.size >= maxProducts)
      return refuse(product.place, `the advisory defines more than ${maxProducts} products`);
    if (products.has(id))
      return refuse(
        at(product.place, 'product_id'),
        `CSAF 6.1.2: product id ${id.slice(0, 80)} is defined twice`,
      );
    products.set(id, product);
    return null;
  };

  type Pending = { value: unknown; place: string; path: TreeProduct['path'] };
  const pending: Pending[] = branches
    .map((value, i) => ({ value, place: at(place, 'branches', i), path: [] }))
    .reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const branch = readAs(Branch, next.value, next.place);
    if (!branch.ok) return branch;
    const { category, name, branches: below, product } = branch.value;
    if ((below === undefined) === (product === undefined)) {
      return refuse(next.place, 'a branch must have either branches or a product');
    }
    const path = [...next.path, { category, name }];
    if (path.length > maxBranchDepth)
      return refuse(next.place, `branches are nested more than ${maxBranchDepth} deep`);
    if (product) {
      const fault = define({ full: product, path, relation: null, place: at(next.place, 'product') });
      if (fault) return fault;
    }
    for (let i = (below?.length ?? 0) - 1; i >= 0; i--) {
      pending.push({ value: below?.[i], place: at(next.place, 'branches', i), path });
    }
    if (pending.length > maxProducts)
      return refuse(next.place, `the product tree has more than ${maxProducts} branches`);
  }

  for (const [i, full] of names.entries()) {
    const fault = define({ full, path: [], relation: null, place: at(place, 'full_product_names', i) });
    if (fault) return fault;
  }
  const used: { id: string; place: string }[] = [];
  for (const [i, made] of relationships.entries()) {
    const where = at(place, 'relationships', i);
    const relation = {
      category: made.category,
      component: made.product_reference,
      on: made.relates_to_product_reference,
    };
    used.push({ id: relation.component, place: at(where, 'product_reference') });
    used.push({ id: relation.on, place: at(where, 'relates_to_product_reference') });
    const fault = define({
      full: made.full_product_name,
      path: [],
      relation,
      place: at(where, 'full_product_name'),
    });
    if (fault) return fault;
  }
  const loop = findLoop(products);
  if (loop)
    return refuse(
      loop.place,
      `CSAF 6.1.3: product id ${loop.full.product_id.slice(0, 80)} is defined by way of itself`,
    );

  const groups = new Map<string, readonly string[]>();
  for (const [i, group] of grouped.entries()) {
    const where = at(place, 'product_groups', i);
    if (groups.has(group.group_id))
      return refuse(
        at(where, 'group_id'),
        `CSAF 6.1.5: group id ${group.group_id.slice(0, 80)} is defined twice`,
      );
    groups.set(group.group_id, group.product_ids);
    for (const [k, id] of group.product_ids.entries()) used.push({ id, place: at(where, 'product_ids', k) });
  }
  return { ok: true, value: { products, groups, used }, warnings: [] };
}

/** A product whose relationships lead back to itself; each product is looked at once. */
function findLoop(products: ReadonlyMap<string, TreeProduct>): TreeProduct | null {
  const done = new Set<string>();
  for (const start of products.values()) {
    if (start.relation === null || done.has(start.full.product_id)) continue;
    // Depth first with an explicit stack: `open` holds the ids on the way down.
    const open = new Set<string>();
    const stack: { id: string; leaving: boolean }[] = [{ id: start.full.product_id, leaving: false }];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      if (top.leaving) {
        open.delete(top.id);
        done.add(top.id);
        continue;
      }
      const product = products.get(top.id);
      if (open.has(top.id)) return product ?? null;
      if (done.has(top.id) || !product?.relation) continue;
      open.add(top.id);
      stack.push({ id: top.id, leaving: true });
      stack.push(
        { id: product.relation.component, leaving: false },
        { id: product.relation.on, leaving: false },
      );
    }
  }
  return null;
}
