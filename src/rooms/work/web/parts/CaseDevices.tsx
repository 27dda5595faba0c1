// The device checklist of a case: find one by scanning, say what came of it, or check what somebody else did.
import { Button } from '@mantine/core';
import {
  IconCheck,
  IconMapPinQuestion,
  IconPlayerPause,
  IconRefresh,
  IconTrash,
  IconUserHeart,
  IconX,
} from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { DeviceId } from '../../../../kernel/ids.ts';
import { Checklist, type CheckOutcome, CheckRow } from '../../../../ui/Checklist.tsx';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { LoadingState } from '../../../../ui/LoadingState.tsx';
import { useList } from '../../../../ui/table/list.ts';
import {
  type CaseDetail,
  type CaseDevice,
  type CaseStep,
  caseDevices,
  DeviceOutcome,
} from '../../contract.ts';
import { deviceName, isFinished, markOf } from '../case-say.ts';
import { words } from '../case-words.ts';
import { CheckDialog } from './CheckDialog.tsx';
import { DeviceLine, NextLine } from './DeviceLine.tsx';
import { DeviceTools } from './DeviceTools.tsx';
import { ReportDialog } from './ReportDialog.tsx';

const few = 8;
const filters = ['outcome', 'ward'] as const;
const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
const icons = {
  done: <IconCheck {...icon} />,
  could_not_locate: <IconMapPinQuestion {...icon} />,
  in_use: <IconUserHeart {...icon} />,
  deferred: <IconPlayerPause {...icon} />,
  replaced: <IconRefresh {...icon} />,
  retired: <IconTrash {...icon} />,
} as const;
const reportable = ['done', 'could_not_locate', 'in_use', 'deferred', 'replaced', 'retired'] as const;
const { device: say } = words;

const reports: readonly CheckOutcome[] = reportable.map((value) => ({
  value,
  label: say.outcomes[value],
  icon: icons[value],
  ...(say.hints[value] ? { hint: say.hints[value] } : {}),
}));
/** Where the case asks yes or no, done is an answer. */
const answers = reports.map((one) =>
  one.value === 'done' ? { ...one, label: say.answer, hint: say.answerHint } : one,
);
const takeBack: CheckOutcome = { value: 'to_do', label: say.outcomes.to_do, hint: say.hints.to_do };
const checks: readonly CheckOutcome[] = [
  { value: 'passed', label: say.check.passed, icon: <IconCheck {...icon} /> },
  { value: 'failed', label: say.check.failed, icon: <IconX {...icon} /> },
];

type Mode = { readonly kind: 'report' | 'check'; readonly step: CaseStep } | { readonly kind: 'read' };

/** What the viewer may do with the devices now. */
function modeOf(steps: readonly CaseStep[]): Mode {
  const check = steps.find((step) => step.allowed.includes('check'));
  if (check) return { kind: 'check', step: check };
  const report = steps.find((step) => step.allowed.includes('report_device'));
  return report ? { kind: 'report', step: report } : { kind: 'read' };
}

/** What is left to do comes first, then what waits, then what is finished. */
const restOf = ({ outcome }: CaseDevice): number => (outcome === 'to_do' ? 0 : isFinished(outcome) ? 2 : 1);

type Asking = { readonly devices: readonly CaseDevice[]; readonly outcome: string | null };

