package counterfoil.reply;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.mail.MailReader;
import counterfoil.mail.Raw;
import counterfoil.reply.MailText.Part;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-15")
class ReplySplitterTest {

  private final MailReader reader = new MailReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 2 Mar 2026 at 09:15, Mei <mei@counterfoil.example> wrote:",
        "On Mon, 2 Mar 2026 at 09:15, Mei\n<mei@counterfoil.example> wrote:",
        "Am 02.03.2026 um 09:15 schrieb Mei:",
        "Am Mo., 2. März 2026 um 09:15 Uhr schrieb Mei <\nmei@counterfoil.example>:",
        "Le lun. 2 mars 2026 à 09:15, Mei <mei@counterfoil.example> a écrit :",
        "El lun, 2 mar 2026 a las 9:15, Mei (<mei@counterfoil.example>) escribió:",
        "Il giorno lun 2 mar 2026 alle ore 09:15 Mei <mei@counterfoil.example> ha scritto:",
        "Op ma 2 mrt 2026 om 09:15 schreef Mei <mei@counterfoil.example>:",
        "Em seg., 2 de mar. de 2026 às 09:15, Mei <mei@counterfoil.example> escreveu:",
        "W dniu 2.03.2026 o 09:15, Mei pisze:",
        "Den mån 2 mars 2026 kl 09:15 skrev Mei <mei@counterfoil.example>:",
        "пн, 2 мар. 2026 г. в 09:15, Mei <mei@counterfoil.example>:",
        "2026年3月2日(月) 9:15 Mei <mei@counterfoil.example>:",
        "Mei <mei@counterfoil.example> 于2026年3月2日周一 09:15写道：",
        "На пн, 2.03.2026 г. в 9:15 Mei <mei@counterfoil.example>\nнаписа:",
        "Pada tanggal Sen, 2 Mar 2026 pukul 09.15 Mei <\nmei@counterfoil.example> menulis:",
        "2026-03-02, pr, 09:15 Mei <mei@counterfoil.example> rašė:",
        "V V pon., 2. mar. 2026 ob 09:15 je oseba Mei <\nmei@counterfoil.example> napisala:",
        "Vào Th 2, 2 thg 3, 2026 vào lúc 09:15 Mei <\nmei@counterfoil.example> đã viết:",
        "Missatge de Mei <mei@counterfoil.example> del dia dl., 2\nde març 2026 a les 9:15:",
        "Mei/Desk/Counterfoil wrote on 03/02/2026 09:15:00 AM:",
        "On Mon, 2 Mar 2026 at 09:15, Mei\n\n<\nmailto:Mei <mei@counterfoil.example>\n> wrote:",
        "On Mon, 2 Mar 2026 at 09:15, Mei Who Has a Long Name <\nmei+20260302@counterfoil.example> wrote:",
        "---- On Mon, 02 Mar 2026 09:15:00 +0000 Mei <mei@counterfoil.example> wrote ----",
        "-----Original Message-----",
        "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐",
        "---- 回复的原邮件 ----\n| 发件人 | Mei |\n| 日期 | 2026年3月2日 |",
        "From: Mei <mei@counterfoil.example> Sent: Monday, 2 March 2026 09:15 To: Nadia Subject: Lines",
        "From:        Mei <mei@counterfoil.example>\nTo:        Nadia\nDate:        03/02/2026 09:15 AM\nSubject:        Lines\nSent by:        Desk",
        "Von | Mei <mei@counterfoil.example>\nGesendet | Montag, 2. März 2026 09:15\nAn | Nadia\nBetreff | Lines",
        "-----Ursprüngliche Nachricht-----",
        "-------- Message d'origine --------",
        "________________________________\nFrom: Mei <mei@counterfoil.example>\nSent: Monday, 2 March 2026 09:15\nTo: Nadia\nSubject: Lines down",
        "Von: Mei <mei@counterfoil.example>\nGesendet: Montag, 2. März 2026 09:15\nAn: Nadia\nBetreff: Lines down",
        "*From:* Mei <mei@counterfoil.example>\n*Sent:* Monday, 2 March 2026 09:15\n*To:* Nadia",
        "De : Mei <mei@counterfoil.example>\nEnvoyé : lundi 2 mars 2026 09:15\nÀ : Nadia\nObjet : Lignes",
        "差出人: Mei <mei@counterfoil.example>\n送信日時: 2026年3月2日 9:15\n宛先: Nadia\n件名: 回線"
      })
  void findsHistoryWithoutQuoteSigns(String introduction) {
    MailText text = reply("It is Live.\n\n" + introduction + "\n\nWhich environment?\nMei\n");

    assertThat(text.newPart()).isEqualTo("It is Live.");
    assertThat(text.part(Part.QUOTED)).endsWith("Which environment?\nMei");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 2 Mar 2026 at 09:15, Mei <mei@counterfoil.example> wrote:",
        "On Mon, 2 Mar 2026 at 09:15, Mei\n<mei@counterfoil.example> wrote:",
        "Am 02.03.2026 um 09:15 schrieb Mei:",
        "Am Mo., 2. März 2026 um\n09:15 Uhr schrieb Mei <mei@counterfoil.example>:",
        "Le lun. 2 mars 2026 à 09:15, Mei <mei@counterfoil.example> a écrit :",
        "пн, 2 мар. 2026 г. в 09:15, Mei <mei@counterfoil.example>:",
        "Mei <mei@counterfoil.example> wrote:"
      })
  void keepsWhatStandsRightAboveAnIntroduction(String introduction) {
    MailText text =
        reply(
            "This is our file 5.\nWe tried it at 10:30.\n"
                + introduction
                + "\n> Which environment?\n> Mei\n");

    assertThat(text.newPart()).isEqualTo("This is our file 5.\nWe tried it at 10:30.");
    assertThat(text.part(Part.QUOTED)).startsWith(introduction);
  }

  @Test
  void findsQuotedLines() {
    MailText text = reply("It is Live.\n\nMei wrote on 2 Mar 2026:\n> Which one?\n>\n> Mei\n");

    assertThat(text.newPart()).isEqualTo("It is Live.");
  }

  @Test
  void keepsAnswersBetweenQuotedLines() {
    MailText text =
        reply(
            "On 2 Mar 2026 09:15, Mei <mei@counterfoil.example> wrote:\n> Which one?\nLive.\n\n"
                + "> Since when?\nSince nine.\n> Thanks\n");

    assertThat(text.newPart()).isEqualTo("Live.\nSince nine.");
    assertThat(text.part(Part.QUOTED)).contains("> Which one?", "> Since when?");
  }

  @Test
  void takesWordsThatAProgramFoldedOutOfAQuoteForQuoted() {
    MailText text =
        reply(
            "Since nine.\n\n> Since when does the line at the reception of the hotel in the harbour not\n"
                + "ring at\n> all any more?\n");

    assertThat(text.newPart()).isEqualTo("Since nine.");
  }

  @Test
  void keepsShortAnswerBelowLongQuestion() {
    MailText text =
        reply(
            "> Since when does the line at the reception of the hotel in the harbour not ring?\n"
                + "since nine\n> And which of the two lines is it?\nboth\n");

    assertThat(text.newPart()).isEqualTo("since nine\nboth");
  }

  @Test
  void partsNothingByTheMarkerOfAnotherDeskAtTheTop() {
    MailText text = reply("##- Please type your reply above this line -##\n\nSince nine.\nOwen");

    assertThat(text.newPart()).startsWith("Since nine.");
  }

  @Test
  void tellsLegalWordsFromSignature() {
    MailText text =
        split(
            "Line",
            "The line is dead.\n\n-- \nNadia Hart\n\nThis email is confidential. Do not read it.\n");

    assertThat(text.part(Part.SIGNATURE)).isEqualTo("-- \nNadia Hart");
    assertThat(text.part(Part.DISCLAIMER)).startsWith("This email is confidential.");
  }

  @Test
  void keepsWhatIsWrittenBelowTheLineOfAPhone() {
    MailText text = reply("It is Live.\n\nSent from my iPhone\n\nThe call ID is CA1.\n");

    assertThat(text.newPart()).isEqualTo("It is Live.\nThe call ID is CA1.");
  }

  @Test
  void hasNoNewPartWhenAllIsQuoted() {
    assertThat(reply("> Which one?\n> Mei\n").newPart()).isEmpty();
  }

  @Test
  void keepsWhatAuthorCitesInNewRequest() {
    MailText text = split("Calls fail", "The log says:\n\n> error 500\n\nPlease help.");

    assertThat(text.newPart()).contains("> error 500", "Please help.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Monday, as Owen wrote: the line is dead.\nIt still is.",
        "From: Sandbox\nTo: Live\nWe moved it and now it fails.",
        "Steps:\n-- call the line\n-- wait\nThen nothing happens any more.",
        "Thanks, it works now. One question: is Live next?",
        "Best regards from the harbour, where nothing works.",
        "We tried:\nSent via the API\nand nothing came.",
        "Sent from my desk this works, from my phone it does not.",
        "Thank you\nPlease also check the second line, it is dead since nine.",
        "On 2 March 2026 our 3 agents wrote:\nThe line is dead.\nIt still is.",
        "The agents say:\n\n-Live\n-Sandbox",
        "We need:\n\n---\nLive\nSandbox",
        "Which one do you mean?\n\n- Live",
        "The original message was:\nno rooms left.",
        "Please reply above this line of the form.\nWe do, and nothing comes.",
        "From: Leeds\nDate: 2 March\nIt has been dead since.",
        "The content of this email template is wrong.\nCan you change it?",
        "从昨天开始邮件无法发送\n请帮忙看一下。",
        "It fails from mobile\nand from the desk.",
        "Sent from my phone it works?\nFrom the desk it does not."
      })
  void leavesAuthorsWordsAlone(String body) {
    assertThat(reply(body).newPart()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---------- Forwarded message ---------\nFrom: Owen <owen@harbour-hotels.example>\nDate: 2 Mar 2026\n\nThe line is dead.",
        "Begin forwarded message:\n\n> From: Owen\n> Subject: Line\n>\n> The line is dead.",
        "-------- Weitergeleitete Nachricht --------\nVon: Owen\n\nThe line is dead.",
        "________________________________\nFrom: Owen <owen@harbour-hotels.example>\nSent: 2 March 2026 09:15\nTo: Nadia\nSubject: Line\n\nThe line is dead."
      })
  void tellsMailPassedOnFromHistory(String passedOn) {
    MailText text = split("FW: Line", "See below.\n\n" + passedOn + "\n");

    assertThat(text.newPart()).isEqualTo("See below.");
    assertThat(text.part(Part.FORWARDED)).endsWith("The line is dead.");
    assertThat(text.part(Part.QUOTED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- \nNadia Hart\nHarbour Hotels\nCall ID: none",
        "Best regards,\nNadia Hart\nHarbour Hotels Ltd\nTel: +44 20 7946 0000\nwww.harbour-hotels.example",
        "Mit freundlichen Grüßen\n\nNadia Hart",
        "Cordialement,\nNadia",
        "よろしくお願いいたします。\nハート",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Get Outlook for iOS<https://aka.ms/x>",
        "Nadia"
      })
  void findsSignature(String signature) {
    MailText text = split("Line", "The line is dead.\n\n" + signature + "\n");

    assertThat(text.newPart()).isEqualTo("The line is dead.");
    assertThat(text.part(Part.SIGNATURE)).isEqualTo(signature);
  }

  @Test
  void keepsWhatFollowsSignature() {
    MailText text =
        split("Line", "The line is dead.\n\nRegards,\nNadia\n\nEnvironment: Live\nCall ID: CA1\n");

    assertThat(text.newPart())
        .isEqualTo("The line is dead.\n\nEnvironment: Live\nCall ID: CA1".replace("\n\n", "\n"));
  }

  @Test
  void keepsWhatFollowsLegalWords() {
    MailText text =
        split("Line", "The line is dead.\n\nThis message may contain secrets.\n\nCall ID: CA1\n");

    assertThat(text.newPart()).isEqualTo("The line is dead.\nCall ID: CA1");
  }

  @Test
  void followsStructuresOfMailPrograms() {
    assertThat(
            html(
                "It is Live.<div class=gmail_quote><div class=gmail_attr>On x wrote:<br></div>"
                    + "<blockquote class=gmail_quote>Which one?</blockquote></div>"))
        .isEqualTo("It is Live.");
    assertThat(
            html(
                "It is Live.<div id=appendonsend></div><hr><div id=divRplyFwdMsg>Some header</div><p>Which?"))
        .isEqualTo("It is Live.");
    assertThat(
            html(
                "<div class=moz-cite-prefix>On x wrote:</div><blockquote type=cite>Which?</blockquote>Live."))
        .isEqualTo("Live.");
    assertThat(html("It is Live.<div class=yahoo_quoted>Which one?</div>"))
        .isEqualTo("It is Live.");
    assertThat(html("It is Live.<div class=protonmail_quote>Which one?</div>"))
        .isEqualTo("It is Live.");
    assertThat(html("It is Live.<div class=gmail_signature>Nadia<br>Harbour</div>"))
        .isEqualTo("It is Live.");
  }

  @Test
  void keepsAnswersBetweenBlockquotes() {
    assertThat(
            html(
                "<div class=gmail_quote><div class=gmail_attr>On x wrote:</div>"
                    + "<blockquote class=gmail_quote>Which?</blockquote><div>Live.</div>"
                    + "<blockquote class=gmail_quote>When?</blockquote><div>Now.</div></div>"))
        .isEqualTo("Live.\nNow.");
  }

  @Test
  void keepsTextTypedIntoSignatureBlock() {
    assertThat(html("<div id=Signature>The line is dead since nine.</div>"))
        .isEqualTo("The line is dead since nine.");
  }

  @Test
  void coversTextInOrder() {
    MailText text =
        reply("\n\nLive.\n\n-- \nNadia\n\nOn 2 Mar 2026 Mei <m@c.example> wrote:\n> Which?\n");

    assertThat(text.spans())
        .extracting(MailText.Span::part)
        .containsExactly(Part.NEW, Part.SIGNATURE, Part.QUOTED);
    int at = 0;
    for (MailText.Span span : text.spans()) {
      assertThat(span.start()).isEqualTo(at);
      at = span.end();
    }
    assertThat(at).isEqualTo(text.full().length());
  }

  private MailText reply(String text) {
    return ReplySplitter.split(MarkedText.plain(text), false, true, Set.of("nadia", "hart"));
  }

  private MailText split(String subject, String body) {
    return reader.read(Raw.text(subject, body.split("\n", -1))).text();
  }

  private String html(String html) {
    return reader.read(Raw.html("Re: Lines", html)).text().newPart();
  }
}
