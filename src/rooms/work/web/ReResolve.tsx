import { Button } from '@mantine/core';
import { numberWords } from '../../../ui/chart.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { me } from '../../people/contract.ts';
import { type AllEffect, allEffect, reResolveAll } from '../contract.ts';
import { ChangeLine } from './parts/Changes.tsx';
import { words } from './re-resolve-words.ts';
import './work.css';

/** Open cases that follow an older matrix: what going over would change in all of them, and doing it. */
export function ReResolve() {
  const query = useEndpoint(allEffect, {});
  return (
    <div className="wl-page">
      <h1>{words.title}</h1>
      <Loaded query={query} what={words.loading}>
        {(effect) => <Whole effect={effect} />}
      </Loaded>
    </div>
  );
}

function Whole({ effect }: { readonly effect: AllEffect }) {
  const permissions = useEndpoint(me, {}).data?.permissions ?? [];
  const act = useAction(reResolveAll);
  const toasts = useToasts();
  const { toVersion } = effect;
  const take = () =>
    act.mutateAsync({ toVersion }).then(
      (done) => toasts.done(words.doneAll(numberWords(done.cases), toVersion)),
      () => undefined,
    );
  if (effect.cases === 0) return <p>{words.none(toVersion)}</p>;
  return (
    <>
      <p>{words.some(numberWords(effect.cases), numberWords(effect.casesChanged), toVersion)}</p>
      <p className="wl-muted">{words.why}</p>
      {act.error && <ErrorState error={act.error} />}
      {permissions.includes('raci.write') ? (
        <div>
          <Button loading={act.isPending} onClick={() => void take()}>
            {words.takeAll(numberWords(effect.cases), toVersion)}
          </Button>
        </div>
      ) : (
        <p className="wl-muted wl-small">{words.may}</p>
      )}
      {effect.lines.length > 0 && <Lines effect={effect} />}
    </>
  );
}

function Lines({ effect }: { readonly effect: AllEffect }) {
  const { columns } = words;
  return (
    <section className="wl-card wk-effect">
      <table aria-label={words.label}>
        <thead>
          <tr>
            <th scope="col">{columns.step}</th>
            <th scope="col">{columns.change}</th>
            <th scope="col">{columns.cases}</th>
          </tr>
        </thead>
        <tbody>
          {effect.lines.map((line) => (
            <tr
              key={`${line.activityId}|${line.letter}|${line.role}|${line.label}|${line.change}|${line.means ?? ''}`}
            >
              <th scope="row">{line.plain}</th>
              <td>
                <ChangeLine change={line} />
              </td>
              <td>
                {numberWords(line.cases)}{' '}
                {line.chainIds.slice(0, 3).map((id) => (
                  <span key={id}>
                    <Go to={`/cases/${id}`}>W-{id}</Go>{' '}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
