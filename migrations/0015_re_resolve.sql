-- Open cases are taken over to another version of the matrix.

-- A question to a role that the matrix does not ask any more is dropped when a case goes over to a newer version.
alter table work.gate drop constraint gate_answer_check, add constraint gate_answer_check
  check (answer in ('yes', 'yes_with_conditions', 'no', 'passed_on', 'lapsed', 'overridden', 'dropped'));
-- Open cases by the version they follow.
create index chain_matrix on work.chain (matrix_version_id) where state = 'open';
