// A matrix from YAML text, as people write it: cells as `A/R`, defaults once. Every fault names its line and rule.
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import {
  ActivityId,
  Authority,
  type Cell,
  ConsultRule,
  MatrixDocument,
  Override,
  Role,
  RoleCode,
  Scope,
  TwoPersons,
} from '../model.ts';
import { readCell } from './cell.ts';
import { consultRules, FlowDefaults } from './consult.ts';

/** One fault of a file. `line` counts from 1; 0 where the file as a whole is at fault. */
type MatrixProblem = {
  readonly line: number;
  readonly place: string;
  readonly rule: string;
  readonly sentence: string;
};
/** What a template says of itself beside its matrix: whom it is for, and what it was made from. */
type TemplateWords = { readonly forWhom: string | null; readonly source: string | null };
export type ParsedMatrix =
  | {
      readonly ok: true;
      readonly matrix: MatrixDocument;
      readonly notes: MatrixProblem[];
      readonly about: TemplateWords;
    }
  | { readonly ok: false; readonly problems: MatrixProblem[] };

const MAX_TEXT = 4_000_000;
const MAX_DEPTH = 40;
const MAX_PROBLEMS = 200;

const CellTexts = z.record(RoleCode, z.coerce.string());
const FileFlow = z.strictObject({
  signOff: z.enum(['always', 'by_exception', 'none']).default('always'),
  effortHours: z.number().nonnegative().max(10_000).default(1),
  informHours: z.number().positive().max(8760).optional(),
  verifyBy: RoleCode.nullable().default(null),
  verifiedUnder: ActivityId.nullable().default(null),
  apartFrom: z.array(ActivityId).default([]),
  signerApart: z.boolean().default(false),
  authority: Authority.nullable().default(null),
});
const FileActivity = z.strictObject({
  id: ActivityId,
  group: z.string().max(20).optional(),
  title: z.string().min(1).max(200),
  plain: z.string().min(1).max(200).optional(),
  ask: z.string().min(1).max(500).optional(),
  question: z.string().min(1).max(500).nullable().default(null),
  cells: CellTexts,
  seed: z.array(z.number().int().positive()).default([]),
  flow: FileFlow.prefault({}),
  twoPersons: TwoPersons.nullable().default(null),
  consult: z.record(RoleCode, ConsultRule).default({}),
  consultHours: z.number().positive().max(8760).optional(),
});
type FileActivity = z.infer<typeof FileActivity>;
const FileOverride = z.strictObject({ ...Override.shape, scope: Scope.default({}), cells: CellTexts });
const FileMatrix = z.strictObject({
  id: z.string().min(1).max(60),
  title: z.string().min(1).max(200),
  note: z.string().max(2000).nullable().default(null),
  forWhom: z.string().min(1).max(500).nullable().default(null),
  source: z.string().min(1).max(500).nullable().default(null),
  groups: MatrixDocument.shape.groups.default([]),
  roles: z.array(Role).min(1).max(60),
  defaults: FlowDefaults.prefault({}),
  activities: z.array(FileActivity).max(500),
  overrides: z.array(FileOverride).max(5000).default([]),
});
type FileMatrix = z.infer<typeof FileMatrix>;

type Place = readonly PropertyKey[];
type Locate = (place: Place) => number;

/** A cheap guard before a recursive parser: open brackets, and per line the indentation and leading dashes. One pass. */
function deeperThan(text: string, depth: number): boolean {
  let open = 0;
  for (const char of text) {
    if (char === '[' || char === '{') open += 1;
    else if (char === ']' || char === '}') open = Math.max(0, open - 1);
    if (open > depth) return true;
  }
  return text.split('\n').some((line) => {
    let dashes = 0;
    let spaces = 0;
    for (const char of line) {
      if (char === '-' || char === '?') dashes += 1;
      else if (char === ' ') spaces += 1;
      else break;
    }
    return dashes > depth || spaces > depth * 4;
  });
}

/** The matrix in a YAML text, or every fault with its line and rule. Cells that had to be interpreted are in `notes`. */
export function parseMatrix(yamlText: string): ParsedMatrix {
  const whole = (rule: string, sentence: string): ParsedMatrix => ({
    ok: false,
    problems: [{ line: 0, place: '', rule, sentence }],
  });
  if (yamlText.length > MAX_TEXT) return whole('size', `The file is longer than ${MAX_TEXT} characters.`);
  if (deeperThan(yamlText, MAX_DEPTH))
    return whole('depth', `The file is nested deeper than ${MAX_DEPTH} levels.`);
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, stringKeys: true, uniqueKeys: true });
  if (document.errors.length > 0)
    return {
      ok: false,
      problems: document.errors.slice(0, MAX_PROBLEMS).map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        place: '',
        rule: 'YAML',
        sentence: error.message.split('\n')[0] ?? 'The text is not YAML.',
      })),
    };
  const locate: Locate = (place) => {
    for (let depth = place.length; depth >= 0; depth -= 1) {
      const node: unknown = document.getIn(place.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 0;
  };
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return whole('YAML', error instanceof Error ? error.message : 'The text cannot be read.');
  }
  const read = FileMatrix.safeParse(plain);
  if (!read.success)
    return {
      ok: false,
      problems: read.error.issues.slice(0, MAX_PROBLEMS).map((issue) => ({
        line: locate(issue.path),
        place: issue.path.join('.'),
        rule: 'shape',
        sentence: issue.message,
      })),
    };
  return assemble(read.data, locate);
}

