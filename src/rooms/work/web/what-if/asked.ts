// What is supposed, as it stands in the address of the page.
import type { z } from 'zod';
import { MatrixVersionId, OrganisationId, PersonId } from '../../../../kernel/ids.ts';
import { CalendarDate } from '../../../../kernel/time.ts';
import type { Search, SearchPatch } from '../../../../ui/url.ts';
import type { whatIf } from '../../contract.ts';

export type Away = {
  readonly personId: PersonId;
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate;
};
export type Asked = {
  readonly away: readonly Away[];
  readonly lost: readonly OrganisationId[];
  readonly growth: number;
  /** Null: as many as the hospital reckons with. */
  readonly hours: number | null;
  readonly version: MatrixVersionId | null;
  readonly weeks: number;
};

export const WEEKS = 8;
/** What the server takes at most. */
export const MOST_AWAY = 50;
const MOST_LOST = 20;

const partsOf = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);
const within = (text: string | undefined, least: number, most: number): number | null => {
  const value = Number(text);
  return text && Number.isFinite(value) && value >= least && value <= most ? value : null;
};

function awayOf(text: string): Away[] {
  const [id, from, to] = text.split(':');
  const personId = PersonId.safeParse(Number(id));
  const [fromOn, toOn] = [CalendarDate.safeParse(from), CalendarDate.safeParse(to)];
  if (!personId.success || !fromOn.success || !toOn.success || toOn.data < fromOn.data) return [];
  return [{ personId: personId.data, fromOn: fromOn.data, toOn: toOn.data }];
}

/** What an address supposes. What does not fit is left out, never guessed. */
export function readAsked(search: Search): Asked {
  const version = MatrixVersionId.safeParse(Number(search['version']));
  const weeks = within(search['weeks'], 1, 26);
  return {
    away: partsOf(search['away']).flatMap(awayOf).slice(0, MOST_AWAY),
    lost: partsOf(search['lost'])
      .flatMap((text) => OrganisationId.safeParse(Number(text)).data ?? [])
      .slice(0, MOST_LOST),
    growth: within(search['growth'], 0.1, 10) ?? 1,
    hours: within(search['hours'], 1, 60),
    version: version.success ? version.data : null,
    weeks: weeks !== null && Number.isInteger(weeks) ? weeks : WEEKS,
  };
}

const awayText = ({ personId, fromOn, toOn }: Away): string => `${personId}:${fromOn}:${toOn}`;

/** The address of what is supposed: what is as it always is takes no room in it. */
export const writeAsked = (asked: Asked): SearchPatch => ({
  away: asked.away.map(awayText).join(',') || undefined,
  lost: asked.lost.join(',') || undefined,
  growth: asked.growth === 1 ? undefined : `${asked.growth}`,
  hours: asked.hours === null ? undefined : `${asked.hours}`,
  version: asked.version === null ? undefined : `${asked.version}`,
  weeks: asked.weeks === WEEKS ? undefined : `${asked.weeks}`,
});

/** What the server is asked. */
export const inputOf = (asked: Asked): z.input<typeof whatIf.input> => ({
  weeks: asked.weeks,
  growth: asked.growth,
  ...(asked.away.length > 0 ? { away: asked.away.map(awayText) } : {}),
  ...(asked.lost.length > 0 ? { lost: asked.lost } : {}),
  ...(asked.hours === null ? {} : { hours: asked.hours }),
  ...(asked.version === null ? {} : { version: asked.version }),
});

/** True when something is supposed that is not so: weeks and hours alone only change how far and how it is looked at. */
export const isSupposed = ({ away, lost, growth, version }: Asked): boolean =>
  away.length > 0 || lost.length > 0 || growth !== 1 || version !== null;
