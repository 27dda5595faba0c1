import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { useAction } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { type Channels, changeStandard } from '../contract.ts';
import type { Choice } from '../model.ts';
import { ChoiceForm } from './ChoiceForm.tsx';
import { words } from './words.ts';

const say = words.admin.standards;
type Standard = Channels['standards'][number];

/** What is standard for each kind of account. */
export function Standards({ found }: { readonly found: Channels }) {
  const [open, setOpen] = useState<Standard | null>(null);
  return (
    <section className="wl-card wl-stack">
      <p className="wl-muted">{say.lead}</p>
      <table className="wl-standards">
        <thead>
          <tr>
            <th scope="col">{say.profile}</th>
            <th scope="col">{say.asks}</th>
            <th scope="col">{say.reads}</th>
            <th scope="col">{say.digest}</th>
            <th scope="col">{say.quiet}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {found.standards.map((one) => (
            <tr key={one.profile}>
              <th scope="row">
                {words.profiles[one.profile]}{' '}
                {one.isChanged && <span className="wl-muted wl-small">{say.changed}</span>}
              </th>
              <td data-label={say.asks}>{say.lanes[one.choice.asks]}</td>
              <td data-label={say.reads}>{say.lanes[one.choice.reads]}</td>
              <td data-label={say.digest}>{words.clock(one.choice.digestHour)}</td>
              <td data-label={say.quiet}>
                {one.choice.quietFrom === null || one.choice.quietUntil === null
                  ? say.none
                  : say.hours(one.choice.quietFrom, one.choice.quietUntil)}
              </td>
              <td>
                <button type="button" className="wl-quiet" onClick={() => setOpen(one)}>
                  {say.change}
                  <span className="wl-hidden">: {words.profiles[one.profile]}</span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open && <StandardDialog of={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function StandardDialog({ of, onClose }: { readonly of: Standard; readonly onClose: () => void }) {
  const [choice, setChoice] = useState<Choice>(of.choice);
  const action = useAction(changeStandard);
  const toasts = useToasts();
  const keep = () =>
    action.mutate(
      { profile: of.profile, choice },
      {
        onSuccess: () => {
          toasts.done(words.admin.dialog.done);
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      as="wide"
      title={say.title(words.profiles[of.profile])}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {words.admin.dialog.back}
          </Button>
          <Button loading={action.isPending} onClick={keep}>
            {words.admin.dialog.save}
          </Button>
        </>
      }
    >
      <ChoiceForm choice={choice} onChange={setChoice} />
      {action.error && <ErrorState error={action.error} />}
    </Dialog>
  );
}