function assemble(file: FileMatrix, locate: Locate): ParsedMatrix {
  const problems: MatrixProblem[] = [];
  const notes: MatrixProblem[] = [];
  const roles = new Map(file.roles.map((role) => [role.code, role]));
  const at = (list: MatrixProblem[], place: Place, rule: string, sentence: string): void => {
    if (list.length < MAX_PROBLEMS)
      list.push({ line: locate(place), place: place.join('.'), rule, sentence });
  };
  const cellsOf = (texts: Readonly<Record<string, string>>, place: Place, emptyRemoves: boolean): Cell[] =>
    Object.entries(texts).flatMap(([code, text]) => {
      const role = roles.get(code);
      if (!role) {
        at(problems, [...place, code], 'role', `${code} is not one of the roles of this matrix.`);
        return [];
      }
      const cell = readCell(text, role);
      if (!cell.ok) {
        at(problems, [...place, code], 'cell', cell.sentence);
        return [];
      }
      for (const note of cell.notes) at(notes, [...place, code], 'cell', note);
      return cell.cells.length === 0 && emptyRemoves
        ? [{ role: code, letters: [], contract: false, when: null }]
        : cell.cells;
    });
  for (const [code, index] of repeated(file.roles.map((role) => role.code)))
    at(problems, ['roles', index], 'once', `The role ${code} is listed twice.`);
  for (const [id, index] of repeated(file.activities.map((activity) => activity.id)))
    at(problems, ['activities', index], 'once', `The activity ${id} is listed twice.`);
  for (const [id, index] of repeated(file.overrides.map((override) => override.id)))
    at(problems, ['overrides', index], 'once', `The override ${id} is listed twice.`);
  const ids = new Set(file.activities.map((activity) => activity.id));
  const activities = file.activities.map((activity, index) => {
    const place = ['activities', index] as const;
    for (const code of Object.keys(activity.consult))
      if (!roles.has(code))
        at(problems, [...place, 'consult', code], 'role', `${code} is not one of the roles of this matrix.`);
    for (const other of [...activity.flow.apartFrom, activity.flow.verifiedUnder])
      if (other !== null && !ids.has(other))
        at(problems, [...place, 'flow'], 'activity', `${other} is not an activity of this matrix.`);
    const { verifyBy } = activity.flow;
    if (verifyBy !== null && !roles.has(verifyBy))
      at(
        problems,
        [...place, 'flow', 'verifyBy'],
        'role',
        `${verifyBy} is not one of the roles of this matrix.`,
      );
    return activityOf(activity, cellsOf(activity.cells, [...place, 'cells'], false), file.defaults);
  });
  const overrides = file.overrides.map((override, index) => {
    if (!ids.has(override.activityId))
      at(
        problems,
        ['overrides', index],
        'activity',
        `${override.activityId} is not an activity of this matrix.`,
      );
    return { ...override, cells: cellsOf(override.cells, ['overrides', index, 'cells'], true) };
  });
  if (problems.length > 0) return { ok: false, problems: problems.sort((a, b) => a.line - b.line) };
  const { id, title, note, groups, forWhom, source } = file;
  const matrix = { id, title, note, groups, roles: file.roles, activities, overrides };
  return { ok: true, matrix, notes, about: { forWhom, source } };
}

function activityOf(
  file: FileActivity,
  cells: Cell[],
  defaults: FlowDefaults,
): MatrixDocument['activities'][number] {
  const { consult, consultHours, flow, twoPersons, plain, ask, group, ...rest } = file;
  return {
    ...rest,
    cells,
    group: group ?? file.id.split('-')[0] ?? file.id,
    plain: plain ?? file.title,
    ask: ask ?? `${file.title}.`,
    flow: {
      ...flow,
      twoPersons,
      informHours: flow.informHours ?? defaults.informHours,
      consult: consultRules(cells, defaults, consult, consultHours),
    },
  };
}

/** The values that occur again, with the place of the repetition. */
function repeated(values: readonly string[]): [string, number][] {
  const seen = new Set<string>();
  return values.flatMap((value, index): [string, number][] => {
    if (seen.has(value)) return [[value, index]];
    seen.add(value);
    return [];
  });
}
