import type {
  Advisory,
  AdvisoryProduct,
  AdvisoryScore,
  ProductStatus,
  RemediationCategory,
} from '../model.ts';

export type Todo = {
  readonly no: number;
  readonly details: string;
  readonly url: string | null;
  readonly restart: string | null;
  readonly products: readonly string[];
};
export type TodoGroup = { readonly category: RemediationCategory; readonly items: readonly Todo[] };

const order: readonly RemediationCategory[] = [
  'vendor_fix',
  'workaround',
  'mitigation',
  'none_available',
  'no_fix_planned',
];

/** What an advisory asks for, a fix first, without lines that ask for nothing by themselves. Each names its products;
 *  none when it is for all of them. */
export function remediationGroups(document: Advisory): TodoGroup[] {
  const names = new Map(document.products.map((one) => [one.productId, one.fullName]));
  const todo = document.remediations.filter((one) => !one.isHeading && one.details.trim() !== '');
  return order.flatMap((category) => {
    const items = todo
      .filter((one) => one.category === category)
      .map((one): Todo => {
        const everything = one.productIds.length >= document.products.length;
        const products = everything ? [] : [...new Set(one.productIds.map((id) => names.get(id) ?? id))];
        const restart = one.restartRequired === 'none' ? null : one.restartRequired;
        return { no: one.no, details: one.details, url: one.url, restart, products };
      });
    return items.length ? [{ category, items }] : [];
  });
}

export type ProductLine = {
  readonly product: AdvisoryProduct;
  readonly said: readonly { readonly status: ProductStatus; readonly count: number }[];
};

const gravest: readonly ProductStatus[] = [
  'known_affected',
  'under_investigation',
  'fixed',
  'known_not_affected',
];

/** The products with how many vulnerabilities concern each in which way; those that nothing is said of come last. */
export function productLines(document: Advisory): ProductLine[] {
  const lines = document.products.map((product): ProductLine => {
    const mine = document.statuses.filter((one) => one.productId === product.productId);
    const said = gravest.flatMap((status) => {
      const count = new Set(mine.filter((one) => one.status === status).map((one) => one.vulnerability)).size;
      return count ? [{ status, count }] : [];
    });
    return { product, said };
  });
  const rank = (line: ProductLine) => (line.said[0] ? gravest.indexOf(line.said[0].status) : gravest.length);
  return lines.sort((a, b) => rank(a) - rank(b));
}

/** The highest score that the advisory gives a vulnerability, of the newest CVSS version it uses for it. */
export function scoreOf(document: Advisory, vulnerability: number): AdvisoryScore | undefined {
  const mine = document.scores.filter((one) => one.vulnerability === vulnerability);
  return mine.toSorted((a, b) =>
    a.version === b.version ? b.score - a.score : a.version < b.version ? 1 : -1,
  )[0];
}
