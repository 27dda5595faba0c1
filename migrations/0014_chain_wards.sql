-- The wards of a case's devices, those with most first (at most 12): my work shows the first three of a hundred cases, and
-- looking up nine thousand devices for them took most of the page's time. Written when devices join, and hourly.
alter table work.chain add column ward_ids integer[] not null default '{}';

update work.chain c set ward_ids = w.ward_ids from (
  select chain_id, array_agg(ward_id order by place) as ward_ids
  from (select cd.chain_id, d.ward_id, row_number() over (partition by cd.chain_id order by count(*) desc, d.ward_id) as place
    from work.chain_device cd join inventory.device d on d.id = cd.device_id where d.ward_id is not null group by 1, 2) ranked
  where place <= 12 group by 1) w
where w.chain_id = c.id;
