package counterfoil.store;

import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import counterfoil.mail.Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Plays some sequences at once, each in several orders of arrival, on an empty database, and looks
 * at what came of them.
 */
final class ModelPlay {

  /** So many sequences at once. */
  static final int TOGETHER = 50;

  /** So many orders of each. */
  static final int ORDERS = 3;

  private static final int NEIGHBOURS = 12;

  private static final Page.Folder INBOX = new Page.Folder("desk", "INBOX", 1);

  private final ModelBots bots;

  /** Plays whatever it is given on the database of the tests. */
  ModelPlay() {
    List<String> names = new ArrayList<>();
    for (int n = 0; n < TOGETHER; n++) {
      for (int order = 0; order < ORDERS; order++) {
        names.add(name(n, order));
      }
    }
    bots = new ModelBots(TestDatabase.empty(), names);
  }

  private static String name(int n, int order) {
    return n + "-" + order;
  }

  /** What is wrong, by the place of the sequence in the list; nothing where all is well. */
  Map<Integer, List<String>> play(List<ModelSequence> sequences) {
    JdbcTemplate jdbc = TestDatabase.empty().jdbc();
    Random random = new Random(sequences.get(0).seed());
    random.nextInt();
    bots.begin(1 + random.nextInt(3), random);
    List<ModelRun> runs = new ArrayList<>();
    for (int n = 0; n < sequences.size(); n++) {
      for (int order = 0; order < ORDERS; order++) {
        runs.add(new ModelRun(sequences.get(n), order, name(n, order), jdbc));
      }
    }
    Map<Integer, List<String>> findings = new TreeMap<>();
    arrive(runs, random, jdbc);
    for (int i = 0; i < runs.size(); i++) {
      int n = i / ORDERS;
      for (String finding : outcome(runs.get(i), jdbc)) {
        findings.computeIfAbsent(n, one -> new ArrayList<>()).add(runs.get(i) + ": " + finding);
      }
    }
    List<ModelActs> acts = act(runs, random, jdbc);
    for (int n = 0; n < acts.size(); n++) {
      for (String finding : acts.get(n).findings()) {
        findings.computeIfAbsent(n, one -> new ArrayList<>()).add(finding);
      }
    }
    Map<Long, ModelRun> runOf = runOf(runs, jdbc);
    new ModelLooks(
            jdbc,
            ModelPlay::side,
            (ticketId, finding) -> {
              ModelRun run = runOf.get(ticketId);
              findings
                  .computeIfAbsent(
                      run == null ? 0 : runs.indexOf(run) / ORDERS, one -> new ArrayList<>())
                  .add(run + ": ticket " + ticketId + " " + finding);
            })
        .look();
    return findings;
  }

  /** By the name of the run, which all its addresses have. */
  static String side(String address) {
    Address of = Address.of(address);
    for (ModelPerson person : ModelPerson.values()) {
      String[] parts = person.address("%").split("%", -1);
      if (of.key().startsWith(parts[0]) && of.key().endsWith(parts[1])) {
        return person.side()
            + " "
            + of.key().substring(parts[0].length(), of.key().length() - parts[1].length());
      }
    }
    return of.key();
  }

  private void arrive(List<ModelRun> runs, Random random, JdbcTemplate jdbc) {
    long uid = 1;
    while (runs.stream().anyMatch(run -> !run.isOver())) {
      Map<ModelRun, List<ModelRun.Delivery>> now = new LinkedHashMap<>();
      List<RawMail> page = new ArrayList<>();
      Map<Long, ModelMail> byUid = new HashMap<>();
      Map<Long, ModelRun> runByUid = new HashMap<>();
      List<List<ModelRun.Delivery>> queues = new ArrayList<>();
      for (ModelRun run : runs) {
        if (!run.isOver()) {
          now.put(run, run.next());
        }
      }
      // Mixed with those of others, but in the order of their own, and near enough to meet.
      List<ModelRun> shuffled = new ArrayList<>(now.keySet());
      Collections.shuffle(shuffled, random);
      List<ModelRun> turns = new ArrayList<>();
      shuffled.forEach(run -> now.get(run).forEach(one -> turns.add(run)));
      for (int from = 0; from < turns.size(); from += NEIGHBOURS) {
        Collections.shuffle(turns.subList(from, Math.min(turns.size(), from + NEIGHBOURS)), random);
      }
      Map<ModelRun, Integer> at = new HashMap<>();
      for (ModelRun run : turns) {
        ModelRun.Delivery one = now.get(run).get(at.merge(run, 1, Integer::sum) - 1);
        byUid.put(uid, one.mail());
        runByUid.put(uid, run);
        page.add(run.raw(one, uid++, bots.now()));
      }
      bots.any().journal.keep(new Page(INBOX, page));
      bots.workOff();
      jdbc.query(
          "select id, uid from mail where uid = any(?)",
          row -> {
            long key = row.getLong("uid");
            runByUid.get(key).mails.put(row.getLong("id"), byUid.get(key));
          },
          (Object) byUid.keySet().toArray(Long[]::new));
      now.forEach(ModelRun::settled);
      bots.letPass(Duration.ofMinutes(1));
    }
  }

