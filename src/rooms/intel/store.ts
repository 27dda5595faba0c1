// SQL of the intelligence room.
import { sql } from 'kysely';
import type { AdvisoryId, FeedId } from '../../kernel/ids.ts';
import { CalendarDate, Instant } from '../../kernel/time.ts';
import type { Db } from '../../platform/db/pool.ts';
import { anywhere, type ListSpec } from '../../platform/list.ts';
import type { Advisory, CpeRecord, FeedTally, Statement, Vulnerability } from './model.ts';

const when = (text: string | null): Instant | null => Instant.nullable().catch(null).parse(text);
const day = (text: string | null | undefined): CalendarDate | null =>
  CalendarDate.nullable()
    .catch(null)
    .parse(text ?? null);

// --- Feeds --------------------------------------------------------------------------------------------------------

export const feeds = (db: Db) => db.selectFrom('intel.feed').selectAll().orderBy('name').execute();

/** Keeps what a sync found of a feed; the refusals of the sync before are replaced. */
export async function saveFeed(
  db: Db,
  feed: { kind: string; name: string; location: string; contentDate: Instant | null; message: string | null },
  tally: FeedTally,
  recordCount: number,
  at: Instant,
): Promise<FeedId> {
  const values = {
    kind: feed.kind,
    location: feed.location,
    syncedAt: at,
    readCount: tally.read,
    refusedCount: tally.refused,
    passedOverCount: tally.passedOver,
    recordCount,
    message: feed.message,
    ...(feed.contentDate ? { contentDate: feed.contentDate } : {}),
  };
  const { id } = await db
    .insertInto('intel.feed')
    .values({ name: feed.name, ...values })
    .onConflict((c) => c.column('name').doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.deleteFrom('intel.refusal').where('feedId', '=', id).execute();
  const rows = tally.problems.map((p) => ({
    feedId: id,
    file: p.file,
    place: p.record ? `${p.record} ${p.place}` : p.place,
    rule: p.level,
    message: p.reason,
    at,
  }));
  if (rows.length > 0) await db.insertInto('intel.refusal').values(rows).execute();
  return id;
}

export const refusalList = (feedId: FeedId): ListSpec => ({
  from: sql`intel.refusal r`,
  where: [sql`r.feed_id = ${feedId}`],
  facets: { rule: { column: sql`r.rule`, chosen: undefined } },
  id: sql`r.id`,
  select: sql`r.id, r.file, r.place, r.rule, r.message, r.at`,
  sorts: { id: { by: sql`r.id`, type: 'number' } },
  defaultSort: 'id',
});

/** How many records of a kind are held. */
export async function heldCount(db: Db, kind: string): Promise<number> {
  const count =
    kind === 'csaf'
      ? sql`select count(*)::int as n from intel.advisory`
      : kind === 'kev'
        ? sql`select count(*)::int as n from intel.vulnerability where kev_added_on is not null`
        : kind === 'epss'
          ? sql`select count(*)::int as n from intel.vulnerability where epss_score is not null`
          : kind === 'cve5'
            ? sql`select count(distinct record)::int as n from intel.statement where source = 'cve5'`
            : sql`select count(*)::int as n from intel.cpe_record where source = ${kind === 'overrides' ? 'overrides' : 'nvd'}`;
  const { rows } = await sql<{ n: number }>`${count}`.execute(db);
  return rows[0]?.n ?? 0;
}

// --- Vulnerabilities ----------------------------------------------------------------------------------------------

export const partsOf = (db: Db, cves: readonly string[]) =>
  cves.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('intel.vulnerability')
        .select(['cve', 'parts'])
        .where('cve', '=', sql<string>`any(${[...cves]}::text[])`)
        .execute();

/** Writes merged pictures with the parts they were made of. */
export async function saveVulnerabilities(
  db: Db,
  rows: readonly { picture: Vulnerability; parts: unknown }[],
  at: Instant,
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('intel.vulnerability')
    .values(
      rows.map(({ picture: v, parts }) => ({
        cve: v.cve,
        title: v.title,
        description: v.description,
        cvssScore: v.cvssScore,
        cvssVector: v.cvssVector,
        cvssVersion: v.cvssVersion,
        cwes: [...v.cwe],
        publishedAt: when(v.publishedAt),
        modifiedAt: when(v.modifiedAt),
        isRejected: v.state === 'rejected',
        kevAddedOn: day(v.kev?.dateAdded),
        kevDueOn: day(v.kev?.dueDate),
        kevRansomware: v.kev?.ransomware ?? null,
        epssScore: v.epss?.score ?? null,
        epssPercentile: v.epss?.percentile ?? null,
        ssvcExploitation: v.ssvc?.exploitation ?? null,
        ssvcAutomatable: v.ssvc?.automatable ?? null,
        ssvcTechnicalImpact: v.ssvc?.technicalImpact ?? null,
        parts: JSON.stringify(parts),
        updatedAt: at,
      })),
    )
    .onConflict((c) =>
      c.column('cve').doUpdateSet((eb) => ({
        title: eb.ref('excluded.title'),
        description: eb.ref('excluded.description'),
        cvssScore: eb.ref('excluded.cvssScore'),
        cvssVector: eb.ref('excluded.cvssVector'),
        cvssVersion: eb.ref('excluded.cvssVersion'),
        cwes: eb.ref('excluded.cwes'),
        publishedAt: eb.ref('excluded.publishedAt'),
        modifiedAt: eb.ref('excluded.modifiedAt'),
        isRejected: eb.ref('excluded.isRejected'),
        kevAddedOn: eb.ref('excluded.kevAddedOn'),
        kevDueOn: eb.ref('excluded.kevDueOn'),
        kevRansomware: eb.ref('excluded.kevRansomware'),
        epssScore: eb.ref('excluded.epssScore'),
        epssPercentile: eb.ref('excluded.epssPercentile'),
        ssvcExploitation: eb.ref('excluded.ssvcExploitation'),
        ssvcAutomatable: eb.ref('excluded.ssvcAutomatable'),
        ssvcTechnicalImpact: eb.ref('excluded.ssvcTechnicalImpact'),
        parts: sql`excluded.parts`,
        updatedAt: eb.ref('excluded.updatedAt'),
      })),
    )
    .execute();
}

// --- Advisories and statements ------------------------------------------------------------------------------------

export const advisoryHash = (db: Db, publisher: string, trackingId: string) =>
  db
    .selectFrom('intel.advisory')
    .select(['id', 'sha256', 'currentReleaseAt', 'revision'])
    .where('publisher', '=', publisher)
    .where('trackingId', '=', trackingId)
    .executeTakeFirst();

export async function saveAdvisory(
  db: Db,
  a: Advisory,
  file: string,
  sha256: string,
  at: Instant,
): Promise<AdvisoryId> {
  const values = {
    category: a.category,
    title: a.title,
    summary: a.summary,
    url: a.url,
    status: a.status,
    revision: a.version,
    initialReleaseAt: when(a.initialReleaseAt),
    currentReleaseAt: when(a.currentReleaseAt),
    sha256,
    file,
    cves: [...new Set(a.vulnerabilities.flatMap((v) => (v.cve ? [String(v.cve)] : [])))].sort(),
    document: JSON.stringify(a),
    syncedAt: at,
  };
  const { id } = await db
    .insertInto('intel.advisory')
    .values({ trackingId: a.trackingId, publisher: a.publisher.name, ...values })
    .onConflict((c) => c.columns(['publisher', 'trackingId']).doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The maker as a key of ours: lower case, or empty where a record names none. */
export const vendorText = (vendor: string | null): string => (vendor ?? '').trim().toLowerCase();

/** Replaces what a record says; answers the makers concerned, before and after. */
export async function replaceStatements(
  db: Db,
  source: string,
  records: readonly string[],
  statements: readonly Statement[],
): Promise<Set<string>> {
  const gone = await db
    .deleteFrom('intel.statement')
    .where('source', '=', source)
    .where('record', '=', sql<string>`any(${[...records]}::text[])`)
    .returning('vendor')
    .execute();
  const vendors = new Set(gone.map((g) => g.vendor));
  for (let i = 0; i < statements.length; i += 2000) {
    await db
      .insertInto('intel.statement')
      .values(
        statements.slice(i, i + 2000).map((s) => {
          vendors.add(vendorText(s.vendor));
          return {
            source,
            record: s.record,
            cve: s.cve,
            vendor: vendorText(s.vendor),
            body: JSON.stringify(s),
          };
        }),
      )
      .execute();
  }
  return vendors;
}

const vendorsOf = (record: CpeRecord): string[] => [
  ...new Set(
    record.keys.map((key) =>
      vendorText((key.split(/(?<!\\):/)[1] ?? '').replace(/\\(.)/g, '$1').replaceAll('_', ' ')),
    ),
  ),
];

/** Writes CPE records that differ from what is held; answers the makers concerned. */
export async function saveCpeRecords(db: Db, records: readonly CpeRecord[]): Promise<Set<string>> {
  const vendors = new Set<string>();
  const byKey = new Map(records.map((r) => [`${r.source}:${r.cve}`, r]));
  for (let rows = [...byKey.values()]; rows.length > 0; rows = rows.slice(1000)) {
    const changed = await db
      .insertInto('intel.cpeRecord')
      .values(
        rows
          .slice(0, 1000)
          .map((r) => ({ cve: r.cve, source: r.source, vendors: vendorsOf(r), body: JSON.stringify(r) })),
      )
      .onConflict((c) =>
        c
          .columns(['cve', 'source'])
          .doUpdateSet((eb) => ({ vendors: eb.ref('excluded.vendors'), body: sql`excluded.body` }))
          .where(sql<boolean>`intel.cpe_record.body is distinct from excluded.body`),
      )
      .returning('vendors')
      .execute();
    for (const row of changed) for (const v of row.vendors) vendors.add(v);
  }
  return vendors;
}

/** Says that something about these makers changed, so that their products are matched again. */
export const touchVendors = async (db: Db, vendors: ReadonlySet<string>): Promise<void> => {
  if (vendors.size === 0) return;
  await sql`insert into intel.vendor (key) select distinct unnest(${[...vendors].sort()}::text[])
    on conflict (key) do update set revision = intel.vendor.revision + 1`.execute(db);
};

// --- Lists --------------------------------------------------------------------------------------------------------

const advisoryColumns = sql`a.id, a.tracking_id as "trackingId", a.publisher, a.title, a.current_release_at as "currentReleaseAt", a.revision, a.cves`;

export const advisoryList = (input: {
  q?: string | undefined;
  publisher?: string | undefined;
}): ListSpec => ({
  from: sql`intel.advisory a`,
  where: input.q
    ? [
        sql`(a.tracking_id || ' ' || a.title || ' ' || array_to_string(a.cves, ' ')) ilike ${anywhere(input.q)}`,
      ]
    : [],
  facets: {
    publisher: { column: sql`a.publisher`, chosen: input.publisher ? [input.publisher] : undefined },
  },
  id: sql`a.id`,
  select: advisoryColumns,
  sorts: {
    released: { by: sql`coalesce(extract(epoch from a.current_release_at), 0)`, type: 'number' },
    id: { by: sql`a.tracking_id`, type: 'text' },
    title: { by: sql`a.title`, type: 'text' },
  },
  defaultSort: '-released',
});

export const advisory = (db: Db, id: AdvisoryId) =>
  db.selectFrom('intel.advisory').selectAll().where('id', '=', id).executeTakeFirst();

export const advisoriesOfCve = (db: Db, cve: string) =>
  db
    .selectFrom('intel.advisory')
    .select(['id', 'trackingId', 'publisher', 'title', 'currentReleaseAt', 'revision', 'cves'])
    .where('cves', '@>', sql<string[]>`array[${cve}]::text[]`)
    .orderBy('currentReleaseAt', 'desc')
    .limit(100)
    .execute();
