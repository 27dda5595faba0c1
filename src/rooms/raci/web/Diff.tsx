import { numberWords } from '../../../ui/chart.ts';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { useUrlSearch } from '../../../ui/url.ts';
import { type DiffView, diff, type VersionLine } from '../contract.ts';
import { words } from './draft-words.ts';
import { StateMark } from './StateMark.tsx';
import './raci.css';

const say = words.diff;

/** Two versions compared: in words by activity, then cell by cell. */
export function Diff() {
  const [search] = useUrlSearch();
  const query = useEndpoint(diff, {
    to: Number(search['to']),
    ...(search['from'] ? { from: Number(search['from']) } : {}),
  });
  return (
    <div className="wl-page">
      <h1>{say.title}</h1>
      <Loaded query={query} what={say.loading}>
        {(found) => <Whole found={found} />}
      </Loaded>
    </div>
  );
}

function Whole({ found }: { readonly found: DiffView }) {
  const { cells, sentences } = found;
  return (
    <>
      <div className="wl-line">
        <Side word={say.from} one={found.from} />
        <Side word={say.to} one={found.to} />
        <span className="wl-muted">
          {say.count(
            words.act.cells(numberWords(cells.length)),
            say.sentences(numberWords(sentences.length)),
          )}
        </span>
      </div>
      {cells.length + sentences.length === 0 ? (
        <p>{say.same}</p>
      ) : (
        <>
          <InWords found={found} />
          {cells.length > 0 && <Cells found={found} />}
        </>
      )}
    </>
  );
}

function Side({ word, one }: { readonly word: string; readonly one: VersionLine }) {
  return (
    <span className="wl-line">
      <span className="wl-muted">{word}</span>
      <Go to={`/raci/versions/${one.id}`}>{words.version.name(one.number, one.title)}</Go>
      <StateMark state={one.state} />
    </span>
  );
}

function InWords({ found }: { readonly found: DiffView }) {
  const whole = found.sentences.filter((s) => s.activityId === null);
  const rows = found.activities.flatMap((activity) => {
    const own = found.sentences.filter((s) => s.activityId === activity.id);
    return own.length === 0 ? [] : [{ ...activity, own }];
  });
  return (
    <section className="wl-card wl-stack">
      <h2>{say.words}</h2>
      {whole.length > 0 && (
        <div>
          <h3>{say.all}</h3>
          <Sentences of={whole} />
        </div>
      )}
      {rows.map((row) => (
        <div key={row.id}>
          <h3>
            {row.plain} <span className="wl-mono wl-muted">{row.id}</span>
          </h3>
          <Sentences of={row.own} />
        </div>
      ))}
    </section>
  );
}

const Sentences = ({ of }: { readonly of: DiffView['sentences'] }) => (
  <ul className="wl-edit__sentences">
    {of.map((s) => (
      <li key={s.sentence}>{s.sentence}</li>
    ))}
  </ul>
);

/** The rows and roles in which a cell is not the same, what it was struck through. */
function Cells({ found }: { readonly found: DiffView }) {
  const roles = found.roles.filter(({ code }) => found.cells.some((c) => c.role === code));
  const rows = found.activities.filter(({ id }) => found.cells.some((c) => c.activityId === id));
  return (
    <section className="wl-card wl-stack">
      <h2>{say.cells}</h2>
      <div className="wl-versions">
        <table aria-label={say.cells}>
          <thead>
            <tr>
              <th scope="col">{say.activity}</th>
              {roles.map((role) => (
                <th key={role.code} scope="col">
                  {role.plain}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.plain}</th>
                {roles.map((role) => (
                  <td key={role.code}>
                    <CellChange
                      role={role.plain}
                      one={found.cells.find((c) => c.activityId === row.id && c.role === role.code)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type ChangeProps = { readonly role: string; readonly one: DiffView['cells'][number] | undefined };

function CellChange({ role, one }: ChangeProps) {
  if (!one) return null;
  const text = (cell: string | null): string => (cell === null ? say.gone : cell || words.edit.empty);
  return (
    <>
      <span className="wl-hidden">{say.cell(role, text(one.before), text(one.after))}</span>
      <span aria-hidden="true" className="wl-change">
        <del>{text(one.before)}</del> <ins>{text(one.after)}</ins>
      </span>
    </>
  );
}
