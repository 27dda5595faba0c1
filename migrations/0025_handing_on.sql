-- Work handed to one of those who may do it, until they take it or give it back: {to, by, wasTheirs, done, needed, at}.
alter table work.obligation
  add column offer jsonb,
  -- What is handed on is nobody's until it is taken.
  add constraint obligation_offer check (offer is null or claimed_by is null);
create index obligation_offer_to on work.obligation (((offer ->> 'to')::integer)) where offer is not null;
-- What somebody has in hand.
create index obligation_claimed on work.obligation (claimed_by) where claimed_by is not null;
