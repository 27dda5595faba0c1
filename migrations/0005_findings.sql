-- Device x vulnerability. A match is made once per product-version and CVE; a cohort gathers the devices of one match
-- at one site in the same situation; a finding is one device of a cohort.
create schema findings;

create table findings.match (
  id integer generated always as identity primary key,
  profile_id integer not null references inventory.profile,
  cve text not null,
  status text not null check (status in ('affected', 'possible', 'not_affected', 'fixed')),
  level text not null,
  confidence real not null,
  rule text not null,
  record text not null,
  source text not null,
  advisory_id integer references intel.advisory,
  product_id text,
  reasons jsonb not null,
  question text,
  matched_at timestamptz not null,
  unique (profile_id, cve)
);
create index match_cve on findings.match (cve);

create table findings.cohort (
  id integer generated always as identity primary key,
  match_id integer not null references findings.match,
  site_id integer not null references people.site,
  exposure text not null,
  harm text not null,
  is_shared boolean not null,
  mission text not null,
  open_count integer not null default 0,
  unique (match_id, site_id, exposure, harm, is_shared, mission)
);
create index cohort_site on findings.cohort (site_id) where open_count > 0;

create table findings.finding (
  device_id integer not null references inventory.device,
  cve text not null,
  cohort_id integer not null references findings.cohort,
  state text not null check (state in ('open', 'fixed', 'mitigated', 'not_affected', 'retired', 'superseded')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  reopened_count integer not null default 0,
  -- Set when checked work ended it: matching by version alone does not reopen it.
  closed_by_chain integer,
  primary key (device_id, cve)
);
create index finding_cohort on findings.finding (cohort_id, state);
create index finding_closed on findings.finding (closed_at) where closed_at is not null;

-- What matching has seen of each product-version: its revision and those of the makers it was compared with.
create table findings.profile_state (
  profile_id integer primary key references inventory.profile,
  revision integer not null,
  vendor_keys text[] not null,
  vendor_revision bigint not null,
  -- How many makers were written anywhere then: a new spelling may be one of this product's.
  vendors_known integer not null
);
