// Drafts of the matrix, their way into force, and what is known and said of a cell.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { MatrixVersionId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/time.ts';
import { ActivityId, RoleCode } from '../model.ts';
import { LintLine, MatrixView } from './matrix.ts';

export const VersionState = z.enum(['draft', 'proposed', 'signed', 'in_force', 'retired', 'withdrawn']);

/** One line of the list of versions. `number` is given when it comes in force. */
export const VersionLine = z.object({
  id: MatrixVersionId,
  number: z.number().int().nullable(),
  state: VersionState,
  title: z.string(),
  reason: z.string().nullable(),
  revision: z.number().int(),
  basedOn: z.number().int().nullable(),
  createdAt: Instant,
  createdBy: z.string().nullable(),
  proposedAt: Instant.nullable(),
  proposedBy: z.string().nullable(),
  signedAt: Instant.nullable(),
  signedBy: z.string().nullable(),
  inForceFrom: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export type VersionLine = z.infer<typeof VersionLine>;

export const CellEdit = z.object({
  activityId: ActivityId,
  role: RoleCode,
  /** `A/R`, `r` under contract, `C if life_support`; empty for no part. */
  text: z.string().max(200),
});
/** A finding of the lint; a repair can be made with one click. */
export const DraftLint = LintLine.extend({
  /** The matrix by itself, or who holds its roles today. */
  about: z.enum(['matrix', 'staffing']),
  repair: z.object({ sentence: z.string(), changes: z.array(CellEdit) }).nullable(),
});
/** Null where the reader may do it; else why not. */
const WhyNot = z.string().nullable();
export const VersionView = VersionLine.extend({
  matrix: MatrixView.omit({ id: true, lint: true, number: true, inForceFrom: true }),
  lint: z.array(DraftLint),
  /** The number of the version in force now, and whether it is the one this draft was made from. */
  inForceNumber: z.number().int(),
  isBasedOnInForce: z.boolean(),
  commented: z.array(z.object({ activityId: z.string(), role: z.string(), count: z.number().int() })),
  may: z.object({ edit: WhyNot, propose: WhyNot, sign: WhyNot, withdraw: WhyNot }),
});
export type VersionView = z.infer<typeof VersionView>;

export const versions = endpoint({
  method: 'GET',
  path: '/raci/versions',
  permission: 'raci.read',
  summary: 'The versions of the matrix and its drafts, newest first (at most 500)',
  input: z.object({}),
  output: z.array(VersionLine),
});
export const oneVersion = endpoint({
  method: 'GET',
  path: '/raci/versions/:versionId',
  permission: 'raci.read',
  summary: 'One version or draft with its lint',
  input: z.object({ versionId: MatrixVersionId }),
  output: VersionView,
});
export const templates = endpoint({
  method: 'GET',
  path: '/raci/templates',
  permission: 'raci.read',
  summary: 'The matrices that ship with Wardline',
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** For which hospital or which devices it was made. */
      forWhom: z.string().nullable(),
      source: z.string().nullable(),
      note: z.string().nullable(),
      /** How many faults its own lint finds; with any it cannot be put in force as it stands. */
      faults: z.number().int(),
      activities: z.number().int(),
      roles: z.number().int(),
    }),
  ),
});

const Cell = z.object({
  activityId: z.string(),
  role: z.string(),
  /** Null where the row or the role is not in that matrix. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export const DiffView = z.object({
  from: VersionLine,
  to: VersionLine,
  /** Of both, those of the newer first. */
  groups: z.array(z.object({ id: z.string(), title: z.string() })),
  roles: z.array(z.object({ code: z.string(), plain: z.string() })),
  activities: z.array(z.object({ id: z.string(), group: z.string(), plain: z.string() })),
  cells: z.array(Cell),
  sentences: z.array(
    z.object({
      kind: z.enum(['letters', 'row', 'role', 'override', 'flow', 'words']),
      activityId: z.string().nullable(),
      role: z.string().nullable(),
      sentence: z.string(),
    }),
  ),
});
export type DiffView = z.infer<typeof DiffView>;
export const diff = endpoint({
  method: 'GET',
  path: '/raci/diff',
  permission: 'raci.read',
  summary: 'Two versions compared, cell by cell and in words',
  input: z.object({
    /** Left out: the version in force. */
    from: MatrixVersionId.optional(),
    to: MatrixVersionId,
  }),
  output: DiffView,
});

