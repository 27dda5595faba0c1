import { numberWords } from '../../../../ui/chart.ts';
import { Go } from '../../../../ui/Go.tsx';
import { RaciLetter } from '../../../../ui/RaciLetter.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import type { SimulationResult } from '../../../raci/model.ts';
import { Table } from './Table.tsx';
import { words } from './words.ts';

const say = words.alone;
const FEW = 5;
type Props = { readonly result: SimulationResult; readonly supposed: boolean };

/** Single points of failure: the new ones first; and letters with no named person behind them. */
export function Alone({ result: { singlePoints, nonHuman }, supposed }: Props) {
  const points = [...singlePoints].sort((a, b) => Number(b.isNew) - Number(a.isNew));
  return (
    <section className="wl-card wl-stack" aria-labelledby="wi-alone">
      <h2 id="wi-alone">{say.title}</h2>
      {points.length === 0 ? (
        <p className="wl-muted">{say.none}</p>
      ) : (
        <>
          <p className="wl-muted">{say.lead}</p>
          <Table
            label={say.title}
            heads={[
              say.person,
              say.role,
              say.letter,
              say.activities,
              [say.places],
              ...(supposed ? [say.how] : []),
            ]}
          >
            {points.map((one) => (
              <tr key={`${one.personId} ${one.role} ${one.letter}`}>
                <th scope="row" data-head={say.person}>
                  {one.name}
                </th>
                <td data-head={say.role}>{one.roleName}</td>
                <td data-head={say.letter}>
                  <RaciLetter letter={one.letter} />
                </td>
                <td data-head={say.activities}>
                  <Rows ids={one.activities} />
                </td>
                <td data-head={say.places} className="wl-number">
                  {numberWords(one.places)}
                </td>
                {supposed && (
                  <td data-head={say.how}>
                    {one.isNew ? (
                      <Severity tone="high" word={say.isNew} quiet />
                    ) : (
                      <span className="wl-muted">{say.known}</span>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </Table>
        </>
      )}
      {nonHuman.length > 0 && (
        <details>
          <summary>{say.queues(nonHuman.length)}</summary>
          <ul className="wi-queues wl-small">
            {nonHuman.map((one) => (
              <li key={`${one.activityId} ${one.letter} ${one.role} ${one.holder}`}>
                <RaciLetter letter={one.letter} />
                <span>
                  <Go to={`/raci?row=${one.activityId}`}>{one.title}</Go>{' '}
                  <span className="wl-muted">{say.queueText(one.holder, one.roleName, one.places)}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The first rows by id, each a link, and how many more. */
const Rows = ({ ids }: { readonly ids: readonly string[] }) => (
  <>
    {ids.slice(0, FEW).map((id, at) => (
      <span key={id}>
        {at > 0 && ', '}
        <Go to={`/raci?row=${id}`} className="wl-mono">
          {id}
        </Go>
      </span>
    ))}
    {ids.length > FEW && <span className="wl-muted"> {say.more(ids.length - FEW)}</span>}
  </>
);
