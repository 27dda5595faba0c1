import { When } from '../../../../ui/Due.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { Pop } from '../../../../ui/Pop.tsx';
import type { CaseDetail } from '../../contract.ts';
import { words } from '../case-words.ts';

const { evidence: say } = words;
const kinds: Readonly<Record<string, string>> = say.kinds;

/** Everything that shows what was done, newest first, and who signed for what. Adding is on the step. */
export function Evidence({ it }: { readonly it: CaseDetail }) {
  const proofs = it.steps
    .flatMap((step) => step.evidence.map((one) => ({ ...one, step: step.title })))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.id - a.id);
  const signatures = it.steps.flatMap((step) => step.signatures);
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-evidence">
      <h2 id="wk-evidence">{say.title}</h2>
      {proofs.length === 0 ? (
        <p className="wl-muted">{say.none}</p>
      ) : (
        <ul className="wk-proofs">
          {proofs.map((one) => (
            <li key={one.id}>
              <strong>{kinds[one.kind] ?? one.kind}</strong> {one.text}
              <span className="wk-proofs__by">
                {one.by}, <When at={one.at} /> · {one.step}
                {one.deviceId !== null && (
                  <>
                    {' '}
                    · <Go to={`/devices/${one.deviceId}`}>{say.device}</Go>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {signatures.length > 0 && (
        <>
          <h3>{say.signatures}</h3>
          <ul className="wk-proofs">
            {signatures.map((one) => (
              <li key={one.hash}>
                <strong>{one.by}</strong> {one.role}
                <span className="wk-proofs__by">
                  {one.meaning}, <When at={one.at} /> ·{' '}
                  <Pop button={`${say.hash} ${one.hash.slice(0, 8)}`} className="wl-quiet wl-why">
                    <p className="wl-mono wk-hash">{one.hash}</p>
                    <p className="wl-muted wl-small">{say.hashTitle}</p>
                  </Pop>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
