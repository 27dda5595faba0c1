// Who holds which letter where, who is away, and who is on call. Scopes go from wide to narrow; the narrowest wins.
import { type CalendarDate, DAY_MS } from '../../kernel/time.ts';
import { addressOf, demoTeams } from './people.ts';

/** One line of `staffing.csv`; empty scope means everywhere. `holder` is an address or a team's name. */
export interface StaffingLine {
  readonly role: string;
  readonly holder: string;
  readonly deputy: string;
  readonly site: string;
  readonly ward: string;
  readonly department: string;
  readonly deviceClass: string;
  readonly manufacturer: string;
  readonly activity: string;
  readonly from: string;
  readonly until: string;
}
export interface DemoAbsence {
  readonly person: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly deputy: string;
}
export interface DemoShift {
  readonly rota: string;
  readonly site: string;
  readonly role: string;
  readonly person: string;
  readonly from: string;
  readonly to: string;
}

/** The date `days` after `on` (before when negative). */
export const dayAfter = (on: string, days: number): string =>
  new Date(Date.parse(on) + days * DAY_MS).toISOString().slice(0, 10);

const teamNames = new Set(demoTeams.map((team) => team.name));
const holderOf = (name: string): string => (name === '' || teamNames.has(name) ? name : addressOf(name));

/** role | holder | deputy | site | ward | department | device class | manufacturer | activity */
const LINES = `
CI | Priya Raman              | Tomas Lindqvist    |     |    |                    | | |
SE | Security Operations      | Devon Brooks       |     |    |                    | | |
SE | Devon Brooks             | Kenji Watanabe     |     |    |                    | | | VUL-10
NE | Network Engineering      | Raj Patel          |     |    |                    | | |
IT | Clinical Infrastructure  | Sofia Rossi        |     |    |                    | | |
HD | Marcus Bell              | Ingrid Solberg     |     |    |                    | | |
BM | System Biomed            | Teresa Nguyen      |     |    |                    | | |
BM | St. Anne Biomed          | Teresa Nguyen      | STA |    |                    | | |
BM | Lakeside Biomed          | Jorge Morales      | LMC |    |                    | | |
BM | Riverside Biomed         | Ruth Lindgren      | RCH |    |                    | | |
BM | Mina Petrova             | Carlos Mendoza     | STA |    | Imaging            | | |
CE | Hannah Weiss             | Arjun Mehta        |     |    |                    | | |
CE | Arjun Mehta              | Hannah Weiss       | LMC |    |                    | | |
CE | Claire Dubois            | Hannah Weiss       | RCH |    |                    | | |
CL | Rosa Delgado             | Patrick Dunne      |     |    |                    | | |
CL | Patrick Dunne            | Rosa Delgado       | STA |    |                    | | |
CL | Yolanda Price            | Patrick Dunne      | STA |    | Critical Care      | | |
CL | Grace Mutua              | Patrick Dunne      | STA | 4W |                    | | |
CL | Elena Popescu            | Patrick Dunne      | STA |    | Emergency          | | |
CL | Daniel Fischer           | Patrick Dunne      | STA |    | Surgery            | | |
CL | Fatima Zahra             | Patrick Dunne      | STA |    | Women and Children | | |
CL | Linh Tran                | Patrick Dunne      | STA |    | Laboratory         | | |
CL | Andre Silva              | Patrick Dunne      | STA |    | Imaging            | | |
CL | William Hart             | Patrick Dunne      | STA |    | Cardiology         | | |
CL | Keisha Moore             | Patrick Dunne      | STA |    | Respiratory        | | |
CL | Naomi Goldberg           | Rosa Delgado       |     |    | Pharmacy           | | |
CL | Bridget Kelly            | Rosa Delgado       | LMC |    |                    | | |
CL | Tyrone Jackson           | Bridget Kelly      | LMC |    | Critical Care      | | |
CL | Anjali Desai             | Bridget Kelly      | LMC |    | Medicine           | | |
CL | Peter Novak              | Bridget Kelly      | LMC |    | Surgery            | | |
CL | Sunita Rao               | Bridget Kelly      | LMC |    | Imaging            | | |
CL | Sunita Rao               | Bridget Kelly      | LMC |    | Laboratory         | | |
CL | Margaret Olson           | Rosa Delgado       | RCH |    |                    | | |
CL | Luis Herrera             | Margaret Olson     | RCH |    | Critical Care      | | |
CL | Luis Herrera             | Margaret Olson     | RCH |    | Emergency          | | |
CL | Joy Adeyemi              | Margaret Olson     | RCH |    | Laboratory         | | |
CL | Joy Adeyemi              | Margaret Olson     | RCH |    | Imaging            | | |
PR | Gwen Castellano          | Ivan Horvat        |     |    |                    | | |
VM | Oluwaseun Adebayo        | Katrin Meyer       |     |    |                    | | |
PV | Helen Choi               | Dominic Reyes      |     |    |                    | | |
EX | Frances Okonjo           | Leila Farahani     |     |    |                    | | |
MD | Anneke de Vries          |                    |     |    |                    | | Philips |
MD | Trevor Holt              |                    |     |    |                    | | BD |
MD | Nicole Baptiste          |                    |     |    |                    | | GE Healthcare |
MD | Greg Sandoval            |                    |     |    |                    | | Baxter |
MD | Greg Sandoval            |                    |     |    |                    | | Hillrom |
MD | Ulrike Lehmann           |                    |     |    |                    | | B. Braun |
MD | Paul Winslow             |                    |     |    |                    | | Contec |
MD | Northlight Field Service | Megan Foster       |     |    |                    | | |
TP | Northlight Field Service | Megan Foster       |     |    |                    | | |
MR | Quillmark Managed Service| Ewan McLeod        |     |    |                    | | |
`;

