package counterfoil.rig;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The tables of a desk that has been at work for three years, filled set-wise: 200,000 people of
 * 20,000 domains, some of whom write far more than others, and most tickets resolved. A ticket has
 * three entries, two mails, two facts, four events, an acknowledgement, and is found by three
 * Message-IDs. The same from run to run.
 */
public final class GrownDesk {

  private static final int MAILS_A_TICKET = 2;

  /** Every value comes from a number of the ticket and one that says what for. */
  private static final List<String> FUNCTIONS =
      List.of(
          """
          create or replace function pg_temp.share(i bigint, what bigint) returns float8
          immutable language sql as
          $$ select (hashint8extended(i, what) & 1048575)::float8 / 1048576 $$
          """,
          """
          create or replace function pg_temp.key(message_id text) returns text
          immutable language sql as
          $$ select left(encode(sha256(convert_to(message_id, 'UTF8')), 'hex'), 32) $$
          """,
          // As mail.ThreadIds has it.
          """
          create or replace function pg_temp.thread(message_id text) returns bigint
          immutable language sql as
          $$ select ('x' || left(encode(sha256(convert_to(message_id, 'UTF8')), 'hex'), 16))
                    ::bit(64)::bigint $$
          """);

  private static final String BASE =
      """
      create temp table grown on commit drop as
      select i, id, 'CF-' || id as number, opened_at,
             least(opened_at + pg_temp.share(i, 2) * interval '10 days', until) as changed_at,
             until,
             case when s < 0.02 then 'OPEN' when s < 0.03 then 'IN_PROGRESS'
                  when s < 0.05 then 'WAITING_FOR_CUSTOMER' else 'RESOLVED' end as status,
             (array['P1', 'P2', 'P3', 'P3', 'P4'])[1 + (5 * pg_temp.share(i, 4))::int % 5] as priority,
             'guest' || person || '@hotel' || person % 20000 || '.example' as address,
             'hotel' || person % 20000 || '.example' as domain,
             'Guest ' || person as name,
             'grown.' || id || '.1@hotel' || person % 20000 || '.example' as first_id,
             'grown.' || id || '.2@hotel' || person % 20000 || '.example' as second_id,
             'grown.' || id || '.a@counterfoil.example' as letter_id,
             ? + 2 * n - 1 as first_mail, ? + 2 * n as second_mail
      from (
        select i, n, 1000 + i as id, until,
               until - interval '3 years' * (1 - n / ?::float8) - interval '5 minutes' as opened_at,
               pg_temp.share(i, 3) as s,
               -- Who writes often writes much more often.
               (200000 * power(pg_temp.share(i, 1), 2))::int as person
        from (select n, ? + n as i, ?::timestamptz as until
              from generate_series(1, ?::bigint) n) numbers) people
      """;

