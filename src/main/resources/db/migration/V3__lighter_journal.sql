-- Each change of a mail's state writes all indexes that hold the mail, so those hold only what is
-- looked for by them: three entries less for each mail.

-- A mail has a ticket when it is decided, not before.
drop index mail_by_ticket;
create index mail_by_ticket on mail (ticket_id) where ticket_id is not null;

-- Mails in hand are found by mail_in_hand.
drop index mail_unsettled;
create index mail_unsettled on mail (state, id) where state in ('HELD', 'PARKED');
