-- A matrix is drafted, proposed, signed by a second person and in force from an instant; what was in force is never changed.

alter table raci.matrix_version
  -- A draft is no version yet: it gets its number when it comes in force.
  alter column number drop not null,
  drop constraint matrix_version_state_check,
  -- signed: both have signed, it waits for its day.
  add constraint matrix_version_state_check
    check (state in ('draft', 'proposed', 'signed', 'in_force', 'retired', 'withdrawn')),
  -- Counts the edits of a draft: whoever edits says which one they saw.
  add column revision integer not null default 1,
  add column based_on integer references raci.matrix_version,
  add column created_by integer references people.person,
  -- What is changed and why, in the words of whoever proposes it.
  add column reason text,
  add column proposed_at timestamptz,
  add column signed_at timestamptz,
  add column ended_at timestamptz,
  add constraint matrix_version_numbered check ((number is not null) = (state in ('in_force', 'retired'))),
  add constraint matrix_version_signed check (state <> 'signed' or (published_by is not null
    and second_signature_by is not null and in_force_from is not null));
create index matrix_waiting on raci.matrix_version (in_force_from) where state = 'signed';

-- Whatever program writes here: signatures stand under the text that was read, and history stays as it was.
create function raci.guard_matrix_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state in ('in_force', 'retired') then
      raise exception 'Version % of the matrix was in force and is kept.', old.number;
    end if;
    return old;
  end if;
  if old.state <> 'draft' and new.document is distinct from old.document then
    raise exception 'The text of a matrix that is % cannot be changed.', old.state;
  end if;
  if old.state in ('in_force', 'retired') and (new.number, new.in_force_from, new.published_by, new.second_signature_by,
      new.created_at, new.created_by, new.based_on, new.reason, new.revision, new.proposed_at, new.signed_at)
    is distinct from (old.number, old.in_force_from, old.published_by, old.second_signature_by,
      old.created_at, old.created_by, old.based_on, old.reason, old.revision, old.proposed_at, old.signed_at) then
    raise exception 'Version % of the matrix was in force and cannot be changed.', old.number;
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
      ('draft', 'proposed'), ('draft', 'withdrawn'), ('proposed', 'signed'), ('proposed', 'in_force'),
      ('proposed', 'withdrawn'), ('signed', 'in_force'), ('signed', 'withdrawn'), ('in_force', 'retired')) then
    raise exception 'A matrix that is % cannot become %.', old.state, new.state;
  end if;
  return new;
end $$;
create trigger matrix_version_guarded before update or delete on raci.matrix_version
  for each row execute function raci.guard_matrix_version();

-- What was done to the cells of a draft, as texts (`A/R`): the history of a cell, and what an undo puts back.
create table raci.cell_change (
  id integer generated always as identity primary key,
  version_id integer not null references raci.matrix_version on delete cascade,
  activity_id text not null,
  role text not null,
  before text not null,
  after text not null,
  changed_by integer references people.person,
  changed_at timestamptz not null
);
create index cell_change_cell on raci.cell_change (activity_id, role, id);

-- What people say about a cell; it stays with the cell from version to version.
create table raci.cell_comment (
  id integer generated always as identity primary key,
  activity_id text not null,
  role text not null,
  -- The version that was on the screen.
  version_id integer not null references raci.matrix_version,
  said_by integer references people.person,
  said_at timestamptz not null,
  text text not null check (length(text) between 1 and 2000)
);
create index cell_comment_cell on raci.cell_comment (activity_id, role, id);
