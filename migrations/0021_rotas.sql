-- On-call rotas as data (layers of turns, swaps, who is on duty), absences read from calendars, training with an end, and
-- delegations that can be ended.

create table people.rota (
  id integer generated always as identity primary key,
  name text not null unique check (name = btrim(name) and name <> ''),
  timezone text not null,
  created_at timestamptz not null default now()
);
-- Rotas that came as turns of a file are rotas too.
insert into people.rota (name, timezone)
select distinct btrim(rota), coalesce((select timezone from people.site order by id limit 1), 'UTC')
from people.rota_shift where btrim(rota) <> '';

-- One pattern of turns: from `first_at` on the wall clock of the rota's zone, by the rule, each turn `shift_minutes` of the
-- wall clock, the members one after another.
create table people.rota_layer (
  id integer generated always as identity primary key,
  rota_id integer not null references people.rota,
  first_at text not null check (first_at ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$'),
  rule text not null,
  shift_minutes integer not null check (shift_minutes between 15 and 44640),
  member_ids integer[] not null check (cardinality(member_ids) between 1 and 60),
  -- No turn begins at or after this instant; one that has begun is cut off by it. Null: it goes on.
  until_at timestamptz,
  created_at timestamptz not null,
  created_by integer references people.person
);
create index rota_layer_rota on people.rota_layer (rota_id);

-- Somebody takes somebody's turn. Only `agreed` ones count; the others are the history of asking.
create table people.rota_swap (
  id integer generated always as identity primary key,
  rota_id integer not null references people.rota,
  turn_at timestamptz not null,
  from_person_id integer not null references people.person,
  to_person_id integer not null references people.person,
  state text not null check (state in ('asked', 'agreed', 'declined', 'withdrawn')),
  note text,
  asked_by integer references people.person,
  asked_at timestamptz not null,
  settled_by integer references people.person,
  settled_at timestamptz,
  check (from_person_id <> to_person_id),
  check ((state = 'asked') = (settled_at is null))
);
create index rota_swap_rota on people.rota_swap (rota_id, turn_at);
-- A turn is asked of one person at a time.
create unique index rota_swap_asked on people.rota_swap (rota_id, turn_at) where state = 'asked';

-- Who was last noted on duty: what differs from now has changed since.
create table people.rota_duty (
  rota_id integer primary key references people.rota,
  person_id integer references people.person,
  until_at timestamptz,
  noted_at timestamptz not null
);

-- A calendar of absences, handed in as a file again and again under one name.
create table people.absence_feed (
  id integer generated always as identity primary key,
  name text not null unique check (btrim(name) <> ''),
  -- Who looks after it: whoever handed it in last.
  owner_person_id integer references people.person,
  state text not null check (state in ('fine', 'broken')),
  problem text,
  read_at timestamptz not null,
  -- When it was last read whole; null: never.
  fine_at timestamptz
);
-- What became of each event at the last reading.
create table people.absence_feed_event (
  feed_id integer not null references people.absence_feed,
  -- The event's own id, with the first day of the occurrence where it recurs.
  uid text not null,
  summary text not null,
  outcome text not null check (outcome in ('created', 'updated', 'unchanged', 'removed', 'skipped', 'refused')),
  sentence text not null,
  primary key (feed_id, uid)
);
alter table people.absence add column feed_id integer references people.absence_feed, add column feed_uid text,
  add check ((feed_id is null) = (feed_uid is null));
create unique index absence_feed_uid on people.absence (feed_id, feed_uid) where feed_id is not null;

create table people.skill (
  person_id integer not null references people.person,
  skill text not null check (btrim(skill) <> ''),
  gained_on date not null,
  -- The last day on which it counts; null: it does not run out.
  expires_on date,
  proof text,
  noted_by integer references people.person,
  noted_at timestamptz not null,
  check (expires_on is null or expires_on >= gained_on),
  primary key (person_id, skill)
);

-- What whoever does an activity must be trained in.
create table raci.skill_need (
  activity_id text not null,
  skill text not null check (btrim(skill) <> ''),
  noted_by integer references people.person,
  noted_at timestamptz not null,
  primary key (activity_id, skill)
);

alter table raci.delegation add column ended_at timestamptz, add column made_by integer references people.person;
