// What `compile` makes and the engine works on. Types only.
import type { PersonId, TeamId } from '../../../kernel/ids.ts';
import type { Reason } from '../../../kernel/reason.ts';
import type { CalendarDate } from '../../../kernel/time.ts';
import type { CompiledRota, Person, SpanMs, Team } from '../../people/model.ts';
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
  Subject,
} from '../model.ts';
import type { DemandNumbers, Keys, SubjectNumbers, Words } from './specificity.ts';

/** Who holds a letter, or why nobody does. */
export type Found = Holder | { readonly kind: GapKind; readonly reasons: readonly Reason[] };
/** Who or what a staffing line gives, before the row's own words are added; `because` says how it came to that. */
export type Hit = Pick<
  Holder,
  'personId' | 'teamId' | 'memberIds' | 'viaDeputyOf' | 'viaDelegation' | 'isOutside'
> & { readonly because: readonly Reason[] };
export type Miss = { readonly kind: GapKind; readonly reason: Reason };
/** What a line gives from one instant to another: within the span nothing it rests on begins or ends. `holders` are the
 *  answers made of it so far where it was the first line asked, by the number of the slot. */
export type Standing = SpanMs & { readonly of: Hit | Miss; readonly holders: Map<number, Holder> };
/** One letter of one role in a row: what to look for. `number` is its own within a compilation. */
export type Slot = {
  readonly activity: Activity;
  readonly letter: Letter;
  readonly role: string;
  readonly plain: string;
  readonly cell: Cell;
  readonly isOutsideRole: boolean;
  readonly rowReasons: readonly Reason[];
  readonly number: number;
  readonly staffing: RoleStaffing | null;
};
/** A row as it stands for one kind of subject. `accountables` should be one. */
export type Variant = { readonly accountables: readonly Slot[]; readonly others: readonly Slot[] };
/** The staffing of a role: its lines in the order in which they are tried, which subjects they tell apart, and the lines
 *  that fit each kind of subject met so far. */
export type RoleStaffing = {
  readonly lines: readonly CompiledLine[];
  readonly keys: Keys;
  readonly fitting: Map<number, readonly CompiledLine[]>;
};
export type CompiledPerson = {
  readonly person: Person;
  readonly isOutside: boolean;
  readonly away: readonly (SpanMs & {
    readonly deputyPersonId: PersonId | null;
    readonly absenceId: number;
  })[];
  /** From when to when each training counts. */
  readonly skills: ReadonlyMap<string, SpanMs & { readonly expiresOn: CalendarDate | null }>;
};
export type CompiledLine = {
  readonly line: StaffingLine;
  readonly demand: DemandNumbers;
  readonly weight: number;
  readonly span: SpanMs;
  readonly reason: Reason;
  /** What the line gave so far, by what was asked of it; the spans of one list do not overlap, the earliest first. */
  readonly standing: (Standing[] | undefined)[];
};
export type CompiledOverride = {
  readonly override: Override;
  readonly demand: DemandNumbers;
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
  /** The slots of roles that no override touched, shared by all variants. */
  readonly untouched: Map<string, readonly Slot[]>;
};
/** What `resolve` works on. Opaque to callers; make it again when the matrix or the organisation changes. */
export type CompiledRaci = {
  readonly matrix: MatrixDocument;
  readonly roles: ReadonlyMap<string, Role>;
  readonly roleOrder: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<string, CompiledRow>;
  readonly people: ReadonlyMap<PersonId, CompiledPerson>;
  readonly teams: ReadonlyMap<TeamId, Team>;
  readonly rotas: ReadonlyMap<string, CompiledRota<PersonId>>;
  /** What whoever does a row must be trained in. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  readonly staffing: ReadonlyMap<string, RoleStaffing>;
  readonly delegations: ReadonlyMap<PersonId, readonly CompiledDelegation[]>;
  /** Rows that a staffing line, a delegation or a need of training names, numbered from 1: only these are answered apart from the others. */
  readonly namedRows: ReadonlyMap<string, number>;
  /** True where some delegation says how far its authority reaches, so that A depends on the row. */
  readonly isAuthorityHandedOn: boolean;
  /** How many answers are kept, so that they can be dropped before they grow without bound, and slots numbered so far. */
  readonly kept: { count: number; slots: number };
  readonly words: Words;
};

/** One question to the engine, with what is worked out once for it. */
export type Question = {
  readonly raci: CompiledRaci;
  readonly subject: Subject;
  readonly numbers: SubjectNumbers;
  readonly atMs: number;
};
