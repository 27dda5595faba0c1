// People of the demonstration hospital at the public HTTP API: for the long parts that a journey is not about.
import { z } from 'zod';
import { demoPeople } from '../src/app/setup-contract.ts';
import type { Endpoint } from '../src/kernel/contract.ts';
import { stepInto, teams } from '../src/rooms/people/contract.ts';
import { answerGate, type CaseDetail, type CaseStep, decide, oneCase } from '../src/rooms/work/contract.ts';

export type Session = {
  readonly cookie: string;
  call<In extends z.ZodType, Out extends z.ZodType>(
    endpoint: Endpoint<In, Out>,
    input: z.input<In>,
  ): Promise<z.output<Out>>;
};

const written = (value: unknown): string => z.coerce.string().parse(value);

/** Speaks to the API with a session's cookie. @throws Error with the server's words when it refuses. */
export const sessionOf = (address: string, cookie: string): Session => ({
  cookie,
  call: async (endpoint, input) => {
    const given = new Map(Object.entries(endpoint.input.parse(input) ?? {}));
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => written(given.get(name)));
    const query = new URLSearchParams();
    for (const [name, value] of given)
      if (value !== undefined && !endpoint.path.includes(`:${name}`)) query.set(name, written(value));
    const isRead = endpoint.method === 'GET';
    const answer = await fetch(`${address}/api/v1${path}${isRead ? `?${query.toString()}` : ''}`, {
      method: endpoint.method,
      headers: { cookie, 'x-wardline-csrf': '1', 'content-type': 'application/json' },
      ...(isRead ? {} : { body: JSON.stringify(input) }),
    });
    if (!answer.ok) throw new Error(`${endpoint.method} ${path}: ${answer.status} ${await answer.text()}`);
    return endpoint.output.parse(await answer.json());
  },
});

export type Cast = {
  /** The session of a person, or of a member of the team, of that name; null when nobody of it has an account. */
  as(name: string): Promise<Session | null>;
  /** The person of that name, or the first member of that team who has an account; `but` names whom not. */
  personOf(name: string, but?: readonly string[]): string | null;
};

/** Everybody who can be stepped into, and the teams they are in. */
export async function castOf(address: string): Promise<Cast> {
  const people = await sessionOf(address, '').call(demoPeople, {});
  const known = new Map(people.map((p) => [p.name, p.personId]));
  const sessions = new Map<string, Promise<Session>>();
  const enter = (name: string): Promise<Session> => {
    const before = sessions.get(name);
    if (before) return before;
    const made = fetch(`${address}/api/v1${stepInto.path}`, {
      method: 'POST',
      headers: { 'x-wardline-csrf': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ personId: known.get(name) }),
    }).then((answer) => sessionOf(address, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''));
    sessions.set(name, made);
    return made;
  };
  const [first] = people.filter((p) => p.profile === 'analyst');
  if (!first) throw new Error('Nobody of the demonstration is an analyst.');
  const all = await (await enter(first.name)).call(teams, {});
  const membersOf = new Map(all.map((team) => [team.name, team.members.map((m) => m.name)]));
  const personOf = (name: string, but: readonly string[] = []): string | null =>
    (known.has(name) ? [name] : (membersOf.get(name) ?? [])).find(
      (one) => known.has(one) && !but.includes(one),
    ) ?? null;
  return {
    personOf,
    as: async (name) => {
      const one = personOf(name);
      return one ? enter(one) : null;
    },
  };
}

/** The step of an activity. */
export function stepOf(it: CaseDetail, activityId: string): CaseStep {
  const step = it.steps.find((one) => one.activityId === activityId);
  if (!step) throw new Error(`Case ${it.caseNo} has no step ${activityId}.`);
  return step;
}

/** Who holds a letter of a step, by name. */
export function holderOf(step: CaseStep, letter: 'R' | 'A', role?: string): string {
  const party = step.parties.find((one) => one.letter === letter && (!role || one.role === role));
  if (!party) throw new Error(`${step.activityId} has no ${letter}${role ? ` of role ${role}` : ''}.`);
  return party.name;
}

/** Answers yes to every question that is open on a step; where nobody can, the accountable goes on without. */
export async function allSayYes(cast: Cast, reader: Session, id: CaseDetail['id'], activityId: string) {
  for (const gate of stepOf(await reader.call(oneCase, { chainId: id }), activityId).gates) {
    const who = gate.answer === null ? await cast.as(gate.label) : null;
    if (who) await who.call(answerGate, { gateId: gate.id, answer: 'yes' });
  }
  const step = stepOf(await reader.call(oneCase, { chainId: id }), activityId);
  if (step.state !== 'consult' && step.state !== 'decide') return;
  const accountable = await cast.as(holderOf(step, 'A'));
  await accountable?.call(decide, {
    obligationId: step.id,
    version: step.version,
    decision: 'proceed',
    reason: 'Those who did not answer were asked twice.',
  });
}
