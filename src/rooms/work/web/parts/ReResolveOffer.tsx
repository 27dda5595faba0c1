import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Permission } from '../../../../kernel/permission.ts';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { Loaded } from '../../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../../ui/query.ts';
import { useToasts } from '../../../../ui/toasts.tsx';
import { type CaseDetail, caseEffect, reResolveCase } from '../../contract.ts';
import { words } from '../re-resolve-words.ts';
import { Changes } from './Changes.tsx';

type Props = { readonly it: CaseDetail; readonly permissions: readonly Permission[] };

/** Says that a newer matrix is in force, shows what it would change in this case, and takes the case over. */
export function ReResolveOffer({ it, permissions }: Props) {
  const [open, setOpen] = useState(false);
  const may = permissions.includes('work.read');
  return (
    <div className="wl-line wl-small">
      <span>{words.offer(it.matrixVersion, it.matrixInForce)}</span>
      {may && (
        <button type="button" className="wl-quiet" onClick={() => setOpen(true)}>
          {words.lookAt(it.matrixInForce)}
        </button>
      )}
      {open && <Effect it={it} mayTake={permissions.includes('raci.write')} onClose={() => setOpen(false)} />}
    </div>
  );
}

type EffectProps = { readonly it: CaseDetail; readonly mayTake: boolean; readonly onClose: () => void };

function Effect({ it, mayTake, onClose }: EffectProps) {
  const query = useEndpoint(caseEffect, { chainId: it.id });
  const act = useAction(reResolveCase);
  const toasts = useToasts();
  const to = query.data?.toVersion ?? it.matrixInForce;
  const take = () =>
    act.mutateAsync({ chainId: it.id, toVersion: to }).then(
      () => {
        toasts.done(words.done(to));
        onClose();
      },
      () => undefined,
    );
  return (
    <Dialog
      open
      as="wide"
      title={words.caseTitle(to)}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {words.back}
          </Button>
          {mayTake && (
            <Button loading={act.isPending} disabled={!query.data} onClick={() => void take()}>
              {words.take(to)}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={query} what={words.loading}>
        {(effect) => (
          <div className="wl-stack">
            {effect.steps.length === 0 && <p>{words.nobody}</p>}
            {effect.steps.map((step) => (
              <div key={step.obligationId}>
                <h3>{step.plain}</h3>
                <Changes changes={step.changes} />
              </div>
            ))}
          </div>
        )}
      </Loaded>
      {act.error && <ErrorState error={act.error} />}
    </Dialog>
  );
}
