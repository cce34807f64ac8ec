package counterfoil.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds many phrases in one pass over the tokens.
 *
 * <p>Phrases belong to kinds; within a kind the leftmost longest phrase wins, so that "go live"
 * hides "live". The cost of a token is bounded by the longest phrase, whatever the text is.
 */
final class Lexicon {

  /**
   * A phrase that was found.
   *
   * @param kind the kind of the phrase
   * @param value the number it was added with
   * @param from its first token
   * @param to after its last token
   */
  record Hit(int kind, int value, int from, int to) {}

  /** The beginnings of words by their letters; there are few. */
  private static final class Letters {
    private final Map<Character, Letters> next = new HashMap<>(2);
    private int beginning = -1;

    Letters child(char c) {
      return next.computeIfAbsent(c, x -> new Letters());
    }
  }

  private static final class Node {
    private static final int[] NOTHING = {};
    private static final Node[] NOBODY = {};

    private Map<Integer, Node> building = Map.of();
    private int[] keys = NOTHING;
    private Node[] children = NOBODY;
    private int[] kinds = NOTHING;
    private int[] values = NOTHING;

    Node child(int id) {
      if (building.isEmpty()) {
        building = new TreeMap<>();
      }
      return building.computeIfAbsent(id, x -> new Node());
    }

    void freeze() {
      if (building.isEmpty()) {
        return;
      }
      keys = new int[building.size()];
      children = new Node[building.size()];
      int i = 0;
      for (Map.Entry<Integer, Node> entry : building.entrySet()) {
        keys[i] = entry.getKey();
        children[i++] = entry.getValue();
        entry.getValue().freeze();
      }
      building = Map.of();
    }
  }

  private final Map<String, Integer> words = new HashMap<>();
  private final Letters beginnings = new Letters();
  private final Node root = new Node();
  private final Map<String, Integer> kinds;
  private int wordCount;
  private boolean frozen;

  /** An empty one. */
  Lexicon() {
    this.kinds = new HashMap<>();
  }

  /** An empty one whose kinds have the numbers that they have in another. */
  Lexicon(Lexicon other) {
    this.kinds = new HashMap<>(other.kinds);
  }

  /** The number of a kind; a new one for a new name. */
  int kind(String name) {
    return kinds.computeIfAbsent(name, x -> kinds.size());
  }

  int kindCount() {
    return kinds.size();
  }

  boolean isEmpty() {
    return wordCount == 0;
  }

  /** Adds a phrase; see {@link Vocabulary} for what it may hold. */
  void add(int kind, int value, String phrase) {
    if (frozen) {
      throw new IllegalStateException("The lexicon is complete.");
    }
    Node node = root;
    for (String part : phrase.strip().split("\\s+")) {
      boolean beginning = part.endsWith("*");
      Tokens tokens = Tokens.of(part);
      for (int i = 0; i < tokens.size(); i++) {
        int id = id(tokens.word(i), beginning && i == tokens.size() - 1);
        node = node.child(id);
      }
    }
    if (node != root) {
      node.kinds = Arrays.copyOf(node.kinds, node.kinds.length + 1);
      node.values = Arrays.copyOf(node.values, node.values.length + 1);
      node.kinds[node.kinds.length - 1] = kind;
      node.values[node.values.length - 1] = value;
    }
  }

  private int id(String word, boolean beginning) {
    if (!beginning) {
      return words.computeIfAbsent(word, x -> wordCount++);
    }
    Letters at = beginnings;
    for (int i = 0; i < word.length(); i++) {
      at = at.child(word.charAt(i));
    }
    at.beginning = at.beginning < 0 ? wordCount++ : at.beginning;
    return at.beginning;
  }

  /** No phrase comes after this. */
  void complete() {
    root.freeze();
    frozen = true;
  }

  /** All phrases of the tokens, in the order of their first token. */
  List<Hit> scan(Tokens tokens) {
    return scan(tokens, new BitSet());
  }

  /**
   * All phrases of the tokens, in the order of their first token.
   *
   * @param barriers tokens that no phrase reaches from before
   */
  List<Hit> scan(Tokens tokens, BitSet barriers) {
    int[][] ids = new int[tokens.size()][];
    int[] buffer = new int[64];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = ids(tokens.word(i), buffer);
    }
    List<Hit> hits = new ArrayList<>();
    int[] free = new int[kinds.size()];
    int[] longest = new int[kinds.size()];
    int[] values = new int[kinds.size()];
    int[] touched = new int[kinds.size()];
    int end = 0;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i].length == 0) {
        continue;
      }
      if (i >= end) {
        int barrier = barriers.nextSetBit(i + 1);
        end = barrier < 0 ? ids.length : barrier;
      }
      int count = walk(root, ids, i, end, longest, values, touched, 0);
      for (int t = 0; t < count; t++) {
        int kind = touched[t];
        if (i >= free[kind]) {
          hits.add(new Hit(kind, values[kind], i, longest[kind]));
          free[kind] = longest[kind];
        }
        longest[kind] = 0;
      }
    }
    return hits;
  }

  private int walk(
      Node node,
      int[][] ids,
      int at,
      int end,
      int[] longest,
      int[] values,
      int[] touched,
      int count) {
    for (int k = 0; k < node.kinds.length; k++) {
      int kind = node.kinds[k];
      if (longest[kind] == 0) {
        touched[count++] = kind;
      }
      if (at > longest[kind]) {
        longest[kind] = at;
        values[kind] = node.values[k];
      }
    }
    if (at < end) {
      for (int id : ids[at]) {
        int child = Arrays.binarySearch(node.keys, id);
        if (child >= 0) {
          count = walk(node.children[child], ids, at + 1, end, longest, values, touched, count);
        }
      }
    }
    return count;
  }

  private static final int[] NO_IDS = {};

  private int[] ids(String word, int[] buffer) {
    int count = 0;
    Letters at = beginnings;
    for (int i = 0; i < word.length() && count < buffer.length - 1; i++) {
      at = at.next.get(word.charAt(i));
      if (at == null) {
        break;
      }
      if (at.beginning >= 0) {
        buffer[count++] = at.beginning;
      }
    }
    Integer whole = words.get(word);
    if (whole != null) {
      buffer[count++] = whole;
    }
    return count == 0 ? NO_IDS : Arrays.copyOf(buffer, count);
  }
}
