import { useEffect } from 'react';
import { RemedyId } from '../../../kernel/ids.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { useGo, usePart } from '../../../ui/url.ts';
import { caseOfRemedy } from '../contract.ts';
import { words } from './case-words.ts';

/** The way from what to do to the case that does it: goes on to the case by itself. */
export function CaseOfRemedy() {
  const id = RemedyId.safeParse(usePart('id'));
  return <div className="wl-page">{id.success ? <Find remedyId={id.data} /> : <None to="/risks" />}</div>;
}

function Find({ remedyId }: { readonly remedyId: RemedyId }) {
  const query = useEndpoint(caseOfRemedy, { remedyId });
  const go = useGo();
  const chainId = query.data?.chainId;
  useEffect(() => {
    if (chainId) go(`/cases/${chainId}`, { replace: true });
  }, [chainId, go]);
  return (
    <Loaded query={query} what={words.page.loading}>
      {(found) => (found.chainId ? null : <None to={`/remedies/${remedyId}`} />)}
    </Loaded>
  );
}

const None = ({ to }: { readonly to: string }) => (
  <EmptyState page title={words.page.noneYet} action={<Go to={to}>{words.page.toRemedy}</Go>}>
    {words.page.noneYetHint}
  </EmptyState>
);
