// The bars of the accounting, which are a table: what is drawn stands in words for those who cannot see it.
import type { ReactNode } from 'react';
import { numberWords } from '../../../../ui/chart.ts';
import { Go } from '../../../../ui/Go.tsx';
import type { Accounting, AccountLine } from '../../contract.ts';
import { hoursWords, monthWords, words } from './words.ts';

const kinds = ['worked', 'off', 'unsplit', 'paused', 'beside'] as const;
type Kind = (typeof kinds)[number];
const { columns: say } = words;

/** A row for each party, step, site or month; each number leads to its cases. */
export function AccountTable({ found }: { readonly found: Accounting }) {
  const { rows, total, by } = found;
  const whole = (line: AccountLine) => line.totalHours + line.hours.beside;
  const highest = Math.max(1, ...rows.map(whole));
  const drawn = kinds.filter((kind) => rows.some((row) => row.hours[kind] > 0));
  const nameOf = (row: (typeof rows)[number]) => (by === 'month' ? monthWords(row.label) : row.label);
  return (
    <>
      <ul className="wk-account__legend wl-small">
        {drawn.map((kind) => (
          <li key={kind}>
            <span className={`wk-account__swatch wk-account__part--${kind}`} aria-hidden="true" />
            {words.kinds[kind]}
          </li>
        ))}
      </ul>
      <table className="wk-account__table">
        <caption className="wl-hidden">{words.chart}</caption>
        <thead>
          <tr>
            <th scope="col">{say.name[by]}</th>
            <th scope="col" className="wk-account__bars">
              {say.time}
            </th>
            <Column label={say.total} />
            <Column label={say.cases} hint={words.hints.cases} />
            <Column label={say.still} hint={words.hints.still} />
            <Column label={say.stay} hint={words.hints.stay} />
            <Column label={say.back} hint={words.hints.back} />
            <Column label={say.response} hint={words.hints.response} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{nameOf(row)}</th>
              <td className="wk-account__bars">
                <Stack line={row} label={nameOf(row)} drawn={drawn} share01={whole(row) / highest} />
              </td>
              <Numbers line={row} label={nameOf(row)} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.all}</th>
            <td className="wk-account__bars" />
            <Numbers line={total} label={words.all} />
          </tr>
        </tfoot>
      </table>
    </>
  );
}

const Column = ({ label, hint }: { readonly label: string; readonly hint?: string }) => (
  <th scope="col" className="wl-number" title={hint}>
    {label}
  </th>
);

type StackProps = {
  readonly line: AccountLine;
  readonly label: string;
  readonly drawn: readonly Kind[];
  readonly share01: number;
};

/** The bar, which leads to the cases; its parts stand beside one another in the order of the legend. */
function Stack({ line, label, drawn, share01 }: StackProps) {
  const parts = drawn.filter((kind) => line.hours[kind] > 0);
  const all = parts.reduce((sum, kind) => sum + line.hours[kind], 0);
  const spoken = parts.map((kind) => `${hoursWords(line.hours[kind])} ${words.kinds[kind]}`).join('; ');
  if (all <= 0) return <span className="wl-muted">{words.none}</span>;
  return (
    <Go to={line.cases.href} className="wk-account__bar" title={spoken}>
      <span className="wl-hidden">{`${label}: ${spoken}`}</span>
      <span className="wk-account__stack" aria-hidden="true" style={{ width: `${share01 * 100}%` }}>
        {parts.map((kind) => (
          <span
            key={kind}
            className={`wk-account__part wk-account__part--${kind}`}
            style={{ width: `${(line.hours[kind] / all) * 100}%` }}
          />
        ))}
      </span>
    </Go>
  );
}

function Cell({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <td className="wl-number" data-label={label}>
      {children}
    </td>
  );
}

type SpreadProps = { readonly median: number | null; readonly p90: number | null; readonly n: number };

/** Half of them within, nine of ten within; where there are too few, that is said. */
function Spread({ median, p90, n }: SpreadProps) {
  if (n === 0) return <span className="wl-muted">{words.none}</span>;
  if (median === null)
    return (
      <span className="wl-muted" title={words.tooFewWhy}>
        {words.tooFew}
      </span>
    );
  return (
    <span title={p90 === null ? words.tooFewWhy : undefined}>
      {hoursWords(median)} /{' '}
      {p90 === null ? <span className="wl-muted">{words.tooFew}</span> : hoursWords(p90)}
    </span>
  );
}

type InCasesProps = {
  readonly of: string;
  readonly cases: { readonly count: number; readonly href: string };
  readonly spoken: string;
};

/** How often, and in how many cases: the link stands at the number that its list will show. */
const InCases = ({ of, cases, spoken }: InCasesProps) => (
  <span className="wk-account__below wl-small">
    {of}{' '}
    {cases.count > 0 && (
      <Go
        to={cases.href}
        className="wk-account__in-cases"
        aria-label={`${words.inCases(cases.count)}: ${spoken}`}
      >
        {words.inCases(cases.count)}
      </Go>
    )}
  </span>
);

function Numbers({ line, label }: { readonly line: AccountLine; readonly label: string }) {
  const { cases, still, stay, handedBack, response, totalHours } = line;
  const count = (of: { count: number; href: string }, spoken: string) =>
    of.count === 0 ? (
      <span className="wl-muted">0</span>
    ) : (
      <Go to={of.href} aria-label={spoken}>
        {numberWords(of.count)}
      </Go>
    );
  return (
    <>
      <Cell label={say.total}>
        {hoursWords(totalHours)}
        {line.hours.beside > 0 && (
          <span className="wk-account__below wl-small wl-muted">
            {words.beside(hoursWords(line.hours.beside))}
          </span>
        )}
      </Cell>
      <Cell label={say.cases}>{count(cases, words.casesOf(label, cases.count))}</Cell>
      <Cell label={say.still}>{count(still, words.stillOf(label, still.count))}</Cell>
      <Cell label={say.stay}>
        <Spread median={stay.medianHours} p90={stay.p90Hours} n={stay.n} />
      </Cell>
      <Cell label={say.back}>
        {handedBack.times === 0 ? (
          <span className="wl-muted">0</span>
        ) : (
          <InCases
            of={words.times(handedBack.times)}
            cases={handedBack.cases}
            spoken={`${words.backLabel}: ${label}`}
          />
        )}
      </Cell>
      <Cell label={say.response}>
        <Response response={response} label={label} />
      </Cell>
    </>
  );
}

function Response({
  response,
  label,
}: {
  readonly response: AccountLine['response'];
  readonly label: string;
}) {
  const { n, times, medianHours, p90Hours, answered, waiting, waitingTimes } = response;
  if (times === 0) return <span className="wl-muted">{words.none}</span>;
  return (
    <>
      <Spread median={medianHours} p90={p90Hours} n={n} />
      <InCases of={words.responded(n, times)} cases={answered} spoken={`${words.respondedIn}: ${label}`} />
      {waitingTimes > 0 && (
        <InCases of={words.waits(waitingTimes)} cases={waiting} spoken={`${words.waitsIn}: ${label}`} />
      )}
    </>
  );
}
