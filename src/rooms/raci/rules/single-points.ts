// Who could not be replaced, and which letters no named person holds.
import type { PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { CompiledRaci } from '../engine/compiled.ts';
import { resolveWith } from '../engine/resolve.ts';
import { standInFor } from '../engine/stand-in.ts';
import type { Holder, Letter, NonHumanHolder, OrgSnapshot, SinglePoint } from '../model.ts';
import { placesOf } from './places.ts';

type Point = Omit<SinglePoint, 'activities' | 'places' | 'isNew'> & {
  readonly rows: Set<string>;
  readonly at: Set<string>;
};
type Queue = Omit<NonHumanHolder, 'places'> & { readonly at: Set<string> };

const nameless = (raci: CompiledRaci, holder: Holder): string | null => {
  if (holder.personId !== null) return null;
  const team = holder.teamId === null ? undefined : raci.teams.get(holder.teamId);
  return team?.name ?? raci.roles.get(holder.role)?.plain ?? holder.role;
};

/** At every ward, and every site without one: people who hold R or A alone and whom nobody would replace were they away,
 *  most rows first; and R held by a queue or a party without a named person. Letters by contract are left out. */
export function weakPoints(
  raci: CompiledRaci,
  org: OrgSnapshot,
  at: Instant,
): { singlePoints: Omit<SinglePoint, 'isNew'>[]; nonHuman: NonHumanHolder[] } {
  const points = new Map<string, Point>();
  const queues = new Map<string, Queue>();
  const nameOf = (id: PersonId): string => raci.people.get(id)?.person.name ?? `person ${id}`;
  const roleName = (code: string): string => raci.roles.get(code)?.plain ?? code;
  const look = (
    activityId: string,
    title: string,
    letter: Letter,
    holders: readonly Holder[],
    place: Place,
  ) => {
    for (const holder of holders) {
      const holderName = nameless(raci, holder);
      if (holderName !== null) {
        const key = `${activityId} ${letter} ${holder.role} ${holderName}`;
        const known = queues.get(key) ?? {
          activityId,
          title,
          letter,
          role: holder.role,
          roleName: roleName(holder.role),
          holder: holderName,
          at: new Set(),
        };
        queues.set(key, known);
        known.at.add(place.name);
      }
      const { personId, role } = holder;
      if (personId === null || holders.length > 1) continue;
      if (standInFor(raci, { activityId, letter, role, without: personId }, place.subject, at)) continue;
      const key = `${personId} ${role} ${letter}`;
      const known = points.get(key) ?? {
        personId,
        name: nameOf(personId),
        role,
        roleName: roleName(role),
        letter,
        rows: new Set(),
        at: new Set(),
      };
      points.set(key, known);
      known.rows.add(activityId);
      known.at.add(place.name);
    }
  };
  for (const place of placesOf(org))
    for (const { activity } of raci.rows.values()) {
      const answer = resolveWith(raci, activity.id, place.subject, at);
      for (const letter of ['A', 'R'] as const)
        look(
          activity.id,
          activity.plain,
          letter,
          answer[letter].filter((one) => !one.contract),
          place,
        );
    }
  return {
    singlePoints: [...points.values()]
      .map(({ rows, at: places, ...who }) => ({ ...who, activities: [...rows], places: places.size }))
      .sort(
        (a, b) =>
          b.activities.length - a.activities.length ||
          b.places - a.places ||
          a.personId - b.personId ||
          (a.role + a.letter < b.role + b.letter ? -1 : 1),
      ),
    nonHuman: [...queues.values()].map(({ at: places, ...what }) => ({ ...what, places: places.size })),
  };
}
type Place = ReturnType<typeof placesOf>[number];
