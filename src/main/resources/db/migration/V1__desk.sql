-- The states and words are those of the Javadoc of desk.MailState, desk.Outcome, ticket.Status,
-- ticket.EntryKind and letters.Letter: keep in step.

-- Running bots. A claim is worth as much as the heartbeat of the one who holds it.
create table instance (
  id uuid primary key,
  seen_at timestamptz not null
);

create sequence claim_number;

-- The journal: every mail that was ever taken in.
create table mail (
  id bigint generated always as identity primary key,
  mailbox text not null,
  folder text not null,
  uid_validity bigint not null,
  uid bigint not null,
  internal_date timestamptz not null,
  raw bytea not null,
  size bigint not null,
  sha256 text not null,
  conversation bigint not null,
  kept_at timestamptz not null,

  state text not null default 'KEPT'
    check (state in ('KEPT', 'IN_HAND', 'DONE', 'HELD', 'PARKED')),
  outcome text
    check (outcome in ('OPENED', 'APPENDED', 'NOTED', 'DUPLICATE', 'IGNORED', 'BOUNCE')),
  reason text not null default '',
  due_at timestamptz not null,
  attempts int not null default 0,
  deaths int not null default 0,
  claim bigint,
  claimed_by uuid,
  claimed_at timestamptz,
  decided_at timestamptz,

  ticket_id bigint,
  message_id text not null default '',
  fingerprint text,
  sender text not null default '',
  subject text not null default '',
  class text not null default '',
  defects text not null default '',
  acknowledgement text not null default '',

  constraint mail_is_fetched_once unique (mailbox, folder, uid_validity, uid),
  constraint mail_done_has_outcome check ((state = 'DONE') = (outcome is not null)),
  constraint mail_in_hand_has_claim check (
    state <> 'IN_HAND' or (claim is not null and claimed_by is not null and claimed_at is not null))
) with (fillfactor = 80, toast_tuple_target = 256, autovacuum_vacuum_scale_factor = 0.02);

-- Mail hardly compresses and is read more often than it is worth the time.
alter table mail alter column raw set storage external;

create index mail_due on mail (id) where state = 'KEPT';
-- Few mails are tried again, however many wait for their first try.
create index mail_again on mail (id) where state = 'KEPT' and attempts > 0;
create index mail_conversation on mail (conversation, id) where state in ('KEPT', 'IN_HAND');
-- Of a conversation one mail is in hand: a reply never overtakes its parent.
create unique index mail_in_hand on mail (conversation) where state = 'IN_HAND';
-- The same mail, delivered twice, counts once.
create unique index mail_counts_once on mail (fingerprint) where outcome <> 'DUPLICATE';
create index mail_unsettled on mail (state, id) where state in ('HELD', 'PARKED', 'IN_HAND');
create index mail_by_ticket on mail (ticket_id);

create sequence ticket_id start 1001;

create table ticket (
  id bigint primary key,
  number text not null unique,
  mailbox text not null,
  subject text not null,
  status text not null
    check (status in ('OPEN', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED')),
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  priority_source text not null check (priority_source in ('stated', 'inferred', 'default')),
  requester text not null,
  requester_name text not null,
  owner text not null default '',
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  version int not null
) with (fillfactor = 80);

create index ticket_by_urgency on ticket (status, priority, opened_at);

create table entry (
  id bigint generated always as identity primary key,
  ticket_id bigint not null references ticket,
  kind text not null
    check (kind in ('CUSTOMER_MESSAGE', 'ENGINEER_REPLY', 'INTERNAL_NOTE', 'SYSTEM_NOTE')),
  author text not null,
  body text not null,
  rest text not null default '',
  attachments text not null default '',
  mail_id bigint,
  at timestamptz not null
);

create index entry_by_ticket on entry (ticket_id, id);
-- One mail is one message, whatever happens.
create unique index entry_one_message_per_mail on entry (mail_id) where kind = 'CUSTOMER_MESSAGE';

create table ticket_fact (
  id bigint generated always as identity primary key,
  ticket_id bigint not null references ticket,
  field text not null,
  value text not null,
  evidence text not null,
  place text not null,
  source text not null check (source in ('stated', 'inferred')),
  mail_id bigint not null
);

create index ticket_fact_by_ticket on ticket_fact (ticket_id, id);

create table event (
  id bigint generated always as identity primary key,
  ticket_id bigint not null references ticket,
  what text not null,
  who text not null,
  why text not null default '',
  mail_id bigint,
  at timestamptz not null
);

create index event_by_ticket on event (ticket_id, id);

-- Which tickets a Message-ID belongs to; the key is a hash, for an id may be of any length and
-- anybody may write it.
create table message_ref (
  key text not null,
  ticket_id bigint not null references ticket,
  primary key (key, ticket_id)
);

create table letter (
  id bigint generated always as identity primary key,
  ticket_id bigint not null references ticket,
  kind text not null check (kind in ('ACKNOWLEDGEMENT')),
  mailbox text not null,
  message_id text not null unique,
  recipient text not null,
  recipient_key text not null,
  recipient_domain text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  in_reply_to text not null default '',
  reference_ids text not null default '',

  state text not null default 'DUE' check (state in ('DUE', 'SENT', 'FAILED')),
  failure text not null default '',
  attempts int not null default 0,
  due_at timestamptz not null,
  claimed_by uuid,
  claimed_at timestamptz,
  queued_at timestamptz not null,
  sent_at timestamptz,

  constraint letter_sent_has_time check ((state = 'SENT') = (sent_at is not null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

create unique index letter_one_acknowledgement on letter (ticket_id) where kind = 'ACKNOWLEDGEMENT';
create index letter_due on letter (id) where state = 'DUE';
create index letter_by_ticket on letter (ticket_id, id);
create index letter_by_recipient on letter (recipient_key, queued_at);
create index letter_by_domain on letter (recipient_domain, queued_at);
create index letter_by_time on letter (queued_at);
