// The acceptance on paper, for the committee: all of it, in the order in which it is read out, with room to sign.
import { Button } from '@mantine/core';
import { When } from '../../../../ui/Due.tsx';
import { Go } from '../../../../ui/Go.tsx';
import type { AcceptanceDetail } from '../../contract.ts';
import { Facts, OfAddress, Then } from './Acceptance.tsx';
import { words } from './words.ts';

const { sheet: say, page } = words;

/** The sheet. */
export function Sheet() {
  return <OfAddress>{(it) => <Paper it={it} />}</OfAddress>;
}

function Paper({ it }: { readonly it: AcceptanceDetail }) {
  return (
    <article className="wk-sheet wl-stack">
      <div className="wl-line wl-no-print">
        <Go to={`/acceptances/${it.id}`}>{say.back}</Go>
        <Button onClick={() => window.print()}>{say.print}</Button>
      </div>
      <header>
        <p className="wl-muted">
          {say.title} <span className="wl-mono">{it.acceptanceNo}</span> · {page.toCase(it.caseNo)} ·{' '}
          {it.site} · {words.states[it.state]}
        </p>
        <h1>{it.sentence}</h1>
        <p>{page.open}</p>
      </header>
      <section>
        <h2>{page.why}</h2>
        <p className="wk-quote">{it.reason}</p>
        {it.conditions && (
          <>
            <h2>{page.conditions}</h2>
            <p className="wk-quote">{it.conditions}</p>
          </>
        )}
      </section>
      <Facts it={it} />
      <Then it={it} />
      <section>
        <h2>{words.controls.title}</h2>
        <ol>
          {it.controls.map((control) => (
            <li key={control.id}>
              {control.what} ({words.controls.owner} {control.owner}, {words.controls.until}{' '}
              <When at={control.checkOn} />)
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{words.asked.title}</h2>
        <table className="wk-then">
          <tbody>
            {it.questions.map((q) => (
              <tr key={q.id}>
                <th scope="row">
                  {q.answeredBy ?? q.label}, {q.roleName}
                </th>
                <td>{q.answer ? words.asked.answers[q.answer] : say.none}</td>
                <td>{q.answerText}</td>
                <td className="wl-mono wk-hash">{q.hash?.slice(0, 16)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="wk-sheet__sign">
        {[say.name, say.day, say.signature].map((one) => (
          <div key={one}>
            <span>{one}</span>
          </div>
        ))}
      </section>
    </article>
  );
}
