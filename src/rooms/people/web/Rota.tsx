import { Button } from '@mantine/core';
import { useState } from 'react';
import { RotaId } from '../../../kernel/ids.ts';
import { useClock } from '../../../ui/clock.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { usePart } from '../../../ui/url.ts';
import { endLayer, type RotaView, rota, type SwapView, settleSwap } from '../contract.ts';
import { AddLayer } from './AddLayer.tsx';
import { RotaWeek } from './RotaWeek.tsx';
import { lengthWords, ruleWords, words } from './rota-words.ts';
import './people.css';

/** One rota: its week, its turns by rule, and swaps. */
export function Rota() {
  const id = RotaId.safeParse(usePart('id'));
  return (
    <div className="wl-page">
      {id.success ? <Find rotaId={id.data} /> : <EmptyState page title={words.missing} />}
    </div>
  );
}

function Find({ rotaId }: { readonly rotaId: RotaId }) {
  const query = useEndpoint(rota, { rotaId });
  return (
    <Loaded query={query} what={words.what}>
      {(found) => <Whole found={found} />}
    </Loaded>
  );
}

function Whole({ found }: { readonly found: RotaView }) {
  const [adds, setAdds] = useState(false);
  return (
    <>
      <div className="wl-page__head">
        <h1>{found.name}</h1>
        <Go to="/rotas" className="wl-quiet">
          {words.title}
        </Go>
        {found.mayEdit && <Button onClick={() => setAdds(true)}>{words.add}</Button>}
      </div>
      <RotaWeek rota={found} />
      <Swaps found={found} />
      <Layers found={found} />
      {adds && <AddLayer rota={found} onClose={() => setAdds(false)} />}
    </>
  );
}

function Layers({ found }: { readonly found: RotaView }) {
  const [ends, setEnds] = useState<number | null>(null);
  const action = useAction(endLayer);
  const toasts = useToasts();
  const { now } = useClock();
  const close = () => {
    action.reset();
    setEnds(null);
  };
  return (
    <section className="wl-card wl-stack">
      <h2>{words.layers}</h2>
      <p className="wl-muted wl-small">{words.layersHint}</p>
      {found.layers.length === 0 && <p className="wl-muted">{words.noLayers}</p>}
      <ul className="wl-layers">
        {found.layers.map((layer) => (
          <li key={layer.id} className={layer.isOver ? 'wl-muted' : undefined}>
            <div>
              {words.layer(
                ruleWords(layer.rule),
                lengthWords(layer.shiftMinutes),
                layer.firstAt.replace('T', ' '),
              )}
              {layer.untilAt && (
                <>
                  {', '}
                  {(layer.isOver ? words.ended : words.ends)('')}
                  <When at={layer.untilAt} />
                </>
              )}
            </div>
            <div>{layer.members.map((member) => member.name).join(' → ')}</div>
            {found.mayEdit && !layer.isOver && (
              <button type="button" className="wl-quiet" onClick={() => setEnds(layer.id)}>
                {words.endLayer}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Dialog
        open={ends !== null}
        title={words.endTitle}
        onClose={close}
        foot={
          <>
            <Button variant="default" onClick={close}>
              {words.back}
            </Button>
            <Button
              loading={action.isPending}
              onClick={() =>
                ends !== null &&
                action.mutate(
                  { rotaId: found.id, layerId: ends, untilAt: now.toISOString() },
                  {
                    onSuccess: () => {
                      toasts.done(words.done.ended);
                      close();
                    },
                  },
                )
              }
            >
              {words.endGo}
            </Button>
          </>
        }
      >
        <p>{words.endText}</p>
        {action.error && <ErrorState error={action.error} />}
      </Dialog>
    </section>
  );
}

const answers = { agree: 'agreed', decline: 'declined', withdraw: 'withdrawn' } as const;

function Swaps({ found }: { readonly found: RotaView }) {
  return (
    <section className="wl-card wl-stack">
      <h2>{words.swapsTitle}</h2>
      {found.swaps.length === 0 && <p className="wl-muted">{words.noSwaps}</p>}
      <ul className="wl-layers">
        {found.swaps.map((swap) => (
          <Swap key={swap.id} found={found} swap={swap} />
        ))}
      </ul>
    </section>
  );
}

function Swap({ found, swap }: { readonly found: RotaView; readonly swap: SwapView }) {
  const action = useAction(settleSwap);
  const toasts = useToasts();
  const by = swap.settledBy ?? swap.askedBy;
  return (
    <li>
      <div>
        {words.swap(swap.from.name, swap.to.name)}, <When at={swap.turnAt} />
      </div>
      <div className="wl-muted wl-small">
        <strong>{words.swapState[swap.state]}</strong> {by && words.swapBy(by)}{' '}
        <When at={swap.settledAt ?? swap.askedAt} />
        {swap.note && `: ${swap.note}`}
      </div>
      {swap.may.length > 0 && (
        <div className="wl-line">
          {swap.may.map((what) => (
            <Button
              key={what}
              size="xs"
              variant={what === 'agree' ? 'filled' : 'default'}
              loading={action.isPending}
              onClick={() =>
                action.mutate(
                  { rotaId: found.id, swapId: swap.id, answer: answers[what] },
                  { onSuccess: () => toasts.done(words.done.settled) },
                )
              }
            >
              {words[what]}
            </Button>
          ))}
        </div>
      )}
      {action.error && <ErrorState error={action.error} />}
    </li>
  );
}
