// The parts of a CSAF document that we read, in the words of the standard. Shallow where the standard is recursive.
// @source OASIS CSAF 2.0, section 3 and csaf_json_schema.json
import { z } from 'zod';

const text = z.string().min(1);
const ids = z.array(text).min(1).max(200_000);

export const Helper = z.object({
  cpe: z.string().optional(),
  purl: z.string().optional(),
  model_numbers: z.array(z.string()).max(10_000).optional(),
});

/** A product: one leaf of the tree, one full product name, or the outcome of a relationship. */
export const FullName = z.object({
  name: text,
  product_id: text,
  product_identification_helper: z.unknown().optional(),
});
export type FullName = z.infer<typeof FullName>;

const branchCategories = [
  'architecture',
  'host_name',
  'language',
  'legacy',
  'patch_level',
  'product_family',
  'product_name',
  'product_version',
  'product_version_range',
  'service_pack',
  'specification',
  'vendor',
] as const;
/** One branch, its own branches still unread. */
export const Branch = z.object({
  category: z.enum(branchCategories),
  name: text,
  branches: z.array(z.unknown()).min(1).optional(),
  product: FullName.optional(),
});
export type Branch = z.infer<typeof Branch>;

const Relationship = z.object({
  category: z.enum([
    'default_component_of',
    'external_component_of',
    'installed_on',
    'installed_with',
    'optional_component_of',
  ]),
  full_product_name: FullName,
  product_reference: text,
  relates_to_product_reference: text,
});

export const ProductTree = z.object({
  branches: z.array(z.unknown()).min(1).optional(),
  full_product_names: z.array(FullName).min(1).max(200_000).optional(),
  product_groups: z
    .array(z.object({ group_id: text, product_ids: ids }))
    .max(50_000)
    .optional(),
  relationships: z.array(Relationship).max(200_000).optional(),
});
export type ProductTree = z.infer<typeof ProductTree>;

const Note = z.object({ category: text, text, title: z.string().optional() });

/** The document fields that must be there; without them an advisory cannot be named, dated or attributed. */
export const DocumentHead = z.object({
  category: text,
  publisher: z.object({
    category: z.enum(['coordinator', 'discoverer', 'other', 'translator', 'user', 'vendor']),
    name: text,
    namespace: text,
  }),
  title: text,
  tracking: z.object({
    id: text,
    current_release_date: text,
    initial_release_date: text,
    status: z.enum(['draft', 'final', 'interim']),
    version: text,
    revision_history: z
      .array(z.object({ date: text, number: text }))
      .min(1)
      .max(10_000),
  }),
});
/** The document fields an advisory can do without. */
export const DocumentRest = z.object({
  aggregate_severity: z.object({ text }).optional(),
  notes: z.array(Note).max(10_000).optional(),
  references: z
    .array(z.object({ category: z.string().optional(), summary: z.string().optional(), url: text }))
    .max(10_000)
    .optional(),
});

const statusWords = [
  'first_affected',
  'first_fixed',
  'fixed',
  'known_affected',
  'known_not_affected',
  'last_affected',
  'recommended',
  'under_investigation',
] as const;
export type StatusWord = (typeof statusWords)[number];

const References = { product_ids: ids.optional(), group_ids: ids.optional() };
const Remediation = z.object({
  category: z.enum(['mitigation', 'no_fix_planned', 'none_available', 'vendor_fix', 'workaround']),
  details: text,
  url: z.string().optional(),
  date: z.string().optional(),
  restart_required: z.object({ category: text, details: z.string().optional() }).optional(),
  ...References,
});
const Threat = z.object({ category: text, details: text, ...References });
const Flag = z.object({ label: text, ...References });

export const Vulnerability = z.object({
  cve: z
    .string()
    .regex(/^CVE-[0-9]{4}-[0-9]{4,19}$/, 'the CVE id does not have the form CVE-YYYY-NNNN')
    .optional(),
  ids: z
    .array(z.object({ system_name: text, text }))
    .max(1000)
    .optional(),
  title: z.string().optional(),
  cwe: z.object({ id: text, name: z.string().optional() }).optional(),
  notes: z.array(Note).max(1000).optional(),
  product_status: z.partialRecord(z.enum(statusWords), ids).optional(),
  remediations: z.array(Remediation).max(10_000).optional(),
  threats: z.array(Threat).max(10_000).optional(),
  flags: z.array(Flag).max(10_000).optional(),
  scores: z
    .array(z.object({ products: ids, cvss_v2: z.unknown().optional(), cvss_v3: z.unknown().optional() }))
    .max(10_000)
    .optional(),
});
export type Vulnerability = z.infer<typeof Vulnerability>;

export const Cvss = z.object({
  version: z.enum(['2.0', '3.0', '3.1']).optional(),
  vectorString: text,
  baseScore: z.number().min(0).max(10),
  baseSeverity: text.optional(),
});
