-- What the world knows: feeds with their freshness and refusals, vulnerabilities, advisories, and the statements matching uses.
create schema intel;

create table intel.feed (
  id integer generated always as identity primary key,
  kind text not null,
  name text not null unique,
  location text not null,
  -- The publisher's own date of what was read last (catalogue date, newest advisory, score date).
  content_date timestamptz,
  synced_at timestamptz,
  record_count integer not null default 0,
  read_count integer not null default 0,
  refused_count integer not null default 0,
  passed_over_count integer not null default 0,
  message text
);

-- Those that every hospital needs are there from the start, so that one that was never read says so.
insert into intel.feed (kind, name, location) values
  ('csaf', 'CSAF advisories', 'never read'),
  ('kev', 'CISA KEV (known exploited)', 'never read'),
  ('epss', 'FIRST EPSS', 'never read'),
  ('cve5', 'CVE records and CISA Vulnrichment', 'never read'),
  ('nvd2', 'NVD', 'never read');

create table intel.refusal (
  id integer generated always as identity primary key,
  feed_id integer not null references intel.feed,
  file text not null,
  place text not null,
  rule text not null,
  message text not null,
  at timestamptz not null
);
create index refusal_feed on intel.refusal (feed_id, id);

-- One picture per CVE, merged from parts; `parts` keeps each source's own words.
create table intel.vulnerability (
  cve text primary key,
  title text,
  description text,
  cvss_score real,
  cvss_vector text,
  cvss_version text,
  cwes text[] not null default '{}',
  published_at timestamptz,
  modified_at timestamptz,
  is_rejected boolean not null default false,
  kev_added_on date,
  kev_due_on date,
  kev_ransomware text,
  epss_score real,
  epss_percentile real,
  ssvc_exploitation text,
  ssvc_automatable text,
  ssvc_technical_impact text,
  parts jsonb not null,
  updated_at timestamptz not null
);
create index vulnerability_kev on intel.vulnerability (kev_added_on) where kev_added_on is not null;

create table intel.advisory (
  id integer generated always as identity primary key,
  tracking_id text not null,
  publisher text not null,
  category text not null,
  title text not null,
  summary text,
  url text,
  status text not null,
  revision text not null,
  initial_release_at timestamptz,
  current_release_at timestamptz,
  sha256 text not null,
  file text not null,
  cves text[] not null,
  -- Products, statuses, remediations and scores as decoded (intel/model.ts, Advisory).
  document jsonb not null,
  synced_at timestamptz not null,
  unique (publisher, tracking_id)
);
create index advisory_released on intel.advisory (current_release_at desc);

create index advisory_cves on intel.advisory using gin (cves);

-- What some record says about some product, in the maker's words (lower case) so that findings can look it up.
create table intel.statement (
  id integer generated always as identity primary key,
  source text not null,
  record text not null,
  cve text not null,
  vendor text not null,
  body jsonb not null
);
create index statement_vendor on intel.statement (vendor);
create index statement_record on intel.statement (source, record);

-- CPE configurations of a CVE as one source gives them.
create table intel.cpe_record (
  cve text not null,
  source text not null,
  vendors text[] not null,
  body jsonb not null,
  primary key (cve, source)
);
create index cpe_record_vendors on intel.cpe_record using gin (vendors);

-- One row a maker as written anywhere; the revision grows whenever a statement about that maker changes.
create table intel.vendor (
  key text primary key,
  revision integer not null default 1
);
