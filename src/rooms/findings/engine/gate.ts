// "Running on" and "together with": whether the rest of a CPE configuration holds for a device, three-valued.
import type { CpeMatch, Statement } from '../../intel/model.ts';
import { type MatchIndex, recordKey } from './compile.ts';
import { configurationHolds } from './configuration.ts';
import { and, hasRange, inRange, parseCpe, type Truth } from './cpe.ts';
import { matchName, type NameMatch, type ReadProduct, type ReadProfile, readProduct } from './names.ts';
import { osMaker } from './os-key.ts';
import { knownVersion } from './version.ts';
import { inSet } from './version-set.ts';

/** The device's operating system as a product of its own. */
export function matchOs(product: ReadProduct, read: ReadProfile): NameMatch | null {
  if (product.os === null || product.os !== read.os) return null;
  const maker = osMaker(product.os);
  if (maker !== null && !product.vendorKeys.includes(maker)) return null;
  const osName = read.profile.osName ?? '';
  const what = `It runs “${osName}”, which is the product “${product.product}”.`;
  // a system's name says nothing about its patches: only a build or version can settle it
  const sure = knownVersion(read.profile.osVersion) !== null;
  return {
    level: 'alias',
    rule: 'operating-system',
    sure,
    confidence01: sure ? 0.9 : 0.4,
    reasons: [{ what, source: 'inventory field operating system' }],
    question: sure ? null : `Is the update against this still missing from its ${osName}?`,
  };
}

/** Whether the rest of a configuration is there. */
export interface Gate {
  readonly truth: Truth;
  readonly why: string;
  readonly question: string | null;
}
const open: Gate = { truth: 'yes', why: '', question: null };

/** A statement from a CPE configuration holds only together with the rest of it ("running on"). */
export function gateOf(index: MatchIndex, statement: Statement, read: ReadProfile): Gate {
  if (statement.configuration === null) return open;
  const all = index.configurations.get(recordKey(statement.source, statement.cve));
  const configuration = all?.[statement.configuration];
  if (!configuration)
    return {
      truth: 'unknown',
      why: 'its configuration is not at hand',
      question: 'Is it set up as the record describes?',
    };
  if (
    configuration.operator === 'OR' &&
    !configuration.negate &&
    configuration.nodes.every(({ operator, negate }) => operator === 'OR' && !negate)
  ) {
    return open;
  }
  const context = configuration.nodes
    .flatMap((node) => node.cpeMatch)
    .filter(({ vulnerable }) => !vulnerable);
  const truth = configurationHolds(configuration, (row) => judgeRow(index, row, read));
  const named = [...new Set(context.map((row) => spokenRow(row)))].slice(0, 3).join(' or ');
  if (truth === 'yes' || named === '')
    return { truth, why: 'another part of its configuration is not there', question: null };
  return {
    truth,
    why: `it is meant only together with ${named}`,
    question: `Does it run on or contain ${named}?`,
  };
}

/** `vendor product` of a row, readable. */
function spokenRow(row: CpeMatch): string {
  const product = parseCpe(row.criteria)?.product;
  return product?.kind === 'text' ? product.text.replace(/_/g, ' ') : row.criteria;
}

function rowProduct(index: MatchIndex, row: CpeMatch): ReadProduct | null {
  const known = index.rows.get(row.criteria);
  if (known !== undefined) return known;
  const name = parseCpe(row.criteria);
  const product =
    name?.vendor.kind === 'text' && name.product.kind === 'text'
      ? readProduct(
          {
            vendor: name.vendor.text.replace(/_/g, ' '),
            product: name.product.text.replace(/_/g, ' '),
            alsoNamed: [],
            modelNumbers: [],
          },
          index.aliases,
        )
      : null;
  index.rows.set(row.criteria, product);
  return product;
}

/** Whether one row of a configuration holds for the device. What the inventory does not speak of is unknown for context
 *  rows (a platform it may well run on), and no for vulnerable ones (they are other products). */
function judgeRow(index: MatchIndex, row: CpeMatch, read: ReadProfile): Truth {
  const product = rowProduct(index, row);
  const criteria = parseCpe(row.criteria);
  if (!product || !criteria) return 'unknown';
  const os = matchOs(product, read);
  const name = os ?? matchName(product, read);
  if (name)
    return and([
      name.sure ? 'yes' : 'unknown',
      rowVersion(row, os ? (read.profile.osVersion ?? null) : read.profile.version),
    ]);
  if (row.vulnerable) return 'no';
  if (criteria.part.kind === 'text' && criteria.part.text === 'h')
    return read.model.numbers.length > 0 ? 'no' : 'unknown';
  return product.os !== null && read.os !== null ? 'no' : 'unknown';
}

function rowVersion(row: CpeMatch, version: string | null): Truth {
  const criteria = parseCpe(row.criteria);
  const known = knownVersion(version);
  if (criteria?.part.kind === 'text' && criteria.part.text === 'h') return 'yes';
  if (hasRange(row)) return known === null ? 'unknown' : inRange(known, row);
  // firmware rows carry `-` where the list names no version at all
  if (criteria?.version.kind !== 'text') return 'yes';
  if (known === null) return 'unknown';
  const set = {
    kind: 'list' as const,
    text: criteria.version.text,
    anyOf: [[{ op: '=' as const, version: criteria.version.text }]],
  };
  return inSet(known, set).answer;
}
