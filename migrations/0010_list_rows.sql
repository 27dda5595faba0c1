-- Lists of a large hospital answered from narrow rows and tallies: one row a device and one a cohort with open findings,
-- holding what their lists filter, sort and count by, and the counts of their facets kept as sums (docs/adr/0013).

-- A device as its list sees it. The columns of the device are copied by the triggers below; what threatens it is counted by
-- settling and stands here only.
create table risk.device_row (
  device_id integer primary key references inventory.device,
  profile_id integer not null,
  site_id integer not null,
  ward_id integer,
  ward text,
  tag_key text,
  manufacturer text not null,
  model text not null,
  software_version text,
  device_class text not null,
  status text not null,
  exposure text not null,
  has_conflict boolean not null,
  -- Null: nothing known against it was found.
  outcome text check (outcome in ('defer', 'scheduled', 'out_of_cycle', 'immediate')),
  affected_count integer not null default 0,
  possible_count integer not null default 0,
  risk real,
  -- The product-version it was when its risk was counted: another one since means that it has to be counted again.
  counted_profile_id integer,
  outcome_rank integer not null generated always as
    (case outcome when 'immediate' then 4 when 'out_of_cycle' then 3 when 'scheduled' then 2 when 'defer' then 1 else 0 end) stored
);

-- How many devices there are of each combination of facets: the sum of `n`. Rows are only ever added by those who change
-- devices, so that none of them waits for another; risk.compact_tallies adds them up.
create table risk.device_tally (
  site_id integer not null,
  outcome text,
  device_class text not null,
  manufacturer text not null,
  status text not null,
  exposure text not null,
  has_conflict boolean not null,
  n integer not null
);

-- A cohort with open findings as its list sees it; written by settling for the groups it found changed, and by nobody else.
create table risk.cohort_row (
  cohort_id integer primary key references findings.cohort,
  site_id integer not null,
  cve text not null,
  manufacturer text not null,
  model text not null,
  software_version text,
  status text not null check (status in ('affected', 'possible', 'not_affected', 'fixed')),
  is_kev boolean not null,
  epss real,
  cvss real,
  outcome text check (outcome in ('defer', 'scheduled', 'out_of_cycle', 'immediate')),
  remedy_id integer,
  open_count integer not null,
  risk double precision,
  outcome_rank integer not null generated always as
    (case outcome when 'immediate' then 4 when 'out_of_cycle' then 3 when 'scheduled' then 2 when 'defer' then 1 else 0 end) stored
);

create table risk.cohort_tally (
  site_id integer not null,
  outcome text,
  status text not null,
  manufacturer text not null,
  is_kev boolean not null,
  n integer not null,
  -- Devices in these cohorts: open findings.
  findings integer not null
);

-- What the rows have to say, from where they have it.
create view risk.device_source as
  select d.id as device_id, d.profile_id, d.site_id, d.ward_id, w.name as ward, d.tag_key, d.manufacturer, d.model, d.software_version,
    d.device_class, d.status, d.exposure, d.has_conflict
  from inventory.device d left join people.ward w on w.id = d.ward_id;

create view risk.cohort_source as
  select c.id as cohort_id, c.site_id, m.cve, p.manufacturer, p.model, p.software_version, m.status, v.kev_added_on is not null as is_kev,
    v.epss_score as epss, v.cvss_score as cvss, d.outcome, d.remedy_id, c.open_count, d.risk * c.open_count as risk
  from findings.cohort c join findings.match m on m.id = c.match_id join inventory.profile p on p.id = m.profile_id
  left join risk.decision d on d.cohort_id = c.id left join intel.vulnerability v on v.cve = m.cve
  where c.open_count > 0;

