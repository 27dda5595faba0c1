import { useState } from 'react';
import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Person } from '../../../ui/Person.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useList } from '../../../ui/table/list.ts';
import { useUrlSearch } from '../../../ui/url.ts';
import { me, type PersonRow, people, peopleFile } from '../contract.ts';
import { Calendars } from './Calendars.tsx';
import { GiveAccount } from './GiveAccount.tsx';
import { Teams } from './Teams.tsx';
import { words } from './words.ts';
import './people.css';

/** People and teams: who works here, with whom, and who is away. */
export function People() {
  const [search] = useUrlSearch();
  const view = search['view'];
  const teams = view === 'teams';
  const calendars = view === 'calendars';
  return (
    <div className="wl-page">
      <div className="wl-page__head">
        <h1>{words.title}</h1>
        <nav className="wl-line" aria-label={words.tabs.label}>
          <Go to="/people" className="wl-quiet" aria-current={teams || calendars ? undefined : 'page'}>
            {words.tabs.people}
          </Go>
          <Go to="/people?view=teams" className="wl-quiet" aria-current={teams ? 'page' : undefined}>
            {words.tabs.teams}
          </Go>
          <Go to="/people?view=calendars" className="wl-quiet" aria-current={calendars ? 'page' : undefined}>
            {words.tabs.calendars}
          </Go>
        </nav>
      </div>
      <p className="wl-muted wl-small">{words.lead}</p>
      {teams ? <Teams /> : calendars ? <Calendars /> : <Everybody />}
    </div>
  );
}

const filters = ['presence', 'site', 'team', 'organisation', 'account'] as const;
const none = <span className="wl-muted">{words.none}</span>;
const columns: readonly Column<PersonRow>[] = [
  {
    key: 'name',
    label: words.name,
    cell: (row) => (
      <Go to={`/people/${row.id}/standing`} title={words.standing(row.name)}>
        <Person name={row.name} />
      </Go>
    ),
    least: 170,
  },
  {
    key: 'title',
    label: words.role,
    cell: (row) => <span className="wl-words">{row.title ?? none}</span>,
    least: 150,
  },
  {
    key: 'site',
    label: words.site,
    cell: (row) => <span className="wl-words">{row.site ?? words.allSites}</span>,
    least: 120,
  },
  {
    key: 'teams',
    label: words.teams,
    cell: (row) =>
      row.teams.length ? <span title={row.teams.join(', ')}>{row.teams.join(', ')}</span> : none,
    least: 130,
  },
  {
    key: 'away',
    label: words.away,
    cell: (row) => <Away row={row} />,
    width: 130,
  },
];
const organisation: Column<PersonRow> = {
  key: 'organisation',
  label: words.organisation,
  cell: (row) => row.organisation ?? none,
  least: 130,
  deskOnly: true,
};

function Away({ row }: { readonly row: PersonRow }) {
  if (!row.isActive) return <span className="wl-muted">{words.left}</span>;
  if (!row.awayUntil) return <span className="wl-muted">{words.here}</span>;
  return (
    <span className="wl-words">
      <strong>
        <When at={row.awayUntil} />
      </strong>{' '}
      <span className="wl-muted wl-small">{row.deputy ? words.standsIn(row.deputy) : words.nobody}</span>
    </span>
  );
}

function Everybody() {
  const list = useList<PersonRow>(people, { filters });
  const may = useEndpoint(me, {}).data?.permissions.includes('people.write') ?? false;
  const [given, setGiven] = useState<PersonRow | null>(null);
  const account: Column<PersonRow> = {
    key: 'account',
    label: words.account,
    cell: (row) =>
      row.hasAccount || !row.isActive || !row.email ? (
        <span className="wl-muted">{row.hasAccount ? words.hasAccount : words.noAccount}</span>
      ) : (
        <button type="button" className="wl-quiet" onClick={() => setGiven(row)}>
          {words.give.button}
          <span className="wl-hidden">: {row.name}</span>
        </button>
      ),
    width: 130,
    deskOnly: true,
  };
  const holds: Column<PersonRow> = {
    key: 'name',
    label: words.name,
    cell: (row) => (
      <Go to={`/people/${row.id}`} title={words.holds(row.name)}>
        <Person name={row.name} />
      </Go>
    ),
    least: 170,
  };
  return (
    <>
      <DataTable
        list={list}
        what={words.what}
        name="people"
        columns={[...(may ? [holds, ...columns.slice(1), account] : columns), organisation]}
        rowKey={(row) => String(row.id)}
        rowName={(row) => row.name}
        filters={filters.map((name) => ({ name, label: words.filters[name] }))}
        views={words.views}
        csv={peopleFile}
        searchHint={words.search}
        empty={
          <EmptyState title={words.empty} action={<Go to="/imports">{words.toImports}</Go>}>
            {words.emptyWhy}
          </EmptyState>
        }
      />
      <GiveAccount person={given} onClose={() => setGiven(null)} />
    </>
  );
}
