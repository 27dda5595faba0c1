// A CSAF 2.0 document as an advisory. Pure: takes parsed JSON, never throws, refuses with the rule and the place.
// @source OASIS CSAF 2.0, sections 3 (elements) and 6.1 (mandatory tests; which of them are checked is said in mandatory.ts)
import { z } from 'zod';
import { CveId } from '../../../../kernel/ids.ts';
import type { Advisory, AdvisoryRemediation, AdvisoryScore, AdvisoryStatus } from '../../model.ts';
import { readsAs } from '../../rules/remediation-text.ts';
import { asInstant, at, type Decoded, Notes, readAs, readPart, refuse, tooDeep } from '../kit.ts';
import { mandatoryFault, noteFlaws, productsOf, statusEntries, statusGroup } from './mandatory.ts';
import { advisoryProducts } from './products.ts';
import { Cvss, DocumentHead, DocumentRest, Vulnerability } from './schema.ts';
import { type FlatTree, flattenTree } from './tree.ts';

const maxDepth = 200;
const maxVulnerabilities = 10_000;
const maxStatuses = 500_000;
const Outline = z.object({
  document: z.unknown(),
  product_tree: z.unknown().optional(),
  vulnerabilities: z.array(z.unknown()).min(1).max(maxVulnerabilities).optional(),
});
const Version = z.object({ csaf_version: z.string() });

/** The advisory in a CSAF 2.0 document. Refusals name the mandatory test (as `CSAF 6.1.6: ...`) and a JSON pointer. */
export function decodeCsaf(json: unknown): Decoded<Advisory> {
  const deep = tooDeep(json, maxDepth);
  if (deep !== null) return refuse(deep, `it is nested more than ${maxDepth} deep`);
  const outline = readAs(Outline, json, '');
  if (!outline.ok) return outline;
  const version = readAs(Version, outline.value.document, '/document');
  if (!version.ok) return version;
  if (version.value.csaf_version !== '2.0') {
    return refuse(
      '/document/csaf_version',
      `CSAF ${version.value.csaf_version.slice(0, 20)} is not supported, only CSAF 2.0`,
    );
  }
  const head = readAs(DocumentHead, outline.value.document, '/document');
  if (!head.ok) return head;
  const { tracking, publisher } = head.value;
  const initialReleaseAt = asInstant(tracking.initial_release_date);
  const currentReleaseAt = asInstant(tracking.current_release_date);
  if (initialReleaseAt === null)
    return refuse('/document/tracking/initial_release_date', 'this is not a date and time');
  if (currentReleaseAt === null)
    return refuse('/document/tracking/current_release_date', 'this is not a date and time');

  const vulnerabilities: Vulnerability[] = [];
  for (const [i, one] of (outline.value.vulnerabilities ?? []).entries()) {
    const read = readAs(Vulnerability, one, at('/vulnerabilities', i));
    if (!read.ok) return read;
    vulnerabilities.push(read.value);
  }
  const flat = flattenTree(outline.value.product_tree, '/product_tree');
  if (!flat.ok) return flat;
  const tree = flat.value;
  const fault = mandatoryFault(tree, vulnerabilities);
  if (fault) return fault;

  const notes = new Notes();
  const rest = readPart(DocumentRest, outline.value.document, '/document', notes) ?? {};
  const isVex = head.value.category === 'csaf_vex';
  noteFlaws({ tree, vulnerabilities, isVex }, notes);
  const statuses = statusesOf(vulnerabilities, tree);
  if (statuses.length > maxStatuses)
    return refuse('/vulnerabilities', `it holds more than ${maxStatuses} product statuses`);

  const title = titleOf(notes.text(head.value.title, 500, '/document/title'), tracking.id);
  const publisherName = notes.text(publisher.name, 300, '/document/publisher/name');
  const maker = publisher.category === 'vendor' ? publisherName : null;
  const remark = (wanted: (note: { category: string; title?: string | undefined }) => boolean) => {
    const i = rest.notes?.findIndex(wanted) ?? -1;
    const note = rest.notes?.[i];
    return note === undefined ? null : notes.text(note.text, 20_000, at('/document/notes', i, 'text'));
  };
  const exploited = remark((note) => note.title === 'Exploitability');
  const value: Advisory = {
    trackingId: tracking.id.trim().slice(0, 200),
    title,
    publisher: { name: publisherName, category: publisher.category },
    category: head.value.category,
    initialReleaseAt,
    currentReleaseAt,
    version: tracking.version,
    status: tracking.status,
    summary:
      remark((note) => note.category === 'summary') ?? remark((note) => note.category === 'description'),
    sectors: sectorsOf(remark((note) => /^critical infrastructure sectors?/i.test(note.title ?? ''))),
    url: urlOf(rest.references ?? []),
    aggregateSeverity: rest.aggregate_severity?.text ?? null,
    products: advisoryProducts(tree, { title, maker }, notes),
    vulnerabilities: vulnerabilities.map((one, no) => {
      const place = at('/vulnerabilities', no);
      const note =
        one.notes?.find(({ category }) => category === 'description') ??
        one.notes?.find(({ category }) => category === 'summary') ??
        one.notes?.[0];
      const threat = one.threats?.find(({ category }) => category === 'exploit_status');
      return {
        no,
        cve: cveOf(one),
        ids: (one.ids ?? []).map(({ system_name, text }) => `${system_name}: ${text}`.slice(0, 300)),
        // The number of a CVE is no title.
        title:
          one.title === undefined || one.title.trim() === one.cve
            ? null
            : notes.text(one.title, 500, at(place, 'title')),
        description: note === undefined ? null : notes.text(note.text, 20_000, at(place, 'notes')),
        cwe: one.cwe?.id ?? null,
        cweName: one.cwe?.name === undefined ? null : notes.text(one.cwe.name, 300, at(place, 'cwe', 'name')),
        exploited: threat?.details ?? exploited,
      };
    }),
    statuses,
    remediations: remediationsOf(vulnerabilities, tree, notes),
    scores: scoresOf(vulnerabilities, notes),
  };
  return { ok: true, value, warnings: notes.all() };
}

