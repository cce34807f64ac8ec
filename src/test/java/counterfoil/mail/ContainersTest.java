package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSSignedDataStreamGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-14")
@Tag("threat-T14")
class ContainersTest {

  private static final String PART = "Content-Type: text/plain\r\n\r\nThe line is dead.\r\n";

  private final MailReader reader = new MailReader();

  @ParameterizedTest
  @CsvSource({
    "application/ms-tnef,winmail.dat could not be opened",
    "application/octet-stream; name=WINMAIL.DAT,winmail.dat could not be opened",
    "application/pkcs7-mime; smime-type=signed-data,a signed part could not be opened",
    "text/calendar,an invitation could not be opened"
  })
  void keepsBrokenContainerAsAFileAndReadsOn(String type, String complaint) {
    ParsedMail mail = beside(type, "this is none");

    assertThat(mail.text().full()).isEqualTo("The line is dead.");
    assertThat(mail.attachments()).singleElement().extracting(Attachment::size).isEqualTo(12L);
    assertThat(mail.defects()).anyMatch(defect -> defect.startsWith(complaint));
  }

  @Test
  void opensNoArchive() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("zeros"));
      out.write(new byte[1_000_000]);
    }

    ParsedMail mail = beside("application/zip; name=a.zip", zip.toByteArray());

    assertThat(mail.attachments())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.name()).isEqualTo("a.zip");
              assertThat(file.size()).isEqualTo(zip.size());
            });
  }

  @Test
  void readsSignedPartThatWasStreamed() throws IOException, CMSException {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    CMSSignedDataStreamGenerator generator = new CMSSignedDataStreamGenerator();
    generator.setBufferSize(7);
    try (var content = generator.open(signed, true)) {
      content.write(PART.getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(alone("application/x-pkcs7-mime", signed.toByteArray()).text().full())
        .isEqualTo("The line is dead.");
  }

  @Test
  void opensSignedPartInASignedPart() throws IOException, CMSException {
    byte[] inner = signed(PART);
    String outer =
        "Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(inner);

    ParsedMail mail = alone("application/pkcs7-mime", signed(outer));

    assertThat(mail.text().full()).isEqualTo("The line is dead.");
    assertThat(mail.attachments()).hasSize(2);
  }

  private static byte[] signed(String part) throws IOException, CMSException {
    return new CMSSignedDataGenerator()
        .generate(new CMSProcessableByteArray(part.getBytes(StandardCharsets.US_ASCII)), true)
        .getEncoded();
  }

  @Test
  void leavesLargeContainerClosed() {
    ReadLimits small = new ReadLimits(9_999, 99, 9_999, 99, 9, 99, 9, 9, 99, 9_999, 9, 200, 100);
    String mail = "From: owen@harbour-hotels.example\r\n\r\n" + "Room 14. ".repeat(50);

    ParsedMail read = new MailReader(small).read(raw("message/rfc822", mail.getBytes()));

    assertThat(read.text().full()).isEmpty();
    assertThat(read.attachments()).singleElement().extracting(Attachment::size).isEqualTo(487L);
    assertThat(read.defects()).contains("attachment-1.eml is too large to be opened");
  }

  @Test
  @Tag("threat-T17")
  void fetchesNothing() {
    ParsedMail mail =
        beside("message/external-body; access-type=local-file; name=\"/etc/hostname\"", "");

    assertThat(mail.attachments()).singleElement().extracting(Attachment::size).isEqualTo(0L);
    assertThat(mail.defects())
        .contains("a file is kept elsewhere (local-file): it was not fetched");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/svg+xml", "application/xml", "application/vnd.ms-outlook"})
  @Tag("threat-T18")
  void parsesNoXmlAndNoOutlookFile(String type) {
    String bomb = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>";

    ParsedMail mail = beside(type, bomb);

    assertThat(mail.text().full()).isEqualTo("The line is dead.");
    assertThat(mail.attachments()).singleElement().extracting(Attachment::type).isEqualTo(type);
    assertThat(mail.defects()).noneMatch(defect -> defect.contains("opened"));
  }

  static List<Path> mails() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/mails"))) {
      return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("mails")
  void givesTheBytesOfEachFileWhereverItStands(Path file) throws IOException {
    byte[] raw = Files.readAllBytes(file);
    List<Attachment> attachments = reader.read(raw).attachments();
    for (int i = 0; i < attachments.size(); i++) {
      assertThat(reader.attachment(raw, i).map(bytes -> hash(bytes)))
          .contains(attachments.get(i).sha256());
    }
    assertThat(reader.attachment(raw, attachments.size())).isEmpty();
    assertThat(reader.attachment(raw, -1)).isEmpty();
  }

  private static String hash(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(Digests.sha256().digest(bytes));
  }

  private ParsedMail beside(String type, String content) {
    return beside(type, content.getBytes(StandardCharsets.UTF_8));
  }

  private ParsedMail beside(String type, byte[] content) {
    return reader.read(
        Raw.mail(
            "From: nadia@harbour-hotels.example",
            "Content-Type: multipart/mixed; boundary=x",
            "",
            "--x",
            PART + "--x",
            "Content-Type: " + type,
            "Content-Transfer-Encoding: base64",
            "",
            Base64.getMimeEncoder().encodeToString(content),
            "--x--"));
  }

  private ParsedMail alone(String type, byte[] content) {
    return reader.read(raw(type, content));
  }

  private static byte[] raw(String type, byte[] content) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    try {
      raw.write(
          ("From: nadia@harbour-hotels.example\r\nContent-Type: "
                  + type
                  + "\r\nContent-Transfer-Encoding: base64\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      raw.write(Base64.getMimeEncoder().encode(content));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return raw.toByteArray();
  }
}
