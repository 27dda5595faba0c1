// Says what a file is by how it begins, never by its name: mirrors rename, and a wrong guess would lose or invent data.
import type { FeedKind } from '../model.ts';
import { type Outline, outlineOf } from './outline.ts';

/** A feed file and how it holds its records; or none of ours, with what it looks like. */
export type Recognised =
  | { readonly kind: FeedKind; readonly form: 'array' | 'document' | 'lines' | 'csv' }
  | { readonly kind: 'none'; readonly looksLike: string };

const none = (looksLike: string): Recognised => ({ kind: 'none', looksLike: looksLike.replace(/\s+/g, ' ') });

/** What a file is, judged by its first characters (64 KB are plenty). */
export function recognise(head: string): Recognised {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (text === '') return none('an empty file');
  if (text.startsWith('{') || text.startsWith('[')) return ofJson(outlineOf(text));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary data
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text.slice(0, 2000))) return none('binary data');
  if (text.startsWith('<')) return none('an XML or HTML document');
  return ofTable(text);
}

/** Tests in order: the first that holds decides. */
const jsonKinds: readonly [found: (paths: ReadonlyMap<string, string>) => boolean, kind: FeedKind][] = [
  [
    (p) => p.has('document.csaf_version') || (p.has('document.tracking') && p.has('document.publisher')),
    'csaf',
  ],
  [(p) => p.has('cveMetadata.cveId') || p.get('dataType') === 'CVE_RECORD', 'cve5'],
  [(p) => p.has('_annotation.cve_id'), 'overrides'],
  [(p) => p.has('CVE_Items') || (p.has('CVE_data_type') && p.has('CVE_data_numberOfCVEs')), 'nvd1'],
  [(p) => p.get('format') === 'NVD_CVE' || p.has('vulnerabilities[].cve.id'), 'nvd2'],
  [
    (p) =>
      !p.has('$schema') &&
      (p.has('vulnerabilities[].cveID') || (p.has('catalogVersion') && p.has('vulnerabilities'))),
    'kev',
  ],
];
const otherJson: readonly [found: (paths: ReadonlyMap<string, string>) => boolean, looksLike: string][] = [
  [(p) => p.has('$schema') && (p.has('properties') || p.has('$defs')), 'a JSON schema'],
  [
    (p) =>
      p.has('feed.entry') || p.has('feed.link') || p.has('service.workspace') || p.has('categories.category'),
    'a ROLIE feed, service or category document',
  ],
  [(p) => p.has('aggregator') || p.has('aggregator_version'), 'a CSAF aggregator'],
  [(p) => p.has('metadata_version') && p.has('canonical_url'), 'CSAF provider metadata'],
  [(p) => p.get('bomFormat') === 'CycloneDX', 'a CycloneDX bill of materials'],
  [(p) => p.has('spdxVersion') || p.has('@graph'), 'an SPDX document'],
  [(p) => (p.get('@context') ?? '').includes('openvex'), 'an OpenVEX document'],
  [(p) => (p.get('spec_version') ?? '').startsWith('cacao'), 'a CACAO playbook'],
  [(p) => p.get('type') === 'bundle' && p.has('objects'), 'a STIX bundle'],
];

function ofJson({ paths, firstEnds, manyLines }: Outline): Recognised {
  const kind = jsonKinds.find(([found]) => found(paths))?.[1];
  if (kind === undefined) {
    const other = otherJson.find(([found]) => found(paths))?.[1];
    const fields = [...paths.keys()]
      .filter((path) => !/[.[]/.test(path) && path !== '')
      .slice(0, 5)
      .join(', ');
    return none(
      other ??
        (fields === ''
          ? paths.has('[]')
            ? 'a JSON list'
            : 'JSON without named fields'
          : `JSON with the fields ${fields.slice(0, 120)}`),
    );
  }
  if (kind === 'csaf') return { kind, form: 'document' };
  if (kind === 'cve5' || kind === 'overrides') {
    // A record on one line is read as lines, even when it is the only one; a record printed over many lines is a document.
    return { kind, form: manyLines && (firstEnds === null || firstEnds > 0) ? 'document' : 'lines' };
  }
  return { kind, form: 'array' };
}

function ofTable(text: string): Recognised {
  const lines = text.split(/\r?\n/, 20).filter((line) => line.trim() !== '');
  const header = lines.find((line) => !line.startsWith('#')) ?? '';
  const names = header.split(',').map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
  const has = (name: string) => names.includes(name);
  if (has('cveid') && has('dateadded')) return { kind: 'kev', form: 'csv' };
  if (has('cve') && (has('epss') || has('epss_score')) && (has('percentile') || has('epss percentile')))
    return { kind: 'epss', form: 'csv' };
  if (names.length > 1) return none(`a table with the columns ${names.slice(0, 5).join(', ').slice(0, 120)}`);
  return none('text');
}
