-- The ground under every room: the append-only ledger with its hash chain, and settings.
create schema platform;

-- One row a change. `body` is type json (not jsonb) because the hash covers its exact text.
-- `seq` has no gaps: it is given under a lock at the end of each transaction, in commit order.
create table platform.ledger_event (
  seq bigint primary key,
  at timestamptz not null,
  actor_person_id integer,
  actor text not null,
  verb text not null,
  subject_kind text not null,
  subject_id integer,
  chain_id integer,
  body json not null,
  request_id text,
  prev_hash bytea not null,
  hash bytea not null
);
create index ledger_event_chain on platform.ledger_event (chain_id, seq) where chain_id is not null;
create index ledger_event_subject on platform.ledger_event (subject_kind, subject_id, seq);
create index ledger_event_at on platform.ledger_event (at);

-- The newest link, kept apart so that cutting off the tail of the ledger shows.
create table platform.ledger_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  hash bytea not null
);
insert into platform.ledger_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function platform.refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end $$;
create trigger ledger_event_append_only before update or delete or truncate on platform.ledger_event
  for each statement execute function platform.refuse_ledger_change();

create table platform.setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null
);
