package counterfoil.store;

import counterfoil.store.ModelMail.Answers;
import counterfoil.store.ModelMail.Kind;
import counterfoil.store.ModelMail.Signs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Mails that people write to a desk and to each other, and what engineers do afterwards. The same
 * seed always makes the same sequence.
 *
 * @param acts once all mails are there
 */
record ModelSequence(long seed, List<ModelMail> mails, List<ModelAct> acts) {

  private static final List<String> WORDS = List.of("", "", "", "room: 12", "room: 7", "level: P2");

  /** Before the number of a mail: the letter that its ticket has sent. */
  static final String LETTER = "letter";

  static ModelSequence of(long seed) {
    Random random = new Random(seed);
    random.nextInt();
    List<ModelMail> mails = new ArrayList<>();
    int count = 3 + random.nextInt(6);
    for (int no = 0; no < count; no++) {
      mails.add(mail(no, mails, random));
    }
    List<ModelAct> acts =
        IntStream.range(0, 3 + random.nextInt(8))
            .mapToObj(
                i ->
                    new ModelAct(
                        pick(random, ModelAct.Kind.values()),
                        random.nextInt(1000),
                        random.nextInt(1000),
                        pick(random, ModelPerson.values())))
            .toList();
    return new ModelSequence(seed, mails, acts);
  }

  private static ModelMail mail(int no, List<ModelMail> before, Random random) {
    List<ModelMail> answerable = before.stream().filter(mail -> isPersons(mail.kind())).toList();
    boolean isNew = answerable.isEmpty() || random.nextInt(4) == 0;
    ModelMail parent = isNew ? null : answerable.get(random.nextInt(answerable.size()));
    ModelPerson from =
        parent == null || random.nextInt(4) == 0
            ? pick(random, ModelPerson.values())
            : sideOf(parent.from(), random);
    Kind kind = isNew && random.nextInt(12) == 0 ? Kind.MONITORING : kind(random);
    Answers answers = Answers.NOTHING;
    Signs signs = Signs.NONE;
    boolean isSent = random.nextInt(5) > 0;
    boolean keepsSubject = parent != null && random.nextInt(4) > 0;
    if (parent != null) {
      boolean isToLetter =
          parent.isMessage() && parent.kind() != Kind.MONITORING && random.nextInt(3) == 0;
      answers = isToLetter ? Answers.LETTER : Answers.MAIL;
      boolean isOurs = parent.from().side().equals(from.side());
      signs = isToLetter ? letterSigns(isOurs, random) : mailSigns(random);
      if (!isToLetter && !isOurs && signs != Signs.NONE && hasLetterAbove(parent, before)) {
        // What stands in a chain below a letter depends on which mail opened its ticket.
        signs = Signs.REPLY_TO_ONLY;
      }
      if (isToLetter && !isOurs && hasStrangerToLetter(before)) {
        // Two letters or one: that depends on the order, and with it what two strangers share.
        signs = Signs.NONE;
        keepsSubject = true;
      }
    }
    if (kind == Kind.OUT_OF_OFFICE || kind == Kind.BOUNCE) {
      isSent = true;
    }
    return new ModelMail(
        no,
        from,
        kind,
        isSent,
        answers,
        parent == null ? -1 : parent.no(),
        signs,
        keepsSubject,
        random.nextInt(8) == 0 ? 2 : 1,
        random.nextInt(4) == 0 ? List.of(pick(random, ModelPerson.values())) : List.of(),
        kind == Kind.REQUEST ? WORDS.get(random.nextInt(WORDS.size())) : "");
  }

  private static boolean isPersons(Kind kind) {
    return kind == Kind.REQUEST || kind == Kind.THANKS || kind == Kind.SPOOFED;
  }

  private static ModelPerson sideOf(ModelPerson one, Random random) {
    List<ModelPerson> all =
        List.of(ModelPerson.values()).stream()
            .filter(other -> other.side().equals(one.side()))
            .toList();
    return all.get(random.nextInt(all.size()));
  }

  private static Kind kind(Random random) {
    int any = random.nextInt(100);
    return any < 80
        ? Kind.REQUEST
        : any < 86
            ? Kind.THANKS
            : any < 91 ? Kind.OUT_OF_OFFICE : any < 94 ? Kind.BOUNCE : Kind.SPOOFED;
  }

  private static Signs letterSigns(boolean isOurs, Random random) {
    return isOurs
        ? pick(
            random,
            Signs.EVERYTHING,
            Signs.EVERYTHING,
            Signs.CHAIN,
            Signs.REPLY_TO_ONLY,
            Signs.ADDRESS,
            Signs.MARK,
            Signs.NONE)
        : pick(random, Signs.REPLY_TO_ONLY, Signs.NONE);
  }

  private static Signs mailSigns(Random random) {
    return pick(
        random,
        Signs.CHAIN,
        Signs.CHAIN,
        Signs.CHAIN,
        Signs.REPLY_TO_ONLY,
        Signs.REPLY_TO_ONLY,
        Signs.SHORT_CHAIN,
        Signs.REFERENCES_ONLY,
        Signs.NONE);
  }

  private static boolean hasLetterAbove(ModelMail mail, List<ModelMail> all) {
    return mail.answers() == Answers.LETTER
        || (mail.answers() == Answers.MAIL && hasLetterAbove(all.get(mail.parent()), all));
  }

