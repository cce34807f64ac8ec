package counterfoil.store;

import counterfoil.desk.TicketVerbs.Answer;
import counterfoil.mail.Address;
import counterfoil.rig.DeskParts;
import counterfoil.ticket.Change;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Event;
import counterfoil.ticket.Person;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Does what a sequence says happens to its tickets, and looks at what is answered. */
final class ModelActs {

  private static final String WHO = "mei";

  /** By hand, as engineers may move a ticket: from each status to these. */
  static final Map<Status, Set<Status>> BY_HAND =
      Map.of(
          Status.OPEN, Set.of(Status.IN_PROGRESS, Status.WAITING_FOR_CUSTOMER, Status.RESOLVED),
          Status.IN_PROGRESS, Set.of(Status.OPEN, Status.WAITING_FOR_CUSTOMER, Status.RESOLVED),
          Status.WAITING_FOR_CUSTOMER, Set.of(Status.OPEN, Status.IN_PROGRESS, Status.RESOLVED),
          Status.RESOLVED, Set.of(Status.OPEN, Status.IN_PROGRESS));

  private static final List<String> ROWS =
      List.of(
          "ticket where id",
          "entry where ticket_id",
          "event where ticket_id",
          "correspondent where ticket_id",
          "ticket_fact where ticket_id",
          "letter where ticket_id",
          "ticket_link where from_id",
          "message_ref where ticket_id",
          "message_awaited where ticket_id");

  private static final String CHECKSUM =
      ROWS.stream()
          .map(rows -> rows.substring(0, rows.indexOf(' ')) + "::text from " + rows + " = any(?)")
          .collect(
              Collectors.joining(
                  " union all select ",
                  "select md5(coalesce(string_agg(line, '|' order by line), '')) from (select ",
                  ") as rows(line)"));

  private final ModelRun run;
  private final ModelBots bots;
  private final JdbcTemplate jdbc;
  private final List<String> findings = new ArrayList<>();
  private int written;

  ModelActs(ModelRun run, ModelBots bots, JdbcTemplate jdbc) {
    this.run = run;
    this.bots = bots;
    this.jdbc = jdbc;
  }

  List<String> findings() {
    return findings;
  }

  private List<Ticket> tickets() {
    return jdbc.query(
        """
        select * from ticket
        where id in (select ticket_id from mail where ticket_id is not null and id = any(?))
           or id in (
             select t.from_id from ticket_link t join mail m on m.ticket_id = t.to_id
             where m.id = any(?))
        order by id
        """,
        TicketRow::read,
        ids(),
        ids());
  }

  private Long[] ids() {
    return run.mails.keySet().toArray(Long[]::new);
  }

  /** A mail; empty when this act is none. */
  Optional<String> mail(ModelAct act) {
    List<Ticket> tickets = tickets();
    if (tickets.isEmpty()) {
      return Optional.empty();
    }
    Ticket ticket = tickets.get(act.pick() % tickets.size());
    return Optional.ofNullable(
        switch (act.kind()) {
          case NAMES -> mail(act, "", "[" + ticket.number() + "]", "", "");
          case TO_REPLY_ADDRESS -> mail(act, replyAddress(ticket, act.other()), "", "", "");
          case ANSWERS -> mail(act, "", "", answers(ticket, act.other()), "");
          case THANKS ->
              mail(act, "", "[" + ticket.number() + "]", answers(ticket, act.other()), "")
                  .replaceFirst("(?s)\n\n.*", "\n\n" + ModelBots.THANKS + "\n");
          case OUT_OF_OFFICE ->
              mail(act, "", "", answers(ticket, act.other()), "Auto-Submitted: auto-replied\n");
          case BOUNCE ->
              mail(
                  act,
                  "",
                  "[" + ticket.number() + "]",
                  answers(ticket, act.other()),
                  "Return-Path: <>\nAuto-Submitted: auto-replied\n");
          case SPOOFED -> mail(act, "", "[" + ticket.number() + "]", "", ModelBots.TRUST + ": C\n");
          case ENGINEER -> engineers(act, ticket);
          default -> null;
        });
  }

  private String mail(ModelAct act, String to, String subject, String answers, String more) {
    String from = act.who().address(run.name);
    return raw(from, to, subject, answers, more);
  }

  private String raw(String from, String to, String subject, String answers, String more) {
    written++;
    return more
        + "From: "
        + from
        + "\nTo: "
        + (to.isEmpty() ? "servicedesk@counterfoil.example" : to)
        + "\nSubject: Re: "
        + subject
        + "\nMessage-ID: <act"
        + written
        + "."
        + run.name
        + "@clients.example>\n"
        + (answers.isEmpty() ? "" : "In-Reply-To: <" + answers + ">\n")
        + "Date: Mon, 23 Nov 2026 07:59:00 +0000\n\nStill silent, "
        + written
        + ".\nroom: 9\n";
  }

  private String answers(Ticket ticket, int pick) {
    List<String> ids =
        jdbc.queryForList(
            """
            select message_id from mail where ticket_id = ? and message_id <> ''
            union all select message_id from letter where ticket_id = ? order by 1
            """,
            String.class,
            ticket.id(),
            ticket.id());
    return ids.isEmpty() ? "" : ids.get(pick % ids.size());
  }

  private String replyAddress(Ticket ticket, int pick) {
    // Nobody who is only suggested was ever given one.
    List<Correspondent> people =
        CorrespondentRows.of(jdbc, List.of(ticket.id())).stream()
            .filter(person -> person.role() != Role.SUGGESTED)
            .toList();
    return people.isEmpty() ? "" : address(people.get(pick % people.size()));
  }

