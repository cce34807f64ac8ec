-- Who fetches from a mailbox: for speed only, the unique keys of the journal are what counts. An epoch
-- counts the holders, so that one that was stopped for a while learns that it has lost the lease.
create table mailbox_lease (
  mailbox text primary key,
  owner uuid not null,
  epoch bigint not null,
  until timestamptz not null
);

-- By its own Message-ID, hashed, a mail is found by those that answer it and are kept later; see
-- store.Conversations.
alter table mail add column message_key bigint;
create index mail_by_message_key on mail (message_key);

-- Message-IDs that a mail of a ticket answers and that nobody has seen yet: when the mail with that id
-- arrives after its reply, it joins the reply's ticket (rule 21 f).
create table message_awaited (
  key text not null,
  ticket_id bigint not null references ticket,
  primary key (key, ticket_id)
);