-- The tallies follow their rows by the difference that each statement makes.
create function risk.tally_devices() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' then
    truncate risk.device_tally;
  elsif tg_op = 'INSERT' then
    insert into risk.device_tally
      select site_id, outcome, device_class, manufacturer, status, exposure, has_conflict, count(*)
      from added group by 1, 2, 3, 4, 5, 6, 7;
  elsif tg_op = 'DELETE' then
    insert into risk.device_tally
      select site_id, outcome, device_class, manufacturer, status, exposure, has_conflict, -count(*)
      from gone group by 1, 2, 3, 4, 5, 6, 7;
  else
    insert into risk.device_tally
      select site_id, outcome, device_class, manufacturer, status, exposure, has_conflict, sum(n) from (
        select site_id, outcome, device_class, manufacturer, status, exposure, has_conflict, -1 as n from gone
        union all select site_id, outcome, device_class, manufacturer, status, exposure, has_conflict, 1 from added) changed
      group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0;
  end if;
  return null;
end $$;
create trigger device_row_added after insert on risk.device_row
  referencing new table as added for each statement execute function risk.tally_devices();
create trigger device_row_changed after update on risk.device_row
  referencing old table as gone new table as added for each statement execute function risk.tally_devices();
create trigger device_row_gone after delete on risk.device_row
  referencing old table as gone for each statement execute function risk.tally_devices();
create trigger device_row_emptied after truncate on risk.device_row
  for each statement execute function risk.tally_devices();

create function risk.tally_cohorts() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' then
    truncate risk.cohort_tally;
  elsif tg_op = 'INSERT' then
    insert into risk.cohort_tally
      select site_id, outcome, status, manufacturer, is_kev, count(*), sum(open_count)
      from added group by 1, 2, 3, 4, 5;
  elsif tg_op = 'DELETE' then
    insert into risk.cohort_tally
      select site_id, outcome, status, manufacturer, is_kev, -count(*), -sum(open_count)
      from gone group by 1, 2, 3, 4, 5;
  else
    insert into risk.cohort_tally
      select site_id, outcome, status, manufacturer, is_kev, sum(n), sum(findings) from (
        select site_id, outcome, status, manufacturer, is_kev, -1 as n, -open_count as findings from gone
        union all select site_id, outcome, status, manufacturer, is_kev, 1, open_count from added) changed
      group by 1, 2, 3, 4, 5 having sum(n) <> 0 or sum(findings) <> 0;
  end if;
  return null;
end $$;
create trigger cohort_row_added after insert on risk.cohort_row
  referencing new table as added for each statement execute function risk.tally_cohorts();
create trigger cohort_row_changed after update on risk.cohort_row
  referencing old table as gone new table as added for each statement execute function risk.tally_cohorts();
create trigger cohort_row_gone after delete on risk.cohort_row
  referencing old table as gone for each statement execute function risk.tally_cohorts();
create trigger cohort_row_emptied after truncate on risk.cohort_row
  for each statement execute function risk.tally_cohorts();

-- A device is in its list in the transaction that writes it. Only what the list looks at is written again: an import that
-- says the same as before changes no row here. Rows are locked by id, as settling does, so that neither waits in a circle.
create function risk.copy_devices() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into risk.device_row (device_id, profile_id, site_id, ward_id, ward, tag_key, manufacturer, model, software_version,
        device_class, status, exposure, has_conflict)
      select d.id, d.profile_id, d.site_id, d.ward_id, w.name, d.tag_key, d.manufacturer, d.model, d.software_version,
        d.device_class, d.status, d.exposure, d.has_conflict
      from added d left join people.ward w on w.id = d.ward_id;
  else
    -- EXCEPT and not a join of the two: their plan is kept, and what is quick for one row would be slow for a thousand.
    with changed as materialized (
        select id, profile_id, site_id, ward_id, tag_key, manufacturer, model, software_version, device_class, status, exposure, has_conflict
        from added
        except select id, profile_id, site_id, ward_id, tag_key, manufacturer, model, software_version, device_class, status, exposure, has_conflict
        from gone),
      locked as materialized (
        select r.device_id from risk.device_row r where r.device_id in (select id from changed) order by r.device_id for no key update)
    update risk.device_row r set profile_id = d.profile_id, site_id = d.site_id, ward_id = d.ward_id, ward = w.name, tag_key = d.tag_key,
      manufacturer = d.manufacturer, model = d.model, software_version = d.software_version, device_class = d.device_class,
      status = d.status, exposure = d.exposure, has_conflict = d.has_conflict
    from locked join changed d on d.id = locked.device_id left join people.ward w on w.id = d.ward_id
    where r.device_id = locked.device_id;
  end if;
  return null;
