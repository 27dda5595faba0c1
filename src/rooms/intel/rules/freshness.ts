// How old a feed may be before every screen that depends on it says so.

/** Days after which a feed counts as old, by kind. Advisories come when they come; likelihoods change daily. [rule] */
const oldAfterDays: Readonly<Record<string, number>> = {
  csaf: 45,
  kev: 14,
  epss: 7,
  nvd2: 14,
  nvd1: 14,
  cve5: 30,
  overrides: 90,
};

/** Whether a feed is fresh, with the reason. `ageHours` null: never read. */
export function freshnessOf(
  kind: string,
  records: number,
  ageHours: number | null,
): { freshness: 'fresh' | 'old' | 'empty'; freshnessWhy: string } {
  if (ageHours === null || records === 0)
    return { freshness: 'empty', freshnessWhy: 'Nothing has been read yet, so nothing can be said from it.' };
  const days = Math.floor(ageHours / 24);
  const limit = oldAfterDays[kind] ?? 30;
  return days > limit
    ? {
        freshness: 'old',
        freshnessWhy: `Its newest content is ${days} days old; after ${limit} days newer dangers may be missing.`,
      }
    : {
        freshness: 'fresh',
        freshnessWhy:
          days === 0
            ? 'Its newest content is from today.'
            : `Its newest content is ${days} ${days === 1 ? 'day' : 'days'} old.`,
      };
}
