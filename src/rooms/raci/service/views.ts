// The matrix and its holders as people see them: names instead of ids.
import { AppError } from '../../../kernel/errors.ts';
import type { DeviceId, SiteId, WardId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import type { HolderView, MatrixView, ResolvedActivity } from '../contract.ts';
import { resolveWith } from '../engine/resolve.ts';
import {
  type Holder,
  type Letter,
  Letter as LetterType,
  type MatrixDocument,
  type OrgSnapshot,
  type Subject,
} from '../model.ts';
import { lint } from '../rules/lint.ts';
import * as store from '../store.ts';
import { inForce, type RaciNow, raciNow } from './matrix.ts';

/** A matrix as pages show it: groups, roles, rows with their cells. */
export const matrixView = (
  document: MatrixDocument,
): Pick<MatrixView, 'title' | 'groups' | 'roles' | 'activities'> => ({
  title: document.title,
  groups: [...document.groups],
  roles: document.roles.map(({ code, title, plain, department, isInternal }) => ({
    code,
    title,
    plain,
    department,
    isInternal,
  })),
  activities: document.activities.map((a) => ({
    id: a.id,
    group: a.group,
    title: a.title,
    plain: a.plain,
    ask: a.ask,
    seed: [...a.seed],
    cells: a.cells.map((c) => ({ ...c, letters: [...c.letters] })),
  })),
});

/** The matrix in force with what the lint says of it and of its staffing. */
export async function matrix(ctx: Ctx): Promise<MatrixView> {
  const { id, document, number, inForceFrom } = await inForce(ctx);
  const org = await store.organisation(ctx.db);
  return {
    id,
    number,
    inForceFrom,
    ...matrixView(document),
    lint: lint(document, org, ctx.now()).map(({ repair: _, ...line }) => line),
  };
}

/** Names for the ids of a holder. */
export function nameOf(org: OrgSnapshot, holder: Pick<Holder, 'personId' | 'teamId'>): string {
  if (holder.personId)
    return org.people.find((p) => p.id === holder.personId)?.name ?? `person ${holder.personId}`;
  return org.teams.find((t) => t.id === holder.teamId)?.name ?? `team ${holder.teamId ?? '?'}`;
}

/** One activity resolved, with names. */
export function resolvedView(
  { raci, org }: RaciNow,
  activityId: string,
  subject: Subject,
  at: Instant,
): ResolvedActivity {
  const r = resolveWith(raci, activityId, subject, at);
  const view = (letter: Letter) =>
    r[letter].map(
      (h): HolderView => ({
        letter,
        role: h.role,
        roleName: raci.roles.get(h.role)?.plain ?? h.role,
        personId: h.personId,
        teamId: h.teamId,
        name: nameOf(org, h),
        standsInFor: h.viaDeputyOf ? nameOf(org, { personId: h.viaDeputyOf, teamId: null }) : null,
        contract: h.contract,
        reasons: [...h.reasons],
      }),
    );
  return {
    activityId,
    holders: LetterType.options.flatMap(view),
    gaps: r.gaps.map((g) => ({
      letter: g.letter,
      role: g.role,
      what: g.what,
      isBlocking: g.isBlocking,
      reasons: [...g.reasons],
      ownedBy: g.ownedBy.map((personId) => nameOf(org, { personId, teamId: null })),
    })),
  };
}

type Question = {
  siteId?: SiteId | undefined;
  wardId?: WardId | undefined;
  deviceClass?: string | undefined;
  manufacturer?: string | undefined;
  activityId?: string | undefined;
  at?: Instant | undefined;
};

/** Who holds each letter, for a place and kind of device, at an instant (now unless told). */
export async function resolved(ctx: Ctx, q: Question): Promise<ResolvedActivity[]> {
  const now = await raciNow(ctx);
  const subject: Subject = {
    ...(q.siteId ? { siteId: q.siteId } : {}),
    ...(q.wardId ? { wardId: q.wardId } : {}),
    ...(q.deviceClass ? { deviceClass: q.deviceClass } : {}),
    ...(q.manufacturer ? { manufacturer: q.manufacturer } : {}),
  };
  return now.version.document.activities
    .filter((a) => !q.activityId || a.id === q.activityId)
    .map((a) => resolvedView(now, a.id, subject, q.at ?? ctx.now()));
}

/** Who holds which letter for one device. @throws AppError `not_found`. */
export async function deviceOwners(ctx: Ctx, deviceId: DeviceId): Promise<ResolvedActivity[]> {
  const device = await store.deviceSubject(ctx.db, deviceId);
  if (!device) throw new AppError('not_found', 'No such device.');
  const now = await raciNow(ctx);
  const { wardId, department, ...rest } = device;
  const subject: Subject = { ...rest, ...(wardId ? { wardId } : {}), ...(department ? { department } : {}) };
  return now.version.document.activities.map((a) => resolvedView(now, a.id, subject, ctx.now()));
}
