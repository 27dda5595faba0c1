-- Who there is: organisations, sites, wards, people, teams, absences, rotas, and the accounts they sign in with.
create schema people;
create extension if not exists pg_trgm;

create table people.organisation (
  id integer generated always as identity primary key,
  name text not null unique,
  kind text not null check (kind in ('hospital', 'manufacturer', 'service'))
);

create table people.site (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  timezone text not null default 'UTC',
  city text
);

create table people.ward (
  id integer generated always as identity primary key,
  site_id integer not null references people.site,
  code text not null,
  name text not null,
  department text,
  floor text,
  unique (site_id, code)
);

create table people.person (
  id integer generated always as identity primary key,
  name text not null,
  email text,
  phone text,
  title text,
  organisation_id integer references people.organisation,
  site_id integer references people.site,
  is_active boolean not null default true
);
create unique index person_email on people.person (lower(email));
create index person_name on people.person (lower(name));

create table people.team (
  id integer generated always as identity primary key,
  name text not null unique,
  site_id integer references people.site,
  lead_person_id integer references people.person
);

create table people.team_member (
  team_id integer not null references people.team,
  person_id integer not null references people.person,
  primary key (team_id, person_id)
);
create index team_member_person on people.team_member (person_id);

create table people.absence (
  id integer generated always as identity primary key,
  person_id integer not null references people.person,
  from_on date not null,
  to_on date not null,
  reason text,
  deputy_person_id integer references people.person,
  check (to_on >= from_on),
  unique (person_id, from_on, to_on)
);

create table people.rota_shift (
  id integer generated always as identity primary key,
  rota text not null,
  person_id integer not null references people.person,
  from_at timestamptz not null,
  to_at timestamptz not null,
  check (to_at > from_at),
  unique (rota, person_id, from_at)
);

create table people.account (
  id integer generated always as identity primary key,
  person_id integer unique references people.person,
  login text not null,
  password_hash text not null,
  profile text not null,
  is_enabled boolean not null default true,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null
);
create unique index account_login on people.account (lower(login));

create table people.session (
  token_hash bytea primary key,
  account_id integer not null references people.account,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text
);
create index session_account on people.session (account_id);
create index session_expires on people.session (expires_at);
