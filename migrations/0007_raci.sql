-- The matrix in its versions, and who holds which role where.
create schema raci;

create table raci.matrix_version (
  id integer generated always as identity primary key,
  number integer not null unique,
  state text not null check (state in ('draft', 'in_force', 'retired')),
  document jsonb not null,
  in_force_from timestamptz,
  published_by integer references people.person,
  second_signature_by integer references people.person,
  created_at timestamptz not null,
  check (published_by is null or published_by is distinct from second_signature_by)
);
create unique index matrix_in_force on raci.matrix_version (state) where state = 'in_force';

create table raci.staffing (
  id integer generated always as identity primary key,
  role text not null,
  person_id integer references people.person,
  team_id integer references people.team,
  rota text,
  deputy_person_id integer references people.person,
  site_id integer references people.site,
  ward_id integer references people.ward,
  department text,
  device_class text,
  manufacturer text,
  activity_id text,
  valid_from date,
  valid_until date,
  -- How far the holder's authority reaches (cost, downtime, risk); null: no limit said.
  limits jsonb,
  check (num_nonnulls(person_id, team_id, rota) = 1)
);
create index staffing_role on raci.staffing (role);

create table raci.delegation (
  id integer generated always as identity primary key,
  from_person_id integer not null references people.person,
  to_person_id integer not null references people.person,
  -- null: every activity
  activity_ids text[],
  from_on date not null,
  until_on date not null,
  reason text,
  limits jsonb,
  check (from_person_id <> to_person_id),
  check (until_on >= from_on)
);
