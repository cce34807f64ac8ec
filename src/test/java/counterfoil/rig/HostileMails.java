package counterfoil.rig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Mails made to stop a bot, each by a name that says what is wrong with it: the poison corpus of
 * fault F12, what stops other consumers (hostile-mail.md section 2.1), and shapes that are slow
 * where a reader is not linear. Made by code, for the longest have 50 MB.
 */
public final class HostileMails {

  private static final String NADIA = "From: Nadia Hart <nadia@harbour-hotels.example>\r\n";
  private static final String HELLO = "\r\nHello, no call is answered.\r\n";

  private final Map<String, Supplier<byte[]>> mails = new LinkedHashMap<>();

  private HostileMails() {
    sizes();
    nesting();
    senders();
    fields();
    dates();
    charsets();
    encodings();
    bodies();
    kinds();
    people();
    html();
    longTexts();
  }

  /** Every mail by its name; each is made anew when it is asked for. */
  public static Map<String, Supplier<byte[]>> all() {
    return Collections.unmodifiableMap(new HostileMails().mails);
  }

  /** A mail like any other, to be delivered behind a hostile one; a new request of a new guest. */
  public static byte[] good(int number) {
    return """
        From: Guest <guest@hotel-%1$d.example>
        To: servicedesk@counterfoil.example
        Subject: No call is answered in hotel %1$d
        Date: Mon, 1 Jun 2026 09:30:00 +0000
        Message-ID: <good-%1$d@hotel-%1$d.example>

        No call is answered since this morning.
        """
        .formatted(number)
        .replace("\n", "\r\n")
        .getBytes(UTF_8);
  }

  private void sizes() {
    add("0 bytes", () -> new byte[0]);
    add("12 bytes of white space", () -> bytes("    \n   \n\n"));
    add("white space first", () -> bytes("   \r\n" + NADIA + HELLO));
    add("one line end", () -> bytes("\r\n"));
    add("50 MB attachment", HostileMails::largeAttachment);
    add("50 MB of text", () -> filled(NADIA + "\r\n", "Hello Owen. No call is answered.\r\n"));
    add("50 MB in one line", () -> filled(NADIA + "\r\n", "Hello Owen. No call is answered. "));
    add(
        "50 MB in one attached mail",
        () ->
            filled(
                NADIA + "Content-Type: message/rfc822\r\n\r\n" + NADIA + "\r\n",
                "No call is answered.\r\n"));
    add(
        "50 MB in attached mails in each other",
        () ->
            filled(
                (NADIA + "Content-Type: message/rfc822\r\n\r\n").repeat(19) + NADIA + "\r\n",
                "No call is answered.\r\n"));
    add(
        "50 MB in 19 multiparts in each other",
        () -> filled(openMultiparts(19) + "\r\n", "No call is answered.\r\n"));
    add(
        "50 MB of nothing like a boundary",
        () -> filled(openMultiparts(19) + "\r\n", "--b1x\r\n--b2\t--\r\n"));
    add(
        "1,000 texts of 50 kB",
        () -> parts(999, "\r\n" + "No call is answered in hall 5.\r\n".repeat(1_560)));
    add(
        "part with a header of 50 MB",
        () -> filled(openMultiparts(1) + "X-Long: ", "No call is answered. "));
    add("header of 1 MB", () -> bytes("Subject: " + "a".repeat(1_000_000)));
    add("header of 1 MB in 20,000 fields", () -> bytes(lines("X-A: " + "b".repeat(44), 20_000)));
    add(
        "header folded 400,000 times",
        () -> bytes(NADIA + "Subject: a" + "\r\n b".repeat(400_000) + "\r\n" + HELLO));
    add(
        "header folded 60,000 times, in front of a text",
        () -> bytes(NADIA + "X-Long: a" + "\r\n\tb".repeat(60_000) + "\r\n" + HELLO));
    add("100,000 fields", () -> bytes(lines("X-A: b", 100_000) + HELLO));
    add("3 MB of bare CR before the header", () -> bytes("\r".repeat(3_000_000) + "From: a\r\r\r"));
  }

