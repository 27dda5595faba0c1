// Accounts and sessions: sign in, sign out, the first account, the demonstration's step-into.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { type AccountProfile, permissionsOf } from '../../../kernel/permission.ts';
import { addHours, instant, isBefore, ms } from '../../../kernel/time.ts';
import {
  hashPassword,
  isPassword,
  newToken,
  nobodysHash,
  tokenHash,
} from '../../../platform/auth/password.ts';
import { type Actor, type Ctx, withActor } from '../../../platform/ctx.ts';
import { isPgError } from '../../../platform/db/pool.ts';
import type { Exchange } from '../../../platform/http/route.ts';
import { audit } from '../../../platform/ledger.ts';
import { readSetting } from '../../../platform/settings.ts';
import { transact } from '../../../platform/transact.ts';
import type { Me } from '../contract.ts';
import * as store from '../store.ts';

const SESSION_HOURS = 12;
const TOUCH_AFTER_MS = 60_000;
/** After this many wrong passwords in a row the account rests for a while; longer each time, at most 15 minutes. */
const FREE_ATTEMPTS = 5;

const toActor = (account: store.AccountRow): Actor | null =>
  account.personId && account.isEnabled
    ? {
        kind: 'person',
        personId: account.personId,
        name: account.name ?? account.login,
        profile: account.profile,
        permissions: new Set(permissionsOf[account.profile]),
      }
    : null;

/** Who a session token belongs to; null when it is unknown, expired, or the account or person is no longer active. */
export async function whoIs(ctx: Ctx, token: string): Promise<Actor | null> {
  const hash = tokenHash(token);
  const account = await store.accountBySession(ctx.db, hash, ctx.now());
  if (!account) return null;
  if (ms(ctx.now()) - ms(account.lastUsedAt) > TOUCH_AFTER_MS)
    await store.touchSession(ctx.db, hash, ctx.now());
  return toActor(account);
}

/** These people as they would be signed in now; left out are those without an account in use and those who have left. */
export async function actorsOf(ctx: Ctx, personIds: readonly PersonId[]): Promise<Map<PersonId, Actor>> {
  const found = await store.accountsOfPeople(ctx.db, personIds);
  return new Map(
    found.flatMap((account): [PersonId, Actor][] => {
      const actor = toActor(account);
      return actor?.kind === 'person' ? [[actor.personId, actor]] : [];
    }),
  );
}

/** The answer of `/me` for the context's actor. */
export async function me(ctx: Ctx): Promise<Me> {
  const [sites, demo, setup, accounts] = await Promise.all([
    store.sites(ctx.db),
    readSetting(ctx, 'demo', z.boolean(), false),
    readSetting(ctx, 'setup', z.enum(['empty', 'preparing', 'ready']), 'empty'),
    store.countAccounts(ctx.db),
  ]);
  const state = { demo, setup: setup === 'preparing' ? setup : accounts > 0 ? 'ready' : 'empty' } as const;
  const { actor } = ctx;
  if (actor.kind !== 'person') return { person: null, account: null, permissions: [], sites: [], ...state };
  const person = await store.person(ctx.db, actor.personId);
  const account = await store.accountOfPerson(ctx.db, actor.personId);
  return {
    person: person ? { id: person.id, name: person.name, title: person.title, siteId: person.siteId } : null,
    account: account ? { login: account.login, profile: account.profile } : null,
    permissions: [...actor.permissions],
    sites: actor.profile === 'outsider' ? [] : sites,
    ...state,
  };
}

async function openSession(ctx: Ctx, account: store.AccountRow, exchange: Exchange): Promise<Me> {
  const actor = toActor(account);
  if (!actor) throw new AppError('forbidden', 'This account is switched off. Ask an administrator.');
  // A session that came with the request is ended: signing in always changes the token.
  if (exchange.sessionToken) await store.deleteSession(ctx.db, tokenHash(exchange.sessionToken));
  const token = newToken();
  const expiresAt = addHours(ctx.now(), SESSION_HOURS);
  await store.insertSession(ctx.db, {
    tokenHash: tokenHash(token),
    accountId: account.id,
    createdAt: ctx.now(),
    lastUsedAt: ctx.now(),
    expiresAt,
    userAgent: exchange.userAgent,
  });
  await store.deleteExpiredSessions(ctx.db, ctx.now());
  audit(ctx, 'people.signed_in', { kind: 'person', id: account.personId }, { login: account.login });
  exchange.setSession(token, new Date(expiresAt));
  return me(withActor(ctx, actor));
}

/** Opens a session. Wrong login and wrong password look and take the same.
 *  @throws AppError `unauthenticated`, `too_many` while the account rests after wrong passwords. */
