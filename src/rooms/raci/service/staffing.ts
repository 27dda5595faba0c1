// Who holds which role where, from a file: each line as a whole or not at all, the same line twice changes nothing.
import type { PersonId, StaffingId, TeamId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { usualMaker } from '../../inventory/index.ts';
import { DeviceClass } from '../../inventory/model.ts';
import {
  findPerson,
  findSite,
  findTeam,
  findWard,
  judgeOrganisation,
  loadNames,
  type Names,
  type PeopleProblem,
  type PeopleRow,
  type RowOutcome,
  refusal,
} from '../../people/index.ts';
import { ActivityId } from '../model.ts';
import * as store from '../store/staffing.ts';
import { versionInForce } from '../store.ts';

type Line = Extract<PeopleRow, { kind: 'staffing' }>;
type Holder = { personId: PersonId | null; teamId: TeamId | null; rota: string | null };
type Read<T> = { ok: true; value: T } | { ok: false; problem: PeopleProblem };

const problem = (rule: string, sentence: string, value: string): { ok: false; problem: PeopleProblem } => ({
  ok: false,
  problem: refusal({ rule, sentence }, value),
});

/** Who a line names: a person, else a team, else a rota of that name, whichever column it stands in. */
function holderOf(names: Names, line: Line): Read<Holder> {
  const none = { personId: null, teamId: null, rota: null };
  if (line.rota !== undefined)
    return { ok: true, value: { ...none, rota: rotaNamed(names, line.rota) ?? line.rota } };
  if (line.team !== undefined) {
    const team = findTeam(names, line.team);
    return team.ok
      ? { ok: true, value: { ...none, teamId: team.value.id } }
      : { ok: false, problem: refusal(team, line.team) };
  }
  const text = line.person ?? '';
  const person = findPerson(names, text);
  if (person.ok) return { ok: true, value: { ...none, personId: person.value.id } };
  const team = findTeam(names, text);
  if (team.ok) return { ok: true, value: { ...none, teamId: team.value.id } };
  const rota = rotaNamed(names, text);
  if (rota !== undefined) return { ok: true, value: { ...none, rota } };
  return person.rule === 'person_ambiguous'
    ? { ok: false, problem: refusal(person, text) }
    : problem(
        'holder_unknown',
        `No person, team or on-call rota is called "${text}". Import it first, or correct the name.`,
        text,
      );
}

const rotaNamed = (names: Names, text: string): string | undefined =>
  [...names.rotas].find((rota) => rota.toLowerCase() === text.trim().toLowerCase());

const keyOf = (l: store.LineKey): string =>
  JSON.stringify([
    l.role,
    l.personId,
    l.teamId,
    l.rota,
    l.siteId,
    l.wardId,
    l.department,
    l.deviceClass,
    l.manufacturer,
    l.activityId,
  ]);

async function readLine(
  names: Names,
  line: Line,
  activities: ReadonlySet<string> | null,
): Promise<Read<store.LineKey & store.LineTerms>> {
  const holder = holderOf(names, line);
  if (!holder.ok) return holder;
  const deputy = line.deputy === undefined ? null : findPerson(names, line.deputy);
  if (deputy && !deputy.ok) return { ok: false, problem: refusal(deputy, line.deputy ?? '') };
  if (deputy && deputy.value.id === holder.value.personId)
    return problem('own_deputy', 'Nobody stands in for themselves.', line.deputy ?? '');
  const site = line.site === undefined ? null : findSite(names, line.site);
  if (site && !site.ok) return { ok: false, problem: refusal(site, line.site ?? '') };
  const ward = line.ward === undefined ? null : findWard(names, line.ward, site?.value.id ?? null);
  if (ward && !ward.ok) return { ok: false, problem: refusal(ward, line.ward ?? '') };
  if (line.deviceClass !== undefined && !DeviceClass.safeParse(line.deviceClass).success)
    return problem(
      'device_class_unknown',
      `"${line.deviceClass}" is no device class. Classes are: ${DeviceClass.options.join(', ')}.`,
      line.deviceClass,
    );
  if (
    line.activity !== undefined &&
    (!ActivityId.safeParse(line.activity).success || activities?.has(line.activity) === false)
  )
    return problem(
      'activity_unknown',
      `The matrix in force has no activity ${line.activity}.`,
      line.activity,
    );
  return {
    ok: true,
    value: {
      ...holder.value,
      role: line.role,
      siteId: ward?.value.siteId ?? site?.value.id ?? null,
      wardId: ward?.value.id ?? null,
      department: line.department ?? null,
      deviceClass: line.deviceClass ?? null,
      manufacturer: line.manufacturer === undefined ? null : await usualMaker(line.manufacturer),
      activityId: line.activity ?? null,
      deputyPersonId: deputy?.value.id ?? null,
      validFrom: line.from ?? null,
      validUntil: line.until ?? null,
    },
  };
}

/** Applies the rows of a staffing file. A line with the same role, scope, activity and holder is the same line. */
export const applyStaffingRows = (ctx: Ctx, rows: readonly PeopleRow[]): Promise<RowOutcome[]> =>
  transact(ctx, async (ctx) => {
    const [names, existing, matrix] = await Promise.all([
      loadNames(ctx.db),
      store.lines(ctx.db),
      versionInForce(ctx.db),
    ]);
    const known: Known = new Map(
      existing.map(({ id, deputyPersonId, validFrom, validUntil, ...line }) => [
        keyOf(line),
        { id, deputyPersonId, validFrom, validUntil },
      ]),
    );
    const activities = matrix ? new Set(matrix.document.activities.map((a) => a.id)) : null;
    const out: RowOutcome[] = [];
    for (const row of rows) {
      if (row.kind !== 'staffing') {
        out.push({
          outcome: 'refused',
          problems: [
            refusal({ rule: 'wrong_kind', sentence: 'This row belongs to another kind of file.' }, ''),
          ],
        });
        continue;
      }
      const read = await readLine(names, row, activities);
      if (!read.ok) {
        out.push({ outcome: 'refused', problems: [read.problem] });
        continue;
      }
      out.push({ outcome: await writeLine(ctx, known, read.value), problems: warningsOf(names, read.value) });
      await judgeOrganisation(ctx.db, names, read.value, row.role);
    }
    const changed = out.filter((o) => o.outcome === 'created' || o.outcome === 'updated').length;
    if (changed > 0) audit(ctx, 'raci.staffing_imported', { kind: 'staffing', id: null }, { rows: changed });
    return out;
  });

/** A rota without a turn names nobody until its turns are imported. */
const warningsOf = (names: Names, line: store.LineKey): PeopleProblem[] =>
  line.rota === null || names.rotas.has(line.rota)
    ? []
    : [
        {
          column: null,
          value: line.rota,
          rule: 'rota_without_turns',
          sentence: `The rota "${line.rota}" has no turns yet; until they are imported it names nobody.`,
          refuses: false,
        },
      ];

type Known = Map<string, { id: StaffingId } & store.LineTerms>;

async function writeLine(
  ctx: Ctx,
  known: Known,
  { deputyPersonId, validFrom, validUntil, ...line }: store.LineKey & store.LineTerms,
): Promise<RowOutcome['outcome']> {
  const before = known.get(keyOf(line));
  if (!before) {
    const terms = { deputyPersonId, validFrom, validUntil };
    known.set(keyOf(line), { id: await store.insertLine(ctx.db, { ...line, ...terms }), ...terms });
    return 'created';
  }
  // A blank cell wipes nothing: an earlier deputy or date stays.
  const now = {
    deputyPersonId: deputyPersonId ?? before.deputyPersonId,
    validFrom: validFrom ?? before.validFrom,
    validUntil: validUntil ?? before.validUntil,
  };
  const isSame =
    now.deputyPersonId === before.deputyPersonId &&
    now.validFrom === before.validFrom &&
    now.validUntil === before.validUntil;
  if (isSame) return 'unchanged';
  await store.updateLine(ctx.db, before.id, now);
  Object.assign(before, now);
  return 'updated';
}
