-- The decision on each cohort with its inputs, people's overrides of inputs, and the remedies that end findings.
create schema risk;

create table risk.remedy (
  id integer generated always as identity primary key,
  key text not null unique,
  kind text not null check (kind in ('apply', 'mitigate', 'replace', 'identify')),
  site_id integer not null references people.site,
  manufacturer text not null,
  model text not null,
  device_class text not null,
  runs_on text not null,
  target_version text,
  sentence text not null,
  -- The worst decision behind it, in a sentence.
  why text not null,
  steps jsonb not null,
  maker_text text,
  advisory_id integer references intel.advisory,
  url text,
  has_fix boolean not null,
  outcome text not null check (outcome in ('defer', 'scheduled', 'out_of_cycle', 'immediate')),
  device_count integer not null,
  finding_count integer not null,
  risk real not null,
  cves text[] not null,
  state text not null check (state in ('open', 'done', 'withdrawn')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  version integer not null default 1
);
create index remedy_list on risk.remedy (state, risk desc, id);

create table risk.decision (
  cohort_id integer primary key references findings.cohort,
  outcome text not null check (outcome in ('defer', 'scheduled', 'out_of_cycle', 'immediate')),
  human_impact text not null,
  exploitation text not null,
  automatable text not null,
  -- Inputs with value, source and reason, the path through the tree, and the versions of the tables used.
  detail jsonb not null,
  risk real not null,
  -- True when an input or the likelihood was not known and the adverse value was taken.
  is_assumed boolean not null,
  remedy_id integer references risk.remedy,
  decided_at timestamptz not null,
  input_hash text not null
);
create index decision_remedy on risk.decision (remedy_id);
create index decision_outcome on risk.decision (outcome);
-- Lists and the front page read these few columns of every decision; `detail` makes the rows themselves long.
create index decision_narrow on risk.decision (cohort_id) include (outcome, risk, remedy_id);

-- What the remedies of one product at one site were last made from; unchanged groups are not made again.
create table risk.remedy_group (
  site_id integer not null references people.site,
  manufacturer text not null,
  model text not null,
  signature text not null,
  primary key (site_id, manufacturer, model)
);

create table risk.override (
  id integer generated always as identity primary key,
  cve text not null,
  profile_id integer not null references inventory.profile,
  site_id integer not null references people.site,
  point text not null,
  value text not null,
  reason text not null,
  person_id integer not null references people.person,
  at timestamptz not null,
  revoked_at timestamptz
);
create index override_scope on risk.override (cve, profile_id, site_id) where revoked_at is null;

create table risk.device_risk (
  device_id integer primary key references inventory.device,
  outcome text,
  affected_count integer not null,
  possible_count integer not null,
  risk real not null
);
create index device_risk_rank on risk.device_risk (risk desc, device_id);
