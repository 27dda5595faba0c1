// The clocks of a hospital as data: by when, shared out how, waiting how long, reminding when. A case takes its terms from the
// policy in force when it begins and keeps them; nothing that is edited later moves a clock that runs.
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { addDays, type Instant } from '../../../kernel/time.ts';
import { ActivityId } from '../model.ts';
import { addWorkingDays, Calendar, nextOpen } from './calendar.ts';

/** Whom a case waits for while its own clock stands still. `care`: patients come first, or the device cannot be found. */
export const waitKinds = ['maker', 'parts', 'window', 'care'] as const;
export type WaitKind = (typeof waitKinds)[number];

const days = z.number().positive().max(3650);
const Waits = z.strictObject({ maker: days, parts: days, window: days, care: days });

const Rule = z.strictObject({
  decision: z.enum(['immediate', 'out_of_cycle', 'scheduled']),
  /** The code of a site; without one the rule is for all of them. */
  site: z.string().trim().min(1).max(60).optional(),
  deviceClass: z.string().trim().min(1).max(100).optional(),
  days,
  /** Count `days` as working days of this calendar. */
  count: z.string().optional(),
  /** Remind and press people in the hours of this calendar only. */
  remind: z.string().optional(),
});
type Rule = z.infer<typeof Rule>;

export const ClockPolicy = z.strictObject({
  title: z.string().trim().min(1).max(200),
  calendars: z.array(Calendar).max(50).default([]),
  rules: z.array(Rule).max(500),
  shares: z.record(ActivityId, z.number().positive().max(1000)),
  waits: Waits,
});
export type ClockPolicy = z.infer<typeof ClockPolicy>;

/** What a case was promised when it began, or when it was decided more urgent. */
export const ClockTerms = z.object({
  /** Number of the policy it is of; 0 for cases from before there was one. */
  policy: z.number().int(),
  /** The rule in words, for whoever asks why it is due then. */
  says: z.string(),
  days,
  timezone: z.string(),
  count: Calendar.nullable(),
  remind: Calendar.nullable(),
  waits: Waits,
});
export type ClockTerms = z.infer<typeof ClockTerms>;

/** What a rule may ask of a case. `site` is the site's code. */
export type ClockSubject = {
  readonly outcome: Rule['decision'];
  readonly site: string;
  readonly deviceClass: string;
  readonly timezone: string;
};

/** How much a rule says: a site says more than a class of devices, both together say most. */
const weight = (rule: Rule): number => (rule.site ? 2 : 0) + (rule.deviceClass ? 1 : 0);

const decisionWords = { immediate: 'at once', out_of_cycle: 'out of cycle', scheduled: 'scheduled' } as const;

function ruleWords(rule: Rule): string {
  const where = [rule.deviceClass?.replaceAll('_', ' '), rule.site && `at ${rule.site}`]
    .filter(Boolean)
    .join(' ');
  const unit = rule.count ? `working days (${rule.count})` : 'days';
  return `Decided ${decisionWords[rule.decision]}${where ? `, for ${where}` : ''}: ${rule.days} ${unit}.`;
}

/** The terms of a case under a policy: the rule that says most about it. A checked policy has one for every case. */
export function clockTerms(policy: ClockPolicy, number: number, of: ClockSubject): ClockTerms {
  const fits = policy.rules.filter(
    (rule) =>
      rule.decision === of.outcome &&
      (rule.site === undefined || rule.site === of.site) &&
      (rule.deviceClass === undefined || rule.deviceClass === of.deviceClass),
  );
  const rule = fits.sort((a, b) => weight(b) - weight(a))[0] ?? { decision: of.outcome, days: 3 };
  const named = (name: string | undefined): Calendar | null =>
    policy.calendars.find((calendar) => calendar.name === name) ?? null;
  return {
    policy: number,
    says: ruleWords(rule),
    days: rule.days,
    timezone: of.timezone,
    count: named(rule.count),
    remind: named(rule.remind),
    waits: policy.waits,
  };
}

/** The end of a case that begins at an instant. */
export const dueUnder = (terms: ClockTerms, from: Instant): Instant =>
  terms.count === null
    ? addDays(from, terms.days)
    : addWorkingDays(from, Math.ceil(terms.days), terms.count, terms.timezone);

