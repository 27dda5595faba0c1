// The numbers of the accounting and the lists of cases behind them. The browser reads this too.
/** What of the accounting a list of cases can be asked for. */
export const counted = ['held', 'still', 'handed_back', 'asked', 'answered', 'unanswered', 'unheld'] as const;
export type Counted = (typeof counted)[number];

/** What is counted: at a site, in an activity, of a party, in a month (`YYYY-MM`, as the site's clock has it). */
export type AccountScope = {
  readonly siteId?: number | undefined;
  readonly activity?: string | undefined;
  readonly party?: string | undefined;
  readonly month?: string | undefined;
};

/** The list of exactly the cases behind a number. */
export function casesHref(what: Counted, scope: AccountScope): string {
  const pairs: [string, string | undefined][] = [
    ['counted', what],
    ['countedParty', scope.party],
    ['countedActivity', scope.activity],
    ['countedMonth', scope.month],
    ['site', scope.siteId?.toString()],
  ];
  const query = pairs.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `/cases?${query.join('&')}`;
}

export type AccountBy = 'party' | 'activity' | 'site' | 'month';
/** The scope of one row of a grouping. */
export function scopeOfRow(by: AccountBy, key: string, scope: AccountScope): AccountScope {
  switch (by) {
    case 'party':
      return { ...scope, party: key };
    case 'activity':
      return { ...scope, activity: key };
    case 'site':
      return { ...scope, siteId: Number(key) };
    case 'month':
      return { ...scope, month: key };
  }
}
