package counterfoil.fuzz;

import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What fuzzing starts from: the mails of the corpus, and what earlier campaigns have kept. */
final class Seeds {

  private static final Path MAILS = Path.of("src", "test", "mails");

  /** One input a line in Base64, so that what was added can be seen in a difference. */
  private static final Path KEPT = Path.of("src", "test", "fuzz");

  private Seeds() {}

  /** What the inputs of a target are, and how to make them of a mail. */
  enum Shape {
    /** A mail as it was delivered. */
    MAIL {
      @Override
      List<byte[]> of(byte[] raw) {
        return List.of(raw);
      }
    },
    /** The same with as much of the header as says who writes about what in which form. */
    SHORT_MAIL {
      @Override
      List<byte[]> of(byte[] raw) {
        String mail = new String(raw, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        int end = mail.indexOf("\n\n");
        String header =
            Arrays.stream(mail.substring(0, Math.max(0, end)).split("\n(?![ \t])"))
                .filter(field -> field.matches("(?is)(from|subject|references|content-[a-z-]*):.*"))
                .collect(Collectors.joining("\n"));
        return List.of(
            (header + mail.substring(Math.max(0, end))).getBytes(StandardCharsets.ISO_8859_1));
      }
    },
    /** One field, folding included. */
    FIELD {
      @Override
      List<byte[]> of(byte[] raw) {
        String mail = new String(raw, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        int end = mail.indexOf("\n\n");
        return Arrays.stream(mail.substring(0, Math.max(0, end)).split("\n(?![ \t])"))
            .map(field -> field.getBytes(StandardCharsets.ISO_8859_1))
            .toList();
      }
    },
    /** The value of a field of addresses. */
    ADDRESS {
      @Override
      List<byte[]> of(byte[] raw) {
        ParsedMail mail = READER.read(raw);
        return Stream.of("from", "to", "cc", "reply-to")
            .flatMap(name -> mail.header(name).stream())
            .map(value -> value.getBytes(StandardCharsets.UTF_8))
            .toList();
      }
    },
    /** The name of a charset, a line end, bytes. */
    CHARSET {
      @Override
      List<byte[]> of(byte[] raw) {
        String mail = new String(raw, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        int name = mail.indexOf("charset=");
        int body = mail.indexOf("\n\n");
        return name < 0 || body < 0
            ? List.of()
            : List.of(
                (mail.substring(name + 8).lines().findFirst().orElse("").replace("\"", "")
                        + mail.substring(body + 1))
                    .getBytes(StandardCharsets.ISO_8859_1));
      }
    },
    /** A {@code winmail.dat}. */
    TNEF {
      @Override
      List<byte[]> of(byte[] raw) {
        return section(raw, "application/ms-tnef").stream()
            .map(Base64.getMimeDecoder()::decode)
            .toList();
      }
    },
    /** An object of iCalendar. */
    CALENDAR {
      @Override
      List<byte[]> of(byte[] raw) {
        return section(raw, "text/calendar").stream()
            .map(
                body ->
                    body.contains("BEGIN:")
                        ? body.strip().getBytes(StandardCharsets.ISO_8859_1)
                        : Base64.getMimeDecoder().decode(body))
            .toList();
      }
    },
    /** HTML in UTF-8. */
    HTML {
      @Override
      List<byte[]> of(byte[] raw) {
        String mail = new String(raw, StandardCharsets.UTF_8);
        int start = mail.indexOf("<html");
        int other = mail.indexOf("<div");
        int from = start < 0 ? other : start;
        return from < 0
            ? List.of()
            : List.of(mail.substring(from).getBytes(StandardCharsets.UTF_8));
      }
    },
    /** A byte that says what the header said, and a text. */
    TEXT {
      @Override
      List<byte[]> of(byte[] raw) {
        ParsedMail mail = READER.read(raw);
        return List.of(
            (mail.kind().ordinal() + mail.text().full()).getBytes(StandardCharsets.UTF_8));
      }
    },
    /** A subject, a blank line, a text. */
    LETTER {
      @Override
      List<byte[]> of(byte[] raw) {
        ParsedMail mail = READER.read(raw);
        return List.of(
            (mail.subject() + "\n\n" + mail.text().full()).getBytes(StandardCharsets.UTF_8));
      }
    };

    abstract List<byte[]> of(byte[] raw);
  }

  private static final MailReader READER = new MailReader();

  /** The body below a header that names a type, up to the next boundary. */
  private static List<String> section(byte[] raw, String type) {
    String mail = new String(raw, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    int name = mail.toLowerCase(Locale.ROOT).indexOf("content-type: " + type);
    int start = name < 0 ? -1 : mail.indexOf("\n\n", name);
    int end = mail.indexOf("\n--", Math.max(0, start));
    return start < 0 ? List.of() : List.of(mail.substring(start, end < 0 ? mail.length() : end));
  }

  /** Of the mails of the corpus, none longer than the target takes. */
  static List<byte[]> ofMails(Target target) {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> mails = Files.walk(MAILS)) {
      for (Path mail : mails.filter(file -> file.toString().endsWith(".eml")).sorted().toList()) {
        for (byte[] seed : target.shape().of(Files.readAllBytes(mail))) {
          seeds.add(Arrays.copyOf(seed, Math.min(seed.length, target.longest())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seeds;
  }

  /** What was kept of earlier campaigns: what they found, and where they got. */
  static List<byte[]> kept(Target target) {
    List<byte[]> kept = new ArrayList<>();
    try {
      for (Path file : List.of(found(target), file(target))) {
        if (Files.exists(file)) {
          Files.readAllLines(file).stream().map(Base64.getDecoder()::decode).forEach(kept::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kept;
  }

  /** Keeps these of what was reached, and nothing else. */
  static void keep(Target target, List<byte[]> inputs) throws IOException {
    Files.write(
        file(target), inputs.stream().map(Base64.getEncoder()::encodeToString).sorted().toList());
  }

  static Path dictionary() {
    return KEPT.resolve("mail.dict");
  }

  /** Inputs that broke something once; added by hand, when it is mended. */
  private static Path found(Target target) {
    return KEPT.resolve(target.word() + ".found.txt");
  }

  private static Path file(Target target) {
    return KEPT.resolve(target.word() + ".txt");
  }
}
