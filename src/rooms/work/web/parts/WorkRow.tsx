// One row of My work: the ask, when, where, why now, and the one thing to do.
import { Go } from '../../../../ui/Go.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import { Shape } from '../../../../ui/Shape.tsx';
import { useWidth } from '../../../../ui/width.ts';
import type { WorkItem } from '../../contract.ts';
import { toneOf } from '../say.ts';
import { words } from '../words.ts';
import { Answer, type Answering } from './Answer.tsx';
import { WorkDue } from './WorkDue.tsx';
import '../../../../ui/flow.css';

type Props = {
  readonly item: WorkItem;
  readonly current: boolean;
  readonly onCurrent: () => void;
  readonly answering: Answering | null;
  readonly setAnswering: (answer: Answering | null) => void;
  readonly act: () => void;
  readonly busy: boolean;
  readonly reload: () => void;
  /** Set where it may be done together with others; `free` is false while rows of another kind are chosen. */
  readonly pick?: {
    readonly on: boolean;
    readonly free: boolean;
    readonly set: (on: boolean) => void;
  } | null;
};

/** The id of a row's link, for moving to it by keys. */
export const rowId = (item: WorkItem): string => `wk-row-${item.key}`;

/** Where an item is dealt with: on the acceptance it is about, else on its case. */
export const placeOf = ({ acceptanceId, chainId }: Pick<WorkItem, 'acceptanceId' | 'chainId'>): string =>
  acceptanceId === null ? `/cases/${chainId}` : `/acceptances/${acceptanceId}`;

/** The place, unless the sentence says it already: then the wards alone, when they are few. */
function placeBeside({ place, sentence }: WorkItem): string {
  const at = place.lastIndexOf(', ');
  const site = at < 0 ? place : place.slice(at + 2);
  if (!sentence.includes(site)) return place;
  return at < 0 ? '' : place.slice(0, at);
}

/** A row of My work; a card on a phone. */
export function WorkRow(props: Props) {
  const { item, current, onCurrent, answering, setAnswering, act, busy, reload, pick } = props;
  const phone = useWidth() === 'phone';
  const below = [
    item.handed && words.my.handed(item.handed.by, item.handed.needed),
    item.whyNow,
    placeBeside(item),
    item.team && words.my.team(item.team),
  ].filter(Boolean);
  const others = [
    item.waitsForMe && !item.whyNow.startsWith(item.waitsForMe) && words.my.waits(item.waitsForMe),
    item.next && words.my.next(item.next),
  ].filter(Boolean);
  const inline = item.action === 'answer' && item.gateId !== null;
  return (
    <li
      className={`wk-row wk-row--${item.group}${pick ? ' wk-row--pick' : ''}`}
      data-current={current || undefined}
      onFocusCapture={onCurrent}
    >
      {pick && (
        <label className="wk-row__pick wl-no-print">
          <span className="wl-hidden">
            {words.my.many.choose} {item.caseNo}: {item.sentence}
          </span>
          <input
            type="checkbox"
            checked={pick.on}
            disabled={!pick.free}
            onChange={(event) => pick.set(event.currentTarget.checked)}
          />
        </label>
      )}
      {item.group !== 'read' && (
        <span className="wk-row__mark" title={words.outcomes[item.outcome]}>
          {phone ? (
            <Severity tone={toneOf(item.outcome)} word={words.outcomes[item.outcome]} quiet />
          ) : (
            <>
              <Shape tone={toneOf(item.outcome)} size={16} />
              <span className="wl-hidden">{words.outcomes[item.outcome]}</span>
            </>
          )}
        </span>
      )}
      <span className="wk-row__due">
        <WorkDue item={item} />
      </span>
      <span className="wk-row__no wl-mono">{item.caseNo}</span>
      <div className="wk-row__words">
        <Go id={rowId(item)} className="wk-row__ask" to={placeOf(item)}>
          {item.sentence}
        </Go>
        <div className="wk-row__below">
          {below.join(' · ')}
          {others.length > 0 && <span className="wk-row__others">{others.join(' · ')}</span>}
        </div>
      </div>
      {item.devicesTotal > 0 &&
        (item.group === 'do' || (item.group === 'decide' && item.devicesDone > 0)) && (
          <span className="wk-row__progress">
            {words.my.progress(item.devicesDone, item.devicesTotal)}
            <progress
              className="wk-progress"
              max={item.devicesTotal}
              value={item.devicesDone}
              aria-label={words.my.progress(item.devicesDone, item.devicesTotal)}
            />
          </span>
        )}
      {inline && item.gateId !== null ? (
        <div className="wk-row__answer">
          <Answer
            gateId={item.gateId}
            about={item.sentence}
            chosen={answering}
            choose={setAnswering}
            reload={reload}
            keyed
          />
        </div>
      ) : (
        <div className="wk-row__act wl-no-print">
          <button
            type="button"
            className={`wl-big wk-row__button${item.group === 'read' ? '' : ' wk-big--main'}`}
            title={`${words.my.actionTips[item.action]} (d)`}
            disabled={busy}
            onClick={act}
          >
            {words.my.actions[item.action]}
            <span className="wl-hidden">: {item.sentence}</span>
          </button>
        </div>
      )}
    </li>
  );
}
