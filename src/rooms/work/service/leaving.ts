// Somebody leaves. What they hold is shown with where each of it goes, before it is done; then it happens in one transaction,
// so that at no moment anything of theirs is nobody's.
import { AppError } from '../../../kernel/errors.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { takeBack, takeOut } from '../../people/index.ts';
import { nameOf, type RaciNow, raciNow, raciWithout } from '../../raci/index.ts';
import { Letter, type StaffingLine } from '../../raci/model.ts';
import type { LeavingView, Moved } from '../contract.ts';
import { caseNo } from '../rules/sentences.ts';
import { type HeldBy, type RunningStep, runningSteps } from '../store/recast.ts';
import { acceptancesLeft } from './acceptance/leaving.ts';
import { castOf, type NewHolder } from './cast.ts';
import { namingAlone } from './naming.ts';
import { RECAST_PAGE, recastAll } from './recast.ts';

/** So many cases of a group are named. */
const NAMED = 5;

/** What a person holds and where it goes. @throws AppError `not_found`. */
export async function leaving(ctx: Ctx, { personId }: { personId: PersonId }): Promise<LeavingView> {
  const now = await raciNow(ctx);
  const person = now.org.people.find((p) => p.id === personId);
  if (!person) throw new AppError('not_found', 'No such person.', { personId });
  const groups = new Map<string, Moved>();
  const cases = new Set<number>();
  const versions = new Map<number, RaciNow>();
  for (let after = 0; ; ) {
    const steps = await runningSteps(ctx.db, { after, limit: RECAST_PAGE, of: personId });
    const last = steps.at(-1);
    if (!last) break;
    after = last.chainId;
    for (const step of steps) {
      const then =
        versions.get(step.matrixVersionId) ?? raciWithout(await raciNow(ctx, step.matrixVersionId), personId);
      versions.set(step.matrixVersionId, then);
      const cast = castOf(then, step.activityId, step.subject, step.wardIds, ctx.now());
      for (const move of movesOf(step, cast, personId)) {
        cases.add(step.chainId);
        add(groups, then, step, move);
      }
    }
  }
  const { id, name, title, isActive } = person;
  return {
    person: { id, name, title, isActive },
    roles: rolesOf(now, personId),
    work: [...groups.values()].sort((a, b) => Number(b.isGap) - Number(a.isGap) || b.count - a.count),
    caseCount: cases.size,
    acceptances: await acceptancesLeft(ctx, personId),
    delegations: now.org.delegations
      .filter((d) => d.untilOn >= ctx.today() && (d.fromPersonId === id || d.toPersonId === id))
      .map((d) => ({
        from: nameOf(now.org, { personId: d.fromPersonId, teamId: null }),
        to: nameOf(now.org, { personId: d.toPersonId, teamId: null }),
        activities: [...(d.activityIds ?? [])],
        untilOn: d.untilOn,
      })),
  };
}

type Move = { what: Moved['what']; goesTo: string[]; isGap: boolean };

/** What of a step goes on, and to whom. A letter of a team stays with the team, as long as the team has somebody. */
function movesOf(step: RunningStep, cast: readonly NewHolder[], personId: PersonId): Move[] {
  const isKept = (h: HeldBy) =>
    cast.some(
      (c) => c.letter === h.letter && c.role === h.role && c.personId === h.personId && c.teamId === h.teamId,
    );
  const heirs = (letter: string, role: string | null) =>
    cast.filter((c) => c.letter === letter && (role === null || c.role === role));
  const labels = (holders: readonly NewHolder[]) => [...new Set(holders.map((h) => h.label))];
  const accountable = labels(heirs('A', null));
  const moves: Move[] = [];
  for (const held of step.holders) {
    if (isKept(held) || (held.personId !== personId && held.teamId === null)) continue;
    const letter = Letter.parse(held.letter);
    const to = heirs(letter, letter === 'A' ? null : held.role);
    const isGap =
      to.length === 0 ? letter === 'R' : to.some((h) => h.reasons[0]?.source.startsWith('Matrix'));
    moves.push({
      what: letter,
      goesTo: to.length > 0 ? labels(to) : letter === 'R' ? accountable : [],
      isGap,
    });
  }
  if (step.inHandOf === personId)
    moves.push({ what: 'claim', goesTo: labels(heirs('R', null)), isGap: false });
  for (const asked of step.asked) {
    if (asked.personId !== personId) continue;
    const to = labels(heirs('C', asked.role));
    moves.push({ what: 'question', goesTo: to.length > 0 ? to : accountable, isGap: to.length === 0 });
  }
  return moves;
}

