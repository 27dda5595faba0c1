import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CveId } from '../../../kernel/ids.ts';
import type { AdvisoryRemediation } from '../../intel/model.ts';
import { type AdvisoryFacts, type RemedyFinding, type RemedyGroup, remediesFor } from './remedies.ts';
import { counted } from './remedy-sentence.ts';
import { leftOut, plainText, readsAs, sentences, targetsIn } from './remedy-text.ts';

const cve = (no: number) => CveId.parse(`CVE-2099-${String(no).padStart(4, '0')}`);
const text = (details: string, more: Partial<AdvisoryRemediation> = {}): AdvisoryRemediation => ({
  no: 0,
  category: 'vendor_fix',
  details,
  url: null,
  restartRequired: null,
  date: null,
  productIds: ['P1'],
  cves: [cve(1), cve(2)],
  isHeading: false,
  ...more,
});
const advisory = (
  remediations: AdvisoryRemediation[],
  products: [string, string][] = [['P1', 'Medfusion 4000']],
): AdvisoryFacts => ({ record: 'ICSMA-99-001-01', remediations, products: new Map(products) });
const finding = (no = 1, more: Partial<RemedyFinding> = {}): RemedyFinding => ({
  cve: cve(no),
  status: 'affected',
  record: 'ICSMA-99-001-01',
  productId: 'P1',
  question: null,
  ...more,
});
const compare = (a: string, b: string): -1 | 0 | 1 => {
  const order = a.localeCompare(b, 'en', { numeric: true });
  return order < 0 ? -1 : order > 0 ? 1 : 0;
};
const group = (more: Partial<RemedyGroup>): RemedyGroup => ({
  maker: 'Smiths Medical',
  product: 'Medfusion 4000',
  noun: { one: 'pump', many: 'pumps' },
  site: 'Lakeside',
  deviceCount: 40,
  findings: [finding()],
  advisories: [],
  compare,
  ...more,
});
const sentencesOf = (more: Partial<RemedyGroup>) => remediesFor(group(more)).map(({ sentence }) => sentence);

describe('the one sentence', () => {
  it.each([
    {
      when: 'the maker names the version',
      details: 'Smiths Medical has released update Version 1.6.1 to mitigate the vulnerabilities.',
      says: 'Update 40 Medfusion 4000 pumps at Lakeside to version 1.6.1.',
    },
    {
      when: 'a later one will do',
      details: 'The maker recommends users update to the latest Version 1.7.15b or later.',
      says: 'Update 40 Medfusion 4000 pumps at Lakeside to version 1.7.15b or later.',
    },
    {
      when: 'any above will do',
      details:
        'The maker recommends users of affected versions update to a version later than T1 Ventilator Version 2.2.3 where possible.',
      says: 'Update 40 Medfusion 4000 pumps at Lakeside to a version later than 2.2.3.',
    },
    {
      when: 'the fix has no number',
      details: 'The maker has released software updates for affected products.',
      says: "Have the maker's update installed on 40 Medfusion 4000 pumps at Lakeside; ask Smiths Medical which version is right for yours.",
    },
    {
      when: 'the maker updates them itself',
      details: 'Version 8.2.2 will be automatically updated over several months.',
      says: "Check that the maker's automatic update has reached 40 Medfusion 4000 pumps at Lakeside.",
    },
    {
      when: 'the fix is a promise',
      details: 'Philips plans a new release to remediate this vulnerability by the end of Q3 2020.',
      says: 'Protect 40 Medfusion 4000 pumps at Lakeside as the maker advises; the maker is working on a fix: ask whether it is out.',
    },
    {
      when: 'the maker refuses',
      details:
        'Boston Scientific will not be issuing a product update to address the vulnerabilities. Segment the network with a firewall.',
      says: 'Put 40 Medfusion 4000 pumps at Lakeside behind a restricted network; the maker has no fix.',
    },
    {
      when: 'there is only advice',
      details: 'Change all passwords and lock the device away.',
      says: 'Protect 40 Medfusion 4000 pumps at Lakeside as the maker advises; the maker names no fix.',
    },
    {
      when: 'the maker wants it replaced',
      details:
        'The support life cycle ended. Users should limit access to the network and consider replacing the system.',
      says: 'Plan the replacement of 40 Medfusion 4000 pumps at Lakeside; the maker advises it.',
    },
  ])('$says', ({ details, says }) => {
    expect(sentencesOf({ advisories: [advisory([text(details)])] })).toEqual([says]);
  });

  it('asks for what is not known', () => {
    const asked = (question: string, more = {}) =>
      sentencesOf({ findings: [finding(1, { status: 'possible', question })], ...more });
    expect(asked('Which software version is installed?')).toEqual([
      'Find out which software version 40 Medfusion 4000 pumps at Lakeside run.',
    ]);
    expect(asked('Which software version is installed?', { deviceCount: 1 })).toEqual([
      'Find out which software version 1 Medfusion 4000 pump at Lakeside runs.',
    ]);
    expect(asked('Which exact software version is installed?')).toEqual([
      'Find out the exact software version of 40 Medfusion 4000 pumps at Lakeside.',
    ]);
    expect(asked('Is the model number 8015?')).toEqual([
      'Check 40 Medfusion 4000 pumps at Lakeside: Is the model number 8015?',
    ]);
  });

  it('asks each question of the devices it is about, though the CVE is the same', () => {
    const version = finding(1, { status: 'possible', question: 'Which software version is installed?' });
    const label = finding(1, { status: 'possible', question: 'Is the model number on the label 8015?' });
    const made = remediesFor(group({ findings: [version, label] }));
    expect(made.map(({ question, findings }) => [question, findings])).toEqual([
      [label.question, [label]],
      [null, [version]],
    ]);
  });

  it('says so when no record says what to do', () => {
    const [remedy] = remediesFor(group({}));
    expect(remedy?.sentence).toBe(
      'Put 40 Medfusion 4000 pumps at Lakeside behind a restricted network; no fix is known.',
    );
    expect(remedy?.reasons[0]?.what).toContain('No record says what to do');
  });

  it('does not say pump twice', () => {
    const noun = { one: 'pump', many: 'pumps' };
    expect(counted({ deviceCount: 2, product: 'CADD-Solis', noun })).toBe('2 CADD-Solis pumps');
    expect(counted({ deviceCount: 2, product: 'Alaris Syringe Pump', noun })).toBe('2 Alaris Syringe Pump');
    expect(counted({ deviceCount: 14, product: 'Alaris PC Unit 8015', noun: null })).toBe(
      '14 Alaris PC Unit 8015',
    );
  });
});