  private String address(Correspondent person) {
    return DeskParts.TOKENS.address(
        Address.of("servicedesk@counterfoil.example"), person, bots.now());
  }

  /** An engineer who had a letter about a ticket is on it. */
  private String engineers(ModelAct act, Ticket ticket) {
    List<Correspondent> people = CorrespondentRows.of(jdbc, List.of(ticket.id()));
    Correspondent mei =
        people.stream()
            .filter(person -> person.key().equals(ModelBots.ENGINEER))
            .findFirst()
            .orElseGet(() -> joined(ticket, people.size() + 1));
    String level = List.of("A", "A", "B", "C").get(act.other() % 4);
    return raw(
        ModelBots.ENGINEER,
        act.other() % 5 == 0 ? "" : address(mei),
        "[" + ticket.number() + "]",
        "",
        ModelBots.TRUST + ": " + level + "\n");
  }

  private Correspondent joined(Ticket ticket, int no) {
    Correspondent mei =
        new Correspondent(
            ticket.id(),
            no,
            new Person(ModelBots.ENGINEER, "Mei"),
            ModelBots.ENGINEER,
            Role.ENGINEER,
            1,
            bots.now(),
            "");
    CorrespondentRows.write(jdbc, List.of(mei));
    EventRows.insert(
        jdbc,
        List.of(
            new Event(
                ticket.id(),
                new Change.Joined(mei),
                WHO,
                "had a letter",
                Optional.empty(),
                bots.now())));
    return mei;
  }

  /** A word of an engineer; nothing when this act is none. */
  void command(ModelAct act) {
    List<Ticket> tickets = tickets();
    if (tickets.isEmpty()) {
      return;
    }
    Ticket ticket = tickets.get(act.pick() % tickets.size());
    String number = ticket.number();
    JdbcTicketVerbs verbs = bots.any().verbs;
    Long[] all = tickets.stream().map(Ticket::id).toArray(Long[]::new);
    String before = checksum(all);
    Status to = Status.values()[act.other() % 4];
    String owner = List.of("", "mei", "tom").get(act.other() % 3);
    String level = "P" + (1 + act.other() % 4);
    Ticket into = tickets.get(act.other() % tickets.size());
    boolean isMerged = ticket.mergedInto().isPresent();
    @Nullable Boolean isLegal = null;
    Optional<Answer> answer;
    switch (act.kind()) {
      case STATUS -> {
        isLegal = !isMerged && BY_HAND.get(ticket.status()).contains(to);
        answer = verbs.setStatus(number, to, WHO);
      }
      case ASSIGN -> {
        isLegal = !isMerged && !ticket.owner().equals(owner);
        answer = verbs.assign(number, owner, WHO);
      }
      case PRIORITY -> {
        isLegal =
            !isMerged
                && !(ticket.priority().equals(level) && ticket.prioritySource().equals("set"));
        answer = verbs.setPriority(number, level, WHO);
      }
      case ADD_PARTICIPANT -> {
        if (isMerged) {
          isLegal = false;
        }
        answer = verbs.addParticipant(number, act.who().address(run.name), WHO);
      }
      case REMOVE_PARTICIPANT ->
          answer = verbs.removeParticipant(number, act.who().address(run.name), WHO);
      case MERGE -> {
        isLegal =
            ticket.id() != into.id()
                && !isMerged
                && into.mergedInto().isEmpty()
                && side(ticket).equals(side(into));
        answer = verbs.merge(number, into.number(), WHO);
      }
      case SPLIT -> {
        if (isMerged) {
          isLegal = false;
        }
        List<Long> entries =
            jdbc.queryForList(
                "select id from entry where ticket_id = ? order by id", Long.class, ticket.id());
        int from = entries.isEmpty() ? 0 : act.other() % entries.size();
        answer = verbs.split(number, entries.subList(from, entries.size()), WHO);
      }
      case UNDO_THANKS -> {
        isLegal = !isMerged && ticket.tags().contains("thanks");
        answer = verbs.undoThanks(number, WHO);
      }
      case ANSWER -> {
        isLegal = !isMerged;
        answer = verbs.answer(number, "Is it still so?", WHO);
      }
      case NOTE -> {
        isLegal = !isMerged;
        answer = verbs.note(number, "They called, too.", WHO);
      }
      default -> {
        return;
      }
    }
    look(act, ticket, isLegal, answer, before, all);
  }

  private void look(
      ModelAct act,
      Ticket ticket,
      @Nullable Boolean isLegal,
      Optional<Answer> answer,
      String before,
      Long[] all) {
    if (answer.isEmpty()) {
      findings.add(act + " found no " + ticket.number());
      return;
    }
    if (isLegal != null && answer.get().done() != isLegal) {
      findings.add(
          "%s on %s, which is %s %s: %s"
              .formatted(
                  act,
                  ticket.number(),
                  ticket.status(),
                  ticket.mergedInto().map(id -> "and merged").orElse(""),
                  answer.get()));
    }
    if (!answer.get().done()) {
      if (!answer.get().sentence().endsWith(".") && !answer.get().sentence().contains(":")) {
        findings.add(act + " was refused without a sentence: " + answer.get().sentence());
      }
      if (!checksum(all).equals(before)) {
        findings.add(act + " was refused and changed something on " + ticket.number());
      }
    }
  }

  private String side(Ticket ticket) {
    for (ModelPerson person : ModelPerson.values()) {
      if (person.address(run.name).equals(ticket.requester().email())) {
        return person.side();
      }
    }
    return ticket.requester().email();
  }

  /** Of all rows of these tickets. */
  private String checksum(Long[] tickets) {
    return jdbc.queryForObject(
        CHECKSUM, String.class, java.util.Collections.nCopies(ROWS.size(), tickets).toArray());
  }
}