/** Every staffing line, in force since about 13 months before `now`. Makers without a contact of their own are
 *  reached through the service company, so that nobody is ever asked in vain. */
export function staffingLines(now: CalendarDate): StaffingLine[] {
  const from = dayAfter(now, -400);
  return LINES.split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [role = '', holder = '', deputy = '', site = '', ward = '', department = '', ...scope] = line
        .split('|')
        .map((cell) => cell.trim());
      const [deviceClass = '', manufacturer = '', activity = ''] = scope;
      return {
        role,
        holder: holderOf(holder),
        deputy: holderOf(deputy),
        site,
        ward,
        department,
        deviceClass,
        manufacturer,
        activity,
        from,
        until: '',
      };
    });
}

/** Past, present and coming absences around `now`. The director of HTM is away today, with a deputy. */
export function absences(now: CalendarDate): DemoAbsence[] {
  const away = (name: string, from: number, to: number, reason: string, deputy: string): DemoAbsence => ({
    person: addressOf(name),
    from: dayAfter(now, from),
    to: dayAfter(now, to),
    reason,
    deputy: deputy === '' ? '' : addressOf(deputy),
  });
  return [
    away('Lucia Ferreira', -141, -134, 'Vacation', 'Kenji Watanabe'),
    away('Priya Raman', -97, -88, 'Vacation', 'Tomas Lindqvist'),
    away('Hana Kim', -73, -62, 'Vacation', 'Dwayne Carter'),
    away('Patrick Dunne', -52, -48, 'Conference', 'Rosa Delgado'),
    away('Carlos Mendoza', -20, -14, 'Training at the manufacturer', 'Aisha Rahman'),
    away('Marcus Bell', -4, 12, 'Medical leave', 'Ingrid Solberg'),
    away('Samuel Osei', -1, 3, 'Sick leave', 'Ruth Lindgren'),
    away('Linh Tran', 5, 9, 'Vacation', 'Patrick Dunne'),
    away('Stefan Kowalski', 10, 17, 'Vacation', 'Raj Patel'),
    away('Frances Okonjo', 14, 21, 'Vacation', 'Leila Farahani'),
  ];
}

/** Weekly turns from four weeks before `now` to eight after: a Monday hands over to the next. */
export function onCallTurns(now: CalendarDate): DemoShift[] {
  const rotas = [
    {
      rota: 'Security on call',
      site: '',
      role: 'SE',
      names: ['Kenji Watanabe', 'Lucia Ferreira', 'Devon Brooks'],
    },
    { rota: 'Network on call', site: '', role: 'NE', names: ['Mei Zhang', 'Raj Patel'] },
    {
      rota: 'Biomed on call, St. Anne',
      site: 'STA',
      role: 'BM',
      names: ['Carlos Mendoza', 'Aisha Rahman', 'Teresa Nguyen'],
    },
    {
      rota: 'Biomed on call, Lakeside',
      site: 'LMC',
      role: 'BM',
      names: ['Dwayne Carter', 'Hana Kim', 'Jorge Morales'],
    },
  ];
  const weekday = new Date(now).getUTCDay();
  const firstMonday = dayAfter(now, -((weekday + 6) % 7) - 28);
  return rotas.flatMap(({ rota, site, role, names }) =>
    Array.from({ length: 12 }, (_, week) => ({
      rota,
      site,
      role,
      person: addressOf(names[week % names.length] ?? ''),
      from: dayAfter(firstMonday, week * 7),
      to: dayAfter(firstMonday, week * 7 + 7),
    })),
  );
}