  /** The mails of each ticket are those that follow from the sequence; each is there once. */
  private static List<String> outcome(ModelRun run, JdbcTemplate jdbc) {
    Map<Long, Set<Integer>> byTicket = new TreeMap<>();
    List<String> findings = new ArrayList<>();
    Set<Integer> messages = new TreeSet<>();
    Long[] ids = run.mails.keySet().toArray(Long[]::new);
    jdbc.query(
        """
        select ticket_id, mail_id from entry
        where kind = 'CUSTOMER_MESSAGE' and not for_engineers and mail_id = any(?)
        """,
        row -> {
          int no = run.mails.get(row.getLong("mail_id")).no();
          byTicket.computeIfAbsent(row.getLong("ticket_id"), id -> new TreeSet<>()).add(no);
          if (!messages.add(no)) {
            findings.add("m" + no + " is there twice");
          }
        },
        (Object) ids);
    Set<Set<Integer>> tickets =
        byTicket.values().stream().map(Set::copyOf).collect(Collectors.toSet());
    if (!tickets.equals(run.sequence.tickets())) {
      findings.add(
          "tickets of %s, not of %s".formatted(words(tickets), words(run.sequence.tickets())));
    }
    Set<Integer> held = new HashSet<>();
    jdbc.query(
        "select id from mail where state = 'HELD' and id = any(?)",
        row -> {
          held.add(run.mails.get(row.getLong("id")).no());
        },
        (Object) ids);
    if (!held.equals(run.sequence.held())) {
      findings.add("held are %s, not %s".formatted(held, run.sequence.held()));
    }
    return findings;
  }

  private static String words(Set<Set<Integer>> tickets) {
    return tickets.stream()
        .map(one -> new TreeSet<>(one).toString())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** In the first order of each sequence; two weeks pass in the middle. */
  private List<ModelActs> act(List<ModelRun> runs, Random random, JdbcTemplate jdbc) {
    List<ModelActs> all = new ArrayList<>();
    for (int i = 0; i < runs.size(); i += ORDERS) {
      all.add(new ModelActs(runs.get(i), bots, jdbc));
    }
    int acts = runs.stream().mapToInt(run -> run.sequence.acts().size()).max().orElse(0);
    long uid = 1_000_000;
    for (int round = 0; 2 * round < acts; round++) {
      List<RawMail> page = new ArrayList<>();
      for (int n = 0; n < all.size(); n++) {
        for (ModelAct act : two(runs.get(n * ORDERS).sequence.acts(), round)) {
          Optional<String> mail = all.get(n).mail(act);
          if (mail.isPresent()) {
            byte[] raw = mail.get().getBytes(StandardCharsets.UTF_8);
            page.add(new RawMail(uid++, bots.now(), raw));
          }
        }
      }
      bots.any().journal.keep(new Page(INBOX, page));
      // What is decided now meets what engineers do before it is written.
      bots.take();
      for (int n = 0; n < all.size(); n++) {
        for (ModelAct act : two(runs.get(n * ORDERS).sequence.acts(), round)) {
          all.get(n).command(act);
        }
      }
      bots.workOff();
      bots.letPass(round == 1 ? Duration.ofDays(15) : Duration.ofMinutes(25));
    }
    return all;
  }

  private static List<ModelAct> two(List<ModelAct> acts, int round) {
    int size = acts.size();
    return acts.subList(Math.min(size, 2 * round), Math.min(size, 2 * round + 2));
  }

  private static Map<Long, ModelRun> runOf(List<ModelRun> runs, JdbcTemplate jdbc) {
    Map<String, ModelRun> byName = new HashMap<>();
    runs.forEach(run -> byName.put(run.name, run));
    Map<Long, ModelRun> runOf = new HashMap<>();
    jdbc.query(
        "select id, requester from ticket",
        row -> {
          String side = side(row.getString("requester"));
          ModelRun run = byName.get(side.substring(side.indexOf(' ') + 1));
          if (run != null) {
            runOf.put(row.getLong("id"), run);
          }
        });
    return runOf;
  }
}
