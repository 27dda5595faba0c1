import { useState } from 'react';
import { numberWords } from '../../../../ui/chart.ts';
import { Go } from '../../../../ui/Go.tsx';
import { LOAD_ERROR, LOAD_WARN, type PersonLoad, type SimulationResult } from '../../../raci/model.ts';
import { Heat, type HeatRow, type Level, loadWords } from './Heat.tsx';
import { words } from './words.ts';

const say = words.load;
const levelOf = (load: number | null): Level =>
  load === null || load <= LOAD_WARN ? 'fine' : load <= LOAD_ERROR ? 'warning' : 'error';
const isChanged = ({ weeks }: PersonLoad): boolean =>
  weeks.some((one) => loadWords(one.before) !== loadWords(one.after));
const isFull = ({ weeks }: PersonLoad): boolean => weeks.some((one) => levelOf(one.after) !== 'fine');

type Props = {
  readonly result: SimulationResult;
  readonly supposed: boolean;
  readonly mayOpenPeople: boolean;
};

/** Load by person and week, before and after in one cell, with how many have too much on top. */
export function LoadPart({ result, supposed, mayOpenPeople }: Props) {
  const [all, setAll] = useState(false);
  const told = result.load.filter((one) => isChanged(one) || isFull(one));
  const shown = all ? result.load : told;
  const total: HeatRow = {
    key: 'total',
    isTotal: true,
    head: say.over,
    cells: result.overloaded.map(({ before, after }) => ({
      text: numberWords(after),
      level: 'fine',
      ...(before === after ? {} : { below: say.was(numberWords(before)) }),
    })),
  };
  const rows = shown.map(
    (one): HeatRow => ({
      key: `${one.personId}`,
      head: mayOpenPeople ? <Go to={`/people/${one.personId}`}>{one.name}</Go> : one.name,
      cells: one.weeks.map(({ before, after }) => {
        const [was, is] = [loadWords(before), loadWords(after)];
        return { text: is, level: levelOf(after), ...(was === is ? {} : { below: say.was(was) }) };
      }),
    }),
  );
  return (
    <section className="wl-card wl-stack" aria-labelledby="wi-load">
      <h2 id="wi-load">{say.title}</h2>
      {result.load.length === 0 ? (
        <p className="wl-muted">{say.none}</p>
      ) : (
        <>
          <Heat
            caption={supposed ? say.caption : say.captionNow}
            weeks={result.weeks}
            rows={[total, ...rows]}
          />
          {told.length < result.load.length && (
            <div className="wl-line wl-small wl-no-print">
              {!all && <span className="wl-muted">{say.some(told.length, result.load.length)}</span>}
              <button type="button" className="wl-quiet" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? say.fewer : say.all}
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