end $$;
create trigger device_added after insert on inventory.device
  referencing new table as added for each statement execute function risk.copy_devices();
create trigger device_changed after update on inventory.device
  referencing old table as gone new table as added for each statement execute function risk.copy_devices();

create function risk.copy_ward_name() returns trigger language plpgsql as $$
begin
  with renamed as materialized (select id, name from added except select id, name from gone),
    locked as materialized (
      select r.device_id, w.name from renamed w join risk.device_row r on r.ward_id = w.id order by r.device_id for no key update of r)
  update risk.device_row r set ward = locked.name from locked where r.device_id = locked.device_id;
  return null;
end $$;
create trigger ward_renamed after update on people.ward
  referencing old table as gone new table as added for each statement execute function risk.copy_ward_name();

-- Adds up the rows that have the same facets; the others stay as they are. One at a time: whoever comes second leaves it to the
-- first. Rows appended meanwhile are not seen and wait for the next time.
create function risk.compact_tallies() returns void language plpgsql as $$
begin
  if not pg_try_advisory_xact_lock(730002) then return; end if;
  with gone as (
    delete from risk.device_tally where ctid = any (array(
      select unnest(array_agg(ctid)) from risk.device_tally
      group by site_id, outcome, device_class, manufacturer, status, exposure, has_conflict having count(*) > 1 or sum(n) = 0))
    returning *)
  insert into risk.device_tally
    select site_id, outcome, device_class, manufacturer, status, exposure, has_conflict, sum(n)
    from gone group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0;
  with gone as (
    delete from risk.cohort_tally where ctid = any (array(
      select unnest(array_agg(ctid)) from risk.cohort_tally
      group by site_id, outcome, status, manufacturer, is_kev having count(*) > 1 or (sum(n) = 0 and sum(findings) = 0)))
    returning *)
  insert into risk.cohort_tally
    select site_id, outcome, status, manufacturer, is_kev, sum(n), sum(findings)
    from gone group by 1, 2, 3, 4, 5 having sum(n) <> 0 or sum(findings) <> 0;
end $$;

-- Makes rows and tallies again from what they are copied from, while nobody settles or writes devices; readers do not wait.
-- The risk of each device is kept: settling counts it, and it stands nowhere else.
create function risk.rebuild_list_rows() returns void language plpgsql as $$
begin
  -- The lock of settling (work/service/settle.ts).
  perform pg_advisory_xact_lock(730001);
  lock table inventory.device, people.ward, risk.device_row, risk.cohort_row, risk.device_tally, risk.cohort_tally
    in share row exclusive mode;
  delete from risk.cohort_row;
  insert into risk.cohort_row (cohort_id, site_id, cve, manufacturer, model, software_version, status, is_kev, epss, cvss, outcome,
      remedy_id, open_count, risk)
    select cohort_id, site_id, cve, manufacturer, model, software_version, status, is_kev, epss, cvss, outcome,
      remedy_id, open_count, risk from risk.cohort_source;
  insert into risk.device_row as r (device_id, profile_id, site_id, ward_id, ward, tag_key, manufacturer, model, software_version,
      device_class, status, exposure, has_conflict)
    select device_id, profile_id, site_id, ward_id, ward, tag_key, manufacturer, model, software_version,
      device_class, status, exposure, has_conflict from risk.device_source
    on conflict (device_id) do update set profile_id = excluded.profile_id, site_id = excluded.site_id, ward_id = excluded.ward_id,
      ward = excluded.ward, tag_key = excluded.tag_key, manufacturer = excluded.manufacturer, model = excluded.model,
      software_version = excluded.software_version, device_class = excluded.device_class, status = excluded.status,
      exposure = excluded.exposure, has_conflict = excluded.has_conflict
    where (r.profile_id, r.site_id, r.ward_id, r.ward, r.tag_key, r.manufacturer, r.model, r.software_version, r.device_class, r.status,
        r.exposure, r.has_conflict)
      is distinct from (excluded.profile_id, excluded.site_id, excluded.ward_id, excluded.ward, excluded.tag_key, excluded.manufacturer,
        excluded.model, excluded.software_version, excluded.device_class, excluded.status, excluded.exposure, excluded.has_conflict);
  delete from risk.device_tally;
  insert into risk.device_tally
    select site_id, outcome, device_class, manufacturer, status, exposure, has_conflict, count(*)
    from risk.device_row group by 1, 2, 3, 4, 5, 6, 7;
  delete from risk.cohort_tally;
  insert into risk.cohort_tally
    select site_id, outcome, status, manufacturer, is_kev, count(*), sum(open_count)
    from risk.cohort_row group by 1, 2, 3, 4, 5;
