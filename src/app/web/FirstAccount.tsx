import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { createFirst } from '../../rooms/people/contract.ts';
import { callEndpoint } from '../../ui/api.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useGo } from '../../ui/url.ts';
import { Door } from './Door.tsx';
import { words } from './words.ts';

const say = words.welcome.account;
const blank = { name: '', login: '', password: '', again: '' };
type Fields = typeof blank;
type Faults = Partial<Record<keyof Fields, string>>;

/** What is missing in the form, by field; empty when it can be sent. */
export function faultsOf({ name, login, password, again }: Fields): Faults {
  return {
    ...(name.trim() ? {} : { name: say.faults.name }),
    ...(login.trim() ? {} : { login: say.faults.login }),
    ...(password.length >= 12 ? {} : { password: say.faults.password }),
    ...(again === password ? {} : { again: say.faults.again }),
  };
}

/** The form that makes the first account of an empty Wardline. */
export function FirstAccount({ onBack }: { readonly onBack: () => void }) {
  const go = useGo();
  const queries = useQueryClient();
  const [fields, setFields] = useState<Fields>(blank);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const faults = faultsOf(fields);
  const shown = tried ? faults : {};
  const set = (name: keyof Fields) => (event: { currentTarget: { value: string } }) =>
    setFields({ ...fields, [name]: event.currentTarget.value });

  const send = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      const { name, login, password } = fields;
      await callEndpoint(createFirst, { name: name.trim(), login: login.trim(), password });
      queries.clear();
      go('/', { replace: true });
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!Object.keys(faults).length && !busy) void send();
  };
  return (
    <Door>
      <h1>{say.title}</h1>
      <p className="wl-muted">{say.lead}</p>
      <form className="wl-fields" noValidate onSubmit={submit}>
        <TextInput
          label={say.name}
          autoComplete="name"
          required
          withAsterisk={false}
          value={fields.name}
          error={shown.name}
          onChange={set('name')}
        />
        <TextInput
          label={say.login}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          value={fields.login}
          error={shown.login}
          onChange={set('login')}
        />
        <PasswordInput
          label={say.password}
          description={say.passwordHint}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={fields.password}
          error={shown.password}
          onChange={set('password')}
        />
        <PasswordInput
          label={say.again}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={fields.again}
          error={shown.again}
          onChange={set('again')}
        />
        {refusal !== null && <ErrorState error={refusal} />}
        <Button type="submit" loading={busy} fullWidth>
          {say.go}
        </Button>
        <Button variant="subtle" onClick={onBack} fullWidth>
          Go back
        </Button>
      </form>
    </Door>
  );
}