describe('grouping', () => {
  const fix = (version: string, no: number, more = {}) =>
    text(`The maker has released update Version ${version}.`, { cves: [cve(no)], ...more });

  it('lets the newest update of a line end what older ones do', () => {
    const remedies = remediesFor(
      group({
        findings: [finding(1), finding(2), finding(3)],
        advisories: [advisory([fix('1.6.1', 1), fix('1.7.0', 2), fix('1.6.9', 3)])],
      }),
    );
    expect(remedies).toHaveLength(1);
    expect(remedies[0]).toMatchObject({
      kind: 'apply',
      targetVersion: '1.7.0',
      cves: [cve(1), cve(2), cve(3)],
      ends: true,
    });
  });
  it('keeps a fix, a question and a measure apart', () => {
    const findings = [
      finding(1),
      finding(2),
      finding(3, { status: 'possible', question: 'Which software version is installed?' }),
    ];
    const remedies = remediesFor(
      group({
        findings,
        advisories: [advisory([fix('1.6.1', 1), text('Change all passwords.', { cves: [cve(2)] })])],
      }),
    );
    expect(remedies.map(({ kind, ends, cves }) => ({ kind, ends, cves }))).toEqual([
      { kind: 'identify', ends: false, cves: [cve(3)] },
      { kind: 'apply', ends: true, cves: [cve(1)] },
      { kind: 'mitigate', ends: false, cves: [cve(2)] },
    ]);
  });
  it('does not offer a version that is itself affected, nor one of several that cannot be told apart', () => {
    const affected = [finding(1, { counts: (version) => (version === '1.6.1' ? 'yes' : 'no') })];
    const always = [finding(1, { counts: () => 'yes' })];
    expect(
      remediesFor(
        group({ findings: always, advisories: [advisory([fix('1.6.1', 1, { productIds: ['P1', 'P2'] })])] }),
      )[0]?.targetVersion,
    ).toBe('1.6.1');
    const two = ['P1', 'P2'];
    const products: [string, string][] = [
      ['P1', 'Medfusion 4000'],
      ['P2', 'Medfusion 3500'],
    ];
    expect(
      remediesFor(
        group({
          findings: affected,
          advisories: [advisory([fix('1.6.1', 1, { productIds: two })], products)],
        }),
      )[0]?.targetVersion,
    ).toBeNull();
    const apart = {
      ...group({ advisories: [advisory([fix('1.6.1', 1), fix('U.2', 1)])] }),
      compare: () => 'incomparable' as const,
    };
    expect(remediesFor(apart)[0]?.targetVersion).toBeNull();
  });
  it('takes the version that stands beside the product', () => {
    const details =
      'Baxter recommends to upgrade to the ExactaMix Version 1.4 (EM1200) and ExactaMix Version 1.13 (EM2400) compounders.';
    const products: [string, string][] = [
      ['P1', 'ExactaMix EM1200'],
      ['P2', 'ExactaMix EM2400'],
    ];
    const of = (productId: string) =>
      remediesFor(
        group({
          product: 'ExactaMix',
          findings: [finding(1, { productId })],
          advisories: [advisory([text(details, { productIds: ['P1', 'P2'] })], products)],
        }),
      )[0]?.targetVersion;
    expect([of('P1'), of('P2')]).toEqual(['1.4', '1.13']);
  });
  it('passes over texts that are for another product', () => {
    const products: [string, string][] = [
      ['P1', 'CareLink 2090 Programmer'],
      ['P2', 'CareLink 9790 Programmer'],
    ];
    const gone = text(
      'The CareLink 9790 Programmer has been placed into end-of-life status. Medtronic recommends users no longer use the 9790 for any purpose.',
      { productIds: ['P1', 'P2'] },
    );
    const of = (productId: string) =>
      remediesFor(
        group({ findings: [finding(1, { productId })], advisories: [advisory([gone], products)] }),
      )[0]?.kind;
    expect([of('P1'), of('P2')]).toEqual(['mitigate', 'replace']);
    const foreign = text(
      'As the MX8000 Dual EXP has been out of support since 2017, Philips recommends a replacement based on user need.',
    );
    expect(remediesFor(group({ advisories: [advisory([foreign])] }))[0]?.kind).toBe('mitigate');
  });
  it('believes a text that leaves CVEs out, or speaks of some only', () => {
    const most = text('Version 7.2.5.7 is reported to fix all vulnerabilities above except CVE-2099-0002.');
    const remedies = remediesFor(
      group({ findings: [finding(1), finding(2)], advisories: [advisory([most])] }),
    );
    expect(remedies.map(({ kind, cves }) => [kind, cves])).toEqual([
      ['apply', [cve(1)]],
      ['mitigate', [cve(2)]],
    ]);
    const some = text(
      'Philips released a remediation for CVE-2099-0001 in Q3 2021 in PIC iX C.03.06. Philips plans to remediate CVE-2099-0002 by end of 2023.',
    );
    expect(
      remediesFor(group({ findings: [finding(1), finding(2)], advisories: [advisory([some])] })).map(
        ({ kind, targetVersion }) => [kind, targetVersion],
      ),
    ).toEqual([
      ['apply', 'C.03.06'],
      ['mitigate', null],
    ]);
  });
  it("keeps the maker's own text beside, as plain text, and takes steps from it", () => {
    const details =
      'The maker has released update Version 1.6.1.<br><script>alert(1)</script> Users should also:\n• Change the passwords. See <a href="javascript:alert(1)">here</a>.';
    const [remedy] = remediesFor(
      group({ advisories: [advisory([text(details, { url: 'javascript:alert(1)' })])] }),
    );
    expect(remedy?.makerTexts).toEqual([
      {
        category: 'vendor_fix',
        source: 'ICSMA-99-001-01',
        url: null,
        text: 'The maker has released update Version 1.6.1. Users should also: • Change the passwords. See here .',
      },
    ]);
    expect(remedy?.steps).toEqual([
      'The maker has released update Version 1.6.1.',
      'Change the passwords.',
      'See here .',
    ]);
  });

  it('puts every finding in exactly one remedy, in any order, with the same keys', () => {
    const texts = fc.constantFrom(
      'The maker has released update Version 1.6.1.',
      'Upgrade to version 2.0 or later.',
      'Philips plans a new release.',
      'Change passwords.',
      'Boston will not issue a product update.',
      'The maker has released a patch.',
    );
    const findings = fc.array(
      fc.record({ no: fc.integer({ min: 1, max: 9 }), possible: fc.boolean(), details: texts }),
      { minLength: 1, maxLength: 9 },
    );
    fc.assert(
      fc.property(findings, (list) => {
        const facts = [...new Map(list.map((it) => [it.no, it])).values()];
        const build = (items: typeof facts) =>
          remediesFor(
            group({
              findings: items.map(({ no, possible }) =>
                finding(
                  no,
                  possible ? { status: 'possible', question: 'Which software version is installed?' } : {},
                ),
              ),
              advisories: [advisory(facts.map(({ no, details }) => text(details, { cves: [cve(no)] })))],
            }),
          );
        const remedies = build(facts);
        expect(remedies.flatMap(({ cves }) => cves).sort()).toEqual(facts.map(({ no }) => cve(no)).sort());
        expect(build([...facts].reverse())).toEqual(remedies);
        expect(new Set(remedies.map(({ key }) => key)).size).toBe(remedies.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe("reading a maker's words", () => {
  it.each([
    [
      'BD has not developed a product fix to address these vulnerabilities, but has issued compensating controls.',
      'none',
    ],
    ['The remote option is turned off in the pump by default.', 'advice'],
    [
      'All software versions less than 9.19 are end of life. BD recommends users upgrade when BD releases its next version of software.',
      'planned',
    ],
    ['Welch Allyn Service Tool: v1.10', 'fix'],
    [
      'GE Healthcare plans to provide updates and additional security information about this vulnerability.',
      'advice',
    ],
    [
      "Engage is a hosted application and users don 't need to take any action. Philips released Version 6.2.2.",
      'done',
    ],
    ['Please see the Philips product security website for the latest security information.', 'pointer'],
    [
      'Users with questions regarding new release eligibility should contact a service support team.',
      'pointer',
    ],
    [
      'Software patches are currently available for the FT10 platform and will be available in early 2020 for the FX8 platform.',
      'fix',
    ],
    ['', 'advice'],
  ])('%s: %s', (details, kind) => expect(readsAs(text(details))).toBe(kind));
  it('believes the category where it says that there is no fix', () => {
    expect(readsAs(text('Nothing.', { category: 'no_fix_planned' }))).toBe('none');
    expect(readsAs(text('Nothing.', { category: 'none_available' }))).toBe('none');
  });
  it.each([
    ['update 4107600010.24 and recommends that users of the system update to this version', []],
    ['To address these vulnerabilities, BeaconMedaes has created update 4107600010.24', ['4107600010.24']],
    ['Natus has released NeuroWorks/SleepWorks 8.5 GMA 3, a software update', ['8.5 GMA 3']],
    ['new versions to address these: Link+ v3.0 (D16 or later)', ['3.0 D16']],
    ['Agilia Connect Pumps Wifi Module (D29 or later)', ['D29']],
    [
      'Welch Allyn Connex Central Station (CS): v1.8.4 Service Pack 01 (released November 2022)',
      ['1.8.4 Service Pack 01'],
    ],
    ['Philips released Ultrasound EPIQ/Affiniti Version VM6.0 in April 2020', ['VM6.0']],
    [
      'It will not install on Windows XP and will require updating the underlying system to Windows 7 or later.',
      [],
    ],
    ['All versions prior to 2.2 are affected.', []],
    ['Version 1.5 and prior', []],
    ['released in 2017', []],
  ])('%s offers %j', (details, versions) =>
    expect(targetsIn(details).map(({ version }) => version)).toEqual(versions),
  );
  it('finds what is left out', () =>
    expect(leftOut('fixes all except CVE-2021-37160. Use it.')).toEqual(['CVE-2021-37160']));
  it('cuts sentences, not versions or abbreviations', () => {
    expect(sentences('Update to 1.2.3 now. Use e.g. WPA2, i.e. strong keys. 1. Lock it.')).toEqual([
      'Update to 1.2.3 now.',
      'Use e.g. WPA2, i.e. strong keys.',
      'Lock it.',
    ]);
  });
  it('survives hostile text in bounded time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (raw) => {
        expect(plainText(raw)).not.toMatch(/<[a-z!]|javascript:/i);
        readsAs(text(raw));
        targetsIn(raw);
        sentences(raw);
      }),
    );
    for (const raw of [
      '<'.repeat(100_000),
      'update '.repeat(20_000),
      'version '.repeat(20_000),
      'a.'.repeat(50_000),
      'to the '.repeat(20_000),
      `released ${'x'.repeat(100_000)}`,
    ]) {
      targetsIn(raw);
      readsAs(text(raw));
      sentences(raw);
    }
  });
});
