// One case in the hands of somebody: the chain locked, its steps with all that the state machine looks at.
import { AppError } from '../../../kernel/errors.ts';
import type {
  ChainId,
  GateId,
  MatrixVersionId,
  ObligationId,
  PersonId,
  TeamId,
} from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import {
  type DeviceOutcome,
  type Facts,
  type GateFacts,
  nameOf,
  type Party,
  peopleOf,
  type RaciNow,
  raciNow,
  type Signature,
} from '../../raci/index.ts';
import type { Activity } from '../../raci/model.ts';
import { acceptanceNo } from '../rules/sentences.ts';
import * as chains from '../store/chains.ts';
import type { GateRow } from '../store/notices.ts';
import type { StepSaved } from '../store/save-steps.ts';
import type { SignatureRow } from '../store/signatures.ts';
import { noCase, type WholeCase, wholeCases } from '../store/whole-case.ts';
import { namePeople } from './naming.ts';

export type Step = {
  o: chains.Obligation;
  readonly activity: Activity;
  holders: chains.HolderRow[];
  gates: GateRow[];
  signatures: SignatureRow[];
};

export type Case = {
  readonly chain: chains.Chain;
  readonly now: RaciNow;
  /** Steps to save: set where many cases are opened at once, and saved with them in one statement. */
  readonly saves?: StepSaved[];
  /** What has to be found out at each device, yes or no; null where nothing is asked. */
  readonly question: string | null;
  steps: Step[];
  devices: chains.ChainDevice[];
};

/** The rows whose work is a list of devices, each with its own outcome. */
export const DEVICE_ROWS: ReadonlySet<string> = new Set(['VUL-8', 'VUL-9', 'INV-3']);
/** The row that checks what the device rows did. */
export const CHECK_ROW = 'VUL-10';
/** Whether a step of this activity goes through the devices of its case, one by one. */
export const hasDevices = (activityId: string): boolean =>
  DEVICE_ROWS.has(activityId) || activityId === CHECK_ROW;

const read = new WeakMap<object, Map<number, RaciNow>>();

/** The matrix and the organisation as one transaction sees them: read once, however many cases it touches. */
export async function raciOnce(ctx: Ctx, id: MatrixVersionId): Promise<RaciNow> {
  if (!ctx.entries) return raciNow(ctx, id);
  const mine = read.get(ctx.entries) ?? new Map<number, RaciNow>();
  read.set(ctx.entries, mine);
  const now = mine.get(id) ?? (await raciNow(ctx, id));
  mine.set(id, now);
  return now;
}

/** The case with its chain locked: whoever comes second waits. @throws AppError `not_found`. */
export const openCase = (ctx: Ctx, id: ChainId, known?: RaciNow): Promise<Case> =>
  load(ctx, { id }, true, known);

/** The case of a step or of a question, locked, for somebody to act on. @throws AppError `not_found`; `unprocessable` while
 *  its risk is accepted. */
export const openCaseOf = async (
  ctx: Ctx,
  what: { obligationId: ObligationId } | { gateId: GateId },
): Promise<Case> => {
  const of = await load(ctx, what, true);
  const { accepted } = of.chain;
  if (accepted)
    throw new AppError(
      'unprocessable',
      `The risk of this case is accepted until ${accepted.untilOn} (${acceptanceNo(accepted.id)}). Work goes on when the acceptance ends.`,
      { acceptanceId: accepted.id },
    );
  return of;
};

/** The case of a step to look at, not to change. @throws AppError `not_found`. */
export const viewCaseOf = (ctx: Ctx, obligationId: ObligationId): Promise<Case> =>
  load(ctx, { obligationId }, false);

/** The case to look at, not to change. @throws AppError `not_found`. */
export const viewCase = (ctx: Ctx, id: ChainId): Promise<Case> => load(ctx, { id }, false);

/** Cases that were just made in this transaction: read together, nobody else sees them yet. */
export async function openCases(ctx: Ctx, ids: readonly ChainId[], now: RaciNow): Promise<Case[]> {
  const rows = await chains.chainsOf(ctx.db, ids);
  const whole = await wholeCases(ctx.db, ids);
  return rows.map((chain) => caseOf(chain, now, whole.get(chain.id)));
}

async function load(ctx: Ctx, of: chains.WhichChain, lock: boolean, known?: RaciNow): Promise<Case> {
  if (lock) await namePeople(ctx);
  const chain = await chains.chain(ctx.db, of, lock);
  if (!chain) throw new AppError('not_found', 'No such case.', { of });
  const { id } = chain;
  const now =
    known?.version.id === chain.matrixVersionId ? known : await raciOnce(ctx, chain.matrixVersionId);
  return caseOf(chain, now, (await wholeCases(ctx.db, [id])).get(id));
}

