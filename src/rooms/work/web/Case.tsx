// A case: the same page for every party, showing each what they may do.
import { useMemo } from 'react';
import { ChainId } from '../../../kernel/ids.ts';
import { useClock } from '../../../ui/clock.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { LoadingState } from '../../../ui/LoadingState.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { Steps } from '../../../ui/Steps.tsx';
import { usePart } from '../../../ui/url.ts';
import { useWidth } from '../../../ui/width.ts';
import { type CaseDetail, oneCase } from '../contract.ts';
import { OnCase } from './acceptance/OnCase.tsx';
import { splitSteps, stopOf } from './case-say.ts';
import { words } from './case-words.ts';
import { AllSteps } from './parts/AllSteps.tsx';
import { CaseDevices } from './parts/CaseDevices.tsx';
import { CaseHead } from './parts/CaseHead.tsx';
import { CaseTimeline } from './parts/CaseTimeline.tsx';
import { Evidence } from './parts/Evidence.tsx';
import { HowTo } from './parts/HowTo.tsx';
import { StepPanel } from './parts/StepPanel.tsx';
import './work.css';

/** One case. */
export function Case() {
  const id = ChainId.safeParse(usePart('id').replace(/^w-?/i, ''));
  if (!id.success)
    return (
      <div className="wl-page">
        <EmptyState page title={words.page.noSuch}>
          {words.page.noSuchHint}
        </EmptyState>
      </div>
    );
  return <One key={id.data} chainId={id.data} />;
}

function One({ chainId }: { readonly chainId: ChainId }) {
  const query = useEndpoint(oneCase, { chainId }, { everySeconds: 60 });
  if (query.error && !query.data)
    return (
      <div className="wl-page">
        <h1>{words.page.title(chainId)}</h1>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  return (
    <div className="wl-page wk-case">
      <Loaded
        query={query}
        what={words.page.loading}
        loading={<LoadingState what={words.page.loading} rows={9} />}
      >
        {(it) => <Whole it={it} reload={() => void query.refetch()} />}
      </Loaded>
    </div>
  );
}

function Whole({ it, reload }: { readonly it: CaseDetail; readonly reload: () => void }) {
  const phone = useWidth() === 'phone';
  const clock = useClock();
  const { line, besideOpen } = useMemo(() => splitSteps(it.steps), [it.steps]);
  const current = it.steps.find((step) => step.id === it.currentId);
  return (
    <>
      <CaseHead it={it} />
      <OnCase it={it} />
      <section className="wl-card" aria-label={words.page.chain}>
        <Steps label={words.page.chain} steps={line.map((step) => stopOf(step, clock))} />
      </section>
      {current && <StepPanel key={current.id} it={it} step={current} reload={reload} />}
      {besideOpen.map((step) => (
        <StepPanel key={step.id} it={it} step={step} reload={reload} />
      ))}
      <div className="wk-columns">
        {/* How it is done is read before a long list of devices, not after it. */}
        {phone && <HowTo it={it} />}
        <CaseDevices it={it} reload={reload} />
        <div className="wl-stack wk-side">
          {!phone && <HowTo it={it} />}
          <Evidence it={it} />
        </div>
      </div>
      <AllSteps it={it} />
      <CaseTimeline chainId={it.id} />
    </>
  );
}
