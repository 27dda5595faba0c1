// resolve(): for each letter of a row the named people, and why. Pure, total and deterministic: it never answers
// "nobody" silently. A hole becomes a gap owned by the accountable of GOV-2, failing that of GOV-3, failing that the
// gap says `nobody`, which the proof counts as a violation.
import type { PersonId } from '../../../kernel/ids.ts';
import type { Reason } from '../../../kernel/reason.ts';
import { type Instant, ms } from '../../../kernel/time.ts';
import type {
  Cell,
  Gap,
  GapKind,
  Holder,
  Letter,
  MatrixDocument,
  OrgSnapshot,
  Resolution,
  Skipped,
  Subject,
} from '../model.ts';
import { consultRule } from '../rules/consult.ts';
import { compile } from './compile.ts';
import type { CompiledRaci, CompiledRow, Found, Question, Slot } from './compiled.ts';
import { findHolder, isHolder } from './holder.ts';
import { applies, variantOf } from './row.ts';
import { numbersOf } from './specificity.ts';

/** The row that keeps the matrix current and owns its holes. */
export const KEEPER_ROW = 'GOV-2';
/** The row that owns holes in that one. */
const LAST_ROW = 'GOV-3';

type Hole = Omit<Gap, 'ownedBy'>;

/** The accountable of a row for the question's subject, or why there is none. */
export function accountableOf(
  q: Question,
  activityId: string,
): Found | 'no_row' | 'no_role' | 'two_accountables' {
  const row = q.raci.rows.get(activityId);
  if (!row) return 'no_row';
  const slots = variantOf(q.raci, row, q.numbers).accountables.filter((slot) =>
    applies(slot.cell, q.subject.when),
  );
  const [only, second] = slots;
  if (!only) return 'no_role';
  if (second) return 'two_accountables';
  return only.isOutsideRole ? { kind: 'only_outsiders', reasons: only.rowReasons } : findHolder(q, only);
}

/** Who settles holes for this subject: the accountable of GOV-2, else of GOV-3, else nobody. */
function keepers(q: Question): { ownedBy: PersonId[]; reason: Reason } {
  for (const row of [KEEPER_ROW, LAST_ROW]) {
    const found = accountableOf(q, row);
    const owner = typeof found !== 'string' && isHolder(found) ? found.personId : null;
    if (owner === null) continue;
    const name = q.raci.people.get(owner)?.person.name ?? `person ${owner}`;
    const what = `${name} answers for the chart and must settle it.`;
    return { ownedBy: [owner], reason: { what, source: `${q.raci.matrix.title}, row ${row}` } };
  }
  const source = `${q.raci.matrix.title}, rows ${KEEPER_ROW} and ${LAST_ROW}`;
  return { ownedBy: [], reason: { what: 'Nobody answers for the chart.', source } };
}

const missing: Readonly<Record<GapKind, string>> = {
  no_row: 'The matrix has no such activity.',
  no_role: 'No role holds this letter in the row.',
  two_accountables: 'More than one role answers for this row.',
  not_staffed: 'nobody is named for this role here.',
  nobody_present: 'everybody named is away or has left, and so are their deputies.',
  team_without_lead: 'the team has no lead, so nobody can answer for it.',
  only_outsiders: 'only people from outside the hospital are named, and they cannot answer for it.',
  no_authority: 'the authority of those named does not reach this far.',
  not_trained: 'those who are there are not trained in what this needs.',
  contract_only: 'Only people from outside could do it; nobody of the hospital can.',
  nobody: 'Nobody can settle this: the chart itself has nobody who answers for it.',
};

const hole = (
  letter: Letter,
  of: Pick<Slot, 'role' | 'plain'> | null,
  kind: GapKind,
  isBlocking: boolean,
  reasons: readonly Reason[] = [],
): Hole => ({
  letter,
  role: of?.role ?? null,
  kind,
  what: of === null ? missing[kind] : `${of.plain}: ${missing[kind]}`,
  isBlocking,
  reasons,
});

const unmet = (cell: Cell): string =>
  cell.when === 'no_vendor_fix' ? 'Only where the maker has no fix.' : 'Only for life support.';

