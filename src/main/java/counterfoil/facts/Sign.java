package counterfoil.facts;

import java.util.Locale;

/**
 * What a word says about the sentence it stands in. The words themselves stand in {@code
 * config/fields/words.yaml}, one list for each sign.
 */
enum Sign {
  /** "not", "never", "cannot": turns around what follows in its clause. */
  NEGATION,
  /** "nicht", "niet", "ません": turns around what stands before it in its clause. */
  NEGATION_AFTER,
  /** "wont", "doesnt": before any verb it tells of a fault, also before one that no list has. */
  FAILS_TO,
  /** It is in order: "works", "is fine". */
  WORKS,
  /** What a part should do: "completes", "saves". Says something only when it is denied. */
  DOES,
  /** What the service should do for callers: "answers", "connects". Counts only when denied. */
  ANSWERS,
  /** Something happens that should not, or is seen: "happens", "we see", "affected". */
  OCCURS,
  /** A part does not do its work: "fails", "broken", "errors". */
  FAILS,
  /** Callers get nothing at all: "outage", "down", "dropped", "silence". */
  DOWN,
  /** It answers, but wrongly: "misunderstood", "wrong answer". */
  WRONG,
  /** It only looks wrong: "typo", "misaligned". */
  COSMETIC,
  /** Everybody or everything. */
  ALL,
  /** Nobody or nothing; says ALL and turns its clause around. */
  NOBODY,
  /** A great part. */
  MANY,
  /** A few. */
  SOME,
  /** One. */
  ONE,
  /** Each time. */
  ALWAYS,
  /** Now and then. */
  SOMETIMES,
  /** The whole agent, line or service. */
  SERVICE,
  /** A piece of functionality that callers come for: booking, transfer, look-up. */
  FLOW,
  /** The most used or most important one. */
  MAIN,
  /** A limited part: one question, one skill group. */
  PART,
  /** A part with little traffic. */
  SMALL,
  /** A number, in the order zero to twelve, twenty, thirty, forty, fifty, hundred, thousand. */
  NUMBER,
  /** Stands between a number and what it is a part of: "of", "out of", "in every". */
  OF,
  /** "percent". */
  PERCENT,
  /** What is counted when a matter is hit: "calls", "customers", "complaints". */
  COUNTED,
  /** A page or tool of the desk's product, and not the line that callers reach. */
  CONSOLE,
  /** What is not concerned: "other topics", "the rest". */
  OTHERS,
  /** The author plays it down: "no rush", "does not affect callers". */
  LESSENED,
  /** The author asks for something: "could you", "we would like". */
  ASKS,
  /** What can be asked for: "add", "access", "confirm". */
  PROVIDES,
  /** Begins a question about how or whether: "how do we", "is it possible". */
  QUESTION,
  /** A request by its name: "service request", "feature request". */
  REQUEST,
  /** "only", "just": this one and no other. */
  ONLY,
  /** "both": two are meant. */
  BOTH,
  /** A move towards the live environment: "promote", "deploy". */
  PROMOTES,
  /** Not yet: "before we", "will", "next week". */
  FUTURE,
  /** Begins a new clause: "but", "while", "and". */
  CONJUNCTION,
  /** Only mentioned to compare: "for comparison", "our other project". */
  COMPARISON,
  /** What should have been: "should", "used to". */
  EXPECTS,
  /** Tells an order of events: "first", "then". */
  SEQUENCE,
  /** What somebody does to make it happen: "open", "click", "dial", "called". */
  ACTS,
  /** Opens a mail. */
  GREETING,
  /** Closes a mail. */
  CLOSING,
  /** Asks for help or news and says nothing of the problem. */
  COURTESY,
  /** A turn of phrase that holds the words of other signs and means none of them: "dear all". */
  IDIOM,
  /** A value that says there is none: "n/a", "unknown". */
  EMPTY_VALUE,
  /** Stands between a label and its value in a sentence: "is", "would be". */
  COPULA,
  /** Speaks in a transcript: "Caller:". */
  SPEAKER,
  /** Names of header fields in the text of a forwarded mail. */
  MAIL_HEADER;

  /** The key in the file. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
