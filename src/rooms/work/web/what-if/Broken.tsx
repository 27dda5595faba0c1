import { numberWords } from '../../../../ui/chart.ts';
import { When } from '../../../../ui/Due.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { RaciLetter } from '../../../../ui/RaciLetter.tsx';
import { Reasons } from '../../../../ui/Reasons.tsx';
import type { BrokenActivity } from '../../../raci/model.ts';
import { Table } from './Table.tsx';
import { words } from './words.ts';

const say = words.broken;
type Props = { readonly broken: readonly BrokenActivity[]; readonly supposed: boolean };

/** Letters that nobody would hold because of what is supposed; what has nobody today already is only counted. */
export function Broken({ broken, supposed }: Props) {
  const fresh = broken.filter((one) => one.isNew);
  const shown = supposed ? fresh : broken;
  const known = broken.length - fresh.length;
  return (
    <section className="wl-card wl-stack" aria-labelledby="wi-broken">
      <h2 id="wi-broken">{say.title}</h2>
      {shown.length === 0 ? (
        <p className="wl-muted">{supposed ? say.none : say.noneNow}</p>
      ) : (
        <Table
          label={say.title}
          heads={[say.activity, say.letter, say.why, [say.steps], [say.places], say.from, say.owner]}
        >
          {shown.map((one) => (
            <tr key={`${one.activityId} ${one.letter} ${one.role} ${one.what}`}>
              <th scope="row" data-head={say.activity}>
                <Go to={`/raci?row=${one.activityId}`}>{one.title}</Go>{' '}
                <span className="wl-mono wl-muted">{one.activityId}</span>
              </th>
              <td data-head={say.letter}>
                <RaciLetter letter={one.letter} />
              </td>
              <td data-head={say.why}>
                {one.what} {one.reasons.length > 0 && <Reasons reasons={one.reasons} title={one.what} />}
              </td>
              <td data-head={say.steps} className="wl-number">
                {numberWords(one.openItems)}
              </td>
              <td data-head={say.places} className="wl-number">
                {numberWords(one.places)}
              </td>
              <td data-head={say.from}>
                <When at={one.firstOn} />
              </td>
              <td data-head={say.owner}>{one.ownedBy.join(', ') || say.nobody}</td>
            </tr>
          ))}
        </Table>
      )}
      {supposed && known > 0 && (
        <p className="wl-small wl-muted">
          {say.before(known)}. <Go to="/raci?view=gaps">{say.gaps}</Go>
        </p>
      )}
    </section>
  );
}
