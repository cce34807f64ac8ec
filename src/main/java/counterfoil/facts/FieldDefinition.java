package counterfoil.facts;

import com.google.re2j.Pattern;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the desk wants to know: one file of {@code config/fields/}. */
public final class FieldDefinition {

  /** How a value looks, and so how it is found. */
  public enum Kind {
    /** A web address of given hosts and paths. */
    LINK,
    /** An identifier of given shapes. */
    CODE,
    /** One of several named values. */
    CHOICE,
    /** One of several levels, stated or inferred. */
    LEVEL,
    /** What the author tells in sentences. */
    TEXT,
    /** What the author tells in items. */
    LIST
  }

  /** Which sentences of unlabelled prose a text is taken from. */
  enum Prose {
    NONE,
    PROBLEM,
    EXPECTATION
  }

  /** What holds an identifier true beyond its shape. */
  enum Check {
    NONE,
    LUHN
  }

  /**
   * One value of a choice or level.
   *
   * @param value the normalised value
   * @param aliases say the value wherever they stand
   * @param loose say it with a cue, in brackets or alone on a line
   * @param labelled say it only behind a label
   * @param patterns say it wherever they match a line
   * @param inLinks say it where they match a link of the desk
   */
  record Value(
      String value,
      Vocabulary aliases,
      Vocabulary loose,
      Vocabulary labelled,
      List<Pattern> patterns,
      List<Pattern> inLinks) {

    /** Every word that says the value. */
    List<String> words() {
      return Stream.of(aliases, loose, labelled).flatMap(words -> words.all().stream()).toList();
    }
  }

  /**
   * The parts that depend on the kind; empty where they do not apply.
   *
   * @param hosts which hosts a link may have
   * @param paths which path and query a link must begin with
   * @param notPaths which it may not begin with
   * @param shapes identifiers that are sure by their look
   * @param cuedShapes identifiers that need a label or cue
   * @param linkShapes where links carry the identifier, in group 1
   * @param cues words beside which a loose value counts
   * @param notCues words beside which it does not
   * @param before words that may stand before a loose value
   * @param after words that may stand behind a loose value
   * @param decoys phrases that hold a value's word and mean something else
   * @param ratings phrases right before a word of the scale that say it of the whole matter
   * @param moves phrases right before a level that the author moves the matter to
   * @param earlier phrases right before a level that the matter had before
   * @param lesserLabels labels of something like the field; they count where no label names it
   * @param notAskedWhen words in a mail that make the question pointless
   */
  record Details(
      List<Pattern> hosts,
      List<Pattern> paths,
      List<Pattern> notPaths,
      List<Pattern> shapes,
      List<Pattern> cuedShapes,
      List<Pattern> linkShapes,
      Vocabulary cues,
      Vocabulary notCues,
      Vocabulary before,
      Vocabulary after,
      Vocabulary decoys,
      Vocabulary ratings,
      Vocabulary moves,
      Vocabulary earlier,
      Vocabulary lesserLabels,
      Vocabulary notAskedWhen,
      List<Value> values,
      Prose prose,
      Check check,
      boolean lastOfBoth,
      boolean inferred,
      Optional<String> loweredOutside) {}

  private final String name;
  private final int order;
  private final Kind kind;
  private final boolean required;
  private final boolean many;
  private final Map<String, String> titles;
  private final Map<String, String> hints;
  private final Vocabulary labels;
  private final Details details;

  FieldDefinition(
      String name,
      int order,
      Kind kind,
      boolean required,
      boolean many,
      Map<String, String> titles,
      Map<String, String> hints,
      Vocabulary labels,
      Details details) {
    this.name = name;
    this.order = order;
    this.kind = kind;
    this.required = required;
    this.many = many;
    this.titles = titles;
    this.hints = hints;
    this.labels = labels;
    this.details = details;
  }

  /** The name by which the field is known everywhere, such as {@code call_id}. */
  public String name() {
    return name;
  }

  /** Smaller comes first. */
  public int order() {
    return order;
  }

  /** How its values look. */
  public Kind kind() {
    return kind;
  }

  /** Whether the desk asks for it when it is missing. */
  public boolean required() {
    return required;
  }

  /** Whether a mail may give several. */
  public boolean many() {
    return many;
  }

  /**
   * What people call it.
   *
   * @param language two letters; English stands in for a language without a title
   */
  public String title(String language) {
    return titles.getOrDefault(language, titles.getOrDefault(Vocabulary.ENGLISH, name));
  }

  /**
   * Where the customer finds it; empty when the definition does not say.
   *
   * @param language two letters; English stands in for a language without a hint
   */
  public String hint(String language) {
    return hints.getOrDefault(language, hints.getOrDefault(Vocabulary.ENGLISH, ""));
  }

  /** The normalised values of a choice or level in their order; empty for other kinds. */
  public List<String> values() {
    return details.values().stream().map(Value::value).toList();
  }

  /** What people call it, in every language. */
  Collection<String> titles() {
    return titles.values();
  }

  /** Where the customer finds it, in every language. */
  Collection<String> hints() {
    return hints.values();
  }

  Vocabulary labels() {
    return labels;
  }

  Details details() {
    return details;
  }

  @Override
  public String toString() {
    return name;
  }
}
