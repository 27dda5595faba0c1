import { When } from '../../../../ui/Due.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Loaded } from '../../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { handBacks } from '../../contract.ts';
import { words } from './words.ts';

const { backs: say } = words;
type Props = {
  readonly scope: {
    readonly month: string | undefined;
    readonly siteId: string | undefined;
    readonly activity: string | undefined;
    readonly party: string | undefined;
  };
};

/** Work that came back, the newest first, in the words of whoever gave it back. */
export function HandBacks({ scope }: Props) {
  const query = useEndpoint(handBacks, { ...scope, limit: 50 }, { keep: true });
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-backs">
      <Loaded query={query} what={say.loading}>
        {({ items, total }) => (
          <>
            <div className="wl-page__head">
              <h2 id="wk-backs">{say.title}</h2>
              {total > 0 && <span className="wl-muted wl-small">{say.count(items.length, total)}</span>}
            </div>
            {total === 0 && <p className="wl-muted">{say.none}</p>}
            <ul className="wk-backs">
              {items.map((one) => (
                <li key={one.id}>
                  <span>{one.reason ?? <em>{say.noReason}</em>}</span>
                  <span className="wl-muted wl-small">
                    {say.from(one.by, one.party)} · {one.step} ·{' '}
                    <Go to={`/cases/${one.chainId}`}>{one.caseNo}</Go> {one.sentence} · <When at={one.at} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}