end $$;

-- What an older release has already; a large hospital on a slow disk may take longer than a request may.
set local statement_timeout = 0;
insert into risk.device_row (device_id, profile_id, site_id, ward_id, ward, tag_key, manufacturer, model, software_version, device_class,
    status, exposure, has_conflict, outcome, affected_count, possible_count, risk, counted_profile_id)
  select d.*, r.outcome, coalesce(r.affected_count, 0), coalesce(r.possible_count, 0), r.risk, case when r.outcome is not null then d.profile_id end
  from risk.device_source d left join risk.device_risk r using (device_id);
drop table risk.device_risk;
select risk.rebuild_list_rows();

-- The orders that a page is read off an index in; the expressions are those of the lists. The others are sorted, which the narrow
-- rows allow: each index more on a row a device makes an import of devices half a percent slower.
create index device_row_risk on risk.device_row ((coalesce(risk, 0)::float8), device_id);
create index device_row_outcome on risk.device_row (outcome_rank, device_id);
create index device_row_tag on risk.device_row ((coalesce(tag_key, '')), device_id);
create index device_row_product on risk.device_row ((manufacturer || ' ' || model), device_id);
-- Devices that became another product-version and still show the risk of the old one.
create index device_row_stale on risk.device_row (device_id) where outcome is not null and counted_profile_id <> profile_id;

create index cohort_row_risk on risk.cohort_row ((coalesce(risk, 0)), cohort_id);
create index cohort_row_outcome on risk.cohort_row (outcome_rank, cohort_id);
create index cohort_row_cve on risk.cohort_row (cve, cohort_id);
create index cohort_row_product on risk.cohort_row ((manufacturer || ' ' || model), cohort_id);
create index cohort_row_devices on risk.cohort_row (open_count, cohort_id);
create index cohort_row_epss on risk.cohort_row ((coalesce(epss, 0)::float8), cohort_id);
create index cohort_row_cvss on risk.cohort_row ((coalesce(cvss, 0)::float8), cohort_id);
-- Settling writes the rows of one product at one site.
create index cohort_row_group on risk.cohort_row (model, manufacturer, site_id);
create index cohort_row_search on risk.cohort_row using gin ((cve || ' ' || manufacturer || ' ' || model) gin_trgm_ops);
-- Facets were counted from it; writing a device costs less without.
drop index inventory.device_facets;

-- Settling ends remedies of one product at one site, for each that changed.
create index remedy_product on risk.remedy (model, manufacturer, site_id) where state = 'open';

-- What the front page asks at every call, without reading years of history.
create index device_version_unknown on inventory.device (site_id)
  where software_version is null and status not in ('retired', 'disposed') and networked <> 'no';
create index ledger_event_decided on platform.ledger_event (at) where verb = 'risk.decided';
create index obligation_running on work.obligation (chain_id) where state not in ('upcoming', 'closed', 'withdrawn');
create index court_until on work.court (to_at);
create index chain_opened on work.chain (opened_at);
create index chain_closed on work.chain (closed_at) where closed_at is not null;

-- How common a yes is, for the planner.
create statistics risk.device_row_conflict on (case when has_conflict then 'yes' else 'no' end) from risk.device_row;
create statistics risk.cohort_row_kev on (case when is_kev then 'yes' else 'no' end) from risk.cohort_row;

analyze risk.device_row, risk.device_tally, risk.cohort_row, risk.cohort_tally;
