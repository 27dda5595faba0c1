-- Questions that only a person at the device can settle ("Is it the product of the record?"): asked on the case, answered
-- device by device, and kept, so that matching does not ask again.
alter table risk.remedy add column question text;
alter table work.chain_device add column answer text check (answer in ('yes', 'no'));

-- What people confirmed of a model: a match that was possible for its name is one from then on, whatever version runs.
create table findings.confirmation (
  manufacturer text not null,
  model text not null,
  cve text not null,
  by_name text not null,
  chain_id integer not null,
  at timestamptz not null,
  primary key (manufacturer, model, cve)
);
