import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { Due } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { type LocalShape, useLocalList } from '../../../ui/table/local-list.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { devices, type Row } from './sample.ts';

const rows = devices(5000);
const csv = endpoint({
  method: 'GET',
  path: '/style/devices.csv',
  permission: 'public',
  summary: 'Only for show.',
  input: z.object({}),
  output: z.string(),
  produces: 'text/csv',
});
const columns: readonly Column<Row>[] = [
  { key: 'model', label: 'Device', cell: (row) => row.model, least: 150 },
  { key: 'tag', label: 'Tag', cell: (row) => <span className="wl-mono">{row.tag}</span>, width: 84 },
  { key: 'level', label: 'Decision', cell: (row) => <Severity {...row.level} quiet />, width: 128 },
  { key: 'risks', label: 'Risks', cell: (row) => row.risks || '–', align: 'right', width: 72 },
  { key: 'due', label: 'Due', cell: (row) => <Due at={row.due} brief />, width: 120 },
  { key: 'ward', label: 'Where', cell: (row) => `${row.ward}, ${row.site}`, least: 150 },
  { key: 'holder', label: 'Ball with', cell: (row) => row.holder, deskOnly: true },
];
const shape: LocalShape<Row> = {
  text: (row) => `${row.tag} ${row.model} ${row.maker} ${row.ward}`,
  by: {
    model: (row) => row.model,
    tag: (row) => row.tag,
    level: (row) => row.level.rank,
    risks: (row) => row.risks,
    due: (row) => row.due,
    ward: (row) => row.ward,
    holder: (row) => row.holder,
  },
  filters: {
    level: (row) => row.level.word,
    site: (row) => row.site,
    ward: (row) => row.ward,
    maker: (row) => row.maker,
  },
};

/** A list of 5,000 devices. */
export function Lists() {
  const list = useLocalList(rows, shape);
  const toasts = useToasts();
  return (
    <DataTable
      list={list}
      what="devices"
      name="style"
      columns={columns}
      rowKey={(row) => row.tag}
      rowName={(row) => `${row.model} ${row.tag}`}
      rowTo={(row) => `/style?part=flows&tag=${row.tag}`}
      filters={[
        { name: 'level', label: 'Decision' },
        { name: 'site', label: 'Site' },
        { name: 'ward', label: 'Ward' },
        { name: 'maker', label: 'Maker' },
      ]}
      views={[
        { name: 'Immediate', search: 'level=Immediate' },
        { name: 'ICU pumps', search: 'maker=BD&ward=ICU%201,ICU%202' },
      ]}
      bulk={[
        { key: 'pass', label: 'Pass on', run: (chosen) => Promise.resolve(chosen.length) },
        {
          key: 'accept',
          label: 'Accept the risk …',
          done: (count) => `${count} risks accepted.`,
          reason: { title: 'Accept these risks', explain: 'They stay open until they expire.' },
          run: (chosen) => Promise.resolve(chosen.length),
        },
      ]}
      keys={[{ key: 'd', label: 'Mark done', run: (row) => toasts.done(`${row.tag} is done.`) }]}
      csv={csv}
      empty={<EmptyState title="No devices yet.">Import an export of your CMMS to begin.</EmptyState>}
    />
  );
}
