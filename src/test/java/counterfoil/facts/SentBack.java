package counterfoil.facts;

import counterfoil.letters.LetterTemplates;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A letter of ours as mail programs send it back when somebody writes into the quote of it. */
enum SentBack {
  GMAIL {
    @Override
    String mail(LetterTemplates.Written letter, UnaryOperator<String> hand) {
      return """
      Content-Type: multipart/alternative; boundary="=_b"

      --=_b
      Content-Type: text/plain; charset="UTF-8"

      %s

      On Mon, 23 Nov 2026 at 08:00, Service Desk <servicedesk@counterfoil.example>
      wrote:

      %s
      --=_b
      Content-Type: text/html; charset="UTF-8"

      <div dir="ltr">%s</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" \
      class="gmail_attr">On Mon, 23 Nov 2026 at 08:00, Service Desk &lt;<a \
      href="mailto:servicedesk@counterfoil.example">servicedesk@counterfoil.example</a>&gt; \
      wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;\
      border-left:1px solid rgb(204,204,204);padding-left:1ex"><u></u>%s</blockquote></div>
      --=_b--
      """
          .formatted(
              WRITTEN,
              quoted(hand.apply(letter.text()), 74),
              WRITTEN,
              hand.apply(inBody(letter.html())));
    }
  },
  GMAIL_PLAIN {
    @Override
    String mail(LetterTemplates.Written letter, UnaryOperator<String> hand) {
      return plain(
          """
          On Mon, 23 Nov 2026 at 08:00, Service Desk <servicedesk@counterfoil.example>
          wrote:

          """
              + quoted(hand.apply(letter.text()), 74));
    }
  },
  OUTLOOK {
    @Override
    String mail(LetterTemplates.Written letter, UnaryOperator<String> hand) {
      return """
      Content-Type: text/html; charset="utf-8"

      <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal\
      {margin:0cm}</style></head><body lang="EN-GB"><div class="WordSection1"><p class="MsoNormal">\
      %s<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;\
      border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> \
      Service Desk &lt;servicedesk@counterfoil.example&gt;<br><b>Sent:</b> Monday, November 23, 2026 \
      8:00 AM<br><b>To:</b> Nadia Hart &lt;nadia@harbour-hotels.example&gt;<br><b>Subject:</b> \
      [CF-1042] We have received your request<o:p></o:p></p></div>%s</div></body></html>
      """
          .formatted(
              WRITTEN,
              hand.apply(inBody(letter.html()))
                  .replaceAll("<p[^>]*>", "<p class=\"MsoNormal\">")
                  .replace("</p>", "<o:p></o:p></p>"));
    }
  },
  OUTLOOK_PLAIN {
    @Override
    String mail(LetterTemplates.Written letter, UnaryOperator<String> hand) {
      return plain(
          """
          ________________________________
          From: Service Desk <servicedesk@counterfoil.example>
          Sent: Monday, November 23, 2026 8:00 AM
          To: Nadia Hart <nadia@harbour-hotels.example>
          Subject: [CF-1042] We have received your request

          """
              + hand.apply(letter.text()));
    }
  },
  APPLE_MAIL {
    @Override
    String mail(LetterTemplates.Written letter, UnaryOperator<String> hand) {
      return """
      Content-Type: text/html; charset="utf-8"

      <html><body style="overflow-wrap: break-word;">%s<br id="lineBreakAtBeginningOfMessage"><div>\
      <br><blockquote type="cite"><div>On 23 Nov 2026, at 08:00, servicedesk@counterfoil.example \
      wrote:</div><br class="Apple-interchange-newline"><div>%s</div></blockquote></div><br></body>\
      </html>
      """
          .formatted(WRITTEN, hand.apply(inBody(letter.html())));
    }
  },
  PLAIN {
    @Override
    String mail(LetterTemplates.Written letter, UnaryOperator<String> hand) {
      return plain(
          "On 2026-11-23 08:00, Service Desk wrote:\n" + quoted(hand.apply(letter.text()), 72));
    }
  };

  private static final String WRITTEN = "Please see below.";

  /**
   * @param hand what the customer does to the words of the letter, plain or as HTML
   */
  abstract String mail(LetterTemplates.Written letter, UnaryOperator<String> hand);

  byte[] send(LetterTemplates.Written letter, UnaryOperator<String> hand) {
    String header =
        """
        From: Nadia Hart <nadia@harbour-hotels.example>
        To: servicedesk@counterfoil.example
        Subject: Re: [CF-1042] We have received your request
        Message-ID: <answer@harbour-hotels.example>
        In-Reply-To: <letter@counterfoil.example>
        Date: Mon, 23 Nov 2026 09:00:00 +0000
        MIME-Version: 1.0
        """;
    return (header + mail(letter, hand)).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String plain(String quote) {
    return "Content-Type: text/plain; charset=\"utf-8\"\n\n" + WRITTEN + "\n\n" + quote;
  }

  private static String inBody(String html) {
    return html.substring(html.indexOf('>', html.indexOf("<body")) + 1, html.indexOf("</body>"))
        .replace("&#39;", "'");
  }

  /** With quote signs, and folded between words as programs do. */
  static String quoted(String text, int width) {
    return text.lines()
        .map(line -> "> " + line.replaceAll("(.{1," + width + "})(?: +|$)\n?", "$1\n> "))
        .map(line -> line.endsWith("\n> ") ? line.substring(0, line.length() - 3) : line)
        .flatMap(lines -> Arrays.stream(lines.split("\n")))
        .collect(Collectors.joining("\n"));
  }
}
