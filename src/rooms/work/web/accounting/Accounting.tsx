// Where work waits: court time by party, step, site or month, each number with the cases it counts.
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { addressOf } from '../../../../ui/api.ts';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Loaded } from '../../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { useScope } from '../../../../ui/scope.tsx';
import { useUrlSearch } from '../../../../ui/url.ts';
import { AccountBy, accounting, accountingFile, type Accounting as Found } from '../../contract.ts';
import { many } from '../words.ts';
import { AccountTable } from './AccountTable.tsx';
import { HandBacks } from './HandBacks.tsx';
import { HandOffHead } from './HandOffHead.tsx';
import { hoursWords, monthWords, words } from './words.ts';
import './accounting.css';

/** The page of the accounting. */
export function Accounting() {
  const [search] = useUrlSearch();
  const { chosen } = useScope();
  const by = AccountBy.safeParse(search['by']).data ?? 'party';
  const scope = {
    month: search['month'],
    // `all` looks beyond the site chosen in the header.
    siteId: search['site'] === 'all' ? undefined : (search['site'] ?? chosen?.id),
    activity: search['step'],
    party: search['party'],
  };
  const input = { by, ...scope };
  const query = useEndpoint(accounting, input, { keep: true });
  return (
    <div className="wl-page wk-account">
      <HandOffHead here="time">
        <a className="wl-quiet wl-quiet--edged wl-no-print" href={addressOf(accountingFile, input)} download>
          <IconDownload size={16} stroke={1.75} aria-hidden="true" />
          {words.csv}
        </a>
      </HandOffHead>
      <Loaded query={query} what={words.loading}>
        {(found) =>
          found.choices.months.length === 0 ? (
            <EmptyState title={words.never}>{words.neverWhy}</EmptyState>
          ) : (
            <>
              <Filters found={found} scope={scope} />
              <Whole found={found} />
              <HandBacks scope={scope} />
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function Whole({ found }: { readonly found: Found }) {
  const { total, unheld, calendar } = found;
  if (found.rows.length === 0) return <EmptyState title={words.empty}>{words.emptyWhy}</EmptyState>;
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-account-chart">
      <h2 id="wk-account-chart">{words.chart}</h2>
      <p>
        {words.lead(many(total.cases.count, 'case', 'cases'), hoursWords(total.totalHours))}{' '}
        {total.still.count > 0 ? (
          <Go to={total.still.href}>{words.open(total.still.count)}</Go>
        ) : (
          words.noneOpen
        )}
      </p>
      {unheld && unheld.cases.count > 0 && (
        <p>
          <Go to={unheld.cases.href}>{words.unheld(unheld.cases.count, hoursWords(unheld.hours))}</Go>
        </p>
      )}
      <AccountTable found={found} />
      <p className="wl-small wl-muted">
        {calendar === null ? words.noCalendar : words.calendar(calendar)} {words.tooFewWhy}
      </p>
    </section>
  );
}

type Scope = {
  readonly month: string | undefined;
  readonly siteId: string | undefined;
  readonly activity: string | undefined;
  readonly party: string | undefined;
};

function Filters({ found, scope }: { readonly found: Found; readonly scope: Scope }) {
  const [, change] = useUrlSearch();
  const { choices } = found;
  const { filters: say } = words;
  const select = (label: string, name: string, value: string | undefined, any: string, data: Choice[]) => (
    <NativeSelect
      label={label}
      data={[{ value: '', label: any }, ...data]}
      value={value ?? ''}
      onChange={(event) =>
        change({ [name]: event.currentTarget.value || (name === 'site' ? 'all' : undefined) })
      }
    />
  );
  const months = choices.months.map((value) => ({ value, label: monthWords(value) }));
  return (
    <fieldset className="wk-account__filters wl-no-print">
      <legend className="wl-hidden">{say.label}</legend>
      {select(say.month, 'month', scope.month, say.anyMonth, months)}
      {select(say.site, 'site', scope.siteId, say.any, choices.sites)}
      {select(say.activity, 'step', scope.activity, say.any, choices.activities)}
      {select(say.party, 'party', scope.party, say.any, choices.parties)}
      <SegmentedControl
        aria-label={words.by.label}
        value={found.by}
        onChange={(value) => change({ by: value === 'party' ? undefined : value })}
        data={AccountBy.options.map((value) => ({ value, label: words.by[value] }))}
      />
    </fieldset>
  );
}
type Choice = { readonly value: string; readonly label: string };
