/** One person of the demonstration hospital. All people, addresses and telephone numbers are invented. */
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly title: string;
  readonly organisation: string;
  readonly site: string;
}
export interface DemoTeam {
  readonly name: string;
  readonly site: string;
  readonly lead: string;
  readonly members: readonly string[];
}

const SYSTEM = 'Three Rivers Health';
const DOMAIN = 'threerivers.example';

/** Name, title, site (`-` works for the whole system), organisation when it is not the hospital's own. */
const ROSTER = `
Priya Raman        | Chief Information Security Officer     | -
Tomas Lindqvist    | Deputy CISO                            | -
Nadia Haddad       | Manager, Security Operations           | -
Kenji Watanabe     | Security Analyst                       | -
Lucia Ferreira     | Security Analyst                       | -
Devon Brooks       | Medical Device Security Analyst        | -
Amara Nwosu        | Security Governance Analyst            | -
Stefan Kowalski    | Manager, Network Engineering           | -
Mei Zhang          | Network Engineer                       | STA
Raj Patel          | Wireless Network Engineer              | -
Omar Khalil        | Manager, Clinical Infrastructure       | -
Sofia Rossi        | Systems Engineer                       | STA
Ben Whitaker       | Server Engineer                        | LMC
Marcus Bell        | Director, Healthcare Technology Management | -
Ingrid Solberg     | Manager, Healthcare Technology Management  | LMC
Teresa Nguyen      | Biomed Supervisor                      | STA
Carlos Mendoza     | Biomedical Equipment Technician III    | STA
Aisha Rahman       | Biomedical Equipment Technician II     | STA
Jack O'Connell     | Biomedical Equipment Technician I      | STA
Mina Petrova       | Imaging Service Engineer               | STA
Jorge Morales      | Biomed Supervisor                      | LMC
Hana Kim           | Biomedical Equipment Technician II     | LMC
Dwayne Carter      | Biomedical Equipment Technician III    | LMC
Ruth Lindgren      | Biomed Supervisor                      | RCH
Samuel Osei        | Biomedical Equipment Technician II     | RCH
Chloe Bennett      | HTM Systems Coordinator (CMMS)         | -
Hannah Weiss       | Lead Clinical Engineer                 | STA
Arjun Mehta        | Clinical Engineer                      | LMC
Claire Dubois      | Clinical Engineer                      | RCH
Rosa Delgado       | Chief Nursing Officer                  | -
Patrick Dunne      | Director of Nursing                    | STA
Yolanda Price      | Nurse Manager, Critical Care           | STA
Grace Mutua        | Nurse Manager, 4 West                  | STA
Elena Popescu      | Nurse Manager, Emergency               | STA
Daniel Fischer     | Perioperative Services Manager         | STA
Fatima Zahra       | Nurse Manager, Women and Children      | STA
Linh Tran          | Laboratory Manager                     | STA
Andre Silva        | Imaging Manager                        | STA
Naomi Goldberg     | Director of Pharmacy                   | -
William Hart       | Cardiology Services Manager            | STA
Keisha Moore       | Respiratory Care Manager               | STA
Bridget Kelly      | Director of Nursing                    | LMC
Tyrone Jackson     | Nurse Manager, Critical Care           | LMC
Anjali Desai       | Nurse Manager, Medicine                | LMC
Peter Novak        | Perioperative Services Manager         | LMC
Sunita Rao         | Imaging and Laboratory Manager         | LMC
Margaret Olson     | Director of Nursing                    | RCH
Luis Herrera       | Nurse Manager, Emergency and ICU       | RCH
Joy Adeyemi        | Laboratory and Imaging Manager         | RCH
Gwen Castellano    | Director, Supply Chain                 | -
Ivan Horvat        | Contract Manager                       | -
Oluwaseun Adebayo  | Manager, Vendor Management             | -
Katrin Meyer       | Vendor Analyst                         | -
Helen Choi         | Chief Privacy Officer                  | -
Dominic Reyes      | Compliance Manager                     | -
Frances Okonjo     | Chief Operating Officer                | -
Leila Farahani     | Chief Medical Officer                  | -
Richard Lang       | Chief Financial Officer                | -
Megan Foster       | Service Account Manager                | - | Northlight Clinical Services
Hector Alvarez     | Field Service Engineer                 | STA | Northlight Clinical Services
Ewan McLeod        | Device Security Lead                   | - | Quillmark Device Security
Soo-jin Park       | Device Security Analyst                | - | Quillmark Device Security
Anneke de Vries    | Customer Security Contact              | - | Philips
Trevor Holt        | Customer Security Contact              | - | BD
Nicole Baptiste    | Customer Security Contact              | - | GE Healthcare
Greg Sandoval      | Customer Security Contact              | - | Baxter
Ulrike Lehmann     | Customer Security Contact              | - | B. Braun
Paul Winslow       | Distributor Service Contact (Contec)   | - | Meridian Biomedical Supply
`;

