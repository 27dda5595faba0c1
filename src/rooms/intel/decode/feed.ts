// The one list of decoders: how each kind of feed file holds its records, and what one record becomes.
import type { Advisory, CpeRecord, Statement, VulnerabilityPart } from '../model.ts';
import { advisoryParts, advisoryStatements } from '../rules/statements.ts';
import { decodeCsaf } from './csaf/advisory.ts';
import { decodeCve5 } from './cve5/cve5.ts';
import { decodeEpssRow, type EpssHead } from './epss/epss.ts';
import { decodeKevEntry, kevShape } from './kev/kev.ts';
import type { Decoded } from './kit.ts';
import { decodeNvdRecord, nvd2Shape } from './nvd/nvd.ts';
import { decodeNvd1Item, nvd1Shape } from './nvd/nvd1.ts';
import { decodeOverride } from './overrides/overrides.ts';
import type { Recognised } from './recognise.ts';

/** Everything one record said. `advisory` for CSAF only, `cpe` for sources of CPE configurations only. */
export type Intake = {
  readonly parts: readonly VulnerabilityPart[];
  readonly statements: readonly Statement[];
  readonly advisory: Advisory | null;
  readonly cpe: CpeRecord | null;
};
export type FeedShape =
  | { readonly kind: 'array'; readonly keys: readonly string[] }
  | { readonly kind: 'whole' }
  | { readonly kind: 'lines' }
  | { readonly kind: 'csv' };
type Known = Exclude<Recognised, { kind: 'none' }>;

/** How the records lie in a recognised file. */
export function shapeOf({ kind, form }: Known): FeedShape {
  if (form === 'csv' || form === 'lines') return { kind: form };
  if (form === 'document') return { kind: 'whole' };
  return kind === 'nvd1' ? nvd1Shape : kind === 'nvd2' ? nvd2Shape : kevShape;
}

const intake = (part: Partial<Intake>): Intake => ({
  parts: [],
  statements: [],
  advisory: null,
  cpe: null,
  ...part,
});

function mapped<T>(decoded: Decoded<T>, make: (value: T) => Partial<Intake>): Decoded<Intake> {
  return decoded.ok ? { ok: true, value: intake(make(decoded.value)), warnings: decoded.warnings } : decoded;
}

/** What one record of a file of this kind says. CPE configurations are handed on as they are: `cpeStatements` opens them. */
export function decodeRecord(kind: Known['kind'], record: unknown, epssHead: EpssHead): Decoded<Intake> {
  switch (kind) {
    case 'csaf':
      return mapped(decodeCsaf(record), (advisory) => ({
        advisory,
        parts: advisoryParts(advisory),
        statements: advisoryStatements(advisory),
      }));
    case 'kev':
      return mapped(decodeKevEntry(record), (part) => ({ parts: [part] }));
    case 'epss':
      return mapped(decodeEpssRow(record, epssHead), (part) => ({ parts: [part] }));
    case 'nvd2':
      return mapped(decodeNvdRecord(record), ({ part, cpe }) => ({ parts: [part], cpe }));
    case 'nvd1':
      return mapped(decodeNvd1Item(record), ({ part, cpe }) => ({ parts: [part], cpe }));
    case 'cve5':
      return mapped(decodeCve5(record), ({ parts, statements }) => ({ parts, statements }));
    case 'overrides':
      return mapped(decodeOverride(record), ({ part, cpe }) => ({ parts: [part], cpe }));
  }
}
