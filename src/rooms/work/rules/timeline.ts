// Ledger events of a case in words. The ledger keeps facts; what they mean to a person is said here.
import { z } from 'zod';

const Body = z.looseObject({
  activity: z.string().optional(),
  answer: z.string().nullish(),
  was: z.string().optional(),
  text: z.string().optional(),
  reason: z.string().optional(),
  role: z.string().optional(),
  note: z.string().nullish(),
  problem: z.string().nullish(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  added: z.number().optional(),
  deviceIds: z.array(z.number()).optional(),
  nextOwner: z.string().nullish(),
  versionSeen: z.string().nullish(),
  outcome: z.string().optional(),
  sentence: z.string().optional(),
  devices: z.number().optional(),
  ended: z.union([z.number(), z.array(z.string())]).optional(),
  fromVersion: z.number().optional(),
  toVersion: z.number().optional(),
  named: z.array(z.string()).optional(),
  passedTo: z.string().optional(),
  person: z.string().optional(),
  step: z.string().optional(),
  kind: z.string().optional(),
  statement: z.string().nullish(),
  waitsFor: z.string().optional(),
  stoodHours: z.number().optional(),
});

const waitWords: Readonly<Record<string, string>> = {
  maker: 'the manufacturer',
  parts: 'parts',
  window: 'the agreed window',
  care: 'devices that patients need or nobody has found',
};
const spanWords = (hours: number): string =>
  hours < 48 ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : `${Math.round(hours / 24)} days`;

const outcomeWords: Readonly<Record<string, string>> = {
  to_do: 'to do',
  done: 'done',
  could_not_locate: 'could not be found',
  in_use: 'in use by a patient',
  deferred: 'put off',
  replaced: 'replaced',
  retired: 'out of use',
};
const answerWords: Readonly<Record<string, string>> = {
  yes: 'yes',
  yes_with_conditions: 'yes, with conditions',
  no: 'no',
};

const devicesOf = (b: { deviceIds?: readonly number[] | undefined }): string => {
  const n = b.deviceIds?.length ?? 0;
  return n === 1 ? 'one device' : `${n} devices`;
};

/** Who was named and who left, e.g. `C NE Kim; no longer I IT Lee`. */
const heldWords = (b: { named?: string[] | undefined; ended?: number | string[] | undefined }): string => {
  const left = Array.isArray(b.ended) && b.ended.length > 0 ? `no longer ${b.ended.join(', ')}` : '';
  return [(b.named ?? []).join(', '), left].filter(Boolean).join('; ') || 'some left';
};

/** One event as a sentence, without its actor and time. `titles` are the plain names of the matrix's rows. */
export function eventSentence(verb: string, body: unknown, titles: ReadonlyMap<string, string>): string {
  const parsed = Body.safeParse(body);
  const b = parsed.success ? parsed.data : {};
  const step = titles.get(b.activity ?? '') ?? b.activity ?? 'this step';
  const because = b.reason ? `: ${b.reason}` : '';
  const word = (value: unknown): string => outcomeWords[String(value)] ?? String(value);
  switch (verb) {
    case 'work.case_opened':
      return `opened this case: ${b.sentence ?? ''}`;
    case 'work.case_closed':
      return `closed this case: ${typeof b.ended === 'number' ? b.ended : 0} of ${b.devices ?? 0} devices done and checked`;
    case 'work.case_withdrawn':
      return `withdrew this case${because}`;
    case 'work.case_grew':
      return `took ${b.added ?? 0} more devices in`;
    case 'work.devices_left':
      return `let ${b.devices ?? 0} devices go that were taken out of use`;
    case 'work.case_raised':
      return `was decided more urgent: ${(b.outcome ?? '').replaceAll('_', ' ')}`;
    case 'work.opened':
      return `began "${step}"`;
    case 'work.gate_answered':
      return `answered ${answerWords[b.answer ?? ''] ?? b.answer ?? ''}${b.text ? `: ${b.text}` : ''} (${step})`;
    case 'work.gate_passed_on':
      return `passed the question on${b.passedTo ? ` to ${b.passedTo}` : ''}${because}`;
    case 'work.gate_lapsed':
      return `noted that ${b.person ?? b.role ?? 'somebody asked'} did not answer in time (${step})`;
    case 'work.gate_dropped':
      return `dropped the question to ${b.person ?? b.role ?? 'somebody asked'}: the matrix does not ask them any more (${step})`;
    case 'work.re_resolved':
      return `took this case over to matrix v${b.toVersion ?? '?'} (it followed v${b.fromVersion ?? '?'})`;
    case 'work.work_started':
      return `took the work: ${step}`;
    case 'work.devices_reported':
      return `reported ${devicesOf(b)} ${word(b.outcome)}${b.versionSeen ? `, version ${b.versionSeen} read` : ''}${b.answer ? `, answer: ${b.answer}` : ''}${b.note ? `: ${b.note}` : ''}${b.nextOwner ? `; next: ${b.nextOwner}` : ''}`;
    case 'work.answer_corrected':
      return `${b.answer ? `corrected the answer for ${devicesOf(b)} from ${b.was ?? ''} to ${b.answer}` : `took back the answer ${b.was ?? ''} for ${devicesOf(b)}, now ${word(b.outcome)}`}${b.note ? `: ${b.note}` : ''}${b.nextOwner ? `; next: ${b.nextOwner}` : ''}`;
    case 'work.devices_checked':
      return `checked ${devicesOf(b)}: ${b.outcome === 'passed' ? 'passed' : 'did not pass'}${b.note ? `: ${b.note}` : ''}`;
    case 'work.work_done':
      return `finished "${step}"${b.note ? `: ${b.note}` : ''}${b.problem ? `. Problem: ${b.problem}` : ''}`;
    case 'work.signed':
      return `signed off "${step}"${b.statement ? `: ${b.statement}` : ''}`;
    case 'work.decided_proceed':
      return `decided to go on with "${step}"${because}`;
    case 'work.decided_stop':
      return `decided to stop "${step}"${because}`;
    case 'work.returned':
      return `gave "${step}" back${because}`;
    case 'work.reopened':
      return `put "${step}" back on the list${because}`;
    case 'work.stepped_back':
      return `sent devices back to be done again${because}`;
    case 'work.withdrawn':
      return `withdrew "${step}"${because}`;
    case 'work.waiting':
      return `is waiting (${step})`;
    case 'work.resumed':
      return `goes on with "${step}"`;
    case 'work.clock_stopped':
      return `stopped the clock of "${step}": it waits for ${waitWords[b.waitsFor ?? ''] ?? 'others'}`;
    case 'work.clock_went_on':
      return `let the clock of "${step}" go on: it had stood still ${spanWords(b.stoodHours ?? 0)}`;
    case 'work.devices_back':
      return `put devices that were in use back on the list (${step})`;
    case 'work.holders_changed':
      return `named new holders for "${step}": ${heldWords(b)}`;
    case 'work.evidence_added':
      return `added proof (${(b.kind ?? 'note').replaceAll('_', ' ')}): ${b.text ?? ''}`;
    case 'work.notice_acknowledged':
      return 'has read what was told';
    case 'work.escalated':
      return `reminded ${b.person ?? 'the next in line'} (${(b.step ?? '').split(':').at(-1) ?? ''})`;
    case 'findings.closed_by_work':
      return 'ended the findings of the checked devices';
    default:
      return verb.replace(/^[a-z]+\./, '').replaceAll('_', ' ');
  }
}
