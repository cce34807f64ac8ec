-- Who fetches from a mailbox: for speed only, the unique keys of the journal are what counts. An epoch
-- counts the holders, so that one that was stopped for a while learns that it has lost the lease.
create table mailbox_lease (
  mailbox text primary key,
  owner uuid not null,
  epoch bigint not null,
  until timestamptz not null
);