/** The mail address of a person of the roster by their name, e.g. `Anneke de Vries` at Philips.
 *  Partners write from addresses of their own. */
export function emailOf(name: string, organisation = SYSTEM): string {
  const local = name.toLowerCase().replace(/['.]/g, '').replace(/\s+/g, '.');
  const domain =
    organisation === SYSTEM
      ? DOMAIN
      : `${organisation
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, '')}.example`;
  return `${local}@${domain}`;
}

/** Everyone, in the order of the roster: information services, HTM, clinical, business, partners. */
export const demoPeople: readonly DemoPerson[] = ROSTER.split('\n')
  .filter((line) => line.trim() !== '')
  .map((line, at) => {
    const [name = '', title = '', site = '-', organisation = SYSTEM] = line
      .split('|')
      .map((cell) => cell.trim());
    return {
      name,
      email: emailOf(name, organisation),
      phone: `(555) 555-01${String(at + 10).padStart(2, '0')}`,
      title,
      organisation,
      site: site === '-' ? '' : site,
    };
  });

const byName = new Map(demoPeople.map((person) => [person.name, person]));
/** The address of a named person. @throws Error when nobody of that name is on the roster. */
export function addressOf(name: string): string {
  const person = byName.get(name);
  if (person === undefined) throw new Error(`Nobody called ${name} is on the roster.`);
  return person.email;
}

const team = (name: string, site: string, ...names: string[]): DemoTeam => {
  const [lead = '', ...others] = names.map(addressOf);
  return { name, site, lead, members: [lead, ...others] };
};

/** The teams, each with its lead first among the members. */
export const demoTeams: readonly DemoTeam[] = [
  team(
    'Security Operations',
    '',
    'Nadia Haddad',
    'Kenji Watanabe',
    'Lucia Ferreira',
    'Devon Brooks',
    'Amara Nwosu',
  ),
  team('Network Engineering', '', 'Stefan Kowalski', 'Mei Zhang', 'Raj Patel'),
  team('Clinical Infrastructure', '', 'Omar Khalil', 'Sofia Rossi', 'Ben Whitaker'),
  team('St. Anne Biomed', 'STA', 'Teresa Nguyen', 'Carlos Mendoza', 'Aisha Rahman', "Jack O'Connell"),
  team('Lakeside Biomed', 'LMC', 'Jorge Morales', 'Dwayne Carter', 'Hana Kim'),
  team('Riverside Biomed', 'RCH', 'Ruth Lindgren', 'Samuel Osei'),
  team(
    'System Biomed',
    '',
    'Teresa Nguyen',
    'Jorge Morales',
    'Ruth Lindgren',
    'Mina Petrova',
    'Chloe Bennett',
  ),
  team('Clinical Engineering', '', 'Hannah Weiss', 'Arjun Mehta', 'Claire Dubois'),
  team('Nursing Leadership', '', 'Rosa Delgado', 'Patrick Dunne', 'Bridget Kelly', 'Margaret Olson'),
  team('Supply Chain', '', 'Gwen Castellano', 'Ivan Horvat'),
  team('Vendor Management', '', 'Oluwaseun Adebayo', 'Katrin Meyer'),
  team('Privacy and Compliance', '', 'Helen Choi', 'Dominic Reyes'),
  team('Executive Risk Committee', '', 'Frances Okonjo', 'Leila Farahani', 'Richard Lang', 'Priya Raman'),
  team('Northlight Field Service', '', 'Megan Foster', 'Hector Alvarez'),
  team('Quillmark Managed Service', '', 'Ewan McLeod', 'Soo-jin Park'),
];
