import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonId } from '../../../kernel/ids.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { useAction } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { addLayer, type RotaView } from '../contract.ts';
import { FindPerson } from './FindPerson.tsx';
import { words } from './rota-words.ts';

type Member = { readonly id: PersonId; readonly name: string };
type Props = { readonly rota: RotaView; readonly onClose: () => void };

/** Adds turns that recur: from when, by what rule, how long, and who takes them in what order. */
export function AddLayer({ rota, onClose }: Props) {
  const [firstAt, setFirstAt] = useState('');
  const [rule, setRule] = useState('FREQ=WEEKLY');
  const [ownRule, setOwnRule] = useState('');
  const [hours, setHours] = useState('168');
  const [members, setMembers] = useState<readonly Member[]>([]);
  const action = useAction(addLayer);
  const toasts = useToasts();
  const shiftMinutes = Math.round(Number(hours) * 60);
  const said = rule === 'other' ? ownRule.trim() : rule;
  const ready = firstAt !== '' && said !== '' && shiftMinutes >= 15 && members.length > 0;
  const send = () =>
    action.mutate(
      {
        rotaId: rota.id,
        firstAt: firstAt.slice(0, 16),
        rule: said,
        shiftMinutes,
        memberIds: members.map((m) => m.id),
      },
      {
        onSuccess: () => {
          toasts.done(words.done.added);
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      title={words.addTitle}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {words.back}
          </Button>
          <Button loading={action.isPending} disabled={!ready} onClick={send}>
            {words.addGo}
          </Button>
        </>
      }
    >
      <TextInput
        type="datetime-local"
        label={words.first}
        description={`${words.firstHint} (${rota.timezone})`}
        value={firstAt}
        onChange={(event) => setFirstAt(event.currentTarget.value)}
      />
      <NativeSelect
        label={words.rule}
        value={rule}
        data={Object.entries(words.rules).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setRule(event.currentTarget.value)}
      />
      {rule === 'other' && (
        <TextInput
          label={words.ownRule}
          description={words.ownRuleHint}
          value={ownRule}
          maxLength={200}
          spellCheck={false}
          onChange={(event) => setOwnRule(event.currentTarget.value)}
        />
      )}
      <TextInput
        type="number"
        min={0.25}
        max={744}
        step={0.25}
        label={words.length}
        description={words.lengthHint}
        value={hours}
        onChange={(event) => setHours(event.currentTarget.value)}
      />
      <div className="wl-stack">
        <h3>{words.who}</h3>
        <p className="wl-muted wl-small">{words.whoHint}</p>
        <ol className="wl-turns">
          {members.map((member) => (
            <li key={member.id}>
              {member.name}{' '}
              <button
                type="button"
                className="wl-quiet"
                onClick={() => setMembers(members.filter((one) => one.id !== member.id))}
              >
                {words.remove(member.name)}
              </button>
            </li>
          ))}
        </ol>
        <FindPerson
          choose={(id, name) =>
            setMembers(members.some((one) => one.id === id) ? members : [...members, { id, name }])
          }
        />
      </div>
      {action.error && <ErrorState error={action.error} />}
    </Dialog>
  );
}
