package counterfoil.store;

import java.util.List;

/**
 * A mail of a sequence, before anybody knows in which order mails arrive.
 *
 * @param isSent whether the desk gets it: people write to each other, too
 * @param answers what it answers
 * @param parent the number of the mail that it answers, or whose ticket's letter
 * @param signs by what it says so
 * @param keepsSubject whether the subject of what it answers stands in its own
 * @param copies how often it is delivered
 * @param words the fact or the priority that it names; may be empty
 */
record ModelMail(
    int no,
    ModelPerson from,
    Kind kind,
    boolean isSent,
    Answers answers,
    int parent,
    Signs signs,
    boolean keepsSubject,
    int copies,
    List<ModelPerson> cc,
    String words) {

  /** What it is. */
  enum Kind {
    REQUEST,
    THANKS,
    OUT_OF_OFFICE,
    BOUNCE,
    MONITORING,
    /** Its author's domain says that it is not from it. */
    SPOOFED
  }

  /** What it answers. */
  enum Answers {
    NOTHING,
    MAIL,
    /** The first letter of the ticket that a mail is on. */
    LETTER
  }

  /** As clients write them. */
  enum Signs {
    /** In-Reply-To, and References with the whole conversation. */
    CHAIN,
    /** The same, its older part cut off. */
    SHORT_CHAIN,
    /** No References, as some Outlooks. */
    REPLY_TO_ONLY,
    /** No In-Reply-To. */
    REFERENCES_ONLY,
    /** Written anew. */
    NONE,
    /** Of a letter: the chain, the reply address and the quoted mark. */
    EVERYTHING,
    ADDRESS,
    MARK
  }

  /** Whether what it says belongs on a ticket as the words of a customer. */
  boolean isMessage() {
    return isSent && (kind == Kind.REQUEST || kind == Kind.THANKS || kind == Kind.MONITORING);
  }

  /** The same mail, and the desk does not get it. */
  ModelMail unsent() {
    return new ModelMail(
        no, from, kind, false, answers, parent, signs, keepsSubject, copies, cc, words);
  }

  /** The same mail, as plain as it can be. */
  ModelMail plain() {
    return new ModelMail(
        no, from, kind, isSent, answers, parent, signs, keepsSubject, 1, List.of(), "");
  }

  @Override
  public String toString() {
    String what =
        switch (answers) {
          case NOTHING -> "writes anew";
          case MAIL -> "answers m" + parent + " " + signs;
          case LETTER -> "answers the letter about m" + parent + " " + signs;
        };
    return "m%d %s %s %s%s%s%s%s%s"
        .formatted(
            no,
            from,
            kind,
            what,
            keepsSubject ? " with its subject" : "",
            isSent ? "" : ", not to the desk",
            copies > 1 ? ", " + copies + " times" : "",
            cc.isEmpty() ? "" : ", Cc " + cc,
            words.isEmpty() ? "" : ", \"" + words + "\"");
  }
}
