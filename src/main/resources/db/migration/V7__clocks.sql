-- The clocks of tickets (rule 40): what they count is in the Javadoc of ticket.ServiceClock, keep in step. Only a
-- ticket whose priority has a target has any. Next_at is the moment of the next warning or breach, and null
-- while the clock does not run or nothing is left to be said: whoever looks finds by it what is due.
create table ticket_clock (
  ticket_id bigint not null references ticket,
  goal text not null check (goal in ('FIRST_RESPONSE', 'RESOLUTION')),
  started_at timestamptz not null,
  target interval not null,
  paused_for interval not null,
  paused_since timestamptz,
  stopped_at timestamptz,
  next_at timestamptz,
  warned_at timestamptz,
  breached_at timestamptz,
  primary key (ticket_id, goal)
) with (fillfactor = 80);

create index ticket_clock_next on ticket_clock (next_at) where next_at is not null;
create index ticket_clock_going on ticket_clock (goal) where stopped_at is null;

-- Tickets that whoever is on call is woken for, each once.
create table ticket_page (
  ticket_id bigint primary key references ticket,
  asked_at timestamptz not null,
  written_at timestamptz
);

create index ticket_page_asked on ticket_page (asked_at) where written_at is null;

-- Nobody is woken for what was there before.
insert into ticket_page (ticket_id, asked_at, written_at)
select id, opened_at, now() from ticket where priority = 'P1';

-- Customers who were reminded of a question: the nth time since the ticket began to wait for them.
create table ticket_reminder (
  ticket_id bigint not null references ticket,
  waiting_since timestamptz not null,
  nth int not null,
  at timestamptz not null,
  primary key (ticket_id, waiting_since, nth)
);

create index ticket_waiting on ticket (changed_at) where status = 'WAITING_FOR_CUSTOMER';
