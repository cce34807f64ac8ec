package counterfoil.store;

import counterfoil.mail.ThreadIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Gives all mails of a conversation one number, in whichever order they are kept, so that they are
 * worked on one after the other (rule 8). Called within the transaction that keeps them.
 */
final class Conversations {

  private record Joined(long from, long to) {}

  private final JdbcTemplate jdbc;

  Conversations(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The conversations of a page of mails, in the same order. */
  List<Long> of(List<ThreadIds> page) {
    Map<Long, Long> conversationOf = kept(page);
    List<Long> conversations = new ArrayList<>();
    for (ThreadIds ids : page) {
      long conversation =
          ids.others().stream()
              .filter(conversationOf::containsKey)
              .findFirst()
              .map(conversationOf::get)
              .orElse(ids.oldest());
      conversationOf.put(ids.own(), conversation);
      conversations.add(conversation);
    }
    return conversations;
  }

  private Map<Long, Long> kept(List<ThreadIds> page) {
    Map<Long, Long> conversationOf = new HashMap<>();
    Long[] others =
        page.stream().flatMap(ids -> ids.others().stream()).distinct().toArray(Long[]::new);
    if (others.length > 0) {
      jdbc.query(
          "select message_key, conversation from mail where message_key = any(?) order by id desc",
          row -> {
            conversationOf.put(row.getLong("message_key"), row.getLong("conversation"));
          },
          (Object) others);
    }
    return conversationOf;
  }

  /**
   * A reply that was kept before its parent has made a conversation of the parent's own id: once
   * the parent is there, and answers something itself, the reply joins its conversation.
   */
  void join(List<ThreadIds> page, List<Long> conversations) {
    List<Joined> joined = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      if (page.get(i).own() != conversations.get(i)) {
        joined.add(new Joined(page.get(i).own(), conversations.get(i)));
      }
    }
    if (joined.isEmpty()) {
      return;
    }
    // Looked up reply by reply, whatever is known of the table's size at the moment: joined to the
    // rows that change it would be planned for the few mails that wait on most days, and go through
    // a whole backlog for each of them.
    List<Object[]> replies =
        jdbc.query(
            """
            select j.other, r.id
            from unnest(?, ?) as j(own, other), lateral (
              select id from mail
              where conversation = j.own and state in ('KEPT', 'IN_HAND')
              offset 0) r
            """,
            (row, n) ->
                new Object[] {row.getLong("other"), row.getLong("id"), row.getLong("other")},
            joined.stream().map(Joined::from).toArray(Long[]::new),
            joined.stream().map(Joined::to).toArray(Long[]::new));
    jdbc.batchUpdate(
        """
        update mail set conversation = ?
        where id = ? and (state = 'KEPT' or state = 'IN_HAND' and not exists (
          select 1 from mail o where o.conversation = ? and o.state = 'IN_HAND'))
        """,
        replies);
  }
}
