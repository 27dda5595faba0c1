// The matrix as a file: read cell by cell before a draft is made of it, and written.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { MatrixVersionId } from '../../../kernel/ids.ts';

/** What a name of a file was taken for: `same` as one of ours, `similar` to one (to be confirmed), or `new`. */
const NameRead = z.object({
  place: z.string(),
  text: z.string(),
  ours: z.string().nullable(),
  how: z.enum(['same', 'similar', 'new']),
  /** One of ours, `+` kept as new, `-` left out. */
  chosen: z.string(),
});
const Ours = z.array(z.object({ id: z.string(), name: z.string() }));
/** How a file was read, cell by cell, before anything is made of it. */
export const MatrixReading = z.object({
  fileName: z.string(),
  format: z.string(),
  /** The sheet that was read; null for YAML. */
  sheet: z.string().nullable(),
  sheets: z.array(z.object({ sheet: z.string(), entries: z.number().int(), isHidden: z.boolean() })),
  shape: z.enum(['matrix', 'list', 'pairs']).nullable(),
  /** Whether a draft can be made of it as it stands. */
  isFit: z.boolean(),
  lines: z.array(
    z.object({
      /** `Sheet1!D14`, or a line of a YAML file; empty for the file as a whole. */
      place: z.string(),
      level: z.enum(['error', 'note', 'left_out']),
      rule: z.string(),
      sentence: z.string(),
    }),
  ),
  moreLines: z.number().int(),
  roles: z.array(NameRead),
  activities: z.array(NameRead),
  ours: z.object({ roles: Ours, activities: Ours }),
  preview: z.object({
    roles: z.array(z.object({ code: z.string(), plain: z.string() })),
    rows: z.array(
      z.object({
        place: z.string(),
        id: z.string(),
        title: z.string(),
        group: z.string(),
        cells: z.array(z.string()),
      }),
    ),
  }),
  /** Cells with letters. */
  cells: z.number().int(),
});
export type MatrixReading = z.infer<typeof MatrixReading>;

/** Choices by commas, in the order of the reading's names; an empty one leaves it as proposed. */
const Chosen = z
  .string()
  .max(12_000)
  .regex(/^[A-Za-z0-9,+-]*$/)
  .transform((text) => (text === '' ? [] : text.split(',')))
  .optional();
const MatrixUpload = z.object({
  fileName: z.string().min(1).max(255),
  sheet: z.string().max(255).optional(),
  roles: Chosen,
  activities: Chosen,
});
export const readForDraft = endpoint({
  method: 'POST',
  path: '/raci/drafts/read',
  permission: 'raci.write',
  summary: 'Read a YAML, CSV or XLSX file and say how, cell by cell; nothing is made of it',
  input: MatrixUpload,
  output: MatrixReading,
  upload: true,
});
/** The draft made, or null where a line of the reading is an error. */
export const DraftFromFile = z.object({
  versionId: MatrixVersionId.nullable(),
  reading: MatrixReading,
});
export const draftFromFile = endpoint({
  method: 'POST',
  path: '/raci/drafts/import',
  permission: 'raci.write',
  summary: 'Make a draft from a YAML, CSV or XLSX file, whole or not at all',
  input: MatrixUpload,
  output: DraftFromFile,
  upload: true,
});

const matrixFile = (suffix: 'yaml' | 'csv' | 'xlsx', produces: string) =>
  endpoint({
    method: 'GET',
    path: `/raci/versions/:versionId/matrix.${suffix}`,
    permission: 'raci.read',
    summary: `One version or draft as ${suffix.toUpperCase()}`,
    input: z.object({ versionId: MatrixVersionId }),
    output: z.string(),
    produces,
  });
export const matrixYaml = matrixFile('yaml', 'application/yaml');
export const matrixCsv = matrixFile('csv', 'text/csv');
export const matrixXlsx = matrixFile(
  'xlsx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
);
