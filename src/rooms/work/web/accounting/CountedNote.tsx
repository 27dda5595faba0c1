import { useMemo } from 'react';
import { Go } from '../../../../ui/Go.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { useUrlSearch } from '../../../../ui/url.ts';
import { accounting } from '../../contract.ts';
import { counted } from '../../rules/counted.ts';
import { monthWords, words } from './words.ts';

const { list: say } = words;

/** Which number of the accounting a list of cases stands behind; nothing where it stands behind none. */
export function CountedNote() {
  const [search] = useUrlSearch();
  const what = counted.find((one) => one === search['counted']);
  const { choices } = useEndpoint(accounting, {}, { enabled: what !== undefined }).data ?? {};
  const { countedParty: party, countedActivity: activity, countedMonth: month } = search;
  const sentence = useMemo(() => {
    const labelOf = (list: readonly { value: string; label: string }[] | undefined, value: string) =>
      list?.find((one) => one.value === value)?.label ?? value;
    return [
      party && say.by(labelOf(choices?.parties, party)),
      activity && say.under(`“${labelOf(choices?.activities, activity)}”`),
      month && say.in(monthWords(month)),
    ]
      .filter(Boolean)
      .join(', ');
  }, [choices, party, activity, month]);
  if (!what) return null;
  return (
    <p className="wk-counted">
      <span>
        {say.title} <strong>{[say.what[what], sentence].filter(Boolean).join(', ')}</strong>
      </span>
      <Go to="/accounting">{say.back}</Go>
      <Go to="/cases">{say.leave}</Go>
    </p>
  );
}
