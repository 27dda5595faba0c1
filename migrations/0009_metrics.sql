-- Daily figures, so that the burn-down does not recount history.
create schema metrics;

create table metrics.day (
  on_date date not null,
  site_id integer not null references people.site,
  risk real not null,
  open_findings integer not null,
  immediate integer not null,
  out_of_cycle integer not null,
  scheduled integer not null,
  opened integer not null,
  closed integer not null,
  primary key (on_date, site_id)
);
