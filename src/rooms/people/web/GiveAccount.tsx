import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { AccountProfile } from '../../../kernel/permission.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { useAction } from '../../../ui/query.ts';
import { createAccount, type PersonRow } from '../contract.ts';
import { words } from './words.ts';

const say = words.give;
type Props = { readonly person: PersonRow | null; readonly onClose: () => void };

/** Gives a person an account; the password is shown once and kept nowhere on this page afterwards. */
export function GiveAccount({ person, onClose }: Props) {
  const [profile, setProfile] = useState<AccountProfile>('technician');
  const action = useAction(createAccount);
  const close = () => {
    action.reset();
    setProfile('technician');
    onClose();
  };
  const made = action.data;
  return (
    <Dialog
      open={person !== null}
      title={say.title(person?.name ?? '')}
      onClose={close}
      foot={
        made ? (
          <Button onClick={close}>{say.close}</Button>
        ) : (
          <>
            <Button variant="default" onClick={close}>
              {say.back}
            </Button>
            <Button
              loading={action.isPending}
              onClick={() => person && action.mutate({ personId: person.id, profile })}
            >
              {say.go}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <div className="wl-stack" role="status">
          <p>{say.once}</p>
          <p>
            {say.login}: <code>{made.login}</code>
          </p>
          <p>
            {say.password}: <code>{made.password}</code>
          </p>
        </div>
      ) : (
        <>
          <p>{say.text}</p>
          <NativeSelect
            label={say.profile}
            value={profile}
            onChange={(event) => setProfile(AccountProfile.parse(event.currentTarget.value))}
            data={AccountProfile.options.map((value) => ({ value, label: words.profiles[value] }))}
          />
          {action.error && <ErrorState error={action.error} />}
        </>
      )}
    </Dialog>
  );
}
