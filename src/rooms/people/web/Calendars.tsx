import { useState } from 'react';
import type { OutputOf } from '../../../kernel/contract.ts';
import { uploadFile } from '../../../ui/api.ts';
import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { FileDrop } from '../../../ui/FileDrop.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useList } from '../../../ui/table/list.ts';
import { type CalendarRow, calendars, me, readCalendarFile } from '../contract.ts';
import { words } from './words.ts';

const say = words.calendars;
const columns: readonly Column<CalendarRow>[] = [
  { key: 'name', label: say.name, cell: (row) => row.name, least: 150 },
  {
    key: 'state',
    label: say.state,
    cell: (row) =>
      row.state === 'broken' ? (
        <span className="wl-words">
          <Severity tone="high" word={say.broken} quiet /> {row.problem}
        </span>
      ) : (
        <span className="wl-muted">{say.fine}</span>
      ),
    least: 180,
  },
  { key: 'owner', label: say.owner, cell: (row) => row.owner ?? words.none, least: 120 },
  { key: 'absences', label: say.absences, cell: (row) => row.absences, width: 100 },
  { key: 'refused', label: say.refused, cell: (row) => row.refused || '', width: 100, deskOnly: true },
  { key: 'read', label: say.read, cell: (row) => <When at={row.readAt} />, width: 120, deskOnly: true },
];

/** Absences from calendar files: hand one in, see what became of each event, and which calendar is broken. */
export function Calendars() {
  const list = useList<CalendarRow>(calendars, { filters: ['state'] });
  const may = useEndpoint(me, {}).data?.permissions.includes('people.write') ?? false;
  const [progress, setProgress] = useState<number>();
  const [seen, setSeen] = useState<OutputOf<typeof readCalendarFile> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setError(null);
    setProgress(0);
    try {
      setSeen(await uploadFile(readCalendarFile, { fileName: file.name }, { file, onProgress: setProgress }));
      list.retry();
    } catch (problem) {
      setError(problem);
    }
    setProgress(undefined);
  };
  return (
    <>
      <p className="wl-muted wl-small">{say.lead}</p>
      {may && (
        <FileDrop
          label={say.drop}
          hint={say.hint}
          accept=".ics"
          progress01={progress}
          onFiles={([file]) => void send(file)}
        />
      )}
      {error !== null && <ErrorState error={error} />}
      {seen && (
        <section className="wl-card wl-stack" role="status">
          <h2>{seen.state === 'broken' ? say.broken : say.done(seen.counts)}</h2>
          {seen.problem && <p>{seen.problem}</p>}
          <ul className="wl-stack">
            {seen.events.map((event) => (
              <li key={event.uid}>
                <strong>{say.outcomes[event.outcome]}</strong> {event.summary}{' '}
                <span className="wl-muted">{event.sentence}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <DataTable
        list={list}
        what={say.what}
        name="calendars"
        columns={columns}
        rowKey={(row) => String(row.id)}
        rowName={(row) => row.name}
        filters={[{ name: 'state', label: say.state }]}
        views={say.views}
        searchHint={say.search}
        empty={<EmptyState title={say.empty}>{say.emptyWhy}</EmptyState>}
      />
    </>
  );
}