/** When somebody is reminded who was to be reminded at an instant. */
export const remindAt = (terms: ClockTerms, at: Instant): Instant =>
  terms.remind === null ? at : nextOpen(at, terms.remind, terms.timezone);

/** Until when somebody else may be waited for. */
export const waitDueAt = (terms: ClockTerms, kind: WaitKind, from: Instant): Instant =>
  addDays(from, terms.waits[kind]);

export type ClockProblem = {
  readonly line: number;
  readonly place: string;
  readonly rule: string;
  readonly sentence: string;
};
export type ParsedClocks =
  | { readonly ok: true; readonly policy: ClockPolicy }
  | { readonly ok: false; readonly problems: ClockProblem[] };

const MAX_TEXT = 200_000;

/** A policy from YAML text. Every fault names its line, its place and its rule; `sites` are the codes that there are. */
export function parseClocks(text: string, sites: readonly string[]): ParsedClocks {
  const fault = (line: number, place: string, rule: string, sentence: string): ClockProblem => ({
    line,
    place,
    rule,
    sentence,
  });
  if (text.length > MAX_TEXT)
    return {
      ok: false,
      problems: [fault(0, '', 'size', `The policy is longer than ${MAX_TEXT} characters.`)],
    };
  const lines = new LineCounter();
  let file: ReturnType<typeof parseDocument>;
  let values: unknown;
  try {
    file = parseDocument(text, { lineCounter: lines });
    values = file.toJS({ maxAliasCount: 0 });
  } catch (error) {
    // Names that stand for other places, or nesting without end: this file needs neither.
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    return { ok: false, problems: [fault(0, '', 'yaml', 'This is nested too deeply, or uses aliases.')] };
  }
  const [broken] = file.errors;
  if (broken) {
    const sentence = broken.message.split('\n')[0] ?? 'This is not YAML.';
    return { ok: false, problems: [fault(broken.linePos?.[0].line ?? 0, '', 'yaml', sentence)] };
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let n = path.length; n >= 0; n -= 1) {
      const node: unknown = file.getIn(path.slice(0, n), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 0;
  };
  const parsed = ClockPolicy.safeParse(values);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues
        .slice(0, 50)
        .map((i) => fault(lineOf(i.path), i.path.join('.'), 'form', i.message)),
    };
  const problems = faultsOf(parsed.data, sites).map(({ path, rule, sentence }) =>
    fault(lineOf(path), path.join('.'), rule, sentence),
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, policy: parsed.data };
}

type Fault = { path: (string | number)[]; rule: string; sentence: string };

/** What is wrong with a policy that has the right form. */
function faultsOf(policy: ClockPolicy, sites: readonly string[]): Fault[] {
  const names = policy.calendars.map((c) => c.name);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  const faults: Fault[] = twice.map((name) => ({
    path: ['calendars', names.lastIndexOf(name)],
    rule: 'calendar_twice',
    sentence: `There are two calendars called "${name}".`,
  }));
  const key = (rule: Rule) => [rule.decision, rule.site ?? '', rule.deviceClass ?? ''].join('|');
  for (const [at, rule] of policy.rules.entries()) {
    const path = ['rules', at];
    for (const calendar of [rule.count, rule.remind])
      if (calendar !== undefined && !names.includes(calendar))
        faults.push({
          path,
          rule: 'calendar_unknown',
          sentence: `There is no calendar called "${calendar}".`,
        });
    if (rule.site !== undefined && !sites.includes(rule.site))
      faults.push({ path, rule: 'site_unknown', sentence: `There is no site "${rule.site}".` });
    const same = policy.rules.findIndex((other) => key(other) === key(rule));
    if (same !== at)
      faults.push({
        path,
        rule: 'tie',
        sentence: `This rule and rule ${same + 1} say the same of the same cases: which one holds cannot be told.`,
      });
  }
  for (const decision of Rule.shape.decision.options)
    if (!policy.rules.some((rule) => rule.decision === decision && !rule.site && !rule.deviceClass))
      faults.push({
        path: ['rules'],
        rule: 'no_rule',
        sentence: `There is no rule for every case that is decided ${decisionWords[decision]}.`,
      });
  return faults;
}
