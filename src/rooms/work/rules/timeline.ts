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
  yes: z.number().optional(),
  no: z.number().optional(),
  as: z.string().optional(),
  named: z.array(z.string()).optional(),
  passedTo: z.string().optional(),
  person: z.string().optional(),
  step: z.string().optional(),
  kind: z.string().optional(),
  statement: z.string().nullish(),
  waitsFor: z.string().optional(),
  stoodHours: z.number().optional(),
  why: z.string().optional(),
  needed: z.string().optional(),
  done: z.string().nullish(),
  what: z.string().optional(),
  untilOn: z.string().nullish(),
  next: z.string().nullish(),
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

const count = (n = 0): string => (n === 1 ? 'one device' : `${n} devices`);
const devicesOf = (b: { deviceIds?: readonly number[] | undefined }): string => count(b.deviceIds?.length);

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
      if (b.yes !== undefined) return `closed this case: ${b.yes} answered yes, ${b.no ?? 0} answered no`;
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
    case 'work.asked_again':
      return `asked ${b.named?.join(', ') ?? 'them'} once more about "${step}"${because}`;
    case 'work.decided_stop':
      return `decided to stop "${step}"${because}`;
    case 'work.returned':
      return `gave "${step}" back${because}`;
    case 'work.handed_on':
      return `handed "${step}" to ${b.person ?? 'somebody'}${b.needed ? `: ${b.needed}` : ''}${b.done ? ` (done so far: ${b.done})` : ''}`;
    case 'work.handed_back':
      return `did not take "${step}"${because}`;
    case 'work.offer_dropped':
      return `took "${step}" back from somebody who may not do it any more`;
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
    case 'work.handed_over':
      return `handed "${step}" over at the change of the shift to ${b.person ?? 'whoever is on call'}`;
    case 'work.evidence_added':
      return `added proof (${(b.kind ?? 'note').replaceAll('_', ' ')}): ${b.text ?? ''}`;
    case 'work.notice_acknowledged':
      return 'has read what was told';
    case 'work.escalated':
      return `reminded ${b.person ?? 'the next in line'} (${(b.step ?? '').split(':').at(-1) ?? ''})`;
    case 'work.acceptance_requested':
      return `asked that this risk be accepted until ${b.untilOn ?? ''}${because}`;
    case 'work.acceptance_assessed':
    case 'work.acceptance_answered':
      return `${verb.endsWith('assessed') ? 'assessed the acceptance' : 'answered on the acceptance'}: ${answerWords[b.answer ?? ''] ?? b.answer ?? ''}${b.text ? `: ${b.text}` : ''}`;
    case 'work.acceptance_question_lapsed':
      return `noted that ${b.person ?? b.role ?? 'somebody asked'} did not answer in time on the acceptance`;
    case 'work.acceptance_put_to_decision':
      return 'put the acceptance before whoever answers for it';
    case 'work.acceptance_approved':
      return `accepted this risk until ${b.untilOn ?? ''}${b.statement ? `: ${b.statement}` : ''}`;
    case 'work.acceptance_refused':
      return `did not accept this risk: ${b.why ?? ''}`;
    case 'work.acceptance_withdrawn':
      return `took the request for an acceptance back: ${b.why ?? ''}`;
    case 'work.acceptance_reviewed':
      return `looked: the acceptance still fits. ${b.why ?? ''}`;
    case 'work.acceptance_control_checked':
      return `looked: still there: ${b.what ?? ''}. ${b.note ?? ''}`;
    case 'work.acceptance_control_gone':
      return `looked: gone: ${b.what ?? ''}. ${b.note ?? ''}`;
    case 'work.acceptance_expired':
      return 'let the acceptance expire; the case goes on';
    case 'work.acceptance_revoked':
      return `revoked the acceptance; the case goes on. ${b.why ?? ''}`;
    case 'work.acceptance_closed':
      return `ended the acceptance; the case goes on. ${b.why ?? ''}`;
    case 'work.acceptance_renewed':
      return `renewed the acceptance. ${b.why ?? ''}`;
    case 'work.acceptance_revocation_seen':
      return `took note of the revocation: ${b.why ?? ''}`;
    case 'work.acceptance_holders_changed':
      return `named others for the acceptance: ${(b.named ?? []).join(', ') || 'some left'}`;
    case 'work.acceptance_owner_changed':
      return `gave the acceptance another owner. ${b.why ?? ''}`;
    case 'findings.closed_by_work':
      return b.as === 'not_affected'
        ? `ended the findings of ${count(b.devices)}: not affected`
        : 'ended the findings of the checked devices';
    case 'findings.confirmed_by_work':
      return `confirmed at ${count(b.devices)} that the record means this model`;
    default:
      return verb.replace(/^[a-z]+\./, '').replaceAll('_', ' ');
  }
}