/** Fills the letters of a row; returns the holes. */
function answerRow(
  q: Question,
  row: CompiledRow,
  letters: Record<Letter, Holder[]>,
  skipped: Skipped[],
): Hole[] {
  const holes: Hole[] = [];
  const variant = variantOf(q.raci, row, q.numbers);
  const accountable = accountableOf(q, row.activity.id);
  if (typeof accountable === 'string') holes.push(hole('A', null, accountable, true));
  else if (isHolder(accountable)) letters.A.push(accountable);
  else {
    const asked = variant.accountables.find((slot) => applies(slot.cell, q.subject.when));
    holes.push(hole('A', asked ?? null, accountable.kind, true, accountable.reasons));
  }
  for (const { letter, role, cell } of variant.accountables)
    if (!applies(cell, q.subject.when)) skipped.push({ letter, role, what: unmet(cell) });

  const undone: { slot: Slot; kind: GapKind; reasons: readonly Reason[] }[] = [];
  for (const slot of variant.others) {
    const { letter, role, cell } = slot;
    if (!applies(cell, q.subject.when)) skipped.push({ letter, role, what: unmet(cell) });
    else if (letter === 'A')
      skipped.push({ letter, role, what: 'Nobody answers for an outcome by contract.' });
    else {
      const found = findHolder(q, slot);
      if (isHolder(found)) letters[letter].push(found);
      else if (cell.contract && found.kind === 'not_staffed')
        skipped.push({ letter, role, what: `${slot.plain}: no contract is in force here.` });
      else if (letter === 'R') undone.push({ slot, ...found });
      else {
        const isMust = letter === 'C' && consultRule(row.activity, role).mandatory;
        holes.push(hole(letter, slot, found.kind, isMust, found.reasons));
      }
    }
  }
  letters.R.sort((a, b) => Number(a.contract) - Number(b.contract));
  const canBeDone = letters.R.some((holder) => !holder.contract && !holder.isOutside);
  for (const { slot, kind, reasons } of undone) holes.push(hole('R', slot, kind, !canBeDone, reasons));
  if (!canBeDone && letters.R.length > 0)
    holes.push(
      hole(
        'R',
        null,
        'contract_only',
        true,
        letters.R.flatMap((holder) => holder.reasons),
      ),
    );
  else if (!canBeDone && undone.length === 0) holes.push(hole('R', null, 'no_role', true));
  return holes;
}

function owned(q: Question, holes: readonly Hole[]): Gap[] {
  if (holes.length === 0) return [];
  const { ownedBy, reason } = keepers(q);
  const gaps = holes.map((gap): Gap => ({ ...gap, ownedBy, reasons: [...gap.reasons, reason] }));
  return ownedBy.length > 0 ? gaps : [...gaps, { ...hole('A', null, 'nobody', true, [reason]), ownedBy }];
}

/** The question about a subject at an instant. */
export const questionOf = (raci: CompiledRaci, subject: Subject, at: Instant): Question => ({
  raci,
  subject,
  numbers: numbersOf(raci.words, subject),
  atMs: ms(at),
});

/** The named people of an activity on a subject at an instant, with reasons, and every hole with its owner.
 *  Each list is in the order of the matrix's columns, R by contract last. Unknown activities are holes too. */
export function resolveWith(
  raci: CompiledRaci,
  activityId: string,
  subject: Subject,
  at: Instant,
): Resolution {
  const q = questionOf(raci, subject, at);
  const letters: Record<Letter, Holder[]> = { R: [], A: [], C: [], I: [] };
  const skipped: Skipped[] = [];
  const row = raci.rows.get(activityId);
  const holes = row
    ? answerRow(q, row, letters, skipped)
    : [hole('A', null, 'no_row', true), hole('R', null, 'no_row', true)];
  return {
    activityId,
    at,
    A: letters.A,
    R: letters.R,
    C: letters.C,
    I: letters.I,
    gaps: owned(q, holes),
    skipped,
  };
}

/** As `resolveWith`, compiling first: for one question. For many, compile once. */
export const resolve = (
  matrix: MatrixDocument,
  org: OrgSnapshot,
  activityId: string,
  subject: Subject,
  at: Instant,
): Resolution => resolveWith(compile(matrix, org), activityId, subject, at);

/** True when this person did none of the work, and so may check it (V8; domain.md 8.6). */
export const mayVerify = (personId: PersonId, doers: readonly PersonId[]): boolean =>
  !doers.includes(personId);
