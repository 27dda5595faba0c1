-- Messages that leave the house: what is to be told, the ways out, the envelopes it leaves in, and what each person chose.
create schema notices;

-- A way out. Addresses and secrets are sealed with the key of the installation; only the host is there to be read.
create table notices.channel (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('email', 'webhook', 'teams', 'slack')),
  name text not null,
  host text not null,
  address bytea,
  secret bytea,
  -- What it hears: kinds of outbox rows, of one site or of all. E-mail hears what each person chose.
  kinds text[] not null default '{}',
  site_id integer references people.site,
  -- Who sees to it when it fails.
  owner_person_id integer references people.person,
  state text not null check (state in ('on', 'paused', 'removed')),
  failing_since timestamptz,
  failures integer not null default 0,
  next_try_at timestamptz,
  last_error text,
  last_sent_at timestamptz,
  owner_told_at timestamptz,
  made_at timestamptz not null,
  version integer not null default 1
);
create unique index channel_one_email on notices.channel (kind) where kind = 'email';

-- One thing that one person is to be told: written by the triggers below in the transaction that made it true.
create table notices.outbox (
  id integer generated always as identity primary key,
  thing text not null,
  person_id integer not null references people.person,
  kind text not null,
  chain_id integer not null references work.chain,
  obligation_id integer references work.obligation,
  gate_id integer references work.gate,
  notice_id integer references work.notice,
  created_at timestamptz not null,
  sorted_at timestamptz,
  -- Why no e-mail is made of it: no_account, no_address, off.
  unsent text,
  unique (thing, person_id)
);
create index outbox_unsorted on notices.outbox (id) where sorted_at is null;
create index outbox_unsent on notices.outbox (unsent, person_id) where unsent is not null;

-- One message through one way out to one person, or, without a person, to the other end of a webhook or chat.
create table notices.message (
  id integer generated always as identity primary key,
  -- The same on every attempt: Message-ID of a mail, Wardline-Id of a webhook.
  key uuid not null unique default gen_random_uuid(),
  channel_id integer not null references notices.channel,
  person_id integer references people.person,
  lane text not null check (lane in ('at_once', 'digest', 'test', 'trouble')),
  state text not null check (state in ('gathering', 'queued', 'sending', 'sent', 'dead', 'dropped')),
  made_at timestamptz not null,
  leave_at timestamptz not null,
  give_up_at timestamptz not null,
  attempts integer not null default 0,
  claimed_until timestamptz,
  ended_at timestamptz,
  -- How many things were in it when it was sent.
  told integer not null default 0,
  says text,
  -- What a webhook was sent, kept so that every attempt and every replay is the same to the byte.
  body text
);
create unique index message_one_open on notices.message (channel_id, coalesce(person_id, 0), lane)
  where state = 'gathering' and lane in ('at_once', 'digest');
create index message_due on notices.message (leave_at) where state in ('gathering', 'queued', 'sending');
create index message_of on notices.message (channel_id, id);
create index message_person on notices.message (person_id, id) where person_id is not null;

create table notices.item (
  message_id integer not null references notices.message,
  outbox_id integer not null references notices.outbox,
  channel_id integer not null references notices.channel,
  -- Looked at when it was sent and not told: no_access, over, read.
  left_out text,
  primary key (message_id, outbox_id),
  -- A thing goes through a way out once.
  unique (channel_id, outbox_id)
);

create table notices.attempt (
  id integer generated always as identity primary key,
  message_id integer not null references notices.message,
  at timestamptz not null,
  is_ok boolean not null,
  says text not null,
  took_ms integer not null
);
create index attempt_message on notices.attempt (message_id, id);

-- What a person chose; without a row, what is standard for their kind of account.
create table notices.choice (
  person_id integer primary key references people.person,
  asks text not null check (asks in ('at_once', 'digest')),
  reads text not null check (reads in ('at_once', 'digest', 'off')),
  digest_hour smallint not null check (digest_hour between 0 and 23),
  quiet_from smallint check (quiet_from between 0 and 23),
  quiet_until smallint check (quiet_until between 0 and 23),
  wakes boolean not null,
  version integer not null default 1,
  check (num_nonnulls(quiet_from, quiet_until) in (0, 2))
);

