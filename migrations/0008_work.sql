-- Obligations in chains, with their holders, gates, devices, evidence, notices, clocks and courts.
create schema work;

-- A case: the chain of obligations that ends one remedy's findings at one site.
create table work.chain (
  id integer generated always as identity primary key,
  remedy_id integer not null references risk.remedy,
  site_id integer not null references people.site,
  matrix_version_id integer not null references raci.matrix_version,
  subject jsonb not null,
  sentence text not null,
  why text not null,
  outcome text not null check (outcome in ('scheduled', 'out_of_cycle', 'immediate')),
  state text not null check (state in ('open', 'closed', 'withdrawn')),
  opened_at timestamptz not null,
  due_at timestamptz not null,
  closed_at timestamptz,
  -- The chain whose unfinished devices this one goes on with.
  follows integer references work.chain
);
create unique index chain_one_live on work.chain (remedy_id) where state = 'open';
create index chain_state on work.chain (state, due_at);

create table work.obligation (
  id integer generated always as identity primary key,
  chain_id integer not null references work.chain,
  activity_id text not null,
  position integer not null,
  is_beside boolean not null default false,
  state text not null check (state in ('upcoming', 'consult', 'decide', 'do', 'verify', 'sign_off', 'closed', 'withdrawn')),
  ask text not null,
  due_at timestamptz not null,
  started_at timestamptz,
  state_since timestamptz not null,
  closed_at timestamptz,
  claimed_by integer references people.person,
  court_kind text not null check (court_kind in ('person', 'team', 'outside', 'care', 'nobody')),
  court_person_id integer references people.person,
  court_team_id integer references people.team,
  court_label text not null,
  court_since timestamptz not null,
  -- Why the accountable must decide or sign: objections, silence, unfinished devices, problems, work sent back.
  attention jsonb not null default '[]',
  -- Who did some of the work: none of them checks it.
  doers integer[] not null default '{}',
  waiting_on text check (waiting_on in ('maker', 'window', 'parts')),
  is_work_done boolean not null default false,
  is_verified boolean not null default false,
  bounces integer not null default 0,
  version integer not null default 1,
  unique (chain_id, activity_id)
);
create index obligation_state on work.obligation (state, due_at);
create index obligation_court on work.obligation (court_person_id) where state not in ('closed', 'withdrawn');

create table work.holder (
  id integer generated always as identity primary key,
  obligation_id integer not null references work.obligation,
  letter text not null check (letter in ('R', 'A', 'C', 'I')),
  role text not null,
  person_id integer references people.person,
  team_id integer references people.team,
  label text not null,
  is_contract boolean not null default false,
  reasons jsonb not null,
  since timestamptz not null,
  until timestamptz
);
create index holder_obligation on work.holder (obligation_id) where until is null;
create index holder_person on work.holder (person_id, letter) where until is null;
create index holder_team on work.holder (team_id, letter) where until is null;

create table work.gate (
  id integer generated always as identity primary key,
  obligation_id integer not null references work.obligation,
  role text not null,
  person_id integer references people.person,
  team_id integer references people.team,
  label text not null,
  question text not null,
  is_mandatory boolean not null,
  silence text not null check (silence in ('proceed', 'escalate', 'block')),
  opened_at timestamptz not null,
  due_at timestamptz not null,
  answer text check (answer in ('yes', 'yes_with_conditions', 'no', 'passed_on', 'lapsed', 'overridden')),
  answer_text text,
  answered_by integer references people.person,
  answered_at timestamptz
);
create index gate_obligation on work.gate (obligation_id);
create index gate_open_person on work.gate (person_id, due_at) where answer is null;
create index gate_open_team on work.gate (team_id, due_at) where answer is null;
create index gate_open_due on work.gate (due_at) where answer is null;

-- The device checklist of a chain.
create table work.chain_device (
  chain_id integer not null references work.chain,
  device_id integer not null references inventory.device,
  outcome text not null check (outcome in ('to_do', 'done', 'could_not_locate', 'in_use', 'deferred', 'replaced', 'retired')),
  note text,
  version_seen text,
  next_owner_person_id integer references people.person,
  next_owner_label text,
  next_at timestamptz,
  done_by integer references people.person,
  done_at timestamptz,
  check_outcome text check (check_outcome in ('passed', 'failed')),
  checked_by integer references people.person,
  checked_at timestamptz,
  primary key (chain_id, device_id),
  check (checked_by is null or checked_by is distinct from done_by)
);
create index chain_device_device on work.chain_device (device_id);

create table work.evidence (
  id integer generated always as identity primary key,
  obligation_id integer not null references work.obligation,
  device_id integer references inventory.device,
  kind text not null check (kind in ('note', 'version_seen', 'test_record', 'document', 'maker_statement')),
  text text not null,
  person_id integer not null references people.person,
  at timestamptz not null
);
create index evidence_obligation on work.evidence (obligation_id);

-- What people are told. The row is the outbox: written in the transaction that made it true, delivered by a job.
create table work.notice (
  id integer generated always as identity primary key,
  chain_id integer not null references work.chain,
  obligation_id integer references work.obligation,
  person_id integer not null references people.person,
  kind text not null check (kind in ('informed', 'asked', 'reminder', 'escalation', 'returned', 'decision')),
  text text not null,
  key text not null unique,
  created_at timestamptz not null,
  delivered_at timestamptz,
  read_at timestamptz,
  acknowledged_at timestamptz
);
create index notice_person on work.notice (person_id, created_at desc) where acknowledged_at is null;
create index notice_undelivered on work.notice (id) where delivered_at is null;
create index notice_chain on work.notice (chain_id);

create table work.escalation (
  obligation_id integer not null references work.obligation,
  step text not null,
  person_ids integer[] not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  primary key (obligation_id, step)
);
create index escalation_due on work.escalation (due_at) where sent_at is null;

create table work.signature (
  id integer generated always as identity primary key,
  obligation_id integer not null references work.obligation,
  person_id integer not null references people.person,
  role text not null,
  department text not null,
  meaning text not null,
  statement text,
  at timestamptz not null,
  hash text not null
);
create index signature_obligation on work.signature (obligation_id);

-- Time in court: one row per stay of the ball with one party.
create table work.court (
  id integer generated always as identity primary key,
  chain_id integer not null references work.chain,
  obligation_id integer not null references work.obligation,
  kind text not null,
  person_id integer references people.person,
  team_id integer references people.team,
  role text,
  label text not null,
  from_at timestamptz not null,
  to_at timestamptz
);
create index court_chain on work.court (chain_id);
create index court_time on work.court (from_at, to_at);
create unique index court_one_open on work.court (obligation_id) where to_at is null;

-- The result of the last proofs, newest on the front page.
create table work.proof (
  id integer generated always as identity primary key,
  at timestamptz not null,
  risks integer not null,
  chains integer not null,
  violations integer not null,
  detail jsonb not null,
  took_ms integer not null
);