  private static boolean hasStrangerToLetter(List<ModelMail> all) {
    return all.stream()
        .anyMatch(
            mail ->
                mail.answers() == Answers.LETTER
                    && mail.signs() != Signs.NONE
                    && !all.get(mail.parent()).from().side().equals(mail.from().side()));
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... any) {
    return any[random.nextInt(any.length)];
  }

  ModelMail mail(int no) {
    return mails.get(no);
  }

  /** Mails whose tickets must have letters before this one can be written. */
  Set<Integer> needs(ModelMail mail) {
    return switch (mail.answers()) {
      case NOTHING -> Set.of();
      case MAIL -> needs(mail(mail.parent()));
      case LETTER -> {
        Set<Integer> all = new HashSet<>(needs(mail(mail.parent())));
        all.add(mail.parent());
        yield all;
      }
    };
  }

  /** The mail whose ticket's number stands in the subject; -1 for none. */
  int named(ModelMail mail) {
    if (!mail.keepsSubject()) {
      return -1;
    }
    return switch (mail.answers()) {
      case NOTHING -> -1;
      case MAIL -> named(mail(mail.parent()));
      case LETTER -> mail.parent();
    };
  }

  /** What the header names beside the mail itself, in the order of References; In-Reply-To last. */
  List<String> above(ModelMail mail) {
    String parent = mail.answers() == Answers.LETTER ? LETTER + mail.parent() : "m" + mail.parent();
    List<String> before = mail.answers() == Answers.MAIL ? above(mail(mail.parent())) : List.of();
    return switch (mail.signs()) {
      case NONE, ADDRESS, MARK -> List.of();
      case REPLY_TO_ONLY -> List.of(parent);
      case CHAIN, REFERENCES_ONLY, EVERYTHING -> with(before, parent);
      case SHORT_CHAIN ->
          with(before.subList(Math.max(0, before.size() - 1), before.size()), parent);
    };
  }

  private static List<String> with(List<String> some, String one) {
    List<String> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  /**
   * Which messages must stand on one ticket, whatever the order: those of one side that name a mail
   * in common, or each other, or the ticket of one of them. Worked out from the sequence alone.
   */
  Set<Set<Integer>> tickets() {
    int[] root = IntStream.range(0, mails.size()).toArray();
    Map<String, Integer> first = new HashMap<>();
    for (ModelMail mail : mails) {
      if (!mail.isMessage()) {
        continue;
      }
      Set<String> ids = new HashSet<>(above(mail));
      ids.add("m" + mail.no());
      for (String id : ids) {
        Integer other = first.putIfAbsent(mail.from().side() + " " + id, mail.no());
        if (other != null) {
          join(root, other, mail.no());
        }
      }
      Set<Integer> named = new HashSet<>();
      named.add(named(mail));
      ids.stream()
          .filter(id -> id.startsWith(LETTER))
          .forEach(id -> named.add(Integer.parseInt(id.substring(LETTER.length()))));
      if (mail.signs() == Signs.ADDRESS || mail.signs() == Signs.MARK) {
        named.add(mail.parent());
      }
      named.stream()
          .filter(no -> no >= 0 && mail(no).from().side().equals(mail.from().side()))
          .forEach(no -> join(root, no, mail.no()));
    }
    return mails.stream()
        .filter(ModelMail::isMessage)
        .map(ModelMail::no)
        .collect(Collectors.groupingBy(no -> find(root, no), Collectors.toCollection(TreeSet::new)))
        .values()
        .stream()
        .map(Set::copyOf)
        .collect(Collectors.toSet());
  }

  private static void join(int[] root, int one, int other) {
    root[find(root, one)] = find(root, other);
  }

  private static int find(int[] root, int no) {
    return root[no] == no ? no : find(root, root[no]);
  }

  /** Those that wait for a person, whatever the order. */
  Set<Integer> held() {
    return mails.stream()
        .filter(mail -> mail.isSent() && mail.kind() == Kind.SPOOFED)
        .map(ModelMail::no)
        .collect(Collectors.toSet());
  }

  /** The same without one mail, as far as those behind it let it go. */
  ModelSequence without(int no) {
    return with(mail(no).unsent());
  }

  ModelSequence with(ModelMail other) {
    List<ModelMail> changed = new ArrayList<>(mails);
    changed.set(other.no(), other);
    return new ModelSequence(seed, List.copyOf(changed), acts);
  }

  ModelSequence withoutAct(int index) {
    List<ModelAct> fewer = new ArrayList<>(acts);
    fewer.remove(index);
    return new ModelSequence(seed, mails, List.copyOf(fewer));
  }

  /** Whether a letter is answered about a mail that the desk never gets. */
  boolean isImpossible() {
    return mails.stream()
        .filter(ModelMail::isSent)
        .flatMap(mail -> needs(mail).stream())
        .anyMatch(no -> !mail(no).isMessage());
  }

  @Override
  public String toString() {
    Set<Integer> needed = new HashSet<>();
    for (int no = mails.size() - 1; no >= 0; no--) {
      if (mail(no).isSent() || needed.contains(no)) {
        needed.add(no);
        needed.add(mail(no).parent());
      }
    }
    return "sequence "
        + seed
        + "\n"
        + mails.stream()
            .filter(mail -> needed.contains(mail.no()))
            .map(mail -> "  " + mail + "\n")
            .collect(Collectors.joining())
        + acts.stream().map(act -> "  then " + act + "\n").collect(Collectors.joining());
  }
}