export async function signIn(
  ctx: Ctx,
  input: { login: string; password: string },
  exchange: Exchange,
): Promise<Me> {
  const outcome = await transact(ctx, async (ctx) => {
    const account = await store.accountByLogin(ctx.db, input.login);
    const resting = account?.lockedUntil && isBefore(ctx.now(), account.lockedUntil);
    const right = await isPassword(account?.passwordHash ?? (await nobodysHash), input.password);
    if (!account || resting || !right) {
      if (account && !resting) {
        const failed = account.failedAttempts + 1;
        const rest =
          failed < FREE_ATTEMPTS
            ? null
            : instant(ms(ctx.now()) + Math.min(900_000, 30_000 * 2 ** (failed - FREE_ATTEMPTS)));
        await store.setAttempts(ctx.db, account.id, failed, rest);
        audit(
          ctx,
          'people.sign_in_refused',
          { kind: 'person', id: account.personId },
          { login: account.login, failed },
        );
      }
      return resting ? 'resting' : 'wrong';
    }
    await store.setAttempts(ctx.db, account.id, 0, null);
    return openSession(withActor(ctx, toActor(account) ?? ctx.actor), account, exchange);
  });
  // Refused outside the transaction, so that the counted attempt stays.
  if (outcome === 'resting')
    throw new AppError('too_many', 'Too many wrong passwords. Wait a few minutes and try again.');
  if (outcome === 'wrong')
    throw new AppError('unauthenticated', 'This e-mail and password do not belong together.');
  return outcome;
}

/** Ends the session of this request. */
export const signOut = (ctx: Ctx, exchange: Exchange): Promise<Record<string, never>> =>
  transact(ctx, async (ctx) => {
    if (exchange.sessionToken) await store.deleteSession(ctx.db, tokenHash(exchange.sessionToken));
    exchange.clearSession();
    audit(ctx, 'people.signed_out', {
      kind: 'person',
      id: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
    });
    return {};
  });

/** Creates the first account, an administrator, and signs it in. @throws AppError `conflict` when there is one already. */
export const createFirst = (
  ctx: Ctx,
  input: { name: string; login: string; password: string },
  exchange: Exchange,
): Promise<Me> =>
  transact(ctx, async (ctx) => {
    if ((await store.countAccounts(ctx.db)) > 0)
      throw new AppError('conflict', 'There is an account already. Please sign in.');
    const person = await store.insertPerson(ctx.db, {
      name: input.name,
      email: input.login,
      title: 'Administrator',
    });
    await createAccountOf(ctx, person.id, input.login, 'administrator', await hashPassword(input.password));
    const account = await store.accountOfPerson(ctx.db, person.id);
    if (!account) throw new AppError('internal', 'The account was not kept.');
    return openSession(withActor(ctx, toActor(account) ?? ctx.actor), account, exchange);
  });

async function createAccountOf(
  ctx: Ctx,
  personId: PersonId,
  login: string,
  profile: AccountProfile,
  passwordHash: string,
): Promise<void> {
  try {
    await store.insertAccount(ctx.db, { personId, login, passwordHash, profile, createdAt: ctx.now() });
  } catch (error) {
    if (isPgError(error, '23505'))
      throw new AppError('conflict', 'This person or this e-mail has an account already.', { login });
    throw error;
  }
  audit(ctx, 'people.account_created', { kind: 'person', id: personId }, { login, profile });
}

/** Gives a person an account with a random password, shown once. @throws AppError `not_found`, `conflict`, `unprocessable`. */
export const createAccount = (ctx: Ctx, input: { personId: PersonId; profile: AccountProfile }) =>
  transact(ctx, async (ctx) => {
    const person = await store.person(ctx.db, input.personId);
    if (!person) throw new AppError('not_found', 'No such person.');
    if (!person.email)
      throw new AppError('unprocessable', `${person.name} has no e-mail address to sign in with.`);
    const password = randomBytes(12).toString('base64url');
    await createAccountOf(ctx, person.id, person.email, input.profile, await hashPassword(password));
    return { login: person.email, password };
  });

const refuseOutsideDemo = async (ctx: Ctx): Promise<void> => {
  if (!(await readSetting(ctx, 'demo', z.boolean(), false)))
    throw new AppError('not_found', 'This is not the demonstration hospital.');
};

/** The people one may step into. @throws AppError `not_found` outside the demonstration. */
export async function demoPeople(ctx: Ctx) {
  await refuseOutsideDemo(ctx);
  return store.peopleWithAccounts(ctx.db);
}

/** Signs in as one of the demonstration's people. @throws AppError `not_found`. */
export const stepInto = (ctx: Ctx, personId: PersonId, exchange: Exchange): Promise<Me> =>
  transact(ctx, async (ctx) => {
    await refuseOutsideDemo(ctx);
    const account = await store.accountOfPerson(ctx.db, personId);
    if (!account) throw new AppError('not_found', 'Nobody to step into here.');
    return openSession(withActor(ctx, toActor(account) ?? ctx.actor), account, exchange);
  });