-- What is standard for a kind of account, where an administrator changed it.
create table notices.standard (
  profile text primary key,
  choice jsonb not null,
  changed_at timestamptz not null
);

-- The address of a person's calendar, known by its hash alone.
create table notices.calendar (
  person_id integer primary key references people.person,
  token_hash bytea not null unique,
  made_at timestamptz not null,
  last_read_at timestamptz
);

-- With no way out nothing is kept: turning one on does not send the past.
create function notices.is_wanted() returns boolean language sql stable as $$
  select exists (select from notices.channel where state <> 'removed')
$$;

-- A person, or everybody in a team.
create function notices.people_of(person integer, team integer) returns setof integer language sql stable as $$
  select person where person is not null
  union all
  select m.person_id from people.team_member m where person is null and m.team_id = team
$$;

-- In the outbox a notice is known by its key without the person, so that a webhook hears it once and not once a reader.
create function notices.hear_notice() returns trigger language plpgsql as $$
begin
  if notices.is_wanted() then
    insert into notices.outbox (thing, person_id, kind, chain_id, obligation_id, notice_id, created_at)
    select case when key like '%:' || person_id then left(key, -1 - length(person_id::text)) else key end,
      person_id, kind, chain_id, obligation_id, id, created_at
    from fresh order by id on conflict do nothing;
  end if;
  return null;
end $$;
create trigger notices_hear_notice after insert on work.notice
  referencing new table as fresh for each statement execute function notices.hear_notice();

-- A question reaches its person, or everybody in its team.
create function notices.hear_gate() returns trigger language plpgsql as $$
begin
  if notices.is_wanted() then
    if tg_op = 'INSERT' then
      insert into notices.outbox (thing, person_id, kind, chain_id, obligation_id, gate_id, created_at)
      select 'gate:' || g.id, p.id, 'asked', o.chain_id, o.id, g.id, g.opened_at
      from fresh g join work.obligation o on o.id = g.obligation_id
        cross join lateral notices.people_of(g.person_id, g.team_id) p (id)
      where g.answer is null order by g.id, p.id on conflict do nothing;
    else
      insert into notices.outbox (thing, person_id, kind, chain_id, obligation_id, gate_id, created_at)
      select 'gate:' || g.id, p.id, 'asked', o.chain_id, o.id, g.id, g.opened_at
      from fresh g join stale s on s.id = g.id join work.obligation o on o.id = g.obligation_id
        cross join lateral notices.people_of(g.person_id, g.team_id) p (id)
      where g.answer is null and (g.person_id, g.team_id) is distinct from (s.person_id, s.team_id)
      order by g.id, p.id on conflict do nothing;
    end if;
  end if;
  return null;
end $$;
create trigger notices_hear_gate after insert on work.gate
  referencing new table as fresh for each statement execute function notices.hear_gate();
create trigger notices_hear_gate_moved after update on work.gate
  referencing new table as fresh old table as stale for each statement execute function notices.hear_gate();

-- The ball came to somebody to decide or to do. Named by the state it is for: back and forth in one state is one thing.
create function notices.hear_ball() returns trigger language plpgsql as $$
begin
  if notices.is_wanted() then
    insert into notices.outbox (thing, person_id, kind, chain_id, obligation_id, created_at)
    select 'ball:' || o.id || ':' || o.state || ':' || o.bounces || ':' || o.pauses, p.id,
      case when o.state in ('decide', 'sign_off') then 'decide' else 'do' end, o.chain_id, o.id, c.from_at
    from fresh c join work.obligation o on o.id = c.obligation_id
      cross join lateral notices.people_of(c.person_id, c.team_id) p (id)
    where c.to_at is null and o.state in ('decide', 'do', 'verify', 'sign_off')
    order by o.id, p.id on conflict do nothing;
  end if;
  return null;
end $$;
create trigger notices_hear_ball after insert on work.court
  referencing new table as fresh for each statement execute function notices.hear_ball();
