import type { PersonId } from '../../../kernel/ids.ts';
import type { CalendarDate } from '../../../kernel/time.ts';
import type { OrgSnapshot, StaffingLine } from '../model.ts';

/** How near a role is to a person: in their own name, as one of a team, on a rota, or standing in for the holder. */
const nearness = { person: 0, team: 1, rota: 2, deputy: 3 } as const;
type Near = keyof typeof nearness;
type Held = { readonly near: Near; readonly line: StaffingLine };

/** Who holds a service's role and the maker's too is a service through which makers are reached. */
const lastOfAll = 'MD';

function holdersOf(org: OrgSnapshot, line: StaffingLine, onRota: ReadonlyMap<string, Set<PersonId>>) {
  const { holder } = line;
  if (holder.kind === 'person') return { near: 'person', people: [holder.personId] } as const;
  if (holder.kind === 'team')
    return { near: 'team', people: org.teams.find((t) => t.id === holder.teamId)?.memberIds ?? [] } as const;
  return { near: 'rota', people: [...(onRota.get(holder.rota) ?? [])] } as const;
}

/** The roles of each person by the lines in force on a day: the main one first, by nearness, then in the order of
 *  `order`. Who only stands in for a holder has the role too, last. */
export function rolesHeld(
  org: OrgSnapshot,
  order: readonly string[],
  today: CalendarDate,
): Map<PersonId, string[]> {
  const onRota = new Map<string, Set<PersonId>>();
  const takesTurns = (rota: string, person: PersonId) =>
    onRota.set(rota, (onRota.get(rota) ?? new Set()).add(person));
  for (const s of org.shifts) takesTurns(s.rota, s.personId);
  for (const rota of org.rotas)
    for (const person of rota.layers.flatMap((layer) => layer.memberIds)) takesTurns(rota.name, person);
  const held = new Map<PersonId, Held[]>();
  const note = (person: PersonId, one: Held) => held.set(person, [...(held.get(person) ?? []), one]);
  for (const line of org.staffing) {
    if ((line.validFrom ?? today) > today || (line.validUntil ?? today) < today) continue;
    const { near, people } = holdersOf(org, line, onRota);
    for (const person of people) note(person, { near, line });
    if (line.deputyPersonId) note(line.deputyPersonId, { near: 'deputy', line });
  }
  return new Map(
    [...held].map(([person, lines]) => {
      const best = new Map<string, number>();
      for (const { near, line } of lines)
        best.set(line.role, Math.min(best.get(line.role) ?? 9, nearness[near]));
      const rank = (role: string) => [role === lastOfAll ? 1 : 0, best.get(role) ?? 9, order.indexOf(role)];
      return [
        person,
        [...best.keys()].sort((a, b) => {
          const [x, y] = [rank(a), rank(b)];
          const at = x.findIndex((value, i) => value !== y[i]);
          return at < 0 ? a.localeCompare(b) : (x[at] ?? 0) - (y[at] ?? 0);
        }),
      ];
    }),
  );
}
