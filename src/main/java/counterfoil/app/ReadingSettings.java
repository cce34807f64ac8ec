package counterfoil.app;

import static counterfoil.app.SettingCheck.between;
import static counterfoil.app.SettingCheck.require;

import counterfoil.mail.ReadLimits;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of one mail is read; beyond it the mail is cut, and says so.
 *
 * @param headerSize of a header block
 * @param headerFields of a header block
 * @param fieldSize of one field, folding included
 * @param fieldLines over which one field is folded
 * @param depth of multiparts and attached mails inside each other
 * @param parts of the whole mail
 * @param addresses of one field
 * @param references kept from each end of the References field
 * @param subject characters of the subject
 * @param text characters of the readable text
 * @param links shown with their address
 * @param htmlDepth of elements of HTML inside each other
 * @param openedSize of attached mails and other containers that are open at the same time
 */
public record ReadingSettings(
    @DefaultValue("256KB") DataSize headerSize,
    @DefaultValue("2000") int headerFields,
    @DefaultValue("64KB") DataSize fieldSize,
    @DefaultValue("1000") int fieldLines,
    @DefaultValue("20") int depth,
    @DefaultValue("1000") int parts,
    @DefaultValue("500") int addresses,
    @DefaultValue("50") int references,
    @DefaultValue("998") int subject,
    @DefaultValue("2000000") int text,
    @DefaultValue("5000") int links,
    @DefaultValue("200") int htmlDepth,
    @DefaultValue("64MB") DataSize openedSize) {

  /** Refuses what would read nothing, and what no longer protects the desk. */
  void check() {
    sized("header-size", headerSize, DataSize.ofKilobytes(16), DataSize.ofMegabytes(4));
    between(100, 20_000, "reading.header-fields", headerFields);
    sized("field-size", fieldSize, DataSize.ofKilobytes(4), DataSize.ofMegabytes(1));
    between(10, 20_000, "reading.field-lines", fieldLines);
    between(1, 50, "reading.depth", depth);
    between(10, 10_000, "reading.parts", parts);
    between(10, 10_000, "reading.addresses", addresses);
    between(1, 1_000, "reading.references", references);
    between(50, 10_000, "reading.subject", subject);
    between(10_000, 10_000_000, "reading.text", text);
    between(0, 100_000, "reading.links", links);
    between(10, 1_000, "reading.html-depth", htmlDepth);
    sized("opened-size", openedSize, DataSize.ofMegabytes(1), DataSize.ofGigabytes(1));
  }

  private static void sized(String key, DataSize found, DataSize least, DataSize most) {
    require(
        found.compareTo(least) >= 0 && found.compareTo(most) <= 0,
        "reading." + key,
        found,
        "it must be from %dKB to %dKB".formatted(least.toKilobytes(), most.toKilobytes()));
  }

  /** The same for the reader. */
  ReadLimits limits() {
    return new ReadLimits(
        (int) headerSize.toBytes(),
        headerFields,
        (int) fieldSize.toBytes(),
        fieldLines,
        depth,
        parts,
        addresses,
        references,
        subject,
        text,
        links,
        htmlDepth,
        openedSize.toBytes());
  }
}
