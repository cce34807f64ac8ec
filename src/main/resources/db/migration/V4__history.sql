-- Mails that lie in files can be imported. How a mail came is the word of desk.Origin: keep in step.
alter table mail add column origin text not null default 'DELIVERED'
  check (origin in ('DELIVERED', 'HISTORY', 'SETTLED_HISTORY'));
-- Which file an imported mail was read from, and where in it.
alter table mail add column read_from text not null default '';

-- A delivered mail does not wait behind a history of a hundred thousand: each has a queue.
drop index if exists mail_due;
create index mail_due on mail (id) where state = 'KEPT' and origin = 'DELIVERED';
create index mail_due_history on mail (id) where state = 'KEPT' and origin <> 'DELIVERED';
