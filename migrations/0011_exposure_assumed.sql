--! breaking
-- Whether a device's exposure is known or only assumed because nothing is known of its network: a decision made on an
-- assumption says so. It parts cohorts, so that one decision never speaks for devices of which one is known and one is
-- not. `inventory/rules/situation.ts` decides; here only what is on record already is brought in line.
alter table inventory.device add column is_exposure_assumed boolean not null default false;
update inventory.device set is_exposure_assumed = true where networked <> 'no' and zone_id is null;

alter table findings.cohort add column is_exposure_assumed boolean not null default false;
alter table findings.cohort drop constraint cohort_match_id_site_id_exposure_harm_is_shared_mission_key;
alter table findings.cohort
  add unique (match_id, site_id, exposure, is_exposure_assumed, harm, is_shared, mission);

-- Their findings move to cohorts of their own the next time anything settles.
update inventory.profile p set revision = revision + 1
  where exists (select from inventory.device d where d.profile_id = p.id and d.is_exposure_assumed);
