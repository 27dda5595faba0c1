// Every word that the device pages say, and the words for values of the inventory and of risk.
import type { Tone } from '../../../../ui/Shape.tsx';

/** `infusion_pump` as people write it: `Infusion pump`. Words that are not ours stay as they are. */
export const spoken = (value: string): string => {
  const known = abbreviations[value];
  if (known) return known;
  const text = value.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const abbreviations: Readonly<Record<string, string>> = {
  pca_pump: 'PCA pump',
  ecg: 'ECG',
  pacs: 'PACS',
  imaging_ct: 'CT scanner',
  imaging_mr: 'MR scanner',
  imaging_xray: 'X-ray',
  imaging_ultrasound: 'Ultrasound',
  imaging_nuclear: 'Nuclear imaging',
  imaging_mammography: 'Mammography',
  lab_analyzer: 'Laboratory analyser',
  lab_system: 'Laboratory system',
  anesthesia_machine: 'Anaesthesia machine',
  in_service: 'In service',
  mef_support_crippled: 'Work goes on with difficulty',
  mef_failure: 'A service of the hospital stops',
  mission_failure: 'The hospital cannot do its work',
  degraded: 'Work goes on, less well',
  small: 'Hard to reach',
  controlled: 'Reachable through controls',
  open: 'Open to the network',
};

const labels: Readonly<Record<string, string>> = {
  tag: 'Asset tag',
  serial: 'Serial number',
  softwareVersion: 'Software version',
  networked: 'On the network',
};
/** The name of a field that no source has spoken of, so that the server did not name it. */
export const fieldLabel = (field: string): string => labels[field] ?? spoken(field);

type Mark = { readonly tone: Tone; readonly word: string };

const outcomes: Readonly<Record<string, Mark>> = {
  immediate: { tone: 'worst', word: 'Immediate' },
  out_of_cycle: { tone: 'high', word: 'Out-of-cycle' },
  scheduled: { tone: 'middle', word: 'Scheduled' },
  defer: { tone: 'low', word: 'Defer' },
};
/** A decision as word, shape and colour; null is not evaluated, never calm. */
export const outcomeMark = (outcome: string | null): Mark =>
  outcomes[outcome ?? ''] ?? { tone: 'unknown', word: 'Not evaluated' };

const statuses: Readonly<Record<string, Mark>> = {
  affected: { tone: 'high', word: 'Affected' },
  possible: { tone: 'unknown', word: 'Possible' },
  not_affected: { tone: 'good', word: 'Not affected' },
  fixed: { tone: 'good', word: 'Fixed' },
};
/** What is known about one vulnerability on one device. */
export const findingMark = (status: string): Mark =>
  statuses[status] ?? { tone: 'unknown', word: spoken(status) };

const harms: Readonly<Record<string, Tone>> = {
  catastrophic: 'worst',
  critical: 'high',
  serious: 'middle',
  minor: 'low',
  negligible: 'calm',
};
/** The mark of a harm level. */
export const harmMark = (harm: string): Mark => ({ tone: harms[harm] ?? 'unknown', word: spoken(harm) });

const deviceOutcomes: Readonly<Record<string, string>> = {
  to_do: 'to do',
  done: 'done',
  could_not_locate: 'could not be found',
  in_use: 'in use by a patient',
  deferred: 'put off',
  replaced: 'replaced',
  retired: 'retired',
};
/** What came of the work on one device, in a case. */
export const deviceOutcomeWord = (outcome: string): string => deviceOutcomes[outcome] ?? spoken(outcome);

const steps: Readonly<Record<string, string>> = {
  upcoming: 'not yet begun',
  consult: 'being asked',
  decide: 'waits for a decision',
  do: 'being done',
  verify: 'being checked',
  sign_off: 'waits for a signature',
  closed: 'closed',
  withdrawn: 'withdrawn',
};
/** Where a case is. Steps that carry their own words keep them. */
export const stepWord = (step: string): string => steps[step] ?? step;

const count = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

/** What threatens a device in a few words: `3 affected, 2 possible`. Nothing found is not the same as safe. */
export const threatWords = (affected: number, possible: number): string => {
  const parts = [affected ? `${affected} affected` : '', possible ? `${possible} possible` : ''].filter(
    Boolean,
  );
  return parts.length ? parts.join(', ') : 'nothing known';
};

export const words = {
  list: {
    title: 'Devices',
    what: 'devices',
    search: 'Tag, serial, model or place',
    device: 'Device',
    tag: 'Tag',
    model: 'Model',
    version: 'Version',
    place: 'Where',
    threat: 'What threatens it',
    risk: 'Risk',
    riskHint: 'Risk from 0 to 100. Open the device to see what it is made of.',
    status: 'Status',
    noTag: 'no tag',
    noVersion: 'not known',
    conflict: 'sources disagree',
    filters: {
      outcome: 'Decision',
      site: 'Site',
      deviceClass: 'Kind of device',
      manufacturer: 'Maker',
      status: 'Status',
      exposure: 'Exposure',
      conflict: 'Sources disagree',
      version: 'Software version',
      networked: 'On the network',
      cve: 'CVE',
      remedy: 'Action',
      model: 'Model',
      ward: 'Ward',
    },
    yes: 'Yes',
    no: 'No',
    views: {
      worst: 'Immediate and out-of-cycle',
      conflicts: 'Sources disagree',
      open: 'Open to the network',
    },
    empty: 'No devices yet.',
    emptyText: 'Every device of the hospital will stand here, with what threatens it and who owns it.',
    emptyGo: 'Import a device export',
    forRemedy: 'Devices of one action',
    inScope: (site: string) => `Only ${site}, as chosen at the top.`,
  },
  device: {
    all: 'Devices',
    serial: 'serial',
    tag: 'tag',
    noPlace: 'Nobody has said where it is',
    version: 'Version',
    unknownVersion: 'not known',
    findVersion: 'Say which version it runs …',
    wins: 'counts',
    disagree: 'they disagree',
    lifeSupport: 'Life support',
    seen: 'last word on it',
    tabs: { risks: 'Risks', work: 'Work', owners: 'Owners', identity: 'Identity', history: 'History' },
    harm: 'If it fails or is altered',
    exposure: 'How it can be reached',
    mission: 'What care loses without it',
    care: 'What it means to care',
  },
  risks: {
    none: 'Nothing known threatens this device.',
    noneText:
      'Its make, model and version were compared with everything that was read. That is not proof of safety.',
    feeds: 'See what was read, and how old it is',
    noRemedy: 'No action is known yet',
    inCase: 'Work on it',
    settle: 'Would be settled by',
    answer: 'I know: say the version …',
    exploited: 'exploited now',
    decided: 'how decided',
    settled: (n: number) => `${count(n, 'finding')} settled: fixed, not affected or no longer open`,
    opened: 'open since',
    closed: 'closed',
    why: 'why?',
    sum: (affected: number, possible: number) => {
      const affect = affected
        ? `${count(affected, 'known vulnerability', 'known vulnerabilities')} ${affected === 1 ? 'affects' : 'affect'} it`
        : '';
      const perhaps = possible ? `${possible} ${affected ? 'more ' : ''}possible` : '';
      return `${[affect, perhaps].filter(Boolean).join(', ')}.`;
    },
  },
  work: {
    open: 'Open',
    past: 'Done or withdrawn',
    none: 'No work waits on this device.',
    noneText: 'When something is to be done to it, the case stands here with who has the ball.',
    ball: 'ball with',
    here: 'this device:',
    done: (done: number, all: number) => `${done} of ${all} done`,
  },
  owners: {
    gaps: 'Letters that nobody holds',
    gapOwner: 'owned by',
    noOwner: 'nobody, which is a fault',
    blocks: 'work stops here',
    activity: 'Activity',
    nobody: 'nobody',
    standsIn: (name: string) => `for ${name}`,
    contract: 'by contract',
    none: 'The matrix says nothing about this device.',
    noneText: 'Publish a matrix and say who holds its roles; then every letter has a name here.',
    letters: { R: 'Does it', A: 'Answers for it', C: 'Asked before', I: 'Told after' },
    lead: 'For this device, today. Click a name to see why it is theirs.',
  },
  identity: {
    field: 'Field',
    value: 'What counts',
    claims: 'Who said what',
    correct: 'Correct …',
    disagree: 'Sources disagree',
    unknown: 'nobody said',
    sure: (confidence: number) => `trust ${confidence.toFixed(2)}`,
    sureHint: 'How far this source is trusted, from 0 to 1. The surest counts; of equals, the newest.',
    lead: 'Every field with everything that was said about it. Nothing is thrown away.',
    only: (n: number) => `Only where sources disagree (${n})`,
  },
  correct: {
    title: (label: string) => `Correct: ${label}`,
    explain:
      'Your word is kept beside what the files say, under your name. It counts until something newer and surer comes.',
    field: 'Which field',
    value: 'What it really is',
    valueHint: 'As you read it on the device itself.',
    why: 'How do you know?',
    whyHint: 'For example: read from the display in bay 3. It is kept in the record.',
    save: 'Save',
    back: 'Go back',
    needValue: 'Say what it is.',
    needWhy: 'Please say how you know, in a few words.',
    done: (label: string, value: string) => `${label} is now ${value}.`,
    changed: 'Somebody changed this device while you were writing.',
    now: (label: string, value: string) => `${label} now reads: ${value}. Save again if yours is right.`,
    held: (label: string, value: string) =>
      `Your word was kept, but ${label.toLowerCase()} still reads ${value}: another source is newer or surer.`,
  },
  history: {
    none: 'Nothing has happened to this device yet.',
    noneText: 'Imports, corrections, findings and work will stand here, from the ledger.',
    more: 'Show older',
    label: 'What happened to this device',
  },
} as const;
