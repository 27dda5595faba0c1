// What `compile` makes and the engine works on. Types only.
import type { PersonId, TeamId } from '../../../kernel/ids.ts';
import type { Reason } from '../../../kernel/reason.ts';
import type { Person, RotaShift, SpanMs, Team } from '../../people/model.ts';
import type {
  Activity,
  Cell,
  Delegation,
  GapKind,
  Holder,
  Letter,
  MatrixDocument,
  Override,
  Role,
  StaffingLine,
} from '../model.ts';
import type { Demand, Keys } from './specificity.ts';

/** Who holds a letter, or why nobody does. */
export type Found = Holder | { readonly kind: GapKind; readonly reasons: readonly Reason[] };
/** One letter of one role in a row: what to look for, and the answers found so far by key. */
export type Slot = {
  readonly activity: Activity;
  readonly letter: Letter;
  readonly role: string;
  readonly plain: string;
  readonly cell: Cell;
  readonly isOutsideRole: boolean;
  readonly rowReasons: readonly Reason[];
  readonly memo: Map<number, Found>;
};
/** A row as it stands for one kind of subject. `accountables` should be one. */
export type Variant = { readonly accountables: readonly Slot[]; readonly others: readonly Slot[] };
/** The staffing of a role: its lines in the order in which they are tried, and which subjects they tell apart. */
export type RoleStaffing = { readonly lines: readonly CompiledLine[]; readonly keys: Keys };
export type CompiledPerson = {
  readonly person: Person;
  readonly isOutside: boolean;
  readonly away: readonly (SpanMs & {
    readonly deputyPersonId: PersonId | null;
    readonly absenceId: number;
  })[];
};
export type CompiledLine = {
  readonly line: StaffingLine;
  readonly demand: Demand;
  readonly weight: number;
  readonly span: SpanMs;
  readonly reason: Reason;
};
export type CompiledOverride = {
  readonly override: Override;
  readonly demand: Demand;
  readonly weight: number;
  readonly reason: Reason;
};
export type CompiledDelegation = { readonly delegation: Delegation; readonly span: SpanMs };
export type CompiledRow = {
  readonly activity: Activity;
  /** Cells by role, in the order of the matrix's columns. */
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
  /** The least specific first, so that the last one applied wins. */
  readonly overrides: readonly CompiledOverride[];
  /** Which subjects the overrides tell apart, and the row as it stands for each kind of subject met so far. */
  readonly keys: Keys;
  readonly variants: Map<number, Variant>;
};
/** What `resolve` works on. Opaque to callers; make it again when the matrix or the organisation changes. */
export type CompiledRaci = {
  readonly matrix: MatrixDocument;
  readonly roles: ReadonlyMap<string, Role>;
  readonly roleOrder: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<string, CompiledRow>;
  readonly people: ReadonlyMap<PersonId, CompiledPerson>;
  readonly teams: ReadonlyMap<TeamId, Team>;
  readonly shifts: ReadonlyMap<string, readonly RotaShift[]>;
  readonly staffing: ReadonlyMap<string, RoleStaffing>;
  readonly delegations: ReadonlyMap<PersonId, readonly CompiledDelegation[]>;
  /** Every instant (epoch ms) at which an answer may change, ascending. */
  readonly changes: readonly number[];
  /** How many answers are kept in the slots, so that they can be dropped before they grow without bound. */
  readonly kept: { count: number; slots: Slot[] };
};
