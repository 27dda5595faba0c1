// From what the server says of an acceptance to what a person sees: pure.
import type { Tone } from '../../../../ui/Shape.tsx';
import type { Step } from '../../../../ui/Steps.tsx';
import type { AcceptanceDetail, AcceptanceState } from '../../contract.ts';
import { words } from './words.ts';

/** How a state looks: in force is a risk that is open, ended by the world is worst. */
export const stateTone: Readonly<Record<AcceptanceState, Tone>> = {
  requested: 'low',
  assessed: 'low',
  consulted: 'middle',
  active: 'middle',
  refused: 'calm',
  withdrawn: 'calm',
  expired: 'high',
  renewed: 'calm',
  revoked: 'worst',
  closed: 'calm',
};

const order: readonly AcceptanceState[] = ['requested', 'assessed', 'consulted', 'active'];

/** The way of an acceptance as stops: asked, assessed, consulted, decided, in force. */
export function stopsOf(it: AcceptanceDetail): Step[] {
  const at = order.indexOf(it.state);
  const granted = it.decidedAt !== null;
  const open = (part: 'assess' | 'consult') =>
    it.questions.filter((q) => q.part === part && q.answer === null);
  const stand = (place: number, done: boolean): Step['state'] =>
    done ? 'done' : at === place ? 'now' : at < 0 ? 'skipped' : 'later';
  const holders = (part: 'assess' | 'consult') =>
    open(part)
      .map((q) => q.label)
      .join(', ');
  const { stops } = words.page;
  return [
    { key: 'asked', name: stops.requested, state: 'done', note: it.requestedBy },
    {
      key: 'assess',
      name: stops.assessed,
      state: stand(0, open('assess').length === 0),
      holder: at === 0 ? holders('assess') : undefined,
    },
    {
      key: 'consult',
      name: stops.consulted,
      state: stand(1, granted || at >= 2),
      holder: at === 1 ? holders('consult') : undefined,
    },
    {
      key: 'decide',
      name: stops.decided,
      state: stand(2, granted || it.state === 'refused'),
      holder: at === 2 ? (it.accountable ?? words.page.nobody) : undefined,
      note: it.decidedBy ?? undefined,
    },
    {
      key: 'active',
      name: it.state === 'active' || at >= 0 ? stops.active : words.states[it.state],
      state: it.state === 'active' ? 'now' : at < 0 && granted ? 'done' : at < 0 ? 'skipped' : 'later',
      holder: it.state === 'active' ? it.owner : undefined,
    },
  ];
}

type FactRow = { key: string; name: string; cells: [string, string, string] };

/** The facts of then and now as rows of a table. */
export function factRows(it: AcceptanceDetail): FactRow[] {
  const { rows, values, notKnown, nothingOpen } = words.page;
  type Facts = AcceptanceDetail['factsAsked'];
  const cell = (f: Facts | null, none: string, of: (f: Facts) => string): string => (f ? of(f) : none);
  const row = (key: keyof typeof rows, of: (f: Facts) => string): FactRow => ({
    key,
    name: rows[key],
    cells: [cell(it.factsAsked, '–', of), cell(it.factsDecided, '–', of), cell(it.factsNow, nothingOpen, of)],
  });
  return [
    row('outcome', (f) => values[f.outcome]),
    row('exploitation', (f) => values[f.exploitation]),
    row('kev', (f) => (f.kev.length ? f.kev.join(', ') : '–')),
    row('epss', (f) => (f.epss01 === null ? notKnown : `${Math.round(f.epss01 * 1000) / 10} %`)),
    row('exposure', (f) => values[f.exposure]),
    row('cves', (f) => String(f.cves.length)),
    row('devices', (f) => String(f.devices)),
    row('findings', (f) => String(f.findings)),
  ];
}
