// Everyone's home: what to decide, to do, to answer and to read, most urgent first.
import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { z } from 'zod';
import { numberWords } from '../../../ui/chart.ts';
import { useClock } from '../../../ui/clock.tsx';
import { When } from '../../../ui/Due.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { useKeys } from '../../../ui/keys.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { LoadingState } from '../../../ui/LoadingState.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { useGo, useUrlSearch } from '../../../ui/url.ts';
import { me } from '../../people/contract.ts';
import { myWork, type WorkItem } from '../contract.ts';
import { kindOf, kindsIn } from './many.ts';
import { firstOf, groupings, type Subgroup, subgroups } from './my-groups.ts';
import type { Answering } from './parts/Answer.tsx';
import { Elsewhere, NoWork } from './parts/Elsewhere.tsx';
import { ManyBar } from './parts/ManyBar.tsx';
import { placeOf, rowId, WorkRow } from './parts/WorkRow.tsx';
import { useRowActs } from './row-acts.ts';
import { words } from './words.ts';
import './work.css';

const groups = ['decide', 'do', 'answer', 'read'] as const;
type Work = z.output<typeof myWork.output>;
/** The row a person was on when they left for its case: back here, the keys go on from it. */
let leftAt: string | null = null;

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

function Groups({ work, reload }: { readonly work: Work; readonly reload: () => void }) {
  const [search, change] = useUrlSearch();
  const by = groupings.find((one) => one === search['by']) ?? 'when';
  const clock = useClock();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(leftAt);
  const [answering, setAnswering] = useState<{ key: string; how: Answering } | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const kinds = useMemo(() => kindsIn(work.items), [work.items]);
  const chosen = work.items.filter((item) => picked.has(item.key));
  const kind = chosen[0] ? kindOf(chosen[0]) : null;
  const pick = (item: WorkItem) => {
    const own = kindOf(item);
    if (own === null || !kinds.has(own)) return null;
    const set = (on: boolean) =>
      setPicked(
        new Set(
          chosen
            .filter((one) => one.key !== item.key || on)
            .map((one) => one.key)
            .concat(on ? item.key : []),
        ),
      );
    return { on: picked.has(item.key), free: kind === null || kind === own, set };
  };
  const parts = useMemo(
    () =>
      groups.map((group) => ({
        group,
        parts: subgroups(
          work.items.filter((item) => item.group === group),
          by,
          clock,
        ).map((part) => {
          const id = `${group} ${part.key}`;
          return { ...part, id, shown: opened.has(id) ? part.items : firstOf(part.items) };
        }),
      })),
    [work.items, by, clock, opened],
  );
  const items = parts.flatMap((one) => one.parts.flatMap((part) => part.shown));
  const flip = (id: string) =>
    setOpened((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
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
  const first = useRef(row);
  useEffect(() => {
    const back = first.current && document.getElementById(rowId(first.current));
    if (back && (document.activeElement === document.body || document.activeElement?.id === 'page'))
      back.focus();
  }, []);
  useEffect(() => {
    leftAt = current;
  }, [current]);
  const answer = (how: Answering) => () => {
    if (row?.group === 'answer' && row.gateId !== null) setAnswering({ key: row.key, how });
  };
  const { keys } = words.my;
  useKeys(keys.group, [
    { key: 'j', label: keys.next, run: () => focusOn(items[Math.min(items.length - 1, at + 1)]) },
    { key: 'k', label: keys.before, run: () => focusOn(items[Math.max(0, at - 1)]) },
    { key: 'o', label: keys.open, run: () => row && go(placeOf(row)) },
    { key: 'd', label: keys.main, run: () => row && acts.act(row) },
    { key: 'b', label: keys.bar, run: () => document.querySelector<HTMLElement>('.wk-many button')?.focus() },
    {
      key: 'x',
      label: keys.pick,
      run: () => {
        const own = row && pick(row);
        if (own?.free) own.set(!own.on);
      },
    },
    { key: 'y', label: keys.yes, run: answer('yes') },
    { key: 'c', label: keys.conditions, run: answer('yes_with_conditions') },
    { key: 'n', label: keys.no, run: answer('no') },
    { key: 'p', label: keys.pass, run: answer('pass') },
  ]);
  if (!items.length)
    return (
      <>
        <Away away={work.away} />
        <Elsewhere elsewhere={work.elsewhere} />
      </>
    );
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
          label={`${words.my.by.label}: ${words.my.by[by]}`}
          className="wl-quiet"
          button={`${words.my.by.label}: ${words.my.by[by]}`}
          choices={groupings.map((one) => ({
            key: one,
            label: words.my.by[one],
            chosen: one === by,
            run: () => change({ by: one === 'when' ? undefined : one }),
          }))}
        />
      </div>
      <Away away={work.away} />
      <ManyBar
        chosen={chosen}
        alike={work.items.filter((item) => kind !== null && kindOf(item) === kind)}
        choose={(rows) => setPicked(new Set(rows.map((one) => one.key)))}
        reload={reload}
      />
      {parts.map(({ group, parts: own }) => {
        if (!own.length) return null;
        const here = own.reduce((sum, part) => sum + part.items.length, 0);
        return (
          <section key={group} className="wk-group" aria-labelledby={`wk-${group}`}>
            <div className="wk-group__head">
              <h2 id={`wk-${group}`}>{words.my.groups[group]}</h2>
              <span className="wl-muted wl-small">{words.my.hints[group]}</span>
            </div>
            {own.map((part) => (
              <div key={part.id} className="wk-part">
                <PartHead
                  part={part}
                  alone={own.length === 1 && group !== 'read'}
                  reading={acts.reading}
                  {...(group === 'read' && part.items.length > 1
                    ? { readAll: () => acts.read(part.items) }
                    : {})}
                />
                <ul className="wk-rows">
                  {part.shown.map((item) => (
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
                      pick={pick(item)}
                    />
                  ))}
                </ul>
                {part.items.length > firstOf(part.items).length && (
                  <button type="button" className="wl-quiet wk-part__more" onClick={() => flip(part.id)}>
                    {part.shown.length < part.items.length
                      ? words.my.more(part.items.length - part.shown.length)
                      : words.my.fewer}
                    <span className="wl-hidden">: {part.title}</span>
                  </button>
                )}
              </div>
            ))}
            {here < work.counts[group] && (
              <p className="wl-muted wl-small">{words.my.shown(here, work.counts[group])}</p>
            )}
          </section>
        );
      })}
    </>
  );
}

type PartHeadProps = {
  readonly part: Subgroup;
  /** The only one of its group: the group's own title says enough. */
  readonly alone: boolean;
  readonly reading: boolean;
  readonly readAll?: () => void;
};

function PartHead({ part, alone, reading, readAll }: PartHeadProps) {
  if (alone) return null;
  return (
    <div className="wk-part__head">
      <h3>
        {part.title} <span className="wl-muted wl-number">{numberWords(part.items.length)}</span>
      </h3>
      {readAll && (
        <Button
          className="wk-group__all"
          variant="default"
          size="xs"
          loading={reading}
          leftSection={<IconCheck size={16} stroke={1.75} aria-hidden="true" />}
          aria-label={words.my.readAllOf(part.title)}
          onClick={readAll}
        >
          {words.my.readAll(part.items.length)}
        </Button>
      )}
    </div>
  );
}

/** Says that a person is away, and who stands in: else an empty list looks like a mistake. */
function Away({ away }: { readonly away: Work['away'] }) {
  if (!away) return null;
  return (
    <p className="wl-card wk-away" role="note">
      <strong>
        {words.my.awayUntil} <When at={away.untilOn} />.
      </strong>{' '}
      {words.my.away(away.deputy)}
    </p>
  );
}
