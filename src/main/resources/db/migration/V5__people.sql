-- Who writes, which ticket, and what happens to it. The words are those of the Javadoc of
-- ticket.Role, ticket.Relation, ticket.Change, desk.Hold, desk.Release and letters.Letter: keep in step.

alter table ticket
  add column requester_key text not null default '',
  add column organisation text not null default '',
  add column language text not null default '',
  add column tags text not null default '',
  add column merged_into bigint references ticket;
update ticket set requester_key = lower(requester);
alter table ticket drop constraint ticket_priority_source_check;
alter table ticket add constraint ticket_priority_source_check
  check (priority_source in ('stated', 'inferred', 'set', 'default'));
-- How many tickets somebody opened lately; of a requester all of them.
create index ticket_by_requester on ticket (requester_key, opened_at);

-- Everybody that a ticket has to do with. Reply tokens name them by their number.
create table correspondent (
  ticket_id bigint not null references ticket,
  no int not null,
  address text not null,
  address_key text not null,
  name text not null default '',
  role text not null check (role in ('REQUESTER', 'PARTICIPANT', 'SUGGESTED', 'ENGINEER')),
  generation int not null default 1,
  since timestamptz not null,
  last_message_id text not null default '',
  primary key (ticket_id, no),
  constraint correspondent_once unique (ticket_id, address_key)
) with (fillfactor = 80);
insert into correspondent (ticket_id, no, address, address_key, name, role, since)
select id, 1, requester, requester_key, requester_name, 'REQUESTER', opened_at from ticket;
-- All that the desk has of a person.
create index correspondent_by_address on correspondent (address_key);

create table ticket_link (
  from_id bigint not null references ticket,
  relation text not null
    check (relation in ('FOLLOW_UP_OF', 'MENTIONS', 'SPLIT_FROM', 'MERGED_INTO')),
  to_id bigint not null references ticket,
  primary key (from_id, relation, to_id)
);
create index ticket_link_back on ticket_link (to_id);

-- What the customer is not shown, whatever its kind.
alter table entry add column for_engineers boolean not null default false;

-- What an event did, so that all of them are the ticket. What was there before tells, and one line
-- takes over what it told.
alter table event
  add column change text not null default 'Told',
  add column data text not null default '{}';
insert into event (ticket_id, what, who, why, at, change, data)
select t.id, 'taken over', 'counterfoil', 'an older version told its history in words alone', now(),
  'TakenOver', '{}'
from ticket t;
create index event_reopen_limited on event (at) where change = 'ReopenLimited';

-- Letters: more kinds, where answers go, and some are about no ticket.
alter table letter drop constraint letter_kind_check;
alter table letter add constraint letter_kind_check check (kind in
  ('ACKNOWLEDGEMENT', 'RELAY', 'NOT_ENTITLED', 'QUESTION', 'REMINDER', 'RESOLVED', 'PAGE', 'ALARM'));
alter table letter alter column ticket_id drop not null;
alter table letter add column reply_to text not null default '';

-- Mails that wait for a person: why, and what was decided.
alter table mail
  add column hold text check (hold in ('SPOOF', 'FLOOD', 'UNKNOWN_ORGANISATION')),
  add column release text check (release in ('APPEND', 'ADD_SENDER', 'OPEN', 'IGNORE')),
  add column released_by text not null default '',
  add column trust text not null default '',
  add column trust_reason text not null default '';
alter table mail add constraint mail_held_has_reason check (state <> 'HELD' or hold is not null);
-- A mail that is held counts as taken in: the same mail again is a duplicate of it.
drop index mail_counts_once;
create unique index mail_counts_once on mail (fingerprint)
  where outcome <> 'DUPLICATE' or state = 'HELD';
