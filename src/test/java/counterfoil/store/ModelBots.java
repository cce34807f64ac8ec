package counterfoil.store;

import counterfoil.desk.Batch;
import counterfoil.desk.ClaimLostException;
import counterfoil.desk.ClaimedMail;
import counterfoil.desk.DeskSettings;
import counterfoil.desk.Entitlement;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.JudgeRules;
import counterfoil.desk.People;
import counterfoil.desk.ReopenLimits;
import counterfoil.facts.Fact;
import counterfoil.facts.Facts;
import counterfoil.mail.ParsedMail;
import counterfoil.rig.DeskParts;
import counterfoil.ticket.Engineer;
import counterfoil.ticket.Engineers;
import counterfoil.ticket.Organisation;
import counterfoil.ticket.Organisations;
import counterfoil.trust.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some bots on one database, each with a step of its work in hand: one claims, another decides
 * meanwhile, a third dies before it writes. For one thread, so that a seed repeats it.
 */
final class ModelBots {

  static final String ENGINEER = "mei@staff.example";
  static final String THANKS = "Thank you!";

  /** Where a mail says how far its author is believed; here nobody else says so. */
  static final String TRUST = "X-Trust";

  static final DeskSettings SETTINGS =
      new DeskSettings(
          "CF",
          Map.of("desk", "servicedesk@counterfoil.example"),
          Set.of("public.example"),
          DeskSettings.Limits.OFF,
          Map.of());

  private static final List<Integer> BATCHES = List.of(50, 7, 1);

  private final TestDatabase database;
  private final List<DeskOnDatabase> desks;
  private final @Nullable Batch[] inHand;
  private int working = 1;
  private Random random = new Random(0);

  /**
   * @param runs whose people belong to organisations
   */
  ModelBots(TestDatabase database, List<String> runs) {
    this.database = database;
    People people =
        new People(
            SETTINGS.addresses(),
            SETTINGS.publicMailDomains(),
            new Organisations(runs.stream().map(ModelBots::harbour).toList()),
            new Engineers(
                List.of(new Engineer("Mei", new LinkedHashSet<>(List.of(ENGINEER)))),
                Optional.empty()));
    JudgeRules rules =
        new JudgeRules(
            people,
            DeskParts.TOKENS,
            Entitlement.DEFAULT,
            new FloodLimits(0, 0),
            ReopenLimits.DEFAULTS,
            false,
            (mail, wasAsked) ->
                Optional.of("it says so")
                    .filter(reason -> mail.text().newPart().strip().equals(THANKS)));
    desks =
        BATCHES.stream()
            .map(
                batch ->
                    new DeskOnDatabase(
                        database,
                        SETTINGS,
                        ModelBots::facts,
                        new DeskOnDatabase.PlainFields(),
                        rules,
                        (mail, raw) -> trust(mail),
                        batch))
            .toList();
    inHand = new Batch[desks.size()];
  }

  private static Organisation harbour(String run) {
    return new Organisation(
        "Harbour " + run,
        new LinkedHashSet<>(List.of("harbour-" + run + ".example", "spa-" + run + ".example")),
        Set.of(),
        true);
  }

  private static Trust trust(ParsedMail mail) {
    return mail.header(TRUST.toLowerCase(java.util.Locale.ROOT)).stream()
        .findFirst()
        .map(level -> new Trust(Trust.Level.valueOf(level.strip()), "the test says so", TRUST))
        .orElse(Trust.unknown("nobody checks"));
  }

  /** Lines such as {@code room: 12}. */
  private static Facts facts(ParsedMail mail) {
    Map<String, List<Fact>> values = new LinkedHashMap<>();
    mail.text()
        .newPart()
        .lines()
        .forEach(
            line -> {
              if (line.startsWith("room: ")) {
                values.put("room", List.of(fact(line.substring(6), line)));
              }
              if (line.startsWith("level: ")) {
                values.put("priority", List.of(fact(line.substring(7), line)));
              }
            });
    return new Facts(values, List.of(), Map.of(), List.of(), List.of());
  }

  private static Fact fact(String value, String line) {
    return new Fact(value.strip(), line, "body", Fact.Source.STATED);
  }

  /** Begins anew, with so many bots. */
  void begin(int bots, Random chance) {
    working = bots;
    random = chance;
    Arrays.fill(inHand, null);
    desks.forEach(desk -> desk.instance.beat());
    desks.forEach(this::stayAlive);
  }

  /** However slow the machine is. */
  private void stayAlive(DeskOnDatabase desk) {
    database
        .jdbc()
        .update(
            "update instance set seen_at = now() + interval '1 day' where id = ?",
            desk.instance.id());
  }

  DeskOnDatabase any() {
    return desks.get(random.nextInt(working));
  }

  DeskOnDatabase first() {
    return desks.get(0);
  }

  Instant now() {
    return desks.get(0).clock.instant();
  }

  void letPass(Duration time) {
    desks.forEach(desk -> desk.clock.forward(time));
  }

  /** Each decides on something, and has not written it yet. */
  void take() {
    for (int one = 0; one < working; one++) {
      if (inHand[one] == null) {
        claim(one);
      }
    }
  }

  private boolean claim(int one) {
    Batch batch = desks.get(one).decided();
    inHand[one] = batch.isEmpty() ? null : batch;
    return !batch.isEmpty();
  }

  /** Works until nothing is due and nothing is in hand. */
  void workOff() {
    int idle = 0;
    while (idle == 0 || Arrays.stream(inHand).anyMatch(batch -> batch != null)) {
      int one = random.nextInt(working);
      Batch batch = inHand[one];
      if (batch == null) {
        idle = claim(one) ? 0 : idle + 1;
      } else if (working == 1 || random.nextBoolean()) {
        inHand[one] = null;
        // What waited for it may be claimed now.
        idle = 0;
        if (random.nextInt(25) == 0
            && batch.mails().stream().map(ClaimedMail::deaths).allMatch(deaths -> deaths == 0)) {
          die(desks.get(one));
        } else {
          write(desks.get(one), batch);
        }
      }
    }
  }

  private static void write(DeskOnDatabase desk, Batch batch) {
    try {
      desk.desk.apply(batch);
    } catch (ClaimLostException e) {
      desk.desk.lookAgain(batch, e);
    }
  }

  /** What it had decided is lost; the others notice, and one like it starts. */
  private void die(DeskOnDatabase desk) {
    database
        .jdbc()
        .update(
            "update instance set seen_at = now() - interval '1 minute' where id = ?",
            desk.instance.id());
    desks.get((desks.indexOf(desk) + 1) % desks.size()).instance.releaseDead();
    desk.instance.beat();
    stayAlive(desk);
  }
}
