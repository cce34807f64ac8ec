package counterfoil.store;

import counterfoil.desk.RawMail;
import counterfoil.rig.DeskParts;
import counterfoil.store.ModelMail.Answers;
import counterfoil.store.ModelMail.Signs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** One sequence in one order of arrival, with people and Message-IDs of its own. */
final class ModelRun {

  /** A mail on its way, for the first or another time. */
  record Delivery(ModelMail mail, int copy) {}

  /** A letter that the desk has sent. */
  record Sent(
      String messageId, List<String> references, String replyTo, String number, long ticket) {}

  final ModelSequence sequence;
  final int order;
  final String name;
  final Random random;

  private final JdbcTemplate jdbc;
  private final List<Delivery> waiting;
  private final List<String> arrived = new ArrayList<>();
  private final Map<Integer, Sent> letters = new HashMap<>();
  private final Set<Integer> delivered = new HashSet<>();

  /** The journal's ids of the mails that arrived, by the mail. */
  final Map<Long, ModelMail> mails = new HashMap<>();

  ModelRun(ModelSequence sequence, int order, String name, JdbcTemplate jdbc) {
    this.sequence = sequence;
    this.order = order;
    this.name = name;
    this.jdbc = jdbc;
    this.random = new Random(sequence.seed() * 31 + order);
    random.nextInt();
    waiting =
        new ArrayList<>(
            sequence.mails().stream()
                .filter(ModelMail::isSent)
                .flatMap(
                    mail ->
                        IntStream.range(0, mail.copies())
                            .mapToObj(copy -> new Delivery(mail, copy)))
                .sorted(Comparator.comparingLong(this::place))
                .toList());
  }

  /** A place in the queue that does not change when other mails are left out. */
  private long place(Delivery one) {
    Random at =
        new Random((sequence.seed() * 31 + order) * 1009 + one.mail().no() * 17L + one.copy());
    at.nextLong();
    return at.nextLong();
  }

  boolean isOver() {
    return waiting.isEmpty();
  }

  /** Those that arrive next; what answers a letter comes after it. */
  List<Delivery> next() {
    int most = 1 + random.nextInt(4);
    List<Delivery> next =
        waiting.stream()
            .filter(one -> delivered.containsAll(sequence.needs(one.mail())))
            .limit(most)
            .toList();
    if (next.isEmpty()) {
      throw new IllegalStateException("nothing can be written: " + sequence);
    }
    waiting.removeAll(next);
    arrived.add(
        next.stream().map(one -> "m" + one.mail().no()).collect(Collectors.joining(" ", "(", ")")));
    return next;
  }

  /** They are decided. */
  void settled(List<Delivery> those) {
    those.forEach(one -> delivered.add(one.mail().no()));
  }

  RawMail raw(Delivery one, long uid, java.time.Instant at) {
    return new RawMail(uid, at, text(one).getBytes(StandardCharsets.UTF_8));
  }

  private String id(String of) {
    return of.startsWith(ModelSequence.LETTER)
        ? letter(Integer.parseInt(of.substring(ModelSequence.LETTER.length()))).messageId()
        : of + "." + name + "@clients.example";
  }

  /** The first one that the ticket of a mail has sent, looked up once. */
  private Sent letter(int no) {
    return letters.computeIfAbsent(
        no,
        mail -> {
          List<Sent> sent =
              jdbc.query(
                  """
                select l.*, t.number from letter l
                join ticket t on t.id = l.ticket_id
                where l.ticket_id = (
                  select ticket_id from mail where message_id = ? and outcome <> 'DUPLICATE')
                order by l.id limit 1
                """,
                  (row, n) -> {
                    List<String> above = new ArrayList<>(Sql.lines(row.getString("reference_ids")));
                    above.add(row.getString("in_reply_to"));
                    return new Sent(
                        row.getString("message_id"),
                        above,
                        row.getString("reply_to"),
                        row.getString("number"),
                        row.getLong("ticket_id"));
                  },
                  id("m" + mail));
          if (sent.isEmpty()) {
            throw new IllegalStateException("no letter about m" + mail + ": " + this + sequence);
          }
          return sent.get(0);
        });
  }