  private void nesting() {
    add("200 attached mails in each other", () -> nestedMails(200));
    add("10,000 multiparts in each other", () -> nestedMultiparts(10_000));
    add("3,000 multiparts in each other", () -> nestedMultiparts(3_000));
    add("200 multiparts in each other", () -> nestedMultiparts(200));
    add("10,000 parts", () -> parts(10_000, "Content-Type: text/plain\r\n\r\nx\r\n"));
    add("10,000 attached files", () -> parts(10_000, attachment("a.txt", "x")));
    add("1,000,000 empty parts", () -> parts(1_000_000, ""));
    add(
        "part with a header of 5 MB",
        () -> parts(1, "X-Long: " + "a".repeat(2_500_000) + "\r\nX-B: c\r\n" + HELLO));
    add("boundary never closed", () -> parts(1, HELLO));
    add("boundary never seen", () -> mixed("boundary=x", HELLO));
    add("boundary missing", () -> mixed("", "--x\r\n" + HELLO));
    add("boundary empty", () -> mixed("boundary=\"\"", "--\r\n" + HELLO + "----\r\n"));
    add(
        "boundary of 10,000 characters",
        () -> mixed("boundary=" + "x".repeat(10_000), "--" + "x".repeat(10_000) + "\r\n" + HELLO));
    add(
        "boundary that begins like 200,000 lines",
        () -> mixed("boundary=" + "-".repeat(60) + "x", lines("-".repeat(62), 200_000) + HELLO));
  }

  private void senders() {
    add("From of brackets", () -> bytes("From: <<>>\r\n" + HELLO));
    add("From of 100,000 <", () -> bytes("From: " + "<".repeat(100_000) + "\r\n" + HELLO));
    add("From of 1,000,000 (", () -> bytes("From: " + "(".repeat(1_000_000) + "\r\n" + HELLO));
    add("From of 30,000 \"\\", () -> bytes("From: " + "\"\\".repeat(30_000) + "\r\n" + HELLO));
    add("From of 60,000 quotes", () -> bytes("From: " + "\"<".repeat(30_000) + "\r\n" + HELLO));
    add("From of 10,000 routes", () -> bytes("From: <" + "@a,".repeat(10_000) + ":b@c.example>"));
    add("two From fields", () -> bytes(NADIA + "From: owen@harbour-hotels.example\r\n" + HELLO));
    add(
        "two addresses in From",
        () -> bytes("From: nadia@harbour-hotels.example, owen@harbour-hotels.example\r\n" + HELLO));
    add(
        "group in From",
        () -> bytes("From: Front desk: nadia@harbour-hotels.example, o@x.example;\r\n" + HELLO));
    add("empty group in From", () -> bytes("From: undisclosed-recipients:;\r\n" + HELLO));
    add("Sender only", () -> bytes("Sender: nadia@harbour-hotels.example\r\n" + HELLO));
    add(
        "address with a line break",
        () -> bytes("From: \"a\\\r\n b\"@harbour-hotels.example\r\n" + HELLO));
    add("100,000 addresses in To", () -> bytes(NADIA + "To: " + "a@b.example, ".repeat(100_000)));
  }

