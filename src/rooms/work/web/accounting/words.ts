// What the accounting of hand-offs says to people.
import { numberWords } from '../../../../ui/chart.ts';
import { many } from '../words.ts';

/** Hours as people say them: minutes, hours up to two days, then days. */
export function hoursWords(hours: number): string {
  if (hours <= 0) return '0';
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min`;
  return hours < 48 ? `${numberWords(Math.round(hours))} h` : `${numberWords(Math.round(hours / 24))} d`;
}

export const words = {
  title: 'Hand-offs',
  loading: 'the accounting of hand-offs',
  tabs: { label: 'Views of the hand-offs', time: 'Where work waits', drift: 'Matrix and practice' },
  lead: (cases: string, hours: string) =>
    `${cases}, ${hours} of waiting and work in the line, all cases added up.`,
  open: (count: number) =>
    `${many(count, 'case is', 'cases are')} not over: their time is counted to now and will grow.`,
  noneOpen: 'No time here still runs.',
  unheld: (cases: number, hours: string) =>
    `${many(cases, 'case was', 'cases were')} with nobody for ${hours} in all, which should not be.`,
  calendar: (name: string) =>
    `Working hours are those of the clock of each case; where it names none, “${name}”, in the site’s time. Months are the site’s.`,
  noCalendar: 'Working time is not evaluated where the clock of a case names no calendar.',
  filters: {
    label: 'What is counted',
    month: 'Month',
    site: 'Site',
    activity: 'Step',
    party: 'Who had it',
    anyMonth: 'Since the first case',
    any: 'All',
  },
  by: { label: 'Show by', party: 'Party', activity: 'Step', site: 'Site', month: 'Month' },
  chart: 'Where does work wait?',
  kinds: {
    worked: 'in working hours',
    off: 'nights, weekends, holidays',
    unsplit: 'hours of work not known',
    paused: 'the clock stood still: maker, parts, window, patients',
    beside: 'beside the line, at the same time; in no sum',
  },
  columns: {
    name: { party: 'Party', activity: 'Step', site: 'Site', month: 'Month' },
    time: 'Time',
    total: 'In all',
    cases: 'Cases',
    still: 'There now',
    stay: 'Half / 9 of 10 within',
    back: 'Handed back',
    response: 'First response',
  },
  hints: {
    cases: 'Cases that were there for any time',
    still: 'Cases that are there now: their time counts to now',
    stay: 'Half of the cases were there no longer than the first, nine of ten no longer than the second',
    back: 'Times work came back from there',
    response:
      'From when somebody was asked or given the work to the first thing they did about it; half, and nine of ten, were no slower',
  },
  tooFew: 'too few',
  tooFewWhy: 'Under 3 cases there is no middle, under 10 no slowest tenth.',
  none: '–',
  beside: (hours: string) => `+ ${hours} beside`,
  times: (count: number) => many(count, 'time', 'times'),
  inCases: (count: number) => `in ${many(count, 'case', 'cases')}`,
  backLabel: 'work came back',
  casesOf: (label: string, count: number) => `${many(count, 'case', 'cases')}: ${label}`,
  stillOf: (label: string, count: number) => `${many(count, 'case is', 'cases are')} there now: ${label}`,
  responded: (n: number, times: number) => `${numberWords(n)} of ${numberWords(times)} answered`,
  respondedIn: 'they responded',
  waits: (count: number) => `${numberWords(count)} still ${count === 1 ? 'waits' : 'wait'}`,
  waitsIn: 'a first response is waited for',
  all: 'All together',
  empty: 'Nothing was counted here.',
  emptyWhy: 'No case was open in this month, at this site, with this party. Choose less, or another month.',
  never: 'No case has been opened yet.',
  neverWhy: 'From the first case on it is counted who has the ball, and for how long.',
  backs: {
    title: 'What came back, and why',
    loading: 'what came back',
    none: 'No work came back here.',
    count: (shown: number, all: number) =>
      shown < all ? `The newest ${numberWords(shown)} of ${numberWords(all)}` : many(all, 'time', 'times'),
    from: (who: string, party: string) => `${who}, ${party}`,
    noReason: 'No reason was kept.',
  },
  csv: 'CSV',
  list: {
    title: 'Counted in the hand-offs:',
    what: {
      held: 'cases that were there',
      still: 'cases that are there now',
      handed_back: 'cases from which work came back',
      asked: 'cases in which somebody was asked',
      answered: 'cases in which they responded',
      unanswered: 'cases in which a first response is still waited for',
      unheld: 'cases that were with nobody for ten minutes or more',
    },
    by: (party: string) => `with ${party}`,
    under: (activity: string) => `in ${activity}`,
    in: (month: string) => `in ${month}`,
    back: 'Back to the hand-offs',
    leave: 'Show all cases',
  },
} as const;

const monthName = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
/** `2026-10` as October 2026. */
export const monthWords = (month: string): string => monthName.format(new Date(`${month}-01T00:00:00Z`));
