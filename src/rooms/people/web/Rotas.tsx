import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../../ui/Dialog.tsx';
import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useList } from '../../../ui/table/list.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { useGo } from '../../../ui/url.ts';
import { createRota, me, type RotaRow, rotas } from '../contract.ts';
import { words } from './rota-words.ts';
import './people.css';

const columns: readonly Column<RotaRow>[] = [
  { key: 'name', label: words.name, cell: (row) => <Go to={`/rotas/${row.id}`}>{row.name}</Go>, least: 150 },
  {
    key: 'onCall',
    label: words.onCall,
    cell: (row) =>
      row.onCall ? <strong>{row.onCall}</strong> : <span className="wl-muted">{words.nobody}</span>,
    least: 130,
  },
  {
    key: 'until',
    label: words.until,
    cell: (row) => (row.untilAt ? <When at={row.untilAt} /> : null),
    width: 120,
  },
  {
    key: 'members',
    label: words.members,
    cell: (row) => <span title={row.members.join(', ')}>{row.members.join(', ')}</span>,
    least: 160,
    deskOnly: true,
  },
  { key: 'swaps', label: words.swaps, cell: (row) => row.swapsAsked || '', width: 110, deskOnly: true },
];

/** On-call rotas: who is on call now, and until when. */
export function Rotas() {
  const list = useList<RotaRow>(rotas, { filters: ['duty'] });
  const may = useEndpoint(me, {}).data?.permissions.includes('people.write') ?? false;
  const [makes, setMakes] = useState(false);
  return (
    <div className="wl-page">
      <div className="wl-page__head">
        <h1>{words.title}</h1>
        {may && <Button onClick={() => setMakes(true)}>{words.make}</Button>}
      </div>
      <p className="wl-muted wl-small">{words.lead}</p>
      <DataTable
        list={list}
        what={words.what}
        name="rotas"
        columns={columns}
        rowKey={(row) => String(row.id)}
        rowName={(row) => row.name}
        filters={[{ name: 'duty', label: words.duty }]}
        views={words.views}
        searchHint={words.search}
        empty={<EmptyState title={words.empty}>{words.emptyWhy}</EmptyState>}
      />
      {makes && <Make onClose={() => setMakes(false)} />}
    </div>
  );
}

function Make({ onClose }: { readonly onClose: () => void }) {
  const sites = useEndpoint(me, {}).data?.sites ?? [];
  const zones = [...new Set([...sites.map((site) => site.timezone), 'UTC'])];
  const [name, setName] = useState('');
  const [zone, setZone] = useState<string | null>(null);
  const action = useAction(createRota);
  const toasts = useToasts();
  const go = useGo();
  const send = () =>
    action.mutate(
      { name: name.trim(), timezone: zone ?? zones[0] ?? 'UTC' },
      {
        onSuccess: ({ rotaId }) => {
          toasts.done(words.done.made);
          go(`/rotas/${rotaId}`);
        },
      },
    );
  return (
    <Dialog
      open
      title={words.makeTitle}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {words.back}
          </Button>
          <Button loading={action.isPending} disabled={!name.trim()} onClick={send}>
            {words.go}
          </Button>
        </>
      }
    >
      <TextInput
        label={words.rotaName}
        description={words.rotaNameHint}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={words.zone}
        description={words.zoneHint}
        data={zones}
        value={zone ?? zones[0] ?? 'UTC'}
        onChange={(event) => setZone(event.currentTarget.value)}
      />
      {action.error && <ErrorState error={action.error} />}
    </Dialog>
  );
}
