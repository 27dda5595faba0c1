// On-call rotas: who is on call now, the turns of a week, layers, and turns given from one person to another.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { PersonId, RotaId } from '../../../kernel/ids.ts';
import { csvOf, PageInput, pageOf } from '../../../kernel/page.ts';
import { CalendarDate, Instant } from '../../../kernel/time.ts';
import { RotaLayer, WallTime } from '../model.ts';

const PersonRef = z.object({ id: PersonId, name: z.string() });
const rowId = z.coerce.number().int().positive().max(2_147_483_647);

/** A rota in the list. `onCall` null: nobody is on duty, or nobody looked yet. */
export const RotaRow = z.object({
  id: RotaId,
  name: z.string(),
  timezone: z.string(),
  members: z.array(z.string()),
  onCall: z.string().nullable(),
  untilAt: Instant.nullable(),
  swapsAsked: z.number().int(),
});
export type RotaRow = z.infer<typeof RotaRow>;
const RotaFilter = z.object({ duty: csvOf(z.enum(['somebody', 'nobody'])) });
export const rotas = endpoint({
  method: 'GET',
  path: '/rotas',
  permission: 'people.read',
  summary: 'On-call rotas, with who is on duty now',
  input: PageInput.extend(RotaFilter.shape),
  output: pageOf(RotaRow),
});

export const SwapState = z.enum(['asked', 'agreed', 'declined', 'withdrawn']);
export const SwapView = z.object({
  id: rowId,
  turnAt: Instant,
  from: PersonRef,
  to: PersonRef,
  state: SwapState,
  note: z.string().nullable(),
  askedBy: z.string().nullable(),
  askedAt: Instant,
  settledBy: z.string().nullable(),
  settledAt: Instant.nullable(),
  /** What the reader may do with it now. */
  may: z.array(z.enum(['agree', 'decline', 'withdraw'])),
});
export type SwapView = z.infer<typeof SwapView>;
export const TurnView = z.object({
  fromAt: Instant,
  toAt: Instant,
  person: PersonRef,
  /** Whose turn it is by the rota, where somebody else takes it. */
  insteadOf: z.string().nullable(),
  /** True for a turn that came from a file. */
  isFromFile: z.boolean(),
  isAway: z.boolean(),
});
export type TurnView = z.infer<typeof TurnView>;
export const RotaView = z.object({
  id: RotaId,
  name: z.string(),
  timezone: z.string(),
  layers: z.array(
    RotaLayer.extend({ members: z.array(PersonRef), isOver: z.boolean() }).omit({ memberIds: true }),
  ),
  /** The newest fifty. */
  swaps: z.array(SwapView),
  mayEdit: z.boolean(),
});
export type RotaView = z.infer<typeof RotaView>;
export const rota = endpoint({
  method: 'GET',
  path: '/rotas/:rotaId',
  permission: 'people.read',
  summary: 'One rota: its layers, members and swaps',
  input: z.object({ rotaId: RotaId }),
  output: RotaView,
});
export const rotaTurns = endpoint({
  method: 'GET',
  path: '/rotas/:rotaId/turns',
  permission: 'people.read',
  summary: 'The turns of a rota on some days, and the holes between them',
  input: z.object({
    rotaId: RotaId,
    /** In the rota's own zone; today where it is left out. */
    from: CalendarDate.optional(),
    days: z.coerce.number().int().min(1).max(35).default(7),
  }),
  output: z.object({
    from: CalendarDate,
    timezone: z.string(),
    fromAt: Instant,
    toAt: Instant,
    turns: z.array(TurnView),
    holes: z.array(z.object({ fromAt: Instant, toAt: Instant })),
  }),
});
export const createRota = endpoint({
  method: 'POST',
  path: '/rotas/create',
  permission: 'people.write',
  summary: 'A new on-call rota, without turns yet',
  input: z.object({ name: z.string().trim().min(1).max(200), timezone: z.string().min(1).max(60) }),
  output: z.object({ rotaId: RotaId }),
});
export const addLayer = endpoint({
  method: 'POST',
  path: '/rotas/:rotaId/add-layer',
  permission: 'people.write',
  summary: 'Adds turns that recur by a rule (RFC 5545 RRULE), members one after another',
  input: z.object({
    rotaId: RotaId,
    firstAt: WallTime,
    rule: z.string().min(1).max(200),
    shiftMinutes: z.number().int().min(15).max(44_640),
    memberIds: z.array(PersonId).min(1).max(60),
  }),
  output: RotaView,
});
export const endLayer = endpoint({
  method: 'POST',
  path: '/rotas/:rotaId/end-layer',
  permission: 'people.write',
  summary: 'Ends turns at an instant: what was before stays as it was',
  input: z.object({ rotaId: RotaId, layerId: rowId, untilAt: Instant }),
  output: RotaView,
});
export const askSwap = endpoint({
  method: 'POST',
  path: '/rotas/:rotaId/ask-swap',
  permission: 'work.act',
  summary: 'Asks that somebody takes a turn; both must agree',
  input: z.object({
    rotaId: RotaId,
    turnAt: Instant,
    fromPersonId: PersonId,
    toPersonId: PersonId,
    note: z.string().trim().max(500).nullable().default(null),
  }),
  output: RotaView,
});
export const settleSwap = endpoint({
  method: 'POST',
  path: '/rotas/:rotaId/settle-swap',
  permission: 'work.act',
  summary: 'Agrees to a swap, declines it or takes the question back',
  input: z.object({ rotaId: RotaId, swapId: rowId, answer: z.enum(['agreed', 'declined', 'withdrawn']) }),
  output: RotaView,
});
