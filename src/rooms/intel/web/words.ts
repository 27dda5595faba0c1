// Every word that the pages of intelligence say.
import type { Tone } from '../../../ui/Shape.tsx';

type Mark = { readonly tone: Tone; readonly word: string };

const freshness: Readonly<Record<string, Mark>> = {
  fresh: { tone: 'good', word: 'Fresh' },
  old: { tone: 'middle', word: 'Old' },
  empty: { tone: 'unknown', word: 'Never read' },
};
/** How fresh a feed is, as word and shape. */
export const freshnessMark = (value: string): Mark => freshness[value] ?? { tone: 'unknown', word: value };

const statuses: Readonly<Record<string, Mark>> = {
  known_affected: { tone: 'high', word: 'Affected' },
  known_not_affected: { tone: 'good', word: 'Not affected' },
  fixed: { tone: 'good', word: 'Fixed' },
  under_investigation: { tone: 'unknown', word: 'Being looked into' },
};
/** What an advisory says of a product. */
export const statusMark = (value: string): Mark => statuses[value] ?? { tone: 'unknown', word: value };

const categories: Readonly<Record<string, string>> = {
  vendor_fix: 'The maker has a fix',
  mitigation: 'What lowers the risk',
  workaround: 'Until it is fixed',
  none_available: 'There is no fix',
  no_fix_planned: 'No fix will come',
};
/** A remediation's category as a heading. */
export const categoryWord = (value: string): string => categories[value] ?? value.replaceAll('_', ' ');

const sources: Readonly<Record<string, string>> = {
  csaf: 'advisory',
  kev: 'CISA KEV',
  epss: 'FIRST EPSS',
  nvd: 'NVD',
  cve5: 'CVE record',
  'cisa-adp': 'CISA Vulnrichment',
  overrides: 'CPE additions',
};
/** The source of a field, as people call it. */
export const sourceWord = (value: string): string => sources[value] ?? value;

const exploitations: Readonly<Record<string, Mark>> = {
  active: { tone: 'worst', word: 'Exploited now' },
  poc: { tone: 'middle', word: 'Exploit published' },
  none: { tone: 'calm', word: 'No exploit known' },
};
/** SSVC exploitation as word and shape. */
export const exploitationMark = (value: string): Mark =>
  exploitations[value] ?? { tone: 'unknown', word: value };

/** The severity word and shape of a CVSS base score.  @source FIRST CVSS v3.1 specification, section 5 */
export const cvssMark = (score: number): Mark =>
  score >= 9
    ? { tone: 'worst', word: 'Critical' }
    : score >= 7
      ? { tone: 'high', word: 'High' }
      : score >= 4
        ? { tone: 'middle', word: 'Medium' }
        : score > 0
          ? { tone: 'low', word: 'Low' }
          : { tone: 'calm', word: 'None' };

/** A probability as a percentage with one decimal; tiny ones are said, never rounded to 0. */
export const chanceWords = (share01: number): string =>
  share01 > 0 && share01 < 0.001 ? 'less than 0.1%' : `${(share01 * 100).toFixed(1)}%`;

export const words = {
  banner: 'Newer dangers may be missing:',
  feeds: {
    title: 'Feeds',
    lead: 'What Wardline knows of the world, and how old that is. Everything it says of a device rests on these.',
    advisories: 'Advisories read',
    content: 'Content of',
    readAt: 'Read',
    never: 'never',
    held: 'held now',
    heldHint: 'Records of this feed that count now.',
    readCount: 'read last time',
    refused: 'could not be read',
    passedOver: 'passed over',
    passedOverHint: 'Read well, but about things that nothing here speaks of; they are counted, not lost.',
    from: 'from',
    noDate: 'no date in it',
    readMore: 'Read more intelligence',
    folder: 'Folder or address',
    folderHint:
      'A folder of the server, e.g. a mirror on a stick, or an http(s) address. Files are known by their content.',
    needFolder: 'Say from where.',
    go: 'Read it',
    queued: 'The server reads it in the background. This page shows what came of it.',
    upload: 'Drop a file here',
    uploadHint: 'CSAF advisories, KEV, EPSS, NVD or CVE records, also as .gz. One file at a time.',
    uploaded: (name: string) => `${name} was sent. The server reads it in the background.`,
    watching: 'The server is reading. Counts change when a feed is done.',
    mayNot: 'Reading feeds needs the right to do so; ask the administrator.',
    none: 'No feed has been read.',
    noneText:
      'Without advisories no device can be compared with anything, and nothing here may be called safe.',
  },
  refusals: {
    title: (name: string) => `What could not be read: ${name}`,
    lead: 'Each is kept here until the feed is read again. The rest of the file was used.',
    none: 'Everything could be read.',
    more: 'Show more',
    file: 'File',
    place: 'Place',
    rule: 'Rule',
    what: 'What is wrong',
    total: (shown: number, all: number) => `${shown} of ${all}`,
  },
  advisories: {
    title: 'Advisories',
    what: 'advisories',
    search: 'Number, title or CVE',
    id: 'Number',
    name: 'Title',
    publisher: 'From',
    released: 'Released',
    revision: 'Revision',
    cves: 'CVEs',
    none: 'No advisories have been read yet.',
    noneText: 'Read a folder of CSAF files, or an address, on the feeds page.',
    toFeeds: 'To the feeds',
  },
  advisory: {
    title: 'Advisory',
    all: 'Advisories',
    released: 'released',
    revision: 'revision',
    source: 'Read it at the source',
    devices: 'Our devices',
    doTitle: 'What to do',
    doNone: 'The advisory tells nobody to do anything.',
    restart: 'restart needed:',
    for: 'for',
    allProducts: 'all its products',
    products: 'Products',
    product: 'Product',
    asWritten: 'Versions as written',
    understood: 'As understood',
    said: 'What is said of it',
    vulnerabilities: 'Vulnerabilities',
    noCve: 'no CVE number',
    summary: 'Summary',
    file: 'read from',
    count: (n: number) => `${n} ${n === 1 ? 'CVE' : 'CVEs'}`,
    moreProducts: (n: number) => `and ${n} more`,
  },
  cve: {
    title: 'Vulnerability',
    ours: 'Devices of ours',
    findings: 'Findings',
    rejected: 'This CVE was rejected by whoever gave it out. It no longer counts.',
    exploitedTitle: 'Known to be exploited (KEV)',
    notKev: 'Not in the list of what is known to be exploited.',
    kevAdded: 'listed on',
    kevDue: 'federal due date',
    ransomware: 'used in ransomware campaigns',
    epss: 'Chance of exploitation in 30 days (EPSS)',
    percentile: (p: number) => `higher than ${Math.floor(p * 100)}% of all`,
    noEpss: 'not scored',
    cvss: 'Severity (CVSS)',
    noCvss: 'not scored',
    ssvc: 'What CISA saw (SSVC)',
    noSsvc: 'not assessed',
    automatable: 'can be automated',
    notAutomatable: 'cannot be automated',
    impact: (impact: string) => (impact === 'total' ? 'gives full control' : 'gives part of the control'),
    described: 'What it is',
    noDescription: 'Nothing that was read describes it.',
    weaknesses: 'Weakness',
    published: 'Published',
    modified: 'Changed',
    from: 'from',
    titleMade: {
      given: 'Title',
      weakness: 'No source gives a title; this one is made of the weakness and the product,',
      text: 'No source gives a title; this is the first sentence of the text,',
    },
    advisories: 'Advisories about it',
    noAdvisories: 'No advisory that was read speaks of it.',
    notHere: 'That is not a CVE number.',
  },
} as const;