function caseOf(chain: chains.Chain, now: RaciNow, whole: WholeCase = noCase): Case {
  const { obligations, holders, gates, signatures, devices, question } = whole;
  const activities = new Map(now.version.document.activities.map((a) => [a.id, a]));
  const steps = obligations.flatMap((o): Step[] => {
    const activity = activities.get(o.activityId);
    return activity
      ? [
          {
            o,
            activity,
            holders: holders.filter((h) => h.obligationId === o.id),
            gates: gates.filter((g) => g.obligationId === o.id),
            signatures: signatures.filter((s) => s.obligationId === o.id),
          },
        ]
      : [];
  });
  return { chain, now, question, steps, devices };
}

/** The step of an obligation. @throws AppError `not_found`. */
export function stepOf(of: Case, id: ObligationId): Step {
  const step = of.steps.find((s) => s.o.id === id);
  if (!step) throw new AppError('not_found', 'No such step in this case.', { id });
  return step;
}

const membersOf = ({ org }: RaciNow, teamId: TeamId): readonly PersonId[] => {
  const active = new Set(org.people.filter((p) => p.isActive).map((p) => p.id));
  return (org.teams.find((t) => t.id === teamId)?.memberIds ?? []).filter((id) => active.has(id));
};

/** A person, a team with its active members, or a party outside the house. */
export function partyOf(
  now: RaciNow,
  who: { role: string; personId: PersonId | null; teamId: TeamId | null },
): Party {
  const outside = now.raci.roles.get(who.role)?.isInternal === false;
  if (outside) {
    const personIds = who.personId ? [who.personId] : who.teamId ? membersOf(now, who.teamId) : [];
    return { kind: 'outside', role: who.role, personIds };
  }
  if (who.personId) return { kind: 'person', personId: who.personId };
  if (who.teamId) return { kind: 'team', teamId: who.teamId, memberIds: membersOf(now, who.teamId) };
  return { kind: 'outside', role: who.role, personIds: [] };
}

const noDevices = (): Record<DeviceOutcome, number> => ({
  to_do: 0,
  done: 0,
  could_not_locate: 0,
  in_use: 0,
  deferred: 0,
  replaced: 0,
  retired: 0,
});

/** How many devices stand where, as this step sees them: the check row counts what was done and not yet checked. */
function deviceCounts(of: Case, step: Step): Record<DeviceOutcome, number> {
  const counts = noDevices();
  if (DEVICE_ROWS.has(step.activity.id)) for (const d of of.devices) counts[d.outcome] += 1;
  if (step.activity.id === CHECK_ROW) {
    for (const d of of.devices) {
      if (d.outcome !== 'done' && d.outcome !== 'replaced') continue;
      counts[d.checkOutcome === null ? 'to_do' : 'done'] += 1;
    }
  }
  return counts;
}

/** Everybody whom the matrix lets do this step. */
export const responsibleOf = (of: Case, step: Step): PersonId[] => [
  ...new Set(step.holders.filter((h) => h.letter === 'R').flatMap((h) => peopleOf(partyOf(of.now, h)))),
];

/** All that the state machine looks at for one step. */
export function factsOf(of: Case, step: Step): Facts {
  const { now } = of;
  const parties = (letter: 'R' | 'A' | 'C' | 'I'): Party[] =>
    step.holders.filter((h) => h.letter === letter).map((h) => partyOf(now, h));
  const apartRows = new Set(step.activity.flow.apartFrom);
  const accountable = step.holders.find((h) => h.letter === 'A')?.personId ?? null;
  return {
    flow: step.activity.flow,
    so: of.chain.subject.when ?? [],
    gates: step.gates
      .filter((g) => g.answer !== 'passed_on')
      .map(
        (g): GateFacts => ({
          id: g.id,
          party: partyOf(now, g),
          mandatory: g.isMandatory,
          silence: g.silence,
          dueAt: g.dueAt,
          answer: g.answer,
        }),
      ),
    devices: deviceCounts(of, step),
    attention: step.o.attention,
    responsible: parties('R'),
    claimedBy: step.o.claimedBy,
    offer: step.o.offer,
    accountable,
    verifiers: [],
    keeper: null,
    doers: step.o.doers,
    apart: of.steps.filter((s) => apartRows.has(s.activity.id)).flatMap((s) => s.o.doers),
    signatures: step.signatures.flatMap((s): Signature[] => [
      { personId: s.personId, department: s.department },
    ]),
    waitingOn: step.o.waitingOn,
    isWorkDone: step.o.isWorkDone,
    isVerified: step.o.isVerified,
    bounces: step.o.bounces,
  };
}

/** What to call whoever has the ball. */
export function partyName(now: RaciNow, party: Party): string {
  if (party.kind === 'person') return nameOf(now.org, { personId: party.personId, teamId: null });
  if (party.kind === 'team') return nameOf(now.org, { personId: null, teamId: party.teamId });
  const [first] = party.personIds;
  const role = party.role ? (now.raci.roles.get(party.role)?.plain ?? party.role) : 'Spare parts';
  return first ? `${nameOf(now.org, { personId: first, teamId: null })} (${role})` : role;
}