  private static final List<String> ROWS =
      List.of(
          """
          insert into ticket (id, number, mailbox, subject, status, priority, priority_source,
                              requester, requester_key, requester_name, owner, opened_at,
                              changed_at, version, language)
          select id, number, 'desk', 'The booking line is silent, case ' || i, status, priority,
                 'inferred', address, address, name,
                 case when status = 'OPEN' then '' else 'mei' end, opened_at, changed_at, 3, 'en'
          from grown order by i
          """,
          """
          insert into mail (id, mailbox, folder, uid_validity, uid, internal_date, raw, size, sha256,
                            conversation, kept_at, state, outcome, reason, due_at, attempts,
                            decided_at, ticket_id, message_id, message_key, fingerprint, sender,
                            subject, class, trust, trust_reason, acknowledgement)
          overriding system value
          select m.id, 'desk', 'Grown', 1, m.id, m.at, m.raw, octet_length(m.raw),
                 encode(sha256(m.raw), 'hex'), pg_temp.thread(first_id), m.at, 'DONE', m.outcome,
                 m.reason, m.at, 1, m.at, g.id, m.message_id, pg_temp.thread(m.message_id),
                 encode(sha256(m.raw || '\\x00'::bytea), 'hex'), address, m.subject, 'HUMAN',
                 'B', 'nobody checks', m.acknowledgement
          from grown g, lateral (
            select id, at, outcome, reason, message_id, subject, acknowledgement,
                   convert_to(format(E'From: %s <%s>\\r\\nTo: servicedesk@counterfoil.example\\r\\n'
                     'Subject: %s\\r\\nMessage-ID: <%s>\\r\\nDate: %s\\r\\n\\r\\nDear service desk,\\r\\n\\r\\n'
                     'since this morning no call to the booking line is answered.\\r\\n',
                     name, address, subject, message_id, at), 'UTF8') as raw
            from (values
              (first_mail, opened_at, 'OPENED', 'a new request', first_id,
               'The booking line is silent, case ' || i, 'it goes out'),
              (second_mail, changed_at, 'APPENDED', 'a reply on ' || number, second_id,
               'Re: The booking line is silent, case ' || i, ''))
              as two(id, at, outcome, reason, message_id, subject, acknowledgement)) m
          order by m.id
          """,
          """
          insert into entry (ticket_id, kind, author, body, rest, mail_id, at)
          select id, kind, author, body, rest, mail_id, at
          from grown, lateral (values
            ('CUSTOMER_MESSAGE', address, first_mail, opened_at, '',
             'Since this morning no call to the booking line is answered. Callers hear the greeting'
             ' once and then nothing but silence. We changed nothing on our side; the last good'
             ' call was yesterday at 17:40. Case ' || i),
            ('ENGINEER_REPLY', 'mei', null::bigint, opened_at, '',
             'We have found the cause and look into it. Could you tell us when it began? Case ' || i),
            ('CUSTOMER_MESSAGE', address, second_mail, changed_at,
             'On Mon, Service Desk <servicedesk@counterfoil.example> wrote: > We have found it.',
             'It began at nine, and the line is good again since noon. Case ' || i))
            as three(kind, author, mail_id, at, rest, body)
          order by i
          """,
          """
          insert into ticket_fact (ticket_id, field, value, evidence, place, source, mail_id)
          select id, field, value, evidence, 'text', 'stated', first_mail
          from grown, lateral (values
            ('environment', 'Live', 'Affected environment: Live'),
            ('call-id', 'CA' || md5(number), 'Call ID: CA' || md5(number)))
            as two(field, value, evidence)
          order by i
          """,
          """
          insert into event (ticket_id, what, who, why, mail_id, at, change, data)
          select id, what, who, why, mail_id, at, change, data
          from grown, lateral (values
            ('opened', address, 'a new request', first_mail, opened_at, 'Told',
             -- As long as that of an opened one.
             json_build_object('number', number, 'subject', 'The booking line is silent, case ' || i,
               'requester', address, 'name', name, 'openedAt', opened_at, 'more', repeat('x', 150))
               ::text),
            ('the customer wrote', address, '', first_mail, opened_at, 'Wrote',
             '{"kind":"CUSTOMER_MESSAGE","isForEngineers":false}'),
            ('the customer wrote', address, '', second_mail, changed_at, 'Wrote',
             '{"kind":"CUSTOMER_MESSAGE","isForEngineers":false}'),
            ('moved', 'mei', 'by hand', null::bigint, changed_at, 'StatusMoved',
             json_build_object('from', 'OPEN', 'to', status, 'since', changed_at, 'cause',
               case when i % 5 = 0 then 'CUSTOMER_WROTE_AGAIN' else 'BY_HAND' end)::text))
            as four(what, who, why, mail_id, at, change, data)
          order by i
          """,
          """
          insert into message_ref (key, ticket_id)
          select pg_temp.key(m), id from grown, unnest(array[first_id, second_id, letter_id]) m
          """,
          """
          insert into message_awaited (key, ticket_id)
          select pg_temp.key('before.' || first_id), id from grown where i % 10 = 0
          """,
          """
          insert into correspondent (ticket_id, no, address, address_key, name, role, since,
                                     last_message_id)
          select id, no, who, who, name, role, opened_at, case when no = 1 then second_id else '' end
          from grown, lateral (values
            (1, address, 'REQUESTER'), (2, 'colleague' || i % 200000 || '@' || domain, 'PARTICIPANT'))
            as people(no, who, role)
          where no = 1 or i % 3 = 0
          order by i
          """,
          """
          insert into ticket_link (from_id, relation, to_id)
          select id, 'FOLLOW_UP_OF', id - 1 from grown where i % 50 = 49
          """,
          """
          insert into letter (ticket_id, kind, mailbox, message_id, recipient, recipient_key,
                              recipient_domain, subject, body_text, body_html, state, attempts,
                              due_at, queued_at, sent_at)
          select id, 'ACKNOWLEDGEMENT', 'desk', letter_id, address, address, domain,
                 '[' || number || '] We have received your request',
                 repeat('Thank you for writing to the service desk. ', 12) || number,
                 repeat('<p>Thank you for writing to the service desk.</p> ', 18) || number, 'SENT',
                 1, opened_at, opened_at, opened_at
          from grown order by i
          """);

  private final Connection connection;
  private final Instant until;

  /**
   * @param connection to a database with all tables, on which nobody is at work
   * @param until when its last ticket was opened, five minutes before that
   */
  public GrownDesk(Connection connection, Instant until) {
    this.connection = connection;
    this.until = until;
  }

  /** Adds tickets to those that are there, spread over the same three years. */
  public void add(long tickets) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String function : FUNCTIONS) {
        statement.execute(function);
      }
      statement.execute("set local synchronous_commit = off");
      base(tickets);
      for (String rows : ROWS) {
        statement.execute(rows);
      }
      statement.execute("select setval('ticket_id', (select max(id) from ticket))");
      statement.execute(
          "select setval(pg_get_serial_sequence('mail', 'id'), (select max(id) from mail))");
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void base(long tickets) throws SQLException {
    long mails = number("select coalesce(max(id), 0) from mail");
    long before = number("select coalesce(max(id), 1000) - 1000 from ticket");
    try (PreparedStatement base = connection.prepareStatement(BASE)) {
      base.setLong(1, mails);
      base.setLong(2, mails);
      base.setLong(3, tickets);
      base.setLong(4, before);
      base.setObject(5, until.atOffset(ZoneOffset.UTC));
      base.setLong(6, tickets);
      base.execute();
    }
    if (number("select count(*) from grown") != tickets
        || number("select max(second_mail) from grown") != mails + MAILS_A_TICKET * tickets) {
      throw new IllegalStateException("not as many rows as were asked for");
    }
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