function add(groups: Map<string, Moved>, now: RaciNow, step: RunningStep, move: Move): void {
  const key = JSON.stringify([move.what, step.activityId, move.goesTo, move.isGap]);
  const group = groups.get(key) ?? {
    ...move,
    activityId: step.activityId,
    activity: now.raci.rows.get(step.activityId)?.activity.plain ?? step.activityId,
    count: 0,
    cases: [],
  };
  group.count += 1;
  if (group.cases.length < NAMED)
    group.cases.push({ chainId: step.chainId, caseNo: caseNo(step.chainId), sentence: step.sentence });
  groups.set(key, group);
}

/** The staffing lines a person is named on, as holder, as deputy, or through a team. */
function rolesOf({ org, raci }: RaciNow, id: PersonId): LeavingView['roles'] {
  const name = (personId: PersonId) => nameOf(org, { personId, teamId: null });
  const isHere = (personId: PersonId | null) => org.people.some((p) => p.id === personId && p.isActive);
  const whereOf = ({ scope }: StaffingLine): string =>
    [
      org.sites.find((s) => s.id === scope.siteId)?.name,
      org.wards.find((w) => w.id === scope.wardId)?.name,
      scope.department,
      scope.deviceClass?.replaceAll('_', ' '),
      scope.manufacturer,
    ]
      .filter(Boolean)
      .join(', ') || 'everywhere';
  return org.staffing.flatMap((line): LeavingView['roles'] => {
    const { holder, deputyPersonId } = line;
    const role = {
      role: line.role,
      roleName: raci.roles.get(line.role)?.plain ?? line.role,
      where: whereOf(line),
    };
    const deputy =
      deputyPersonId !== null && deputyPersonId !== id && isHere(deputyPersonId)
        ? [name(deputyPersonId)]
        : [];
    if (holder.kind === 'person' && holder.personId === id)
      return [{ ...role, as: 'holder', goesTo: deputy }];
    if (deputyPersonId === id) return [{ ...role, as: 'deputy', goesTo: [] }];
    if (holder.kind === 'team') {
      const team = org.teams.find((t) => t.id === holder.teamId);
      if (!team?.memberIds.includes(id)) return [];
      const others = team.memberIds.filter((m) => m !== id && isHere(m));
      return [{ ...role, as: 'team', goesTo: others.length > 0 ? [team.name] : deputy }];
    }
    return [];
  });
}

/** Takes a person out, and passes what they hold on, in one transaction.
 *  @throws AppError `unprocessable` for oneself, `not_found`, `conflict` when they left already. */
export const leave = async (
  ctx: Ctx,
  { personId, reason }: { personId: PersonId; reason: string },
): Promise<{ casesChanged: number }> => {
  if (actorId(ctx) === personId)
    throw new AppError('unprocessable', 'Somebody else has to do this: you cannot take yourself out.');
  return changed(ctx, personId, { verb: 'people.left', reason, by: takeOut });
};

/** Takes a person who had left back in; what the matrix gives them is theirs again. @throws AppError `not_found`, `conflict`. */
export const comeBack = (
  ctx: Ctx,
  { personId, reason }: { personId: PersonId; reason: string },
): Promise<{ casesChanged: number }> =>
  changed(ctx, personId, { verb: 'people.came_back', reason, by: takeBack });

const changed = (
  ctx: Ctx,
  personId: PersonId,
  how: { verb: string; reason: string; by: typeof takeOut },
): Promise<{ casesChanged: number }> =>
  transact(ctx, async (ctx) => {
    await namingAlone(ctx);
    const { name } = await how.by(ctx, personId);
    const casesChanged = await recastAll(ctx, how.by === takeOut ? personId : null);
    audit(ctx, how.verb, { kind: 'person', id: personId }, { name, reason: how.reason, casesChanged });
    await emit(ctx, 'people.changed');
    return { casesChanged };
  });