  private void fields() {
    add("Message-ID missing", () -> bytes(NADIA + "Subject: x\r\n" + HELLO));
    add("From missing", () -> bytes("Subject: No calls\r\n" + HELLO));
    add("all headers missing", () -> bytes(HELLO));
    add("body without even a blank line", () -> bytes("Hello, no call is answered."));
    add(
        "Message-ID of 10 kB",
        () -> bytes(NADIA + "Message-ID: <" + noise(10_000) + "@x.example>\r\n" + HELLO));
    add(
        "100,000 References",
        () -> bytes(NADIA + "References: " + "<a@b.example> ".repeat(100_000) + "\r\n" + HELLO));
    add(
        "100,000 References in folded lines",
        () -> bytes(NADIA + "References: a" + "\r\n <a@b.example>".repeat(100_000) + "\r\n"));
    add("Subject of 100,000 characters", () -> subject("No calls ".repeat(11_112)));
    add("Subject of 1 MB", () -> subject("No calls ".repeat(111_112)));
    add("Subject of 100,000 encoded words", () -> subject("=?utf-8?q?=e4=bd?= ".repeat(100_000)));
    add("Subject of unfinished encoded words", () -> subject("=?a?q?".repeat(10_000)));
    add("Subject of 20,000 unfinished words", () -> subject("=?utf-8?b?".repeat(20_000) + "?="));
    add("Subject with a line break", () -> subject("=?utf-8?q?a=0d=0aBcc:_x@x.example?="));
    add("Subject of brackets", () -> subject("[CF-".repeat(15_000)));
    add("Subject of Re:", () -> subject("Re: ".repeat(15_000)));
    add("control before the type", () -> typed("\u0016text/plain", "Hello"));
    add("type of nothing but a slash", () -> typed("/", "Hello"));
    add("type of 60,000 semicolons", () -> typed("text/plain" + ";".repeat(60_000), "Hello"));
    add(
        "name in 5,000 equal pieces",
        () -> typed("text/plain" + "; name*0*=a".repeat(5_000), "Hello"));
    add(
        "name in 4,000 pieces",
        () -> {
          StringBuilder type = new StringBuilder("text/plain");
          for (int i = 0; i < 4_000; i++) {
            type.append("; name*").append(i).append("*=%0d%0a");
          }
          return typed(type.toString(), "Hello");
        });
    add(
        "broken disposition",
        () -> bytes(NADIA + "Content-Disposition: ;;=\"\r\n\tfilename=\r\n" + HELLO));
    add(
        "broken RFC 2231",
        () ->
            bytes(
                NADIA + "Content-Disposition: attachment; filename*=foo''%ZZ%0d%0a%\r\n" + HELLO));
    add("field names of no use", () -> bytes(NADIA + " : x\r\n:\r\n=:=\r\n" + HELLO));
    add("CamelBeanMethodName", () -> bytes(NADIA + "CamelBeanMethodName: park\r\n" + HELLO));
  }

  private void dates() {
    add("Date missing", () -> bytes(NADIA + "Subject: x\r\nMessage-ID: <d@x.example>\r\n" + HELLO));
    add("Date of words", () -> dated("the day before yesterday"));
    add("Date 2099", () -> dated("Thu, 1 Jan 2099 00:00:00 +0000"));
    add("Date 99999", () -> dated("Fri, 1 Jan 99999 00:00:00 +0000"));
    add("Date 300000", () -> dated("Sat, 1 Jan 300000 00:00:00 +0000"));
    add("Date 1900", () -> dated("Mon, 1 Jan 1900 00:00:00 +0000"));
    add("Date of 60,000 digits", () -> dated("1".repeat(60_000)));
    add("Date with a zone of its own", () -> dated("Mon, 1 Jun 2026 00:00:00 +9999"));
  }