const cveOf = ({ cve }: Vulnerability): CveId | null => CveId.safeParse(cve).data ?? null;

/** The title without the tracking id that some converters put before it ("ICSMA-17-082-01_BD Kiestra ..."). */
function titleOf(title: string, trackingId: string): string {
  const rest = title.toLowerCase().startsWith(trackingId.toLowerCase())
    ? title.slice(trackingId.length)
    : title;
  const plain = rest.replace(/^[\s_:-]+/, '').replace(/\s+/g, ' ');
  return plain === '' ? title : plain;
}

/** Sectors as CISA lists them in one note, without "and", "Sector" and full stops. */
function sectorsOf(text: string | null): string[] {
  const names = (text ?? '')
    .replace(/\.$/, '')
    .split(/[,;|]\s*/)
    .map((name) =>
      name
        .replace(/^\s*and\s+/i, '')
        .replace(/\s+sectors?$/i, '')
        .trim(),
    );
  return [...new Set(names.filter((name) => name !== ''))].slice(0, 50);
}

/** The page a person should open: the advisory's own web version, else its own reference, else the first one. */
function urlOf(
  references: readonly { category?: string | undefined; summary?: string | undefined; url: string }[],
): string | null {
  const web = references.filter(({ url }) => /^https?:\/\//i.test(url));
  const own = web.filter(({ category }) => category === 'self');
  const page =
    own.find(({ summary = '', url }) => /web version|html/i.test(summary) || /\.html?$/i.test(url)) ??
    own[0] ??
    web[0];
  return page?.url.slice(0, 2000) ?? null;
}

function statusesOf(vulnerabilities: readonly Vulnerability[], tree: FlatTree): AdvisoryStatus[] {
  const statuses: AdvisoryStatus[] = [];
  for (const [vulnerability, one] of vulnerabilities.entries()) {
    for (const [word, ids] of statusEntries(one.product_status ?? {})) {
      const status = statusGroup[word];
      if (status === null) continue;
      for (const productId of productsOf({ product_ids: ids }, tree)) {
        statuses.push({ vulnerability, cve: cveOf(one), productId, status, word });
        if (statuses.length > maxStatuses) return statuses;
      }
    }
  }
  return statuses;
}

/** Remediations in document order; the same words for the same products under several CVEs become one. */
function remediationsOf(
  vulnerabilities: readonly Vulnerability[],
  tree: FlatTree,
  notes: Notes,
): AdvisoryRemediation[] {
  const found = new Map<string, AdvisoryRemediation>();
  for (const [i, one] of vulnerabilities.entries()) {
    const concerned = [
      ...new Set(
        statusEntries(one.product_status ?? {})
          .filter(([word]) => statusGroup[word] === 'known_affected')
          .flatMap(([, ids]) => ids),
      ),
    ];
    for (const [k, remediation] of (one.remediations ?? []).entries()) {
      const named = productsOf(remediation, tree);
      const productIds = named.length > 0 ? named : concerned;
      const details = notes.text(
        remediation.details,
        20_000,
        at('/vulnerabilities', i, 'remediations', k, 'details'),
      );
      const url =
        remediation.url !== undefined && /^https?:\/\//i.test(remediation.url)
          ? remediation.url.trim().slice(0, 2000)
          : null;
      const { category, date = null, restart_required: restart } = remediation;
      const key = JSON.stringify([category, details, url, date, restart?.category, productIds]);
      const cve = cveOf(one);
      const before = found.get(key);
      if (before === undefined) {
        found.set(key, {
          no: found.size,
          category,
          details,
          url,
          restartRequired: restart?.category ?? null,
          date: asInstant(date),
          productIds,
          cves: cve === null ? [] : [cve],
          isHeading: readsAs(details, url !== null) !== 'action',
        });
      } else if (cve !== null && !before.cves.includes(cve)) before.cves.push(cve);
    }
  }
  return [...found.values()];
}

function scoresOf(vulnerabilities: readonly Vulnerability[], notes: Notes): AdvisoryScore[] {
  const scores: AdvisoryScore[] = [];
  for (const [vulnerability, one] of vulnerabilities.entries()) {
    for (const [k, { products, cvss_v2, cvss_v3 }] of (one.scores ?? []).entries()) {
      for (const [kind, raw] of [
        ['cvss_v3', cvss_v3],
        ['cvss_v2', cvss_v2],
      ] as const) {
        const place = at('/vulnerabilities', vulnerability, 'scores', k, kind);
        const cvss = raw === undefined ? undefined : readAs(Cvss, raw, place);
        if (cvss === undefined) continue;
        if (!cvss.ok) {
          notes.warn(cvss.place, `CSAF 6.1.8: this score is left out: ${cvss.reason}`);
          continue;
        }
        const { version, baseScore, vectorString } = cvss.value;
        if (version === undefined)
          notes.warn(place, 'CSAF 6.1.8: the score has no version; it is taken from its vector');
        else if (kind === 'cvss_v3' && cvss.value.baseSeverity === undefined)
          notes.warn(place, 'CSAF 6.1.8: the score has no baseSeverity');
        const meant =
          version ?? (vectorString.startsWith('CVSS:3.0') ? '3.0' : kind === 'cvss_v3' ? '3.1' : '2.0');
        scores.push({
          vulnerability,
          cve: cveOf(one),
          version: meant,
          score: baseScore,
          vector: vectorString.slice(0, 300),
          productIds: [...new Set(products)],
        });
      }
    }
  }
  return scores;
}
