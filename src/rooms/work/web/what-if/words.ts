// Every word of "what if" and of the load of people.
import { numberWords } from '../../../../ui/chart.ts';

const many = (count: number, one: string, more: string): string =>
  `${numberWords(count)} ${count === 1 ? one : more}`;

export const words = {
  title: 'What if',
  lead: 'Try it before it happens: who is away, which contract ends, how much more work comes, or another matrix. Nothing is changed by asking.',
  loading: 'what would come of it',
  working: 'Working it out …',
  choices: 'the people, partners and versions to choose from',
  choicesFault: 'cannot be read, so nothing new can be supposed. What the address says is shown.',
  back: 'The matrix',
  form: {
    title: 'Suppose',
    away: 'Somebody is away',
    who: 'Person',
    pick: 'Choose a person',
    add: 'Add',
    from: 'From',
    to: 'To, that day included',
    remove: 'Take out',
    dates: (name: string) => `When ${name} is away`,
    badDates: 'The last day cannot be before the first.',
    full: 'No more than fifty people at once.',
    holders: 'Hold a role',
    others: 'Hold none today',
    lost: 'A contract ends',
    noPartners: 'No partner has people here, so no contract can be lost.',
    partnerPeople: (count: number) => many(count, 'person', 'people'),
    growth: 'New work',
    growthOf: (factor: number) =>
      factor === 1 ? 'as much as was recorded' : `${numberWords(factor)} times as much`,
    hours: 'Hours a person has for it',
    hoursUsual: 'as usual',
    hoursOf: (hours: number) => `${numberWords(hours)} a week`,
    matrix: 'Matrix',
    inForce: 'the one in force',
    version: (number: number | null, title: string) =>
      number === null ? `Draft: ${title}` : `v${number}: ${title}`,
    weeks: 'Look ahead',
    weeksOf: (weeks: number) => many(weeks, 'week', 'weeks'),
    reset: 'Suppose nothing',
  },
  upshot: {
    now: 'As things stand',
    away: (name: string, from: string, to: string) => `${name} is away from ${from} to ${to}`,
    gone: (name: string) => `the contract with ${name} ends`,
    growth: (factor: number) => `${numberWords(factor)} times as much new work comes`,
    matrix: (name: string) => `“${name}” is in force`,
    somebody: 'somebody',
    partner: 'a partner',
    aVersion: 'another version',
    iff: (parts: readonly string[]) => `If ${listWords(parts)}`,
    stops: (count: number) => `${many(count, 'activity', 'activities')} would stop`,
    stopsNone: 'nothing that runs today would stop',
    late: (count: number) => `${many(count, 'step', 'steps')} in time today would be late`,
    lateFewer: (count: number) => `${many(count, 'step', 'steps')} late today would be in time`,
    lateNone: 'no step more would be late',
    over: (count: number) => `${many(count, 'more person', 'more people')} would have more work than hours`,
    overFewer: (count: number) =>
      `${many(count, 'person fewer', 'people fewer')} would have more work than hours`,
    overNone: 'nobody more would have more work than hours',
    inWeek: (on: string) => `in the week of ${on}`,
    nowLate: (late: number, open: number) =>
      `${numberWords(late)} of ${many(open, 'open step', 'open steps')} would be late`,
    nowOver: (count: number) =>
      count === 0
        ? 'nobody has more work than hours'
        : `${many(count, 'person has', 'people have')} more work than hours in the first week`,
    nowAlone: (count: number) =>
      count === 0
        ? 'everybody has a stand-in'
        : `${many(count, 'person has', 'people have')} nobody to stand in`,
  },
  numbers: {
    stops: 'would stop',
    late: 'steps late',
    over: 'people over their hours, worst week',
    alone: 'with nobody to stand in',
    was: (count: number) => `${numberWords(count)} as it stands`,
    same: 'as it stands',
    ofOpen: (count: number) => `of ${numberWords(count)} open`,
  },
  broken: {
    title: 'What would not run',
    none: 'Every activity that runs today would still have somebody for each letter it needs.',
    noneNow: 'Every activity has somebody for each letter it needs.',
    activity: 'Activity',
    letter: 'Letter',
    why: 'Who is missing, and why',
    steps: 'Open steps it stops',
    places: 'Places',
    from: 'From',
    owner: 'The hole is with',
    nobody: 'nobody',
    why2: 'why?',
    before: (count: number) => `${many(count, 'hole is', 'holes are')} there today already`,
    gaps: 'See the gaps of today',
  },
  load: {
    title: 'Load by person and week',
    caption: 'Work over hours. Where it changes, the small number is as it stands.',
    captionNow: 'Work over hours, as things stand.',
    person: 'Person',
    away: 'away',
    was: (text: string) => `was ${text}`,
    error: 'more than there is time for',
    warning: 'nearly full',
    over: 'People with more work than hours',
    some: (shown: number, all: number) =>
      `Shown: ${numberWords(shown)} of ${numberWords(all)}, those who change or are nearly full.`,
    all: 'Show everybody',
    fewer: 'Show those who change or are nearly full',
    none: 'Nobody of the hospital holds open work, so there is no load.',
    scroll: 'Load by person and week, scrolls sideways',
    key: {
      fine: 'up to 85%',
      warning: 'above 85%: nearly full',
      error: 'above 100%: more than there is time for',
    },
    more: 'Hours behind it',
  },
  late: {
    title: 'Steps that would be late',
    of: (after: number, before: number, open: number) =>
      `${numberWords(after)} of ${many(open, 'open step', 'open steps')} would be done after they are due (${numberWords(before)} as it stands).`,
    already: (count: number) => `${many(count, 'step is', 'steps are')} late already and not counted here.`,
    notJudged: (count: number) =>
      `${many(count, 'step is', 'steps are')} due after these weeks and not judged: look further ahead to see them.`,
    none: 'No open step would be done after it is due.',
    noneNew: 'No step is late because of this. These are late as it stands:',
    step: 'Step',
    due: 'Due',
    done: 'Would be done by',
    later: 'not in these weeks',
    why: 'Why',
    isNew: 'because of this',
    anyway: 'as it stands',
    more: (count: number) => `and ${numberWords(count)} more`,
    all: (count: number) => `Show all ${numberWords(count)}`,
    few: 'Show the first ones only',
    how: 'Because of this or not',
  },
  alone: {
    title: 'Who could not be replaced',
    lead: 'They alone hold a letter, and nobody would take it over if they were away as well.',
    none: 'Everybody who holds a letter alone has somebody to stand in.',
    person: 'Person',
    role: 'Role',
    letter: 'Letter',
    activities: 'Activities',
    places: 'Places',
    isNew: 'new',
    known: 'today already',
    how: 'Since when',
    more: (count: number) => `and ${numberWords(count)} more`,
    queues: (count: number) =>
      `${many(count, 'letter is', 'letters are')} held by a team or party with no name`,
    queueText: (holder: string, role: string, places: number) =>
      `${holder} (${role}), ${many(places, 'place', 'places')}`,
  },
  replay: {
    title: 'The other matrix on recorded work',
    none: 'No letter of the recorded work would have been somebody else’s.',
    noWork: 'No work was recorded yet, so there is nothing to replay.',
    of: (changed: number, all: number) =>
      `${numberWords(changed)} of ${many(all, 'recorded step', 'recorded steps')} would have had other people.`,
    activity: 'Activity',
    letter: 'Letter',
    before: 'In force',
    after: 'Under the other',
    items: 'Steps',
    diff: 'Compare the two cell by cell',
  },
  assumptions: {
    title: 'What this takes for granted',
    link: (count: number) => `It rests on ${numberWords(count)} assumptions`,
  },
  loadPage: {
    title: 'Load of people',
    link: 'Load of people',
    lead: 'Hours of work on risk against the hours there are, this week and the next ones. As things stand: nobody is supposed away.',
    loading: 'the load of people',
    upshot: (over: number, full: number, people: number) =>
      over + full === 0
        ? `Nobody of ${numberWords(people)} has more work than hours in the coming seven days.`
        : `Of ${numberWords(people)} people, ${listWords(
            [
              over > 0 ? `${many(over, 'has', 'have')} more work than hours in the coming seven days` : '',
              full > 0 ? `${many(full, 'is', 'are')} nearly full` : '',
            ].filter(Boolean),
          )}.`,
    hours: (work: string, there: string) => `${work} of ${there} h`,
    awayWork: (work: string) => `away, ${work} h of work`,
    made: (name: string) => `What makes the load of ${name}`,
    makes: 'why?',
    part: (letter: string, hours: string) => `${letter}: ${hours} h`,
    letters: { R: 'Does it', A: 'Answers for it', C: 'Is asked', I: 'Is told' },
    row: (id: string) => `row ${id} of the matrix`,
    try: 'If away?',
    tryOf: (name: string) => `If away? ${name}`,
    only: 'Only who has work',
    everybody: (count: number) => `Show all ${numberWords(count)}`,
    empty: 'Nobody holds a role yet.',
    emptyWhy: 'When the matrix is staffed, everybody who holds a role is here with their hours.',
  },
} as const;

/** `a`, `a and b`, `a, b and c`. */
export const listWords = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
