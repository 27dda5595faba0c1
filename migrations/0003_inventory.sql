-- What there is: sources, imports with their refused rows, product-versions, devices, and what each source said of them.
create schema inventory;

create table inventory.source (
  id integer generated always as identity primary key,
  name text not null unique,
  kind text not null check (kind in ('cmms', 'people', 'matrix', 'hand', 'network')),
  -- The saved column mapping, by header fingerprint: { [fingerprint]: mapping }.
  mappings jsonb not null default '{}'
);

create table inventory.import (
  id integer generated always as identity primary key,
  source_id integer not null references inventory.source,
  kind text not null,
  file_name text not null,
  sha256 text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  message text,
  total_rows integer not null default 0,
  created_rows integer not null default 0,
  updated_rows integer not null default 0,
  unchanged_rows integer not null default 0,
  refused_rows integer not null default 0,
  warning_rows integer not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz,
  person_id integer references people.person,
  -- Header cells per sheet, so that the file of refused rows has the columns of the original.
  headers jsonb not null default '{}',
  -- What was asked for with the file: columns mapped by hand, the site of rows that name none.
  options jsonb not null default '{}',
  -- Given by the sender, so that the same request twice is one import.
  request_key text unique
);
create index import_started on inventory.import (started_at desc);

-- Rows that need a person: refused, ambiguous, or taken with a warning.
create table inventory.import_row (
  import_id integer not null references inventory.import,
  sheet text not null,
  row_no integer not null,
  outcome text not null check (outcome in ('refused', 'ambiguous', 'warning')),
  problems jsonb not null,
  cells jsonb not null,
  primary key (import_id, sheet, row_no)
);

create table inventory.zone (
  id integer generated always as identity primary key,
  site_id integer not null references people.site,
  vlan text not null,
  name text not null,
  kind text,
  policy text not null check (policy in ('enforced_verified', 'enforced', 'monitored', 'flat', 'guest', 'internet')),
  verified_on date,
  unique (site_id, vlan)
);

-- A product-version: what matching works on. Devices of one profile share every match.
create table inventory.profile (
  id integer generated always as identity primary key,
  manufacturer text not null,
  model text not null,
  software_version text,
  os_name text,
  os_version text,
  device_class text not null,
  key text not null unique,
  -- Grows with every change of its devices, so that matching knows what it has not seen yet.
  revision integer not null default 1
);
create index profile_model on inventory.profile (manufacturer, model);

create table inventory.device (
  id integer generated always as identity primary key,
  site_id integer not null references people.site,
  ward_id integer references people.ward,
  profile_id integer not null references inventory.profile,
  tag text,
  tag_key text,
  serial text,
  serial_key text,
  -- Device identifier and serial of the UDI, as it is compared.
  udi_key text,
  manufacturer text not null,
  model text not null,
  software_version text,
  device_class text not null,
  description text,
  location text,
  hostname text,
  macs text[] not null default '{}',
  ips text[] not null default '{}',
  vlan text,
  zone_id integer references inventory.zone,
  status text not null check (status in ('in_service', 'in_storage', 'in_repair', 'retired', 'disposed', 'unknown')),
  networked text not null check (networked in ('yes', 'no', 'unknown')),
  exposure text not null check (exposure in ('small', 'controlled', 'open')),
  harm text not null check (harm in ('negligible', 'minor', 'serious', 'critical', 'catastrophic')),
  is_shared boolean not null,
  is_life_support boolean not null,
  mission text not null check (mission in ('degraded', 'mef_support_crippled', 'mef_failure', 'mission_failure')),
  runs_on text not null check (runs_on in ('device', 'server', 'workstation', 'gateway')),
  department text,
  has_conflict boolean not null default false,
  observed_at timestamptz not null,
  created_at timestamptz not null,
  -- The import that made it; null for a device entered otherwise.
  import_id integer references inventory.import,
  version integer not null default 1,
  search text not null
);
create index device_tag on inventory.device (tag_key);
create index device_serial on inventory.device (serial_key);
create index device_udi on inventory.device (udi_key) where udi_key is not null;
-- Imports look up a thousand addresses after each thousand rows: a list of pending entries would be read each time.
create index device_macs on inventory.device using gin (macs) with (fastupdate = off);
create index device_profile on inventory.device (profile_id);
create index device_ward on inventory.device (ward_id);
create index device_list on inventory.device (manufacturer, model, id);
create index device_search on inventory.device using gin (search gin_trgm_ops);
-- Facet counts read this and nothing else.
create index device_facets on inventory.device (site_id, device_class, status, networked, has_conflict, exposure, manufacturer, ward_id);

-- What one source said of one device, newest word per source; blank cells of later files wipe nothing.
create table inventory.observation (
  device_id integer not null references inventory.device,
  source_id integer not null references inventory.source,
  import_id integer references inventory.import,
  -- When the source last said anything of it, and when it said what `fields` holds, save those in `later`.
  observed_at timestamptz not null,
  said_at timestamptz not null,
  later jsonb not null default '{}',
  confidence double precision not null,
  fields jsonb not null,
  -- The row as the file had it, unmapped columns included.
  cells jsonb not null,
  primary key (device_id, source_id)
);
create index observation_import on inventory.observation (import_id);
