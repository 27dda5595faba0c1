// What was imported, and on the first day what to import in which order.
import { Button } from '@mantine/core';
import { numberWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useKeys } from '../../../ui/keys.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { withLabels } from '../../../ui/table/facet-labels.ts';
import { useList } from '../../../ui/table/list.ts';
import { useGo } from '../../../ui/url.ts';
import { me } from '../../people/contract.ts';
import { ImportKind, type ImportSummary, imports, importsFile } from '../contract.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { StateMark } from './StateMark.tsx';
import { kindWord, tookIn, words } from './words.ts';
import './imports.css';

const number = (of: (row: ImportSummary) => number) => (row: ImportSummary) =>
  row.state === 'running' ? '' : numberWords(of(row));

const columns: readonly Column<ImportSummary>[] = [
  {
    key: 'file',
    label: words.list.file,
    cell: (row) => <span title={row.fileName}>{row.fileName}</span>,
    least: 180,
  },
  { key: 'kind', label: words.list.kind, cell: (row) => kindWord(row.kind), width: 150 },
  { key: 'source', label: words.list.source, cell: (row) => row.source, deskOnly: true },
  {
    key: 'state',
    label: words.list.state,
    cell: (row) => <StateMark one={row} />,
    width: 170,
  },
  {
    key: 'created',
    label: words.list.created,
    cell: number((row) => row.createdRows),
    align: 'right',
    width: 76,
  },
  {
    key: 'updated',
    label: words.list.updated,
    cell: number((row) => row.updatedRows),
    align: 'right',
    width: 84,
    deskOnly: true,
  },
  {
    key: 'unchanged',
    label: words.list.unchanged,
    cell: number((row) => row.unchangedRows),
    align: 'right',
    width: 76,
    deskOnly: true,
  },
  {
    key: 'refused',
    label: words.list.refused,
    cell: number((row) => row.refusedRows),
    align: 'right',
    width: 76,
  },
  {
    key: 'at',
    label: words.list.at,
    cell: (row) => <When at={row.startedAt} />,
    width: 130,
  },
  {
    key: 'by',
    label: words.list.by,
    cell: (row) => row.by ?? words.list.machine,
    deskOnly: true,
  },
];

const filters = ['state', 'kind', 'source'] as const;
const labels = { state: words.list.states, kind: (value: string) => kindWord(ImportKind.parse(value)) };
const views = [
  { name: words.list.states.some_refused, search: 'state=all_refused,some_refused' },
  { name: words.list.states.failed, search: 'state=failed' },
];
/** So many tell whether this house is in its first days. */
const newest = 200;

/** The page of imports. */
export function Imports() {
  const query = useEndpoint(imports, { limit: newest });
  const go = useGo();
  const may = useEndpoint(me, {}).data?.permissions.includes('inventory.import') ?? false;
  useKeys(words.list.title, may ? [{ key: 'n', label: words.list.new, run: () => go('/imports/new') }] : []);
  return (
    <div className="wl-page">
      <div className="wl-line wl-spread">
        <h1>{words.list.title}</h1>
        {may && (
          <Button title="n" onClick={() => go('/imports/new')}>
            {words.list.new}
          </Button>
        )}
      </div>
      <Loaded query={query} what="the imports">
        {({ items, total }) => (
          <>
            <Early rows={items} total={total} may={may} />
            {total > 0 && <Everything />}
          </>
        )}
      </Loaded>
    </div>
  );
}

type EarlyProps = { readonly rows: readonly ImportSummary[]; readonly total: number; readonly may: boolean };

/** The first steps, while the house is new: an old one has imported its people long ago. */
function Early({ rows, total, may }: EarlyProps) {
  const done = new Set<ImportKind>(
    rows.filter((row) => row.state === 'done' && tookIn(row)).map((row) => row.kind),
  );
  if (total > rows.length || (done.has('devices') && done.has('people') && done.has('staffing'))) return null;
  return <FirstSteps done={done} may={may} />;
}

function Everything() {
  const list = withLabels(useList<ImportSummary>(imports, { filters }), labels);
  return (
    <>
      <p className="wl-muted">{words.list.lead}</p>
      <DataTable
        list={list}
        what={words.list.what}
        name="imports"
        columns={columns}
        rowKey={(row) => String(row.id)}
        rowName={(row) => row.fileName}
        rowTo={(row) => `/imports/${row.id}`}
        filters={filters.map((name) => ({ name, label: words.list[name] }))}
        views={views}
        csv={importsFile}
        searchHint={words.list.hint}
        empty={<EmptyState title={words.first.none} />}
      />
    </>
  );
}
