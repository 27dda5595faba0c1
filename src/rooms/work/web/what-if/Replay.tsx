import type { MatrixVersionId } from '../../../../kernel/ids.ts';
import { numberWords } from '../../../../ui/chart.ts';
import { Go } from '../../../../ui/Go.tsx';
import { RaciLetter } from '../../../../ui/RaciLetter.tsx';
import type { SimulationResult } from '../../../raci/model.ts';
import { Table } from './Table.tsx';
import { words } from './words.ts';

const say = words.replay;
type Props = {
  readonly replay: NonNullable<SimulationResult['replay']>;
  readonly versionId: MatrixVersionId;
};

/** Whose letters the other matrix would have given to somebody else, on work that really came. */
export function Replay({ replay, versionId }: Props) {
  return (
    <section className="wl-card wl-stack" aria-labelledby="wi-replay">
      <h2 id="wi-replay">{say.title}</h2>
      <p className={replay.changedItems === 0 ? 'wl-muted' : undefined}>
        {replay.items === 0
          ? say.noWork
          : replay.changedItems === 0
            ? say.none
            : say.of(replay.changedItems, replay.items)}{' '}
        <Go to={`/raci/diff?to=${versionId}`}>{say.diff}</Go>
      </p>
      {replay.changes.length > 0 && (
        <Table label={say.title} heads={[say.activity, say.letter, say.before, say.after, [say.items]]}>
          {replay.changes.map((one) => (
            <tr key={`${one.activityId} ${one.letter} ${one.before} ${one.after}`}>
              <th scope="row" data-head={say.activity}>
                <Go to={`/raci?row=${one.activityId}`}>{one.title}</Go>{' '}
                <span className="wl-mono wl-muted">{one.activityId}</span>
              </th>
              <td data-head={say.letter}>
                <RaciLetter letter={one.letter} />
              </td>
              <td data-head={say.before}>{one.before}</td>
              <td data-head={say.after}>{one.after}</td>
              <td data-head={say.items} className="wl-number">
                {numberWords(one.items)}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
