// What the page of somebody's leaving says.
import { numberWords } from '../../../ui/chart.ts';

export const words = {
  title: 'Person',
  loading: 'what this person holds',
  back: 'People',
  of: (name: string) => `What ${name} holds`,
  has: (name: string) => `${name} has left`,
  lead: 'And where each of it would go if they left today. Nothing has happened yet.',
  hasLead:
    'What they held went on to others in the same moment. Their account stays shut when they come back.',
  none: 'They hold nothing that is open.',
  noneHint: 'Nobody’s work changes hands.',
  roles: 'Roles',
  noRoles: 'No staffing line names them.',
  as: { holder: 'holds it', deputy: 'stands in', team: 'in the team' },
  role: 'Role',
  where: 'Where',
  how: 'How',
  goesTo: 'Goes to',
  nobody: 'nobody named: name somebody in the staffing',
  noStandIn: 'no stand-in any more',
  work: (count: number) => (count === 1 ? 'Work in 1 case' : `Work in ${numberWords(count)} cases`),
  what: {
    R: 'Does it',
    A: 'Answers for it',
    C: 'Is asked before',
    I: 'Is told after',
    claim: 'Has taken it',
    question: 'Was asked, and has not answered',
  },
  count: (n: number) => (n === 1 ? '1 case' : `${numberWords(n)} cases`),
  gap: 'nobody else holds this: it falls to',
  noOne: 'nobody is asked or told in their place',
  delegations: 'Delegations',
  delegation: (from: string, to: string, until: string) => `${from} to ${to}, until ${until}: over at once`,
  go: 'Take out of the house …',
  confirm: 'Take out',
  ask: (name: string) => `${name} leaves`,
  askText:
    'Their account is shut, their sessions end, and everything above goes where it says, in one step. You can take them back in later.',
  back2: 'Take back in …',
  askBack: (name: string) => `${name} comes back`,
  confirmBack: 'Take back in',
  askBackText: 'What the matrix and the staffing give them is theirs again.',
  done: (n: number) =>
    n === 0 ? 'Done. No case had to change.' : `Done. ${numberWords(n)} cases changed hands.`,
} as const;
