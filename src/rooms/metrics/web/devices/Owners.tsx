// Who holds which letter for this device today, with the reasons; what nobody holds comes first.
import type { z } from 'zod';
import type { DeviceId } from '../../../../kernel/ids.ts';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { Loaded } from '../../../../ui/Loaded.tsx';
import { Pop } from '../../../../ui/Pop.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { RaciLetter } from '../../../../ui/RaciLetter.tsx';
import { ReasonList, Reasons } from '../../../../ui/Reasons.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import {
  deviceOwners,
  type GapView,
  type HolderView,
  matrix,
  type ResolvedActivity,
} from '../../../raci/contract.ts';
import { byGroup, type OwnerGroup } from './owner-groups.ts';
import { words } from './words.ts';

/** The owners of one device by group of activities. */
export function Owners({ deviceId }: { readonly deviceId: DeviceId }) {
  const query = useEndpoint(deviceOwners, { deviceId });
  const titles = useEndpoint(matrix, {});
  return (
    <div className="wl-stack wl-device__panel">
      <Loaded query={query} what="its owners">
        {(resolved) =>
          resolved.length === 0 ? (
            <EmptyState title={words.owners.none}>{words.owners.noneText}</EmptyState>
          ) : (
            <>
              <Gaps groups={byGroup(resolved, titles.data)} />
              <p className="wl-muted">{words.owners.lead}</p>
              {byGroup(resolved, titles.data).map((group) => (
                <Group key={group.id} group={group} />
              ))}
            </>
          )
        }
      </Loaded>
    </div>
  );
}

type Gap = z.infer<typeof GapView>;

function Gaps({ groups }: { readonly groups: readonly OwnerGroup[] }) {
  const gaps = groups.flatMap((group) =>
    group.activities.flatMap((one) =>
      one.resolved.gaps.map((gap) => ({ title: one.title, id: one.id, gap })),
    ),
  );
  if (!gaps.length) return null;
  const blocking = gaps.toSorted((a, b) => Number(b.gap.isBlocking) - Number(a.gap.isBlocking));
  return (
    <section className="wl-card wl-stack wl-owners__gaps" aria-label={words.owners.gaps}>
      <h2>{words.owners.gaps}</h2>
      <ul className="wl-stack">
        {blocking.map(({ title, id, gap }) => (
          <li key={`${id}-${gap.letter}-${gap.role ?? ''}`} className="wl-line">
            <RaciLetter letter={gap.letter} />
            <span>
              <strong>{title}</strong>: {gap.what}
            </span>
            {gap.isBlocking && <Severity tone="high" word={words.owners.blocks} quiet />}
            <GapOwner gap={gap} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function GapOwner({ gap }: { readonly gap: Gap }) {
  return (
    <span className="wl-muted">
      {words.owners.gapOwner} {gap.ownedBy.length ? gap.ownedBy.join(', ') : words.owners.noOwner}
      <Reasons reasons={gap.reasons} title={gap.what} />
    </span>
  );
}

const letters = ['R', 'A', 'C', 'I'] as const;

function Group({ group }: { readonly group: OwnerGroup }) {
  return (
    <details className="wl-card wl-owners" open={group.id === 'VUL' || group.id === 'INV'}>
      <summary>
        <h2>{group.title}</h2>
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.owners.activity}</th>
            {letters.map((letter) => (
              <th key={letter} scope="col">
                <RaciLetter letter={letter} /> <span aria-hidden="true">{words.owners.letters[letter]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.activities.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.title} <span className="wl-muted wl-small wl-mono">{one.id}</span>
              </th>
              {letters.map((letter) => (
                <td key={letter} data-letter={words.owners.letters[letter]}>
                  <Holders resolved={one.resolved} letter={letter} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

type HoldersProps = { readonly resolved: ResolvedActivity; readonly letter: (typeof letters)[number] };

function Holders({ resolved, letter }: HoldersProps) {
  const holders = resolved.holders.filter((one) => one.letter === letter);
  const gap = resolved.gaps.find((one) => one.letter === letter);
  const acts = letter === 'R' || letter === 'A';
  const few = holders.slice(0, acts ? 3 : 4);
  const more = holders.slice(few.length);
  return (
    <div className={acts ? 'wl-owners__names' : 'wl-owners__line'}>
      {few.map((one) => (
        <Holder key={`${one.role}-${one.name}`} holder={one} brief={!acts} />
      ))}
      {more.length > 0 && (
        <Pop
          button={`+ ${more.length}`}
          label={`${more.length} more hold ${letter}`}
          className="wl-quiet wl-owners__name"
        >
          <div className="wl-owners__names">
            {more.map((one) => (
              <Holder key={`${one.role}-${one.name}`} holder={one} />
            ))}
          </div>
        </Pop>
      )}
      {gap && <Severity tone="high" word={words.owners.nobody} quiet />}
      {!gap && holders.length === 0 && <RaciLetter letter={null} />}
    </div>
  );
}

type HolderProps = { readonly holder: HolderView; readonly brief?: boolean };

function Holder({ holder, brief = false }: HolderProps) {
  const notes = [
    holder.roleName,
    holder.standsInFor ? words.owners.standsIn(holder.standsInFor) : '',
    holder.contract ? words.owners.contract : '',
  ].filter(Boolean);
  return (
    <Pop
      className="wl-quiet wl-owners__name"
      button={
        <span>
          <strong>{holder.name}</strong>
          <span className={brief ? 'wl-hidden' : 'wl-owners__role'}>{notes.join(', ')}</span>
        </span>
      }
    >
      <p className="wl-reasons__title">
        {holder.name}, {notes.join(', ')}
      </p>
      <ReasonList reasons={holder.reasons} />
    </Pop>
  );
}
