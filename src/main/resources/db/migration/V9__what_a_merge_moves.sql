-- What a merge moves it finds by the ticket, however many there are.
create index message_ref_by_ticket on message_ref (ticket_id);
create index message_awaited_by_ticket on message_awaited (ticket_id);
create index ticket_merged on ticket (merged_into) where merged_into is not null;
