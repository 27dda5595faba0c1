import { useState } from 'react';
import { When } from '../../../../ui/Due.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import type { Breach, SimulationResult } from '../../../raci/model.ts';
import { Table } from './Table.tsx';
import { words } from './words.ts';

const say = words.late;
const FEW = 15;
type Props = {
  readonly late: SimulationResult['breaches'];
  readonly supposed: boolean;
  readonly mayOpenCases: boolean;
};

/** Open steps that would be done too late, those late because of this first, each with its case. */
export function Late({ late, supposed, mayOpenCases }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? late.items : late.items.slice(0, FEW);
  const untold = late.after - late.items.length;
  return (
    <section className="wl-card wl-stack" aria-labelledby="wi-late">
      <h2 id="wi-late">{say.title}</h2>
      <p className={late.after === 0 ? 'wl-muted' : undefined}>
        {late.after === 0 ? say.none : say.of(late.after, late.before, late.open)}{' '}
        {late.lateAlready > 0 && say.already(late.lateAlready)}{' '}
        {late.notJudged > 0 && say.notJudged(late.notJudged)}
      </p>
      {supposed && late.items.length > 0 && !late.items.some((one) => one.isNew) && <p>{say.noneNew}</p>}
      {shown.length > 0 && (
        <Table
          label={say.title}
          heads={[say.step, say.due, say.done, say.why, ...(supposed ? [say.how] : [])]}
        >
          {shown.map((one) => (
            <Line key={one.id} one={one} supposed={supposed} mayOpen={mayOpenCases} />
          ))}
        </Table>
      )}
      {late.items.length > FEW && (
        <div className="wl-line wl-small wl-no-print">
          <button type="button" className="wl-quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? say.few : say.all(late.items.length)}
          </button>
          {all && untold > 0 && <span className="wl-muted">{say.more(untold)}</span>}
        </div>
      )}
    </section>
  );
}

type LineProps = { readonly one: Breach; readonly supposed: boolean; readonly mayOpen: boolean };

function Line({ one, supposed, mayOpen }: LineProps) {
  return (
    <tr>
      <th scope="row" data-head={say.step}>
        {one.chainId !== null && mayOpen ? <Go to={`/cases/${one.chainId}`}>{one.label}</Go> : one.label}{' '}
        <span className="wl-small wi-below">
          <Go to={`/raci?row=${one.activityId}`}>{one.title}</Go>
        </span>
      </th>
      <td data-head={say.due}>
        <When at={one.dueAt} />
      </td>
      <td data-head={say.done}>{one.doneOn === null ? say.later : <When at={one.doneOn} />}</td>
      <td data-head={say.why}>{one.why}</td>
      {supposed && (
        <td data-head={say.how}>
          {one.isNew ? (
            <Severity tone="high" word={say.isNew} quiet />
          ) : (
            <span className="wl-muted">{say.anyway}</span>
          )}
        </td>
      )}
    </tr>
  );
}
