-- Risk acceptance as an object: who asked, who assessed and was consulted, who accepted, under which controls, until when.
-- What must never be is refused here too: an author who approves, a time beyond the limits, a third renewal, two at once.
create table work.acceptance (
  id integer generated always as identity primary key,
  remedy_id integer not null references risk.remedy,
  -- The case of the remedy: the one it was asked on, later the one it pauses.
  chain_id integer not null references work.chain,
  site_id integer not null references people.site,
  matrix_version_id integer not null references raci.matrix_version,
  subject jsonb not null,
  sentence text not null,
  state text not null check (state in ('requested', 'assessed', 'consulted', 'active', 'refused', 'withdrawn', 'expired', 'renewed', 'revoked', 'closed')),
  state_since timestamptz not null,
  level text not null check (level in ('medium', 'high')),
  reason text not null,
  conditions text not null,
  requested_by integer not null references people.person,
  requested_at timestamptz not null,
  -- Who looks after it while it holds: the ball of the paused case is with them.
  owner_person_id integer not null references people.person,
  wished_until_on date not null,
  until_on date,
  renews integer references work.acceptance,
  renewal integer not null check (renewal between 0 and 2),
  -- What was so of the risk when it was asked for, and when it was accepted: what is worse than that revokes it.
  facts_asked jsonb not null,
  facts jsonb,
  decided_by integer references people.person,
  decided_at timestamptz,
  decided_on date,
  decision_text text,
  -- Over who, role, what, until when, on which facts and when: the signature of the accountable.
  hash text,
  review_on date,
  reviewed_at timestamptz,
  ended_at timestamptz,
  ended_why text,
  -- When the accountable took note of the revocation; until then it is put before them.
  seen_at timestamptz,
  version integer not null default 1,
  constraint acceptance_not_by_its_author check (decided_by is distinct from requested_by),
  constraint acceptance_within_limits check (state <> 'active' or (until_on is not null and decided_on is not null and decided_by is not null
    and facts is not null and hash is not null and until_on - decided_on <= case level when 'high' then 90 else 365 end))
);
create unique index acceptance_one_active on work.acceptance (remedy_id) where state = 'active';
create unique index acceptance_one_asked on work.acceptance (remedy_id) where state in ('requested', 'assessed', 'consulted');
create index acceptance_until on work.acceptance (until_on) where state = 'active';
create index acceptance_owner on work.acceptance (owner_person_id) where state = 'active';
create index acceptance_chain on work.acceptance (chain_id);

create table work.acceptance_holder (
  id integer generated always as identity primary key,
  acceptance_id integer not null references work.acceptance,
  letter text not null check (letter in ('R', 'A', 'C', 'I')),
  role text not null,
  person_id integer references people.person,
  team_id integer references people.team,
  label text not null,
  is_contract boolean not null,
  reasons jsonb not null,
  since timestamptz not null,
  until timestamptz
);
create index acceptance_holder_of on work.acceptance_holder (acceptance_id) where until is null;
create index acceptance_holder_person on work.acceptance_holder (person_id, letter) where until is null;

-- What assessors and consulted are asked, and what they answered; each answer is signed.
create table work.acceptance_question (
  id integer generated always as identity primary key,
  acceptance_id integer not null references work.acceptance,
  part text not null check (part in ('assess', 'consult')),
  role text not null,
  department text not null,
  person_id integer references people.person,
  team_id integer references people.team,
  label text not null,
  is_mandatory boolean not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  answer text check (answer in ('yes', 'yes_with_conditions', 'no', 'lapsed')),
  answer_text text,
  answered_by integer references people.person,
  answered_at timestamptz,
  hash text
);
create index acceptance_question_of on work.acceptance_question (acceptance_id);
create index acceptance_question_person on work.acceptance_question (person_id) where answer is null;
create index acceptance_question_team on work.acceptance_question (team_id) where answer is null;
create index acceptance_question_due on work.acceptance_question (due_at) where answer is null;

-- What protects patients meanwhile: with an owner, and a date by which somebody looks whether it is still there.
create table work.acceptance_control (
  id integer generated always as identity primary key,
  acceptance_id integer not null references work.acceptance,
  what text not null,
  owner_person_id integer not null references people.person,
  check_on date not null,
  checked_at timestamptz,
  checked_by integer references people.person,
  note text
);
create index acceptance_control_of on work.acceptance_control (acceptance_id);
create index acceptance_control_owner on work.acceptance_control (owner_person_id);

-- A case stands still while its risk is accepted. `came_back` counts how often it went on, so that it is reminded anew.
alter table work.chain
  add column acceptance_id integer references work.acceptance,
  add column accepted_at timestamptz,
  add column came_back integer not null default 0,
  add constraint chain_accepted_since check ((acceptance_id is null) = (accepted_at is null));
create index chain_accepted on work.chain (acceptance_id) where acceptance_id is not null;

alter table work.notice add column acceptance_id integer references work.acceptance;

-- Until when the risk that a remedy ends is accepted: it stays open and counted, and says so on every list.
alter table risk.remedy add column accepted_until date;
