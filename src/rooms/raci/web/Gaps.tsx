import { numberWords } from '../../../ui/chart.ts';
import { Go } from '../../../ui/Go.tsx';
import { Reasons } from '../../../ui/Reasons.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import type { GapGroup, Lint } from './matrix.ts';
import { words } from './words.ts';

const say = words.gaps;
const brief = 3;

type Props = {
  readonly gaps: readonly GapGroup[];
  readonly lint: readonly Lint[];
  readonly place: string;
  /** Every gap, or only the first of those that stop work. */
  readonly all: boolean;
  /** Where every gap and the whole lint stand. */
  readonly to: string;
  readonly onOpen: (activityId: string, role: string | null) => void;
};

/** The holes of today in one line, those that stop work below it with who owns each. */
export function Gaps({ gaps, lint, place, all, to, onOpen }: Props) {
  const blocking = gaps.filter((gap) => gap.isBlocking);
  const shown = all ? gaps : blocking.slice(0, brief);
  const tone = blocking.length ? 'high' : gaps.length ? 'middle' : 'good';
  const faults = lint.filter((line) => line.level === 'error').length;
  return (
    <section className={`wl-gaps wl-tone-${tone}`} aria-label={words.views.gaps}>
      <div className="wl-line wl-spread">
        <h2>
          <Severity tone={tone} word={sentence(gaps, blocking.length, place)} quiet />
        </h2>
        {!all && (
          <Go to={to} className="wl-quiet">
            {say.toAll(words.lint.count(faults, lint.length - faults))}
          </Go>
        )}
      </div>
      {shown.length > 0 && (
        <ul>
          {shown.map((gap) => (
            <li key={`${gap.role ?? ''}|${gap.what}|${gap.ownedBy.join()}`}>
              <Severity
                tone={gap.isBlocking ? 'high' : 'middle'}
                word={gap.isBlocking ? say.blocking : say.notBlocking}
                quiet
              />
              <div>
                {gap.what}
                <Rows gap={gap} all={all} onOpen={onOpen} />
              </div>
              <span className="wl-line wl-gaps__owner">
                <span className="wl-muted">{say.ownedBy}</span> {gap.ownedBy.join(', ') || say.ownerless}
                <Reasons reasons={gap.reasons} title={gap.what} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type RowsProps = Pick<Props, 'all' | 'onOpen'> & { readonly gap: GapGroup };

/** The activities that a hole stands in, each a way to its row. */
function Rows({ gap, all, onOpen }: RowsProps) {
  const shown = all ? gap.activities : gap.activities.slice(0, brief);
  const more = gap.activities.length - shown.length;
  return (
    <ul className="wl-gaps__rows">
      {shown.map((row) => (
        <li key={row.id}>
          <button type="button" className="wl-plain-button" onClick={() => onOpen(row.id, gap.role)}>
            {row.title}
          </button>
        </li>
      ))}
      {more > 0 && <li className="wl-muted">{words.grid.more(more)}</li>}
    </ul>
  );
}

function sentence(gaps: readonly GapGroup[], blocking: number, place: string): string {
  const count = gaps.length;
  const rows = new Set(gaps.flatMap((gap) => gap.activities.map((row) => row.id))).size;
  if (!count) return say.none(place);
  const many = count === 1 ? say.one : say.many(numberWords(count));
  return say.title({
    count: many,
    rows: rows === 1 ? say.inOne : say.inMany(numberWords(rows)),
    place,
    weight: blocking ? say.stops(numberWords(blocking)) : say.stopsNothing,
  });
}