const Title = z.string().trim().min(1).max(200);
export const makeDraft = endpoint({
  method: 'POST',
  path: '/raci/drafts/make',
  permission: 'raci.write',
  summary: 'Make a draft from a version or from a template',
  input: z.object({
    from: z.union([
      z.strictObject({ versionId: MatrixVersionId }),
      z.strictObject({
        template: z
          .string()
          .max(60)
          .regex(/^[a-z0-9-]+$/),
      }),
    ]),
    title: Title.optional(),
  }),
  output: VersionView,
});
const onVersion = { versionId: MatrixVersionId, revision: z.number().int().positive() };
export const EditAnswer = z.object({
  revision: z.number().int(),
  /** What each changed cell was and is: undo sends `before` back. */
  steps: z.array(CellEdit.extend({ before: z.string() })),
  /** With the lint of the matrix by itself; that of its staffing is read with the version. */
  version: VersionView,
});
export const editCells = endpoint({
  method: 'POST',
  path: '/raci/versions/:versionId/edit',
  permission: 'raci.write',
  summary: 'Change cells of a draft, all or none; a row with two A is refused',
  input: z.object({ ...onVersion, changes: z.array(CellEdit).min(1).max(500) }),
  output: EditAnswer,
});
export const propose = endpoint({
  method: 'POST',
  path: '/raci/versions/:versionId/propose',
  permission: 'raci.write',
  summary: 'Put a draft before the second signer',
  input: z.object({
    ...onVersion,
    reason: z.string().trim().min(3).max(2000),
    /** Null: as soon as it is signed. */
    inForceFrom: Instant.nullable(),
  }),
  output: VersionView,
});
export const sign = endpoint({
  method: 'POST',
  path: '/raci/versions/:versionId/sign',
  permission: 'raci.write',
  summary: 'Give the second signature; it is in force from its day',
  input: z.object({
    ...onVersion,
    /** The number of the version in force that the signer compared it with. */
    comparedWith: z.number().int(),
  }),
  output: VersionView,
});
export const withdraw = endpoint({
  method: 'POST',
  path: '/raci/versions/:versionId/withdraw',
  permission: 'raci.write',
  summary: 'Take back a draft, a proposal, or what waits for its day',
  input: z.object({ versionId: MatrixVersionId, reason: z.string().trim().min(3).max(2000) }),
  output: VersionView,
});

/** What a cell was over time. `number` null: in a draft. */
export const CellPast = z.object({
  at: Instant,
  versionId: MatrixVersionId,
  number: z.number().int().nullable(),
  title: z.string(),
  state: VersionState,
  before: z.string().nullable(),
  after: z.string(),
  by: z.array(z.string()),
});
export const CellStory = z.object({
  activityId: z.string(),
  role: z.string(),
  history: z.array(CellPast),
  comments: z.array(
    z.object({
      id: z.number().int(),
      at: Instant,
      by: z.string(),
      versionId: MatrixVersionId,
      text: z.string(),
    }),
  ),
});
export type CellStory = z.infer<typeof CellStory>;
const ofCell = { activityId: ActivityId, role: RoleCode };
export const cell = endpoint({
  method: 'GET',
  path: '/raci/cells/:activityId/:role',
  permission: 'raci.read',
  summary: 'What a cell was over time, and what was said about it',
  input: z.object(ofCell),
  output: CellStory,
});
export const comment = endpoint({
  method: 'POST',
  path: '/raci/cells/:activityId/:role/comment',
  permission: 'raci.read',
  summary: 'Say something about a cell',
  input: z.object({ ...ofCell, versionId: MatrixVersionId, text: z.string().trim().min(1).max(2000) }),
  output: CellStory,
});
