// Reads one file of intelligence: opens it, recognises it by content, decodes record by record, counts everything.
// The only place where platform/files and the decoders meet; both `intel sync` and the stateless `match` use it.
import { AppError } from '../../kernel/errors.ts';
import { csvRecords } from '../../platform/files/csv-records.ts';
import { jsonRecords, type RecordRead } from '../../platform/files/json-records.ts';
import type { FileLimits } from '../../platform/files/limits.ts';
import { headOf, openText } from '../../platform/files/open.ts';
import { type EpssHead, readEpssHead } from './decode/epss/epss.ts';
import { decodeRecord, type Intake, shapeOf } from './decode/feed.ts';
import { asInstant } from './decode/kit.ts';
import { type Recognised, recognise } from './decode/recognise.ts';
import type { FeedKind, FeedTally } from './model.ts';
import { addProblem, emptyTally } from './rules/tally.ts';

export type FileToRead = { readonly path: string; readonly absolute: string };
/** A file being read: pull `intakes`; `tally` and `asOf` are complete when they end. */
export type IntelFile = {
  readonly kind: FeedKind;
  readonly intakes: AsyncGenerator<Intake>;
  readonly tally: FeedTally;
  /** When the source says its data is from (UTC), if it says so. */
  readonly asOf: () => string | null;
};
export type OpenedIntel = IntelFile | { readonly kind: 'none'; readonly looksLike: string };

/** A whole document such as a CSAF advisory may be larger than one record of a feed. */
const maxDocumentBytes = 64 * 1024 ** 2;

/**
 * Opens a file as intelligence, or says what it looks like instead.
 * @throws AppError `unprocessable` naming file, place and rule when the file cannot be opened as text.
 */
export async function openIntel(file: FileToRead, limits?: Partial<FileLimits>): Promise<OpenedIntel> {
  const options = { name: file.path, ...(limits ? { limits } : {}) };
  const recognised = recognise(await headOf(file.absolute, options));
  if (recognised.kind === 'none') return recognised;
  return readAs(file.path, recognised, openText(file.absolute, options));
}

type Known = Exclude<Recognised, { kind: 'none' }>;

function readAs(name: string, known: Known, chunks: AsyncGenerator<Buffer>): IntelFile {
  const tally = emptyTally();
  const shape = shapeOf(known);
  const csv = shape.kind === 'csv' ? csvRecords(chunks) : null;
  const json =
    shape.kind === 'csv'
      ? null
      : jsonRecords(chunks, shape, shape.kind === 'whole' ? { maxRecordBytes: maxDocumentBytes } : {});
  const records = csv?.records ?? json?.records;
  let epssHead: EpssHead | undefined;
  let newest: string | null = null;

  async function* intakes(): AsyncGenerator<Intake> {
    if (!records) return;
    try {
      for await (const read of records) {
        if (read.kind !== 'record') {
          addProblem(tally, {
            level: 'refused',
            file: name,
            record: null,
            place: placeOf(read),
            reason: read.reason,
          });
          continue;
        }
        epssHead ??= readEpssHead(csv?.comments ?? []);
        const decoded = decodeRecord(known.kind, read.value, epssHead);
        if (!decoded.ok) {
          const place = `${placeOf(read)}${decoded.place === '' ? '' : `, ${decoded.place}`}`;
          addProblem(tally, {
            level: 'refused',
            file: name,
            record: nameOf(read.value),
            place,
            reason: decoded.reason,
          });
          continue;
        }
        tally.read += 1;
        const { value, warnings } = decoded;
        for (const { place, reason } of warnings) {
          addProblem(tally, {
            level: 'warning',
            file: name,
            record: nameOf(read.value),
            place: `${placeOf(read)}${place === '' ? '' : `, ${place}`}`,
            reason,
          });
        }
        const said =
          value.advisory?.currentReleaseAt ??
          value.parts[0]?.modifiedAt ??
          asInstant(value.parts[0]?.kev?.dateAdded);
        if (said !== null && (newest === null || said > newest)) newest = said;
        yield value;
      }
    } catch (error) {
      // A file that turns bad half way (truncated, swelling) is refused from that place on; what was read before stays read.
      if (!(error instanceof AppError)) throw error;
      const place = typeof error.details['place'] === 'string' ? error.details['place'] : '';
      addProblem(tally, { level: 'refused', file: name, record: null, place, reason: error.message });
    }
  }

  function placeOf(read: RecordRead): string {
    if (shape.kind === 'csv') return `line ${read.offset}`;
    if (shape.kind === 'whole') return read.offset === 0 ? 'the document' : `byte ${read.offset}`;
    return `record ${read.index + 1} at byte ${read.offset}`;
  }

  const asOf = (): string | null => {
    const header = json?.header;
    const said =
      header?.get('dateReleased') ??
      header?.get('timestamp') ??
      header?.get('CVE_data_timestamp') ??
      epssHead?.scoreDate;
    return asInstant(said) ?? newest;
  };
  return { kind: known.kind, intakes: intakes(), tally, asOf };
}

/** How a person would call a record: its CVE or tracking id, looked for where the known formats keep it. */
function nameOf(value: unknown): string | null {
  const paths = [
    ['cve', 'id'],
    ['cveID'],
    ['cveMetadata', 'cveId'],
    ['_annotation', 'cve_id'],
    ['document', 'tracking', 'id'],
    ['cve', 'CVE_data_meta', 'ID'],
    ['cve'],
    ['CVE'],
  ];
  for (const path of paths) {
    let found: unknown = value;
    for (const step of path)
      found =
        typeof found === 'object' && found !== null && Object.hasOwn(found, step)
          ? Reflect.get(found, step)
          : undefined;
    if (typeof found === 'string') return found.slice(0, 100);
  }
  return null;
}
