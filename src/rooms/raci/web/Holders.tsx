import { Person } from '../../../ui/Person.tsx';
import { ReasonList } from '../../../ui/Reasons.tsx';
import type { HolderView, ResolvedActivity } from '../contract.ts';
import { Letters, whenWords } from './Letters.tsx';
import { type Activity, cellOf, type GapView, gapsAt, holdersAt, type Role } from './matrix.ts';
import { words } from './words.ts';

const kindOf = (holder: HolderView, role: Role | undefined) =>
  holder.teamId ? 'team' : role?.isInternal === false ? 'outside' : 'person';
const noteOf = (holder: HolderView) =>
  holder.standsInFor ? words.grid.standsIn(holder.standsInFor) : undefined;

type RoleProps = {
  readonly activity: Activity;
  readonly role: Role;
  readonly resolved: ResolvedActivity | undefined;
  /** Show only the first reason of each; the rest is one step deeper. */
  readonly brief?: boolean;
};

/** One role in a row: its letters, who holds them here today and why; or what is missing and who owns that. */
export function RoleInRow({ activity, role, resolved, brief = false }: RoleProps) {
  const cell = cellOf(activity, role.code);
  if (!cell) return <p className="wl-muted">{words.grid.noPart(role.plain)}</p>;
  const holders = holdersAt(resolved, role.code);
  const gaps = gapsAt(resolved, role.code);
  const when = whenWords(cell);
  return (
    <div className="wl-holding">
      <p className="wl-line">
        <Letters cell={cell} />
        <strong>{role.plain}</strong>
        <span className="wl-muted wl-small">
          {cell.letters.map((letter) => words.letters[letter]).join('; ')}
          {when && `, ${when}`}
        </span>
      </p>
      {!resolved && <p className="wl-muted wl-small">{words.grid.loadingPeople}</p>}
      {holders.map((holder) => (
        <div
          key={`${holder.letter}-${holder.personId ?? ''}-${holder.teamId ?? ''}`}
          className="wl-holding__who"
        >
          <Person name={holder.name} title={noteOf(holder)} kind={kindOf(holder, role)} />
          <div className="wl-small">
            <ReasonList reasons={brief ? holder.reasons.slice(-1) : holder.reasons} />
          </div>
        </div>
      ))}
      {gaps.map((gap) => (
        <OneGap key={`${gap.letter}-${gap.what}`} gap={gap} />
      ))}
      {resolved && !holders.length && !gaps.length && (
        <p className="wl-muted wl-small">
          {cell.contract ? words.dialog.contractOnly : words.dialog.nobodyNeeded}
        </p>
      )}
    </div>
  );
}

/** A hole in the staffing, named, with who owns it. */
export function OneGap({ gap }: { readonly gap: GapView }) {
  return (
    <p className="wl-gap">
      <strong>
        {words.dialog.gap} ({gap.isBlocking ? words.gaps.blocking : words.gaps.notBlocking}):
      </strong>{' '}
      {gap.what}{' '}
      <span className="wl-muted">
        {words.gaps.ownedBy} {gap.ownedBy.join(', ') || words.gaps.ownerless}.
      </span>
    </p>
  );
}
