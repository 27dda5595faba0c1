-- A document by its content, so that a program that has read it once need not read it again.
alter table raci.matrix_version add column document_hash text not null generated always as (md5(document::text)) stored;
