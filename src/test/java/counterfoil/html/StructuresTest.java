package counterfoil.html;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.mail.MailReader;
import counterfoil.mail.Raw;
import counterfoil.reply.MailText;
import counterfoil.reply.MailText.Part;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What mail programs mark in their HTML; the words in it are of no known language. */
@Tag("rule-15")
class StructuresTest {

  private final MailReader reader = new MailReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div class=gmail_quote><div class=gmail_attr>Xo:<br></div><blockquote class=gmail_quote>Qua?</blockquote></div>",
        "<div class='gmail_quote gmail_quote_container'><div dir=ltr class=gmail_attr>Xo:</div><blockquote class=gmail_quote>Qua?</blockquote></div>",
        "<div class=moz-cite-prefix>Xo:</div><blockquote type=cite cite='mid:1@x.example'>Qua?</blockquote>",
        "<p id=reply-intro>Xo:</p><blockquote type=cite>Qua?</blockquote>",
        "<div id=appendonsend></div><hr><div id=divRplyFwdMsg>Xo</div><p>Qua?",
        "<div id=x_divRplyFwdMsg>Xo</div><p>Qua?",
        "<div id=ms-outlook-mobile-body-separator-line></div><div>Xo</div><p>Qua?",
        "<hr id=zwchr><div>Xo</div><p>Qua?",
        "<div class=WordSection1><p>.</p></div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b><span>From:</span></b><span> Mei</span></p></div><p>Qua?",
        "<div style='border:none; border-top:solid #B5C4DF 1.0pt'><div><b>发件人：</b>Mei</div></div><p>Qua?",
        "<div class=yahoo_quoted>Xo<div>Qua?</div></div>",
        "<div id=yahoo_quoted_4711>Xo<div>Qua?</div></div>",
        "<div class=ydp1a2b3cyahoo_quoted>Xo<div>Qua?</div></div>",
        "<div class=protonmail_quote>Xo<blockquote class=protonmail_quote type=cite>Qua?</blockquote></div>",
        "<div class=zmail_extra>Xo<blockquote>Qua?</blockquote></div>",
        "<blockquote class=tutanota_quote>Qua?</blockquote>",
        "<blockquote id=isReplyContent>Qua?</blockquote>",
        "<blockquote type=cite id=qt>Qua?</blockquote>",
        "<div name=quote style='border-left:2px solid #C3D9E5'>Xo<div name=quoted-content>Qua?</div></div>",
        "<div name=messageReplySection>Xo<blockquote type=cite>Qua?</blockquote></div>",
        "<div class=sh-quoted-content>Qua?</div>"
      })
  void findsHistory(String below) {
    MailText text = html("<p>It is Live.</p>" + below);

    assertThat(text.newPart().replace("\n.", "").strip()).startsWith("It is Live.");
    assertThat(text.newPart()).doesNotContain("Qua?");
    assertThat(text.part(Part.QUOTED)).contains("Qua?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div class=gmail_signature>Nadia</div>",
        "<div class=moz-signature>Nadia</div>",
        "<div id=Signature>Nadia</div>",
        "<div id=x_Signature>Nadia</div>",
        "<div id=ms-outlook-mobile-signature>Nadia</div>",
        "<div id=AppleMailSignature>Nadia</div>",
        "<div class='protonmail_signature_block'>Nadia</div>",
        "<div class=k9mail-signature>Nadia</div>",
        "<div id=composer_signature>Nadia</div>",
        "<div name=messageSignatureSection>Nadia</div>",
        "<div id=_rc_sig>Nadia</div>"
      })
  void findsSignature(String below) {
    MailText text = html("<p>It is Live.</p>" + below);

    assertThat(text.newPart()).isEqualTo("It is Live.");
    assertThat(text.part(Part.SIGNATURE)).isEqualTo("Nadia");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<blockquote>the manual says so</blockquote>",
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p>the manual says so</p></div>",
        "<input name=quote><p>the manual says so</p>"
      })
  void leavesToTheAuthorWhatNoProgramMarks(String below) {
    assertThat(html("<p>It is Live.</p>" + below).newPart()).contains("the manual says so");
  }

  @Test
  void takesMailPassedOnByThunderbirdForContent() {
    MailText text =
        html("<p>See below.</p><div class=moz-forward-container>---- Xo ----<p>Qua?</p></div>");

    assertThat(text.newPart()).isEqualTo("See below.");
    assertThat(text.part(Part.FORWARDED)).endsWith("Qua?");
  }

  private MailText html(String html) {
    return reader.read(Raw.html("Re: Lines", html)).text();
  }
}
