-- What is not kept any more. The words are those of the Javadoc of store.JdbcErasures: keep in step.

-- RAW: the bytes are gone. WHOLE: so are sender, subject, Message-ID and all that was read. The keys of the
-- fetch, the fingerprint and the outcome stay, so that the same mail is known when it comes again.
alter table mail add column erased text check (erased in ('RAW', 'WHOLE'));

-- Kind, time and place in the ticket stay.
alter table entry add column erased boolean not null default false;

-- When all that was written on a resolved ticket was erased.
alter table ticket add column erased_at timestamptz;
