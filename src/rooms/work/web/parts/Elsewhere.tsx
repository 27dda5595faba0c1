import { IconCoffee, IconEye } from '@tabler/icons-react';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { me } from '../../../people/contract.ts';
import { words } from '../words.ts';

const icon = { size: 28, stroke: 1.5, 'aria-hidden': true } as const;

/** Nothing waits: who has the ball instead. */
export function Elsewhere({
  elsewhere,
}: {
  readonly elsewhere: readonly { label: string; count: number }[];
}) {
  const mayList = useEndpoint(me, {}).data?.permissions.includes('work.read') ?? false;
  return (
    <EmptyState page icon={<IconCoffee {...icon} />} title={words.my.emptyTitle}>
      {elsewhere.length === 0 ? (
        words.my.emptyNone
      ) : (
        <>
          <p>{words.my.emptyBall}</p>
          <ul className="wk-elsewhere">
            {elsewhere.map(({ label, count }) => (
              <li key={label}>
                {mayList ? (
                  <Go to={`/cases?court=${encodeURIComponent(label)}`}>{label}</Go>
                ) : (
                  <span>{label}</span>
                )}
                <span className="wl-number">{words.my.cases(count)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </EmptyState>
  );
}

/** For an account that may read and not act: where to go instead. */
export function NoWork() {
  return (
    <div className="wl-page">
      <EmptyState
        page
        icon={<IconEye {...icon} />}
        title={words.my.noActTitle}
        action={
          <span className="wl-line">
            <Go to="/cases">{words.my.toCases}</Go>
            <Go to="/proof">{words.my.toProof}</Go>
          </span>
        }
      >
        {words.my.noAct}
      </EmptyState>
    </div>
  );
}
