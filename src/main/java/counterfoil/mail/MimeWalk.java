package counterfoil.mail;

import counterfoil.text.Defects;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Walks once through the parts of a mail, without recursion but for attached mails, whose depth is
 * limited. It knows multiparts; what becomes of any other part is the business of {@link Leaves}.
 */
final class MimeWalk {

  private final ReadLimits limits;
  private final Defects defects;
  private final Budget budget;
  private final Leaves leaves;
  private final MimeConfig config;
  private final DecodeMonitor structure;

  /**
   * @param size of the whole mail in bytes
   * @param opensContainers whether attached mails and other containers are opened
   */
  MimeWalk(
      ReadLimits limits, Defects defects, FoundFiles files, int size, boolean opensContainers) {
    this.limits = limits;
    this.defects = defects;
    this.budget = new Budget(limits, size);
    this.leaves = new Leaves(limits, defects, files, budget, this, opensContainers);
    this.config =
        MimeConfig.custom()
            .setMaxLineLen(limits.fieldBytes() + 2)
            .setMaxHeaderCount(limits.headerFields() + 10)
            .setMaxHeaderLen(limits.headerBytes())
            .setMaxContentLen(-1)
            .build();
    this.structure = unclosedBoundary(defects);
  }

  /** Says so when the parser misses the end of a part; it goes on reading. */
  private static DecodeMonitor unclosedBoundary(Defects defects) {
    return new DecodeMonitor() {
      @Override
      public boolean warn(String error, String dropped) {
        if (error.contains("prematurely")) {
          defects.add("a boundary never closed");
        }
        return false;
      }

      @Override
      public boolean isListening() {
        return true;
      }
    };
  }

  /**
   * Walks a whole mail, through a gate of its own.
   *
   * @param depth 0 for the mail itself
   */
  Message mail(byte[] raw, int depth) {
    Message message = new Message();
    entity(new Gate(raw, limits, defects).pass(), message, depth);
    return message;
  }

  /** Walks header and body. What breaks ends the walk, not the reading. */
  void entity(InputStream gated, Message into, int depth) {
    MimeTokenStream stream = new MimeTokenStream(config, structure, null);
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    stream.parse(gated);
    try {
      new Visit(stream, into, depth).run();
    } catch (MimeException | IOException broken) {
      defects.add("the parts could not be read to the end: " + broken.getMessage());
    }
  }

  /** A multipart that is open. */
  private static final class Container {
    final String type;
    final Optional<Body> shared;
    String preamble = "";
    int children;

    Container(String type, Optional<Body> shared) {
      this.type = type;
      this.shared = shared;
    }
  }

  /** The walk through one message. */
  private final class Visit {

    private final MimeTokenStream stream;
    private final Message message;
    private final int depth;
    private final Deque<Container> open = new ArrayDeque<>();

    private Fields fields;

    Visit(MimeTokenStream stream, Message message, int depth) {
      this.stream = stream;
      this.message = message;
      this.depth = depth;
      this.fields = message.fields;
    }

    void run() throws MimeException, IOException {
      for (EntityState state = stream.getState();
          state != EntityState.T_END_OF_STREAM;
          state = stream.next()) {
        switch (state) {
          case T_START_BODYPART -> {
            fields = new Fields();
            if (!open.isEmpty()) {
              open.peek().children++;
            }
            if (!budget.hasRoomForPart()) {
              defects.add("more than " + limits.parts() + " parts: the rest was not read");
              return;
            }
          }
          case T_FIELD -> fields.add(stream.getField().getRaw().toByteArray());
          case T_END_HEADER -> {
            boolean isDeep = depth + open.size() >= limits.depth();
            stream.setRecursionMode(isDeep ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
          }
          case T_START_MULTIPART -> open.push(container());
          case T_PREAMBLE -> open.peek().preamble = preamble();
          case T_END_MULTIPART -> close(open.pop());
          case T_BODY -> leaves.read(leaf(), stream.getInputStream());
          default -> {}
        }
      }
    }

    private Container container() {
      String type = stream.getBodyDescriptor().getMimeType();
      boolean isAlternative = type.equals("multipart/alternative");
      if (type.equals("multipart/encrypted")) {
        defects.add("the mail is encrypted: its text cannot be read here");
      }
      Optional<Body> shared =
          isAlternative
              ? Optional.of(message.newBody())
              : Optional.ofNullable(open.peek()).flatMap(c -> c.shared);
      return new Container(type, shared);
    }

    private String preamble() throws IOException {
      return open.peek().children > 0 ? "" : leaves.text(stream.getInputStream(), "");
    }

    /** A multipart whose boundary never came: what stands there is the text. */
    private void close(Container container) {
      if (container.children == 0) {
        defects.add("a multipart without parts");
        if (!container.preamble.isBlank()) {
          message.newBody().plain.add(container.preamble);
        }
      }
    }

    private Leaf leaf() {
      Optional<Container> around = Optional.ofNullable(open.peek());
      return new Leaf(
          PartHead.of(fields, stream.getBodyDescriptor().getMimeType()),
          message,
          around.flatMap(c -> c.shared),
          around.isEmpty() || around.get().type.equals("multipart/alternative"),
          depth + open.size());
    }
  }
}