  private List<String> above(ModelMail mail) {
    List<String> ids = new ArrayList<>();
    for (String of : sequence.above(mail)) {
      boolean isWhole = mail.signs() != Signs.REPLY_TO_ONLY && mail.signs() != Signs.SHORT_CHAIN;
      if (of.startsWith(ModelSequence.LETTER) && isWhole && isOfOneSide(mail, of)) {
        ids.addAll(letter(Integer.parseInt(of.substring(6))).references());
      }
      ids.add(id(of));
    }
    return ids;
  }

  private boolean isOfOneSide(ModelMail mail, String letter) {
    return sequence
        .mail(Integer.parseInt(letter.substring(6)))
        .from()
        .side()
        .equals(mail.from().side());
  }

  private String text(Delivery one) {
    ModelMail mail = one.mail();
    StringBuilder text = new StringBuilder();
    if (one.copy() > 0) {
      text.append("Received: from elsewhere.example by mx.example; copy ").append(one.copy());
      text.append('\n');
    }
    String to = "servicedesk@counterfoil.example";
    if (mail.signs() == Signs.ADDRESS || mail.signs() == Signs.EVERYTHING) {
      to = letter(mail.parent()).replyTo();
    }
    String from = mail.from().address(name);
    if (mail.kind() == ModelMail.Kind.BOUNCE) {
      from = "mailer-daemon@clients.example";
      text.append("Return-Path: <>\n");
    }
    text.append("From: ").append(from).append("\nTo: ").append(to).append('\n');
    if (!mail.cc().isEmpty()) {
      text.append("Cc: ").append(mail.cc().get(0).address(name)).append('\n');
    }
    text.append("Subject: ").append(subject(mail)).append('\n');
    text.append("Message-ID: <").append(id("m" + mail.no())).append(">\n");
    text.append("Date: Mon, 23 Nov 2026 07:59:00 +0000\n");
    List<String> above = above(mail);
    if (!above.isEmpty() && mail.signs() != Signs.REFERENCES_ONLY) {
      text.append("In-Reply-To: <").append(above.get(above.size() - 1)).append(">\n");
    }
    if (!above.isEmpty() && mail.signs() != Signs.REPLY_TO_ONLY) {
      text.append("References: <").append(String.join(">\n <", above)).append(">\n");
    }
    switch (mail.kind()) {
      case OUT_OF_OFFICE -> text.append("Auto-Submitted: auto-replied\n");
      case MONITORING -> text.append("Auto-Submitted: auto-generated\n");
      case SPOOFED -> text.append(ModelBots.TRUST).append(": C\n");
      default -> {}
    }
    text.append('\n');
    if (mail.kind() == ModelMail.Kind.THANKS) {
      text.append(ModelBots.THANKS).append('\n');
    } else {
      text.append("The line is silent, case ").append(mail.no()).append(".\n");
      text.append(mail.words()).append('\n');
    }
    if (mail.signs() == Signs.MARK || mail.signs() == Signs.EVERYTHING) {
      Sent letter = letter(mail.parent());
      text.append("\n> ").append(DeskParts.marks(ModelBots.SETTINGS).of(letter.ticket()));
      text.append('\n');
    }
    return text.toString();
  }

  private String subject(ModelMail mail) {
    int named = sequence.named(mail);
    String number = named < 0 ? "" : "[" + letter(named).number() + "] ";
    boolean isAnswer = mail.answers() != Answers.NOTHING;
    return (isAnswer ? "Re: " : "") + number + "The line is silent";
  }

  @Override
  public String toString() {
    return "order " + order + ": " + String.join(" ", arrived);
  }
}
