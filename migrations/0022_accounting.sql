-- Accounting of hand-offs: whom a stay of the ball counted for, and whether the clock stood still meanwhile. A wait was
-- counted for the role that asked for it (biomed, while the maker had the ball); here each is given to whom it belongs.
alter table work.court
  -- Whom the case waited for while its clock stood still; null while it ran.
  add column paused_for text check (paused_for in ('maker', 'parts', 'window', 'care'));

create temporary table inside on commit drop as
  select distinct r.role ->> 'code' as role
  from raci.matrix_version v cross join jsonb_array_elements(v.document -> 'roles') as r (role)
  where (r.role ->> 'isInternal')::boolean;
update work.court set
  paused_for = case
    when kind = 'care' then case label when 'Care: agreed window awaited' then 'window' else 'care' end
    when label = 'Spare parts' then 'parts' else 'maker' end,
  role = case when kind = 'outside' and label <> 'Spare parts' then 'MD' end
where kind = 'care' or (kind = 'outside' and role in (select role from inside));
-- A question to an outside team counted for nobody: it counts for the role that was asked.
update work.court k set role = (
  select g.role from work.gate g
  where g.obligation_id = k.obligation_id and g.opened_at <= k.from_at + interval '1 second' and coalesce(g.answered_at, 'infinity') >= k.from_at
    and g.role not in (select role from inside)
  order by g.due_at, g.id limit 1)
where kind = 'outside' and role is null and paused_for is null;

-- Work that was handed back is found without reading the rest of the ledger.
create index ledger_event_handed_back on platform.ledger_event (at) where verb in ('work.returned', 'work.stepped_back', 'work.handed_back');
-- Cases that lived in a span of time.
create index chain_life on work.chain (closed_at, opened_at);
-- Questions put in a span of time.
create index gate_opened on work.gate (opened_at);
