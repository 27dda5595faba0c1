// Everyone's home: what to decide, to do, to answer and to read, most urgent first.
import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { callEndpoint } from '../../../ui/api.ts';
import { numberWords } from '../../../ui/chart.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { useKeys } from '../../../ui/keys.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { LoadingState } from '../../../ui/LoadingState.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { useGo, useUrlSearch } from '../../../ui/url.ts';
import { me } from '../../people/contract.ts';
import { acknowledge, myWork, oneCase, startWork, type WorkItem } from '../contract.ts';
import type { Answering } from './parts/Answer.tsx';
import { Elsewhere, NoWork } from './parts/Elsewhere.tsx';
import { rowId, WorkRow } from './parts/WorkRow.tsx';
import { words } from './words.ts';
import './work.css';

const groups = ['decide', 'do', 'answer', 'read'] as const;
type Work = {
  items: WorkItem[];
  counts: Record<(typeof groups)[number], number>;
  elsewhere: { label: string; count: number }[];
};

/** My work. */
export function MyWork() {
  const who = useEndpoint(me, {});
  const mayAct = who.data?.permissions.includes('work.act') ?? true;
  const query = useEndpoint(myWork, { limit: 100 }, { everySeconds: 60, enabled: mayAct });
  if (!mayAct) return <NoWork />;
  if (query.error && !query.data)
    return (
      <div className="wl-page">
        <h1>{words.my.title}</h1>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  return (
    <div className="wl-page wk-my">
      <Loaded query={query} what="your work" loading={<Loading />}>
        {(work) => <Groups work={work} reload={() => void query.refetch()} />}
      </Loaded>
    </div>
  );
}

function Loading() {
  return (
    <>
      <h1>{words.my.title}</h1>
      <LoadingState what="your work" rows={7} as="rows" />
    </>
  );
}

const byPlace = (a: WorkItem, b: WorkItem) => a.place.localeCompare(b.place, 'en', { numeric: true });

function Groups({ work, reload }: { readonly work: Work; readonly reload: () => void }) {
  const [search, change] = useUrlSearch();
  const order = search['by'] === 'place' ? 'place' : 'when';
  const [current, setCurrent] = useState<string | null>(null);
  const [answering, setAnswering] = useState<{ key: string; how: Answering } | null>(null);
  const items = useMemo(
    () =>
      groups.flatMap((group) => {
        const own = work.items.filter((item) => item.group === group);
        return order === 'place' ? own.toSorted(byPlace) : own;
      }),
    [work.items, order],
  );
  const acts = useRowActs((item) => setAnswering({ key: item.key, how: 'yes' }), reload);
  const go = useGo();
  const at = items.findIndex((item) => item.key === current);
  const row = items[at];
  const focusOn = (item: WorkItem | undefined) => {
    if (!item) return;
    const link = document.getElementById(rowId(item));
    link?.focus({ preventScroll: true });
    link?.closest('li')?.scrollIntoView({ block: 'nearest' });
    setCurrent(item.key);
  };
  const answer = (how: Answering) => () => {
    if (row?.group === 'answer' && row.gateId !== null) setAnswering({ key: row.key, how });
  };
  const { keys } = words.my;
  useKeys(keys.group, [
    { key: 'j', label: keys.next, run: () => focusOn(items[Math.min(items.length - 1, at + 1)]) },
    { key: 'k', label: keys.before, run: () => focusOn(items[Math.max(0, at - 1)]) },
    { key: 'o', label: keys.open, run: () => row && go(`/cases/${row.chainId}`) },
    { key: 'd', label: keys.main, run: () => row && acts.act(row) },
    { key: 'y', label: keys.yes, run: answer('yes') },
    { key: 'c', label: keys.conditions, run: answer('yes_with_conditions') },
    { key: 'n', label: keys.no, run: answer('no') },
    { key: 'p', label: keys.pass, run: answer('pass') },
  ]);
  if (!items.length) return <Elsewhere elsewhere={work.elsewhere} />;
  return (
    <>
      <div className="wl-line wl-spread">
        <div className="wl-page__head">
          <h1>{words.my.title}</h1>
          <div className="wk-counts">
            {groups.map((group) => (
              <button
                key={group}
                type="button"
                className="wk-counts__one"
                disabled={!work.counts[group]}
                onClick={() => focusOn(items.find((item) => item.group === group))}
              >
                {words.my.groups[group]} <strong>{numberWords(work.counts[group])}</strong>
              </button>
            ))}
          </div>
        </div>
        <Menu
          label={`${words.my.order.label}: ${words.my.order[order]}`}
          className="wl-quiet"
          button={`${words.my.order.label}: ${words.my.order[order]}`}
          choices={(['when', 'place'] as const).map((one) => ({
            key: one,
            label: words.my.order[one],
            chosen: one === order,
            run: () => change({ by: one === 'when' ? undefined : one }),
          }))}
        />
      </div>
      {groups.map((group) => {
        const own = items.filter((item) => item.group === group);
        if (!own.length) return null;
        return (
          <section key={group} className="wk-group" aria-labelledby={`wk-${group}`}>
            <div className="wk-group__head">
              <h2 id={`wk-${group}`}>{words.my.groups[group]}</h2>
              <span className="wl-muted wl-small">{words.my.hints[group]}</span>
              {group === 'read' && own.length > 1 && (
                <Button
                  className="wk-group__all"
                  variant="default"
                  size="xs"
                  loading={acts.reading}
                  leftSection={<IconCheck size={16} stroke={1.75} aria-hidden="true" />}
                  onClick={() => acts.read(own)}
                >
                  {words.my.readAll(own.length)}
                </Button>
              )}
            </div>
            <ul className="wk-rows">
              {own.map((item) => (
                <WorkRow
                  key={item.key}
                  item={item}
                  current={item.key === current}
                  onCurrent={() => setCurrent(item.key)}
                  answering={answering?.key === item.key ? answering.how : null}
                  setAnswering={(how) => setAnswering(how ? { key: item.key, how } : null)}
                  act={() => acts.act(item)}
                  busy={acts.busy === item.key}
                  reload={reload}
                />
              ))}
            </ul>
            {own.length < work.counts[group] && (
              <p className="wl-muted wl-small">{words.my.shown(own.length, work.counts[group])}</p>
            )}
          </section>
        );
      })}
    </>
  );
}

/** What the main action of a row does. */
function useRowActs(answer: (item: WorkItem) => void, reload: () => void) {
  const [busy, setBusy] = useState<string | null>(null);
  const reading = useAction(acknowledge);
  const starting = useAction(startWork);
  const toasts = useToasts();
  const go = useGo();
  const read = async (items: readonly WorkItem[]) => {
    const noticeIds = items.flatMap((item) => (item.noticeId === null ? [] : [item.noticeId]));
    if (!noticeIds.length) return;
    try {
      const { acknowledged } = await reading.mutateAsync({ noticeIds });
      toasts.done(words.my.haveRead(acknowledged));
    } catch (error) {
      toasts.refused(error);
    }
  };
  const start = async (item: WorkItem) => {
    setBusy(item.key);
    try {
      const { steps } = await callEndpoint(oneCase, { chainId: item.chainId });
      const step = steps.find((one) => one.id === item.obligationId);
      if (step?.allowed.includes('start')) {
        await starting.mutateAsync({ obligationId: step.id, version: step.version });
        toasts.done(words.my.started(item.caseNo));
      }
      go(`/cases/${item.chainId}`);
    } catch (error) {
      toasts.refused(error);
      reload();
    } finally {
      setBusy(null);
    }
  };
  const act = (item: WorkItem) => {
    if (item.action === 'read') void read([item]);
    else if (item.action === 'start' && item.obligationId !== null) void start(item);
    else if (item.action === 'answer' && item.gateId !== null) answer(item);
    else
      go(
        `/cases/${item.chainId}${item.action === 'decide' || item.action === 'sign' ? `?act=${item.action}` : ''}`,
      );
  };
  return { act, read: (items: readonly WorkItem[]) => void read(items), busy, reading: reading.isPending };
}
