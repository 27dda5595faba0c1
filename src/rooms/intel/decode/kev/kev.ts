// CISA's catalog of Known Exploited Vulnerabilities, one entry at a time, from its JSON or its CSV (same field names).
// @source cisagov/kev-data, known_exploited_vulnerabilities_schema.json
import { z } from 'zod';
import { CveId } from '../../../../kernel/ids.ts';
import type { VulnerabilityPart } from '../../model.ts';
import { type Decoded, Notes, readAs } from '../kit.ts';

/** Where the entries are in the JSON form. */
export const kevShape = { kind: 'array', keys: ['vulnerabilities'] } as const;

const Entry = z.object({
  cveID: CveId,
  dateAdded: z.iso.date(),
  dueDate: z.union([z.iso.date(), z.literal('')]).optional(),
  requiredAction: z.string().optional(),
  knownRansomwareCampaignUse: z.string().optional(),
  vulnerabilityName: z.string().optional(),
  shortDescription: z.string().optional(),
  /** A list in JSON, comma-separated in CSV. */
  cwes: z.union([z.array(z.string()).max(100), z.string()]).optional(),
});

/** What one catalog entry says: exploitation is known, since when, due when, with ransomware or not. */
export function decodeKevEntry(json: unknown): Decoded<VulnerabilityPart> {
  const read = readAs(Entry, json, '');
  if (!read.ok) return read;
  const notes = new Notes();
  const entry = read.value;
  const use = entry.knownRansomwareCampaignUse?.trim().toLowerCase();
  if (use !== undefined && use !== 'known' && use !== 'unknown')
    notes.warn('/knownRansomwareCampaignUse', 'neither Known nor Unknown; taken as unknown');
  const cwe = (typeof entry.cwes === 'string' ? entry.cwes.split(/[,;]/) : (entry.cwes ?? []))
    .map((id) => id.trim())
    .filter((id) => /^CWE-\d+$/.test(id));
  const action = notes.text(entry.requiredAction ?? '', 5000, '/requiredAction');
  const title = notes.text(entry.vulnerabilityName ?? '', 500, '/vulnerabilityName');
  const description = notes.text(entry.shortDescription ?? '', 20_000, '/shortDescription');
  const value: VulnerabilityPart = {
    source: 'kev',
    record: entry.cveID,
    cve: entry.cveID,
    kev: {
      dateAdded: entry.dateAdded,
      dueDate: entry.dueDate === undefined || entry.dueDate === '' ? null : entry.dueDate,
      ransomware: use === 'known' ? 'known' : 'unknown',
      requiredAction: action === '' ? null : action,
    },
    ...(title === '' ? {} : { title }),
    ...(description === '' ? {} : { description }),
    ...(cwe.length > 0 ? { cwe } : {}),
  };
  return { ok: true, value, warnings: notes.all() };
}
