import { describe, expect, it } from 'vitest';
import type { Activity, Letter } from '../model.ts';
import { fullMatrix, hospital, monday } from '../testing.ts';
import { lint } from './lint.ts';
import { lintMatrix } from './lint-matrix.ts';

/** The worked matrix as the domain reference prints it: A, R, C, I, third party (`r:TP MR` = by contract), seed. */
const printed = `
  |INV-1|maintain device inventory of record|HD|BM|SE CE|CI CL PR|c:TP MR|13 15|
  |INV-2|discover and classify on the network|CI|SE|NE HD BM|-|r:MR|16 28|
  |INV-3|reconcile CMMS with discovery, resolve unknowns|HD|BM SE|NE CL|CI|c:TP MR|2 15 16|
  |INV-4|set clinical criticality and mission impact|HD|CE|SE BM CL PV|CI EX|-|13|
  |INV-5|obtain MDS2, SBOM, security documents|HD|VM|SE BM MD|CI PR|r:TP MR|26|
  |VUL-1|watch advisories and recalls, assess threats|CI|SE|MD|HD BM VM|r:MR c:TP|7|
  |VUL-2|correlate vulnerabilities to devices|CI|SE|IT BM CE MD|HD|r:MR c:TP|7 16|
  |VUL-3|prioritise high-risk vulnerabilities|CI|SE|HD CE|PV EX|c:TP MR|7 18 27|
  |VUL-4|device risk assessment (security x safety)|CI|SE CE|HD CL PV MD|PR EX|c:TP MR|1 7|
  |VUL-5|remediation plan|CI|SE|NE IT HD CE CL MD|BM PR EX|r:TP MR|6 23 28|
  |VUL-6|clinical validation of a mitigation|HD|CE|SE BM CL MD|CI|r:MR c:TP|27|
  |VUL-7|agree maintenance window, release device|HD|BM|CL|CI SE NE IT|r:TP c:MR|5 13|
  |VUL-8|apply patch, firmware, configuration on device|HD|BM|SE CE MD|CI CL PR|r:TP MR|17 18 23|
  |VUL-9|patch supporting servers, gateways, workstations|CI|IT|SE BM MD|HD CL PR|c:MR|4 17|
  |VUL-10|verify remediation, close finding|CI|SE|BM|HD CL PR|c:MR i:TP|6 11 23|
  |VUL-11|accept risk or grant exception|EX|CI|SE HD CE CL PV|PR|c:MR|1|
  |VUL-12|press manufacturer for fix or statement|CI|VM|SE HD MD|PR|r:TP MR|19 26|
  |NET-1|design segmentation (zones, conduits, policy)|CI|SE NE|IT HD CE MD|CL PR|c:MR|6 8|
  |NET-2|baseline allowed flows per device profile|CI|SE|NE BM MD|-|r:MR c:TP|8 31|
  |NET-3|review change (CAB), simulate, clinical check|CI|NE|SE IT HD CE CL|-|c:MR|5 8|
  |NET-4|enforce segmentation, NAC|CI|SE NE|HD BM|IT CL PR|r:MR|6 8 23 30|
  |NET-5|verify controls uniform over all IoMT|CI|SE|NE BM|HD EX|r:MR|30 31|
  |NET-6|access control, remote vendor access|CI|SE IT|NE HD BM VM PV|CL MD|i:TP|8|
  |ANM-1|monitor and triage device anomalies|CI|SE|NE BM|HD CL|c:TP MR|6 29|
  |ANM-2|bedside check: patient connected, device safe|CI|BM CL|HD CE|SE|-|5 6 13|
  |ANM-3|contain or isolate device|CI|SE NE BM|HD CE CL|PV EX MD|c:TP MR|5 6 13 29|
  |ANM-4|declare and command incident (HICS liaison)|CI|SE|IT HD CL PV EX|NE BM PR MD|c:TP MR|6|
  |ANM-5|clinical continuity, downtime procedure|CL|CL|HD BM CE|CI SE EX|-|5|
  |ANM-6|eradicate, restore (HTM releases to clinical use)|CI|BM SE|IT HD CE MD|CL|r:TP c:MR|6 13 17|
  |ANM-7|regulatory and external notification|PV|PV|CI SE HD CL EX|MD|-|3|
  |ANM-8|write and maintain device security playbooks|CI|SE|NE HD BM CE CL|PV|c:TP MR|10 29|
  |ANM-9|run tabletop exercises|CI|SE|NE IT HD CL PV|BM PR EX|r:MR c:TP MD|10 29|
  |PRO-1|set security requirements, RFP template|CI|SE|NE HD PR VM PV|-|c:MR|20 21|
  |PRO-2|pre-purchase security assessment|CI|SE|NE HD CE PR PV MD|-|r:MR|21 22|
  |PRO-3|select device; security clauses in contract|PR|PR VM|CI SE HD CL PV|EX MD|c:MR|19|
  |PRO-4|select IoMT security vendor or service|CI|PR|SE NE HD VM PV|EX|-|20 25|
  |PRO-5|onboard: accept, configure, segment before go-live|HD|BM NE|SE CE PR MD|CI CL|r:TP c:MR|19 21|
  |PRO-6|hold vendors to update and support duties|PR|VM|SE HD MD|CI|r:TP c:MR|19 26|
  |PRO-7|end-of-support decision: protect and keep, or replace|HD|CE|CI SE CL PR MD|EX|c:TP MR|24|
  |PRO-8|decommission and sanitise|HD|BM|SE PV|CI CL PR|r:TP|15|
  |GOV-1|security program: policy, SOPs, coordination|CI|SE|HD CL PR PV EX|NE IT BM VM|c:MR|5 6 9|
  |GOV-2|keep RACI current, settle gaps and conflicts|CI|SE HD|NE IT CL PR PV|BM VM EX|c:MR|1 2 3 31|
  |GOV-3|risk appetite, funding, authority|EX|CI|HD CL PR PV|SE|-|1|
  |GOV-4|set third-party risk-reduction goals, prove results|CI|SE|HD VM|PR EX|r:MR c:TP|12|
  |GOV-5|train and mentor HTM and clinical staff|CI|SE|HD CE|BM CL|r:MR|14 18 32|
  |MET-1|collect and monitor KPIs|CI|SE|HD|BM|r:MR|11 12 31|
  |MET-2|report progress to all stakeholders|CI|SE|-|NE IT HD BM CE CL PR VM PV EX|c:MR i:TP|11 23|
  |MET-3|improve: post-incident reviews, KPI actions|CI|SE HD|NE BM CL|PR EX|c:TP MR|11|
`;
const outside: Record<string, Letter> = { r: 'R', c: 'C', i: 'I' };
const third = (text: string): [string, Letter][] =>
  [...text.matchAll(/([rci]):((?: ?[A-Z]{2})+)/g)].flatMap(([, letter = '', roles = '']) =>
    roles
      .trim()
      .split(' ')
      .map((role): [string, Letter] => [role, outside[letter] ?? 'A']),
  );
