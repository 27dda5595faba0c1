import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useEffect, useState } from 'react';
import { AppError } from '../../kernel/errors.ts';
import { signIn } from '../../rooms/people/contract.ts';
import { callEndpoint } from '../../ui/api.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Go } from '../../ui/Go.tsx';
import { safeNext, useGo, useUrlSearch } from '../../ui/url.ts';
import { Door } from './Door.tsx';
import { useMe } from './session.tsx';
import { words } from './words.ts';

const say = words.signIn;

/** Sign in with a local account, and go on to where one wanted to go. */
export function SignIn() {
  const [search] = useUrlSearch();
  const go = useGo();
  const queries = useQueryClient();
  const who = useMe().data;
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const next = safeNext(search['next']);
  const already = who?.account != null;
  const empty = who !== undefined && who.setup !== 'ready';
  useEffect(() => {
    if (empty) go('/welcome', { replace: true });
    else if (already) go(next, { replace: true });
  }, [empty, already, next, go]);

  const send = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      await callEndpoint(signIn, { login: login.trim(), password });
      queries.clear();
      go(next, { replace: true });
    } catch (error) {
      setRefusal(error);
      setPassword('');
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (login.trim() && password && !busy) void send();
  };
  const wrong = refusal instanceof AppError && refusal.code === 'unauthenticated';
  return (
    <Door>
      <h1>{say.title}</h1>
      <p className="wl-muted">{next === '/' ? words.promise : say.stayed}</p>
      <form className="wl-fields" onSubmit={submit}>
        <TextInput
          label={say.login}
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={say.password}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          error={wrong ? say.wrong : null}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {refusal !== null && !wrong && <ErrorState error={refusal} />}
        <Button type="submit" loading={busy} fullWidth>
          {say.go}
        </Button>
      </form>
      {who?.demo && (
        <p className="wl-muted">
          {say.demo} <Go to="/step-into">{say.demoGo}</Go>
        </p>
      )}
    </Door>
  );
}