/** The devices of a case. */
export function CaseDevices({ it, reload }: { readonly it: CaseDetail; readonly reload: () => void }) {
  const fixed = useMemo(() => ({ chainId: it.id }), [it.id]);
  const list = useList<CaseDevice>(caseDevices, { filters, fixed });
  const [picked, setPicked] = useState<ReadonlySet<DeviceId>>(new Set());
  const [asking, setAsking] = useState<Asking | null>(null);
  const mode = modeOf(it.steps);
  const rows = useMemo(() => list.rows.toSorted((a, b) => restOf(a) - restOf(b)), [list.rows]);
  const [whole, setWhole] = useState(false);
  // Whoever may only read them came for something else on this page: a few are enough until they ask.
  const shown = mode.kind === 'read' && !whole && rows.length > few + 2 ? rows.slice(0, few) : rows;
  const mayCheck = (one: CaseDevice) => one.outcome === 'done' || one.outcome === 'replaced';
  const eligible = (one: CaseDevice) =>
    mode.kind === 'check' ? mayCheck(one) && one.checkOutcome === null : one.outcome === 'to_do';
  const open = mode.kind === 'read' ? [] : list.rows.filter(eligible);
  const chosen = list.rows.filter((one) => picked.has(one.deviceId));
  const pick = (one: CaseDevice) => (on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(one.deviceId);
    else next.delete(one.deviceId);
    setPicked(next);
  };
  const close = () => {
    setAsking(null);
    setPicked(new Set());
  };
  const finding = mode.kind === 'report' && mode.step.activityId === 'INV-3';
  const asksYesNo = finding && it.question !== null;
  const choices = asksYesNo ? answers : reports;
  const again = asksYesNo ? say.answerAgain : say.readAgain;
  const outcomesOf = (one: CaseDevice): readonly CheckOutcome[] => {
    if (mode.kind === 'read') return [];
    if (mode.kind === 'check') return mayCheck(one) ? checks : [];
    if (one.outcome === 'to_do') return choices;
    // What was found out wrongly is said again; work that was done is done.
    const others = choices.filter(({ value }) => value !== one.outcome);
    const same = finding && one.outcome === 'done' ? [{ value: 'done', label: again, icon: icons.done }] : [];
    return [...same, ...others, takeBack];
  };
  const came = (one: CaseDevice) =>
    mode.kind === 'check' && one.checkOutcome === null && mayCheck(one) ? undefined : markOf(one);

  return (
    <section className="wl-stack wk-devices" aria-labelledby="wk-devices">
      <div className="wl-line wl-spread">
        <div className="wl-line">
          <h2 id="wk-devices">{say.title}</h2>
          <span className="wl-muted">
            {say.counts(it.devicesDone, it.devicesTotal)}
            {it.checkedCount > 0 && ` · ${say.checked(it.checkedCount)}`}
          </span>
        </div>
        {mode.kind === 'report' && open.length > 1 && !chosen.length && (
          <Button variant="default" onClick={() => setAsking({ devices: open, outcome: 'done' })}>
            {asksYesNo ? say.answerAll(open.length) : say.allDone(open.length)}
          </Button>
        )}
        {mode.kind === 'check' && open.length > 1 && !chosen.length && (
          <Button variant="default" onClick={() => setAsking({ devices: open, outcome: 'passed' })}>
            {say.allPassed(open.length)}
          </Button>
        )}
      </div>
      {mode.kind === 'read' && it.state === 'open' && it.devicesTotal > 0 && (
        <p className="wl-muted wl-small">{say.locked}</p>
      )}
      {it.devicesTotal > 1 && (
        <DeviceTools
          it={it}
          list={list}
          onFound={(one) => setAsking({ devices: [one], outcome: null })}
          acts={mode.kind !== 'read'}
        />
      )}
      {chosen.length > 0 && mode.kind !== 'read' && (
        <section className="wk-chosen" aria-label={say.chosen(chosen.length)}>
          <strong>{say.chosen(chosen.length)}</strong>
          {mode.kind === 'report' ? (
            <>
              <Button onClick={() => setAsking({ devices: chosen, outcome: 'done' })}>
                {asksYesNo ? say.answer : say.outcomes.done}
              </Button>
              <Button variant="default" onClick={() => setAsking({ devices: chosen, outcome: null })}>
                {say.other}
              </Button>
            </>
          ) : (
            checks.map(({ value, label }) => (
              <Button
                key={value}
                variant={value === 'passed' ? 'filled' : 'default'}
                onClick={() => setAsking({ devices: chosen, outcome: value })}
              >
                {label}
              </Button>
            ))
          )}
          <button type="button" className="wl-quiet" onClick={() => setPicked(new Set())}>
            {say.chooseNone}
          </button>
        </section>
      )}
      {list.state === 'loading' && <LoadingState what="the devices" rows={6} as="rows" />}
      {list.state === 'failed' && <ErrorState error={list.error} onRetry={list.retry} />}
      {list.state === 'ready' && list.rows.length === 0 && (
        <EmptyState title={it.devicesTotal ? say.none : say.empty}>
          {it.devicesTotal ? say.noneHint : say.emptyHint}
        </EmptyState>
      )}
      {list.rows.length > 0 && (
        <Checklist label={say.list}>
          {shown.map((one) => (
            <CheckRow
              key={one.deviceId}
              name={deviceName(one)}
              title={<Go to={`/devices/${one.deviceId}`}>{deviceName(one)}</Go>}
              meta={<DeviceLine it={one} />}
              next={<NextLine it={one} />}
              outcome={came(one)}
              outcomes={outcomesOf(one)}
              onOutcome={(outcome) => setAsking({ devices: [one], outcome })}
              {...(mode.kind !== 'read' && (mode.kind === 'report' || mayCheck(one))
                ? { picked: picked.has(one.deviceId), onPick: pick(one) }
                : {})}
            />
          ))}
        </Checklist>
      )}
      {shown.length < rows.length && (
        <div className="wl-line">
          <Button variant="default" onClick={() => setWhole(true)}>
            {say.more}
          </Button>
          <span className="wl-muted">{say.shownOf(shown.length, list.total ?? rows.length)}</span>
        </div>
      )}
      {shown.length === rows.length && list.loadMore && (
        <div className="wl-line">
          <Button variant="default" onClick={list.loadMore}>
            {say.more}
          </Button>
          <span className="wl-muted">{say.shownOf(list.rows.length, list.total ?? list.rows.length)}</span>
        </div>
      )}
      {asking && mode.kind === 'report' && (
        <ReportDialog
          it={it}
          step={mode.step}
          devices={asking.devices}
          first={DeviceOutcome.safeParse(asking.outcome).data ?? null}
          choices={asking.devices.some((one) => one.outcome !== 'to_do') ? [...choices, takeBack] : choices}
          close={close}
          reload={reload}
        />
      )}
      {asking && mode.kind === 'check' && (
        <CheckDialog
          step={mode.step}
          devices={asking.devices}
          first={asking.outcome === 'failed' ? 'failed' : 'passed'}
          close={close}
          reload={reload}
        />
      )}
    </section>
  );
}
