// What is wrong with a matrix and with who holds it: rules V1 to V8 as far as they show before any work is done.
import type { PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import { compile } from '../engine/compile.ts';
import type { CompiledRaci } from '../engine/compiled.ts';
import { resolveWith } from '../engine/resolve.ts';
import { standInFor } from '../engine/stand-in.ts';
import type { Holder, MatrixDocument, OrgSnapshot, Resolution } from '../model.ts';
import { type Finding, finding } from './finding.ts';
import { lintMatrix } from './lint-matrix.ts';
import { lintOrganisation } from './lint-organisation.ts';
import { placesOf } from './places.ts';

/** The same finding at several places, as one. */
type Gathered = { readonly make: (where: string) => Finding; readonly places: Set<string> };
const whereOf = (places: ReadonlySet<string>, all: number): string => {
  const [first, ...rest] = places;
  if (places.size === all) return all === 1 ? ` (${first ?? ''})` : ' anywhere';
  return rest.length === 0
    ? ` at ${first ?? ''}`
    : ` at ${first ?? ''} and ${rest.length} more place${rest.length > 1 ? 's' : ''}`;
};

const idsOf = (holder: Holder): readonly PersonId[] =>
  holder.personId === null ? holder.memberIds : [holder.personId];
const doersOf = (resolution: Resolution): PersonId[] => resolution.R.flatMap(idsOf);

/** V3, V4 and V8 at every place: who cannot be found, who has nobody to stand in, who would check their own work. */
function lintPlaces(raci: CompiledRaci, org: OrgSnapshot, at: Instant): Finding[] {
  const places = placesOf(org);
  const gathered = new Map<string, Gathered>();
  const note = (key: string, place: string, make: (where: string) => Finding): void => {
    const known = gathered.get(key);
    if (known) known.places.add(place);
    else gathered.set(key, { make, places: new Set([place]) });
  };
  const alone = new Map<string, { holder: Holder; rows: Set<string> }>();
  const asked = new Set<string>();
  for (const { subject, name } of places)
    for (const { activity } of raci.rows.values()) {
      const activityId = activity.id;
      const resolution = resolveWith(raci, activityId, subject, at);
      for (const gap of resolution.gaps) {
        if (!gap.isBlocking || gap.kind === 'nobody') continue;
        const role = gap.role ?? undefined;
        const rule =
          gap.kind === 'no_authority'
            ? 'V4'
            : gap.kind === 'only_outsiders'
              ? 'V5'
              : gap.kind === 'contract_only'
                ? 'V2'
                : 'V3';
        const letter =
          gap.letter === 'A' ? 'answers for' : gap.letter === 'R' ? 'can do' : 'can be asked about';
        note(`${rule} ${activityId} ${gap.letter} ${role ?? ''} ${gap.kind}`, name, (where) =>
          finding(
            rule,
            'error',
            { activityId, ...(role ? { role } : {}) },
            `Nobody ${letter} ${activityId} ${activity.plain}${where}. ${gap.what}`,
            'Work without a named person falls between two chairs (S1).',
          ),
        );
      }
      for (const letter of ['A', 'R'] as const)
        for (const holder of resolution[letter]) {
          if (holder.personId === null || holder.contract) continue;
          const key = `${holder.role} ${holder.personId} ${holder.staffingId}`;
          const known = alone.get(key);
          if (known) known.rows.add(activityId);
          else if (!asked.has(key)) {
            asked.add(key);
            const without = holder.personId;
            if (!standInFor(raci, { activityId, letter, role: holder.role, without }, subject, at))
              alone.set(key, { holder, rows: new Set([activityId]) });
          }
        }
      const doers = doersOf(resolution);
      for (const other of activity.flow.apartFrom) {
        const done = new Set(doersOf(resolveWith(raci, other, subject, at)));
        if (doers.length > 0 && done.size > 0 && doers.every((id) => done.has(id)))
          note(`V8 ${activityId} ${other}`, name, (where) =>
            finding(
              'V8',
              'error',
              { activityId },
              `The people for ${activityId} are the same as for ${other}${where}, so nobody is left to check.`,
              'Nobody sees their own mistakes.',
            ),
          );
      }
    }
  const names = new Map(org.people.map((person) => [person.id, person.name]));
  const noDeputy = [...alone.values()].map(({ holder, rows }) => {
    const who = holder.personId === null ? '' : (names.get(holder.personId) ?? `person ${holder.personId}`);
    const plain = raci.roles.get(holder.role)?.plain ?? holder.role;
    return finding(
      'V3',
      'warning',
      { role: holder.role },
      `Nobody stands in for ${who} as ${plain}; ${rows.size} row${rows.size > 1 ? 's' : ''} would stand still.`,
      'People are ill and on leave; risks are not.',
    );
  });
  return [
    ...[...gathered.values()].map(({ make, places: at }) => make(whereOf(at, places.length))),
    ...noDeputy,
  ];
}

/** What is wrong with who holds the roles of a matrix at an instant: the people, then every place. */
export const lintStaffing = (matrix: MatrixDocument, org: OrgSnapshot, at: Instant): Finding[] => [
  ...lintOrganisation(matrix, org, at),
  ...lintPlaces(compile(matrix, org), org, at),
];

/** Everything that is wrong with a matrix and its staffing at an instant: the matrix, the people, then every place. */
export const lint = (matrix: MatrixDocument, org: OrgSnapshot, at: Instant): Finding[] => [
  ...lintMatrix(matrix),
  ...lintStaffing(matrix, org, at),
];