const transcription = printed
  .trim()
  .split('\n')
  .map((line) => {
    const [id = '', title = '', A = '', R = '', C = '', I = '', tp = '', seed = ''] = line
      .trim()
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    const list = (text: string): string[] => (text === '-' ? [] : text.split(' '));
    const own = (
      [
        ['A', A],
        ['R', R],
        ['C', C],
        ['I', I],
      ] as const
    ).flatMap(([letter, text]) => list(text).map((role) => `${role} ${letter}`));
    const byContract = third(tp).map(([role, letter]) => `${role} ${letter} by contract`);
    return { id, title, cells: [...own, ...byContract].sort(), seed: seed.split(' ').map(Number) };
  });
const cellsOf = (activity: Activity): string[] =>
  activity.cells
    .flatMap((cell) =>
      cell.letters.map((letter) => `${cell.role} ${letter}${cell.contract ? ' by contract' : ''}`),
    )
    .sort();

describe('the full matrix', () => {
  const matrix = fullMatrix();
  const rowOf = (id: string): Activity => {
    const row = matrix.activities.find((activity) => activity.id === id);
    if (!row) throw new Error(`no ${id}`);
    return row;
  };

  it('has the 48 activities and 15 roles of the reference, in its order', () => {
    expect(matrix.activities.map(({ id, title }) => ({ id, title }))).toEqual(
      transcription.map(({ id, title }) => ({ id, title })),
    );
    expect(matrix.roles.map((role) => role.code).join(' ')).toBe(
      'CI SE NE IT HD BM CE CL PR VM PV EX MD TP MR',
    );
    expect(transcription).toHaveLength(48);
  });

  it.each(transcription)('$id holds every letter of the reference and no other', ({ id, cells, seed }) => {
    expect(cellsOf(rowOf(id))).toEqual(cells);
    expect(rowOf(id).seed).toEqual(seed);
  });

  it('refers to every seed sentence S1 to S32', () => {
    const seeds = new Set(matrix.activities.flatMap((activity) => activity.seed));
    expect([...seeds].sort((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
  });

  it('gives the IS leader 32 of the 48 A, as S6 says', () => {
    const accountable = matrix.activities.filter((activity) => cellsOf(activity).includes('CI A'));
    expect(accountable).toHaveLength(32);
  });

  it('is without a fault, and without a warning, by its own rules', () => {
    expect(lintMatrix(matrix)).toEqual([]);
  });

  it('asks in plain words: a capital first, a full stop last, no jargon in what the ward reads', () => {
    for (const { id, ask, question } of matrix.activities) {
      expect(ask, id).toMatch(/^[A-Z].*[.?]$/);
      if (question !== null) expect(question, id).toMatch(/^[A-Z].*\?$/);
      expect(ask, id).not.toMatch(/\b(CVE|SSVC|CVSS|firmware|remediat|mitigat)/i);
    }
  });

  it('has a consult rule for every role that is asked, and only for those', () => {
    for (const activity of matrix.activities) {
      const asked = activity.cells.filter((cell) => cell.letters.includes('C')).map((cell) => cell.role);
      expect(Object.keys(activity.flow.consult).sort(), activity.id).toEqual(asked.sort());
    }
  });

  it.each([
    ['VUL-5', 'always'],
    ['VUL-6', 'by_exception'],
    ['VUL-7', 'by_exception'],
    ['VUL-8', 'by_exception'],
    ['VUL-9', 'by_exception'],
    ['VUL-10', 'always'],
    ['VUL-12', 'by_exception'],
    ['INV-3', 'by_exception'],
  ])('%s is signed %s', (id, signOff) => {
    expect(rowOf(id).flow.signOff).toBe(signOff);
  });

  it('runs the line of a fix as agreed', () => {
    expect(rowOf('VUL-7').flow.consult['CL']).toEqual({ hours: 48, mandatory: true, silence: 'escalate' });
    expect(rowOf('VUL-5').flow.consult['MD']).toEqual({ hours: 72, mandatory: false, silence: 'proceed' });
    expect(rowOf('VUL-5').flow.consult['CE']?.silence).toBe('escalate');
    expect(rowOf('VUL-8').flow.verifiedUnder).toBe('VUL-10');
    expect(rowOf('VUL-10').flow.apartFrom).toEqual(['VUL-8', 'VUL-9']);
    expect(rowOf('VUL-8').cells.find((cell) => cell.role === 'MD')?.when).toBe('no_vendor_fix');
    expect(rowOf('VUL-11').flow.signerApart).toBe(true);
    const two = matrix.activities
      .filter((activity) => activity.flow.twoPersons !== null)
      .map((activity) => activity.id);
    expect(two).toEqual(['VUL-11', 'NET-4', 'ANM-3', 'ANM-6']);
    expect(
      matrix.activities.filter((activity) => activity.flow.informHours === 1).map((activity) => activity.id),
    ).toEqual(['ANM-1', 'ANM-2', 'ANM-3', 'ANM-4', 'ANM-5', 'ANM-6', 'ANM-7']);
  });

  it('staffed by one person a role, tells of the missing deputies and of the one who would check their own work', () => {
    const found = lint(matrix, hospital(), monday);
    expect(
      found
        .filter(({ level }) => level === 'error')
        .map(({ rule, activityId }) => `${rule} ${activityId ?? ''}`),
    ).toEqual(['V8 NET-5']);
    expect(found.filter(({ rule }) => rule === 'V3')).toHaveLength(12);
  });
});
