// "What if" in the web: a scenario in the address, and what would come of it beside how things stand.
import { IconChevronLeft } from '@tabler/icons-react';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { LoadingState } from '../../../../ui/LoadingState.tsx';
import { PartialState } from '../../../../ui/PartialState.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { useUrlSearch } from '../../../../ui/url.ts';
import { whatIf, whatIfChoices } from '../../contract.ts';
import { type Asked, inputOf, readAsked, writeAsked } from './asked.ts';
import { Form } from './Form.tsx';
import { Result } from './Result.tsx';
import { words } from './words.ts';
import './what-if.css';

/** The page: what is supposed above, what would come of it below. */
export function WhatIf() {
  const [search, change] = useUrlSearch();
  const asked = readAsked(search);
  const choices = useEndpoint(whatIfChoices, {});
  const query = useEndpoint(whatIf, inputOf(asked), { keep: true });
  const isOld = query.isPlaceholderData || query.isFetching;
  const suppose = (patch: Partial<Asked>) => change(writeAsked({ ...asked, ...patch }));
  return (
    <div className="wl-page">
      <Go to="/raci" className="wk-back wl-no-print">
        <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
        <span>{words.back}</span>
      </Go>
      <div className="wl-page__head">
        <h1>{words.title}</h1>
        <Go to="/raci/load">{words.loadPage.link}</Go>
      </div>
      <p className="wl-muted">{words.lead}</p>
      {choices.error && !choices.data && (
        <PartialState parts={[{ what: words.choices, at: null, fault: words.choicesFault }]} />
      )}
      <Form
        asked={asked}
        choices={choices.data}
        suppose={suppose}
        isWorking={isOld && query.data !== undefined}
      />
      {query.data ? (
        <div className={`wl-stack wi-result${isOld ? ' wi-result--old' : ''}`} aria-busy={isOld}>
          <Result asked={asked} result={query.data} choices={choices.data} />
        </div>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <LoadingState what={words.loading} rows={8} />
      )}
    </div>
  );
}