  private void charsets() {
    add("charset unknown", () -> charset("foo"));
    add("charset invalid", () -> charset("\"utf-8\u0000;%s$\""));
    add("charset empty", () -> charset("\"\""));
    add("charset of 60,000 characters", () -> charset("x".repeat(60_000)));
    add(
        "10,000 charsets that nobody knows",
        () ->
            bytes(
                NADIA
                    + "Subject: "
                    + numbered("=?x-s", "?q?a?= ", 3_300)
                    + "\r\nTo: "
                    + numbered("=?x-t", "?q?a?= ", 3_300)
                    + "<a@b.example>\r\nCc: "
                    + numbered("=?x-c", "?q?a?= ", 3_300)
                    + "<a@b.example>\r\n"
                    + HELLO));
    add(
        "charset with a wrong text",
        () ->
            bytes(
                NADIA
                    + "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n"
                    + "\u001b$B\u001b(B\u001b".repeat(1_000)));
    add(
        "UTF-7",
        () ->
            bytes(
                NADIA
                    + "Content-Type: text/plain; charset=utf-7\r\n\r\n+2AA- +AG -+"
                    + "+".repeat(100_000)));
    add("NUL in the header", () -> bytes(NADIA + "Subject: a\u0000b\r\nX-\u0000: c\r\n" + HELLO));
    add("NUL in the body", () -> bytes(NADIA + "Subject: x\r\n\r\nNo\u0000calls\u0000\u0000"));
    add("NUL in an encoded word", () -> subject("=?utf-8?q?a=00b?= =?utf-8?b?AAAA?="));
    add(
        "NUL in a file's name",
        () ->
            bytes(
                NADIA
                    + "Content-Disposition: attachment; filename*=utf-8''../../etc/passwd%00.txt"
                    + "\r\n"
                    + HELLO));
    add("lone surrogates in the subject", () -> subject("=?cesu-8?q?=ed=a0=80?= =ed=b0=80"));
    add(
        "lone surrogates in the body",
        () ->
            join(
                bytes(NADIA + "Content-Type: text/plain; charset=cesu-8\r\n\r\nHello "),
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, 'x', (byte) 0xed, (byte) 0xb0}));
    add(
        "lone surrogates in UTF-16",
        () ->
            join(
                bytes(NADIA + "Content-Type: text/plain; charset=utf-16be\r\n\r\n"),
                new byte[] {(byte) 0xd8, 0, 0, 'x', (byte) 0xdc, 0, 0}));
    add(
        "bytes of no charset in the header",
        () -> latin(NADIA + "Subject: \u00ff\u00fe\u0081\r\n"));
    add("every byte there is", HostileMails::everyByte);
  }

  private void encodings() {
    add("broken base64", () -> encoded("base64", "a===b!\u0001c=d"));
    add("base64 of one letter", () -> encoded("base64", "a"));
    add("base64 of 5 MB of equals signs", () -> encoded("base64", "=".repeat(5_000_000)));
    add("broken quoted-printable", () -> encoded("quoted-printable", "=\r\n==ZZ=4"));
    add(
        "quoted-printable of 5 MB of blanks",
        () -> encoded("quoted-printable", " ".repeat(5_000_000)));
    add("uuencode without a name", () -> encoded("x-uuencode", "begin 644\r\n`\r\nend"));
    add("uuencode of lines too short", () -> encoded("x-uuencode", "begin 644 a\r\nM!\r\n\r\nend"));
    add(
        "uuencode of lines too long",
        () -> encoded("x-uuencode", "begin 644 a\r\n\u007f\u007f\r\n~" + "~".repeat(100_000)));
    add("transfer encoding unknown", () -> encoded("base9000", "Hello"));
    add("transfer encoding twice", () -> encoded("base64\r\nContent-Transfer-Encoding: 8bit", "="));
    add(
        "attached mail in base64",
        () ->
            typed(
                "message/rfc822\r\nContent-Transfer-Encoding: base64",
                Base64.getMimeEncoder().encodeToString(bytes(NADIA + HELLO))));
    add(
        "multipart in base64",
        () ->
            typed(
                "multipart/mixed; boundary=x\r\nContent-Transfer-Encoding: base64",
                Base64.getMimeEncoder().encodeToString(bytes("--x\r\n" + HELLO + "--x--"))));
  }

  private void bodies() {
    add("empty body", () -> bytes(NADIA + "Subject: No calls\r\n\r\n"));
    add("no body", () -> bytes(NADIA + "Subject: No calls"));
    add("only an attachment", () -> parts(1, attachment("log.txt", "SGVsbG8=")));
    add("nothing but an attachment", () -> bytes(NADIA + attachment("log.zip", "PK\u0003\u0004")));
    add("only HTML", () -> html("<p>Hello, no call is answered.</p>"));
    add(
        "alternatives that differ",
        () ->
            multipart(
                "alternative",
                "Content-Type: text/plain\r\n\r\nPlease resolve this ticket.\r\n",
                "Content-Type: text/html\r\n\r\n<p>Everything is down!</p>\r\n"));
    add(
        "related without a root",
        () ->
            multipart(
                "related; start=\"<none@x.example>\"; type=\"text/html\"",
                "Content-Type: image/png\r\nContent-ID: <a@x.example>\r\n\r\nx\r\n"));
    add(
        "duplicate names of files",
        () ->
            parts(
                1,
                attachment("a.txt", "one") + "--x\r\n" + attachment("a.txt", "two") + "--x\r\n"));
    add(
        "forwarded as an attachment",
        () ->
            multipart(
                "mixed",
                "\r\nSee below.\r\n",
                "Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n"
                    + NADIA
                    + "Subject: No calls\r\n"
                    + HELLO));
    add(
        "flowed",
        () -> typed("text/plain; format=flowed; delsp=yes", "> a \r\n>> b \r\n >c \r\n-- \r\nd"));
    add("300,000 flowed lines", () -> typed("text/plain; format=flowed", lines("> a ", 300_000)));
  }

  private void kinds() {
    add(
        "message/partial",
        () -> typed("message/partial; number=2; total=3; id=\"p@x.example\"", "the middle of it"));
    add(
        "message/external-body",
        () ->
            typed(
                "message/external-body; access-type=URL; URL=\"file:///etc/passwd\"",
                "Content-Type: text/plain\r\n\r\n"));
    add(
        "text/calendar",
        () ->
            typed(
                "text/calendar; method=REQUEST; charset=utf-8",
                "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nDTSTART:99999999T999999Z\r\n"));
    add(
        "winmail.dat",
        () ->
            multipart(
                "mixed",
                "\r\nHello\r\n",
                "Content-Type: application/ms-tnef; name=winmail.dat\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\n"
                    + Base64.getMimeEncoder().encodeToString(tnef())
                    + "\r\n"));
    add(
        "winmail.dat of nothing but lengths",
        () -> encodedFile("application/ms-tnef", new byte[] {0x78, (byte) 0x9f, 0x3e, 0x22}, 10));
    add("winmail.dat of 30 MB", () -> encodedFile("application/ms-tnef", tnef(), 30_000_000));
    add(
        "S/MIME of nonsense",
        () -> encodedFile("application/pkcs7-mime", new byte[] {0x30, (byte) 0x80}, 1_000_000));
    add(
        "S/MIME of 100,000 sequences in each other",
        () -> {
          byte[] nested = new byte[200_000];
          for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x80;
          }
          return encodedFile("application/pkcs7-mime", nested, 0);
        });
    add(
        "invitation of 5 MB",
        () ->
            typed(
                "text/calendar; method=REQUEST",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:a" + "\r\n b".repeat(1_000_000)));
    add(
        "100,000 calendars in each other",
        () -> typed("text/calendar; method=REQUEST", lines("BEGIN:VCALENDAR", 100_000)));
    add("uuencode of 200,000 beginnings", () -> text(lines("begin 644 a", 200_000)));
    add(
        "S/MIME, enveloped",
        () ->
            typed(
                "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
                    + "Content-Transfer-Encoding: base64",
                "MIAGCSqGSIb3DQEHA6CAMIACAQAxggE="));
    add(
        "PGP/MIME, encrypted",
        () ->
            multipart(
                "encrypted; protocol=\"application/pgp-encrypted\"",
                "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n",
                "Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\n"
                    + "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n"));
    add(
        "PGP/MIME, signed",
        () ->
            multipart(
                "signed; micalg=pgp-sha256; protocol=\"application/pgp-signature\"",
                "Content-Type: text/plain\r\n" + HELLO,
                "Content-Type: application/pgp-signature\r\n\r\nnone\r\n"));
    add(
        "report about nothing",
        () ->
            multipart(
                "report; report-type=delivery-status",
                "\r\nIt did not arrive.\r\n",
                "Content-Type: message/delivery-status\r\n\r\n:\r\n\r\nFinal-Recipient: ;\r\n"));
    add(
        "report of 100,000 recipients",
        () ->
            multipart(
                "report; report-type=delivery-status",
                "Content-Type: message/delivery-status\r\n\r\n"
                    + "Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\n\r\n"
                        .repeat(100_000)));
    add("digest of nothing", () -> multipart("digest", "", "\r\n", "\r\n\r\n"));
  }

  private void people() {
    add(
        "names that run from right to left",
        () -> bytes("From: \u05e0\u05d3\u05d9\u05d4 <n@x.example>\r\n" + HELLO));
    add(
        "bidi override in name and file",
        () ->
            bytes(
                "From: \u202eelpmaxe.sletoh@aidan\u202c <n@x.example>\r\n"
                    + "Subject: =?utf-8?q?=e2=80=aegpj.exe?=\r\n"
                    + "Content-Disposition: attachment; filename=\"a\u202egpj.exe\"\r\n"
                    + HELLO));
    add(
        "emoji held together by ZWJ",
        () ->
            subject("\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 no calls"));
    add("10,000 combining marks", () -> subject("Z" + "\u0335\u0321\u0337".repeat(10_000)));
    add("600,000 combining marks in the text", () -> text("Z" + "\u0335\u0321".repeat(300_000)));
    add(
        "combining marks beyond the first plane",
        () -> bytes("From: Z" + "\ud834\udd67\ud834\udd65".repeat(8_000) + " <n@x.example>"));
    add(
        "internationalised address",
        () ->
            bytes("From: \u7528\u6237@\u4f8b\u3048.example\r\nSubject: \u96fb\u8a71\r\n" + HELLO));
    add(
        "address of look-alike letters",
        () -> bytes("From: n\u0430dia@h\u0430rbour-hotels.example\r\n" + HELLO));
  }

  private void html() {
    add("100,000 nested div", () -> html("<div>".repeat(100_000) + "Hello"));
    add("100,000 nested tables", () -> html("<table><tr><td>".repeat(100_000) + "Hello"));
    add("100,000 nested quotes", () -> html("<blockquote type=cite>".repeat(100_000) + "x"));
    add("100,000 nested <b><a>", () -> html("<b><a href=x>".repeat(100_000) + "x"));
    add("100,000 unclosed <p><i>", () -> html("<p><i>x".repeat(100_000)));
    add("20,000 misnested tags", () -> html("<b><i></b>x</i>".repeat(20_000)));
    add("20,000 tables in tables without cells", () -> html("<table><b>x".repeat(20_000)));
    add(
        "50,000 quotes in a wrapper",
        () -> html("<div class=gmail_quote>".repeat(50_000) + "<p>x".repeat(50_000)));
    add("100,000 links", () -> html("<a href='https://a.example/'>x</a>".repeat(100_000)));
    add("100,000 lists", () -> html("<ul><li>".repeat(100_000)));
    add("100,000 options", () -> html("<select><option>x".repeat(100_000)));
    add("200,000 spans", () -> html("<span style='display:block'>x ".repeat(200_000)));
    add("attribute of 5 MB", () -> html("<a href='" + "x".repeat(5_000_000) + "'>y</a>"));
    add("100,000 attributes", () -> html("<p " + numbered(" a", "=b", 100_000) + ">y</p>"));
    add("1,000,000 entities", () -> html("&#0;&#xd800;&nbsp;&amp".repeat(250_000)));
    add("1,000,000 <", () -> html("<".repeat(1_000_000)));
    add("200,000 <!--", () -> html("<!--".repeat(200_000)));
    add("200,000 <script", () -> html("<script ".repeat(200_000)));
    add("an address of 1 MB in HTML", () -> html("https://x.example/" + "a/".repeat(500_000)));
  }

  private void longTexts() {
    add("10 MB of line ends", () -> text("\r\n".repeat(5_000_000)));
    add("5 MB of bare CR", () -> text("\r".repeat(5_000_000)));
    add("2 MB in one line", () -> text("Hello Owen. ".repeat(170_000)));
    add("2 MB in one word", () -> text("a".repeat(2_000_000)));
    add("2 MB of blanks", () -> text(" ".repeat(2_000_000) + "x"));
    add("1,000 lines of quote marks", () -> text(lines(">".repeat(1_000), 1_000)));
    add(
        "100,000 introductions of quotes",
        () -> text(lines("On 2 Mar 2026 at 10:00 <a@b.example> said", 100_000)));
    add("an introduction of 1,000,000 words", () -> text("On " + "2 Mar ".repeat(300_000)));
    add("50,000 header lines", () -> text("Subject: x\r\n\r\nFrom: y\r\n".repeat(50_000)));
    add("50,000 signatures", () -> text("Regards,\r\nMei\r\n\r\n".repeat(50_000)));
    add("100,000 dashes", () -> text("-- \r\nx\r\n".repeat(100_000)));
    add("60,000 links in text", () -> text("https://studio.eu.poly.ai/a/b ".repeat(60_000)));
    add("100,000 labels", () -> text(lines("Environment: Live", 100_000)));
    add("50,000 call IDs", () -> text(lines("CA5f2d90c7be1a4438a06d2b7794e1c30f", 50_000)));
    add("100,000 list items", () -> text(lines("1. Call the line", 100_000)));
    add("500,000 colons", () -> text("a:".repeat(500_000)));
    add("1,000,000 of @", () -> text("@".repeat(1_000_000)));
    add("800,000 open brackets", () -> text("([{<".repeat(200_000)));
    add("300,000 digits with dashes", () -> text("12-".repeat(300_000)));
    add("240,000 letters of Japanese", () -> text("\u96fb\u8a71\u304c\u901a\u3058".repeat(60_000)));
    add("60,000 sentences", () -> text("No call in production works. ".repeat(60_000)));
  }

  private void add(String name, Supplier<byte[]> mail) {
    if (mails.put(name, mail) != null) {
      throw new IllegalStateException("two mails are called " + name);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] latin(String text) {
    return (text + HELLO).getBytes(ISO_8859_1);
  }

  private static byte[] join(byte[] one, byte[] other) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(one.length + other.length);
    out.writeBytes(one);
    out.writeBytes(other);
    return out.toByteArray();
  }

  private static String lines(String line, int times) {
    return (line + "\r\n").repeat(times);
  }

  private static String numbered(String before, String after, int times) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < times; i++) {
      all.append(before).append(i).append(after);
    }
    return all.toString();
  }

  /** Letters without a pattern, always the same: nothing that compresses. */
  private static String noise(int length) {
    java.util.Random random = new java.util.Random(12);
    StringBuilder noise = new StringBuilder(length);
    random.ints(length, 'a', 'z' + 1).forEach(c -> noise.append((char) c));
    return noise.toString();
  }

  private static byte[] subject(String subject) {
    return bytes(NADIA + "Subject: " + subject + "\r\n" + HELLO);
  }

  private static byte[] dated(String date) {
    return bytes(NADIA + "Date: " + date + "\r\n" + HELLO);
  }

  private static byte[] typed(String type, String body) {
    return bytes(NADIA + "Content-Type: " + type + "\r\n\r\n" + body);
  }

  private static byte[] text(String text) {
    return bytes(NADIA + "Subject: No calls\r\n\r\n" + text);
  }

  private static byte[] html(String html) {
    return typed("text/html; charset=utf-8", html);
  }

  private static byte[] charset(String charset) {
    return latin(NADIA + "Content-Type: text/plain; charset=" + charset + "\r\n\r\nna\u00efve");
  }

  private static byte[] encoded(String encoding, String body) {
    return bytes(NADIA + "Content-Transfer-Encoding: " + encoding + "\r\n\r\n" + body);
  }

  private static byte[] mixed(String parameter, String body) {
    return typed("multipart/mixed; " + parameter, body);
  }

  private static byte[] parts(int count, String part) {
    return mixed("boundary=x", ("--x\r\n" + part).repeat(count));
  }

  private static byte[] multipart(String type, String... parts) {
    StringBuilder body = new StringBuilder();
    for (String part : parts) {
      body.append("--x\r\n").append(part);
    }
    return typed("multipart/" + type + "; boundary=x", body + "--x--\r\n");
  }

  private static String attachment(String name, String content) {
    return "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="
        + name
        + "\r\n\r\n"
        + content
        + "\r\n";
  }

  private static byte[] nestedMails(int depth) {
    return bytes((NADIA + "Content-Type: message/rfc822\r\n\r\n").repeat(depth) + NADIA + HELLO);
  }

  private static byte[] nestedMultiparts(int depth) {
    return bytes(openMultiparts(depth) + HELLO);
  }

  /** Up to the header of the innermost part. */
  private static String openMultiparts(int depth) {
    StringBuilder mail = new StringBuilder(NADIA);
    for (int i = 0; i < depth; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b");
      mail.append(i).append("\r\n");
    }
    return mail.toString();
  }

  private static byte[] everyByte() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return join(join(bytes(NADIA + "Subject: "), all), join(bytes("\r\n\r\n"), all));
  }

  /** A TNEF stream (MS-OXTNEF) whose first attribute says that it has 2 GB. */
  private static byte[] tnef() {
    return new byte[] {
      0x78, (byte) 0x9f, 0x3e, 0x22, 1, 0, 1, 6, (byte) 0x90, 8, 0, -1, -1, -1, 0x7f, 0, 0
    };
  }

  /** A file in base64: these bytes, and as many zeros. */
  private static byte[] encodedFile(String type, byte[] beginning, int zeros) {
    return typed(
        type + "\r\nContent-Transfer-Encoding: base64",
        Base64.getMimeEncoder().encodeToString(join(beginning, new byte[zeros])));
  }

  private static byte[] largeAttachment() {
    return filled(
        NADIA
            + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
            + HELLO
            + "--x\r\n"
            + "Content-Type: application/zip; name=a.zip\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n",
        "QUJD".repeat(19) + "\r\n");
  }

  /** As many lines as fit into 50 MB. */
  private static byte[] filled(String head, String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(50_000_000);
    out.writeBytes(bytes(head));
    byte[] one = bytes(line);
    while (out.size() + one.length <= 50_000_000) {
      out.writeBytes(one);
    }
    return out.toByteArray();
  }
}
