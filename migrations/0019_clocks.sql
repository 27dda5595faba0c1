-- Clocks as data: policies in numbered versions, never changed; the terms each case began with; and time that stands still.
create table raci.clock_policy (
  id integer generated always as identity primary key,
  number integer not null unique,
  -- What somebody wrote, kept as written; `document` is what was read of it.
  text text not null,
  document jsonb not null,
  reason text not null,
  made_by integer references people.person,
  in_force_from timestamptz not null
);

alter table work.chain
  -- The terms of the policy in force when the case began or was decided more urgent; what is edited later does not move it.
  add column clock jsonb,
  -- Since when its clock stands still, because somebody else is waited for; null while it runs.
  add column paused_at timestamptz,
  -- How long it has stood still so far; its due time was moved by as much.
  add column paused_ms bigint not null default 0;

update work.chain set clock = jsonb_build_object('policy', 0,
  'says', 'Decided ' || case outcome when 'immediate' then 'at once: 3' when 'out_of_cycle' then 'out of cycle: 14' else 'scheduled: 90' end || ' days.',
  'days', case outcome when 'immediate' then 3 when 'out_of_cycle' then 14 else 90 end, 'timezone', 'UTC', 'count', null, 'remind', null,
  'waits', '{"maker": 60, "parts": 30, "window": 30, "care": 14}'::jsonb);
alter table work.chain alter column clock set not null;
create index chain_paused on work.chain (paused_at) where paused_at is not null;

alter table work.obligation
  -- From when the clock of the state it is in runs, moved on by the time that it stood still.
  add column clock_from timestamptz,
  add column paused_at timestamptz,
  add column paused_for text check (paused_for in ('maker', 'parts', 'window', 'care')),
  -- Until when those who are waited for have time.
  add column party_due_at timestamptz,
  add column pauses integer not null default 0,
  add constraint obligation_pause check (num_nonnulls(paused_at, paused_for, party_due_at) in (0, 3));
update work.obligation set clock_from = state_since;
alter table work.obligation alter column clock_from set not null;
