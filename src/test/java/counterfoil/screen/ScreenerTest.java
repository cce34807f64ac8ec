package counterfoil.screen;

import static counterfoil.screen.MailClass.AUTO_GENERATED;
import static counterfoil.screen.MailClass.AUTO_REPLY;
import static counterfoil.screen.MailClass.BOUNCE;
import static counterfoil.screen.MailClass.CHALLENGE;
import static counterfoil.screen.MailClass.FEEDBACK_REPORT;
import static counterfoil.screen.MailClass.HUMAN;
import static counterfoil.screen.MailClass.LIST;
import static counterfoil.screen.MailClass.OWN_LOOP;
import static counterfoil.screen.MailClass.READ_RECEIPT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-29")
class ScreenerTest {

  private static final String DELIVERY_REPORT =
      "multipart/report; boundary=\"b\";\treport-type=delivery-status";

  private final Screener screener = new Screener(Set.of("ServiceDesk@counterfoil.example"));

  @Test
  void asksInTheOrderOfTheClasses() {
    List<MailClass> classes = Arrays.asList(MailClass.values());

    assertThat(screener.order()).isEqualTo(classes.subList(0, classes.indexOf(HUMAN)));
  }

  @Test
  void takesAPersonForAPersonAndSaysWhy() {
    assertThat(screener.screen(MailWith.text("Hello").read()))
        .isEqualTo(new Screening(HUMAN, "No sign of a machine."));
  }

  @Test
  void letsTheFirstClassWin() {
    MailWith everything =
        MailWith.field("Content-Type", DELIVERY_REPORT)
            .and("Auto-Submitted", "auto-replied")
            .and("List-Id", "<hotels.example>")
            .and("Precedence", "bulk");

    assertThat(classOf(everything)).isEqualTo(BOUNCE);
    assertThat(classOf(MailWith.field("Auto-Submitted", "auto-replied").and("List-Id", "<l.x>")))
        .isEqualTo(AUTO_REPLY);
    assertThat(classOf(MailWith.field("Precedence", "bulk").and("List-Id", "<l.example>")))
        .isEqualTo(LIST);
  }

  @Test
  @Tag("threat-T8")
  void knowsItsOwnLetters() {
    assertThat(classOf(MailWith.from("servicedesk@COUNTERFOIL.example"))).isEqualTo(OWN_LOOP);
    assertThat(classOf(MailWith.messageId("counterfoil.a1b2.7@counterfoil.example")))
        .isEqualTo(OWN_LOOP);
    assertThat(
            screener.screen(
                MailWith.from("servicedesk@counterfoil.example")
                    .and("X-Counterfoil-Loop", "1")
                    .read()))
        .extracting(Screening::reason)
        .asString()
        .contains("X-Counterfoil-Loop");
  }

  @Test
  void doesNotTakeAnotherDesksLetterForItsOwn() {
    assertThat(classOf(MailWith.messageId("counterfoil.a1b2.7@desk.harbour-hotels.example")))
        .isEqualTo(HUMAN);
    assertThat(classOf(MailWith.field("X-Counterfoil-Loop", "1"))).isEqualTo(HUMAN);
    assertThat(classOf(MailWith.messageId("counterfoil@counterfoil.example"))).isEqualTo(HUMAN);
    assertThat(classOf(MailWith.from("mei@counterfoil.example"))).isEqualTo(HUMAN);
  }

  @Test
  void doesNotTakeAMailOfTwoAuthorsForItsOwn() {
    MailWith twoFromFields =
        MailWith.from("servicedesk@counterfoil.example")
            .and("From", "servicedesk@counterfoil.example")
            .and("From", "nadia@harbour-hotels.example");

    assertThat(classOf(twoFromFields)).isEqualTo(HUMAN);
  }

  @Test
  void knowsReportsByTheirType() {
    assertThat(classOf(MailWith.field("Content-Type", DELIVERY_REPORT))).isEqualTo(BOUNCE);
    assertThat(classOf(report("Report-Type=\"Feedback-Report\""))).isEqualTo(FEEDBACK_REPORT);
    assertThat(classOf(report("report-type=disposition-notification"))).isEqualTo(READ_RECEIPT);
  }

  @Test
  void knowsAReportThatForgotItsTypeByItsPart() {
    assertThat(classOf(report("boundary=b").attached("message/delivery-status"))).isEqualTo(BOUNCE);
    assertThat(classOf(report("boundary=b"))).isEqualTo(HUMAN);
  }

  @Test
  void takesAPersonWhoAttachesAReportForAPerson() {
    assertThat(
            classOf(
                MailWith.field("Content-Type", "multipart/mixed; boundary=b")
                    .attached("message/delivery-status")))
        .isEqualTo(HUMAN);
  }

  @Test
  void takesAPersonWhoWantsAReceiptForAPerson() {
    assertThat(
            classOf(
                MailWith.field("Disposition-Notification-To", "nadia@harbour-hotels.example")
                    .and("Return-Receipt-To", "nadia@harbour-hotels.example")))
        .isEqualTo(HUMAN);
  }

  @Test
  void knowsTheMailerDaemonWhateverTheStoreLeftOfItsPath() {
    assertThat(classOf(MailWith.from("MAILER-DAEMON@mx.example").and("Return-Path", " <> ")))
        .isEqualTo(BOUNCE);
    assertThat(classOf(MailWith.from("postmaster@mx.example").and("Return-Path", "<>")))
        .isEqualTo(BOUNCE);
    assertThat(classOf(MailWith.from("mailer-daemon@mx.example"))).isEqualTo(BOUNCE);
    assertThat(
            classOf(MailWith.from("postmaster@mx.example").and("Return-Path", "<MAILER-DAEMON>")))
        .isEqualTo(BOUNCE);
    assertThat(classOf(MailWith.fromNobody("MAILER-DAEMON <>"))).isEqualTo(BOUNCE);
  }

  @Test
  void takesAPostmasterWithAReturnPathForAPerson() {
    assertThat(
            classOf(MailWith.from("postmaster@mx.example").and("Return-Path", "<owen@mx.example>")))
        .isEqualTo(HUMAN);
    assertThat(classOf(MailWith.from("postmaster@mx.example"))).isEqualTo(HUMAN);
    assertThat(classOf(MailWith.field("Return-Path", "<>"))).isEqualTo(HUMAN);
  }

  @Test
  void knowsAServerByTheAddressesThatFailed() {
    assertThat(classOf(MailWith.field("X-Failed-Recipients", "nadia@harbour-hotels.example")))
        .isEqualTo(BOUNCE);
  }

  @Test
  void takesAServersNameInTheReturnPathForAnEmptyPath() {
    assertThat(classOf(MailWith.field("Return-Path", "<MAILER-DAEMON>"))).isEqualTo(HUMAN);
    assertThat(
            classOf(
                MailWith.subject("Abwesenheitsnotiz").and("Return-Path", "<MAILER-DAEMON@mx.x>")))
        .isEqualTo(AUTO_REPLY);
  }

  @Test
  void takesAPostmasterForAServerWhenSubjectAndTextSaySo() {
    String report = "Unable to deliver message to <nadia@harbour-hotels.example>.";

    assertThat(classOf(postmaster("Undeliverable: Calls dropped").and(report))).isEqualTo(BOUNCE);
    assertThat(classOf(postmaster("Calls dropped").and(report))).isEqualTo(HUMAN);
    assertThat(classOf(postmaster("Undeliverable: Calls dropped").and("Please help, Mei.")))
        .isEqualTo(HUMAN);
    assertThat(
            classOf(
                postmaster("Undeliverable mails since Monday")
                    .and("Hello,\n".repeat(13) + "I paste what I got:\n" + report)))
        .isEqualTo(HUMAN);
  }

  @Test
  void takesAPersonWhoQuotesABounceForAPerson() {
    String report = "Unable to deliver message to <nadia@harbour-hotels.example>.";

    assertThat(classOf(MailWith.subject("Undeliverable: Calls dropped").and(report)))
        .isEqualTo(HUMAN);
  }

  private static MailWith postmaster(String subject) {
    return MailWith.from("postmaster@mx.example", subject);
  }

  @Test
  void knowsAChallenge() {
    assertThat(classOf(MailWith.field("X-Boxtrapper", "AGx1"))).isEqualTo(CHALLENGE);
    assertThat(classOf(MailWith.subject("Your email requires verification verify#aBcD1234-xyz")))
        .isEqualTo(CHALLENGE);
    assertThat(
            classOf(
                MailWith.field("Reply-To", "nadia-confirm-1763800000.4711.a1b2c3@hotels.example")))
        .isEqualTo(CHALLENGE);
    assertThat(classOf(MailWith.subject("Agent does not verify #12345678 callers")))
        .isEqualTo(HUMAN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted | auto-replied",
        "Auto-Submitted | Auto-Replied (vacation)",
        "Auto-Submitted | auto-replied; owner-email=\"nadia@harbour-hotels.example\"",
        "X-Autoreply | yes",
        "X-Autorespond | Calls dropped",
        "Precedence | auto_reply",
        "X-Amazon-Auto-Reply | true",
      })
  void knowsAResponderByItsFields(String field, String value) {
    assertThat(classOf(MailWith.field(field, value))).isEqualTo(AUTO_REPLY);
  }

  @Test
  void takesARuleOfExchangeForAResponderOnlyWhenItWantsNoAnswer() {
    String field = "X-MS-Exchange-Inbox-Rules-Loop";

    assertThat(classOf(MailWith.field(field, "nadia@harbour-hotels.example"))).isEqualTo(HUMAN);
    assertThat(
            classOf(
                MailWith.field(field, "nadia@harbour-hotels.example")
                    .and("X-Auto-Response-Suppress", "All")))
        .isEqualTo(AUTO_REPLY);
    assertThat(
            classOf(
                MailWith.field(field, "nadia@harbour-hotels.example")
                    .and("Auto-Submitted", "auto-generated")))
        .isEqualTo(AUTO_REPLY);
  }

  @Test
  void takesAMachineThatAnswersOurLetterForAResponder() {
    MailWith generated = MailWith.field("Auto-Submitted", "auto-generated");

    assertThat(classOf(generated.and("In-Reply-To", "4711@monitor.example")))
        .isEqualTo(AUTO_GENERATED);
    assertThat(classOf(generated.and("In-Reply-To", "counterfoil.1.2@counterfoil.example")))
        .isEqualTo(AUTO_REPLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Auto-Response-Suppress | All",
        "X-Auto-Response-Suppress | OOF, AutoReply",
        "Auto-Submitted | no",
        "Auto-Submitted | No (a person)",
        "X-Autoreply | no",
        "Precedence | first-class",
        "List-Unsubscribe | <mailto:leave@crm.example>",
      })
  void takesAPersonsFieldsForAPersons(String field, String value) {
    assertThat(classOf(MailWith.field(field, value))).isEqualTo(HUMAN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Automatic reply: [CF-1042] Calls dropped",
        "Out of Office AutoReply: Calls dropped",
        "Out of office",
        "Out of Office Re: [CF-1042] Calls dropped",
        "[EXTERNAL] Automatic reply: Calls dropped",
        "[Auto-Reply] Calls dropped",
        "Automatische Antwort: Anrufe brechen ab",
        "Abwesenheitsnotiz",
        "Réponse automatique : Appels coupés",
        "Reponse automatique: Appels",
        "Respuesta automática: Llamadas",
        "Resposta automática: Chamadas",
        "Risposta automatica: Chiamate",
        "Automatisch antwoord: Oproepen",
        "Odpowiedź automatyczna: Połączenia",
        "Automatická odpověď: Hovory",
        "Autosvar: Samtal",
        "Automatisk svar: Opkald",
        "Fraværsassistent",
        "Automaattinen vastaus: Puhelut",
        "Автоматический ответ: Звонки",
        "Автоматична відповідь: Дзвінки",
        "Otomatik yanıt: Aramalar",
        "OTOMATİK YANIT: Aramalar",
        "自動応答: 通話が切れる",
        "【自動返信】通話が切れる",
        "自动回复：通话中断",
        "自動回覆: 通話中斷",
        "자동 회신: 통화가 끊깁니다",
      })
  void knowsAResponderByItsSubjectInManyLanguages(String subject) {
    assertThat(classOf(MailWith.subject(subject))).isEqualTo(AUTO_REPLY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I am out of office tomorrow, please help today",
        "Out of office tomorrow, please help today",
        "Out of office hours nobody reaches the desk",
        "Out of office: callers hear the wrong greeting",
        "Automatic reply is not sent to callers",
        "Auto-reply broken in production",
        "Re: Automatic reply: Calls dropped",
        "AW: Abwesenheitsnotiz: Anrufe",
        "Urlaub: Ansage für Feiertage ändern",
        "Urlaubsansage ändern",
        "Absence de réponse de l'agent",
        "Ferie: feil åpningstider",
        "自動応答の件",
        "外出: 通話が切れる",
        "",
      })
  void takesAPersonsSubjectForAPersons(String subject) {
    assertThat(classOf(MailWith.subject(subject))).isEqualTo(HUMAN);
  }

  @Test
  void takesADoubtfulSubjectForAResponderOnlyWithASecondSign() {
    String subject = "Out of office: Calls dropped";

    assertThat(classOf(MailWith.subject(subject))).isEqualTo(HUMAN);
    assertThat(classOf(MailWith.subject(subject).and("In-Reply-To", "counterfoil.1@desk.example")))
        .isEqualTo(AUTO_REPLY);
    assertThat(classOf(MailWith.subject(subject).and("X-Auto-Response-Suppress", "All")))
        .isEqualTo(AUTO_REPLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Automatic reply | Out of office",
        "de | Automatische Antwort | Abwesend",
        "fr | Réponse automatique | En congé",
        "es | Respuesta automática | Fuera de la oficina",
        "pt | Resposta automática | Fora do escritório",
        "it | Risposta automatica | Fuori ufficio",
        "nl | Automatisch antwoord | Afwezig",
        "pl | Odpowiedź automatyczna | Poza biurem",
        "cs | Automatická odpověď | Mimo kancelář",
        "sv | Automatiskt svar | Frånvarande",
        "da | Automatisk svar | Ikke på kontoret",
        "no | Automatisk svar | Ikke til stede",
        "fi | Automaattinen vastaus | Poissa toimistosta",
        "ru | Автоматический ответ | Вне офиса",
        "uk | Автоматична відповідь | Поза офісом",
        "tr | Otomatik yanıt | Ofis dışında",
        "ja | 自動応答 | 不在",
        "zh | 自动回复 | 休假",
        "ko | 자동 회신 | 부재중",
      })
  void knowsAnAutomaticReplyAndAnAbsenceInEachLanguage(
      String language, String reply, String absence) {
    assertThat(classOf(MailWith.subject(reply + ": [CF-1042] 4711"))).isEqualTo(AUTO_REPLY);
    assertThat(classOf(MailWith.subject(absence))).isEqualTo(AUTO_REPLY);
    assertThat(classOf(MailWith.subject(absence + ": [CF-1042] 4711"))).isEqualTo(HUMAN);
    assertThat(
            classOf(
                MailWith.subject(absence + ": [CF-1042] 4711")
                    .and("In-Reply-To", "counterfoil.1@desk.example")))
        .isEqualTo(AUTO_REPLY);
    assertThat(classOf(MailWith.subject(reply + " 4711"))).isEqualTo(HUMAN);
  }

  @Test
  void doesNotReadTheTextForTheClass() {
    assertThat(classOf(MailWith.text("I am out of office tomorrow, please help today.")))
        .isEqualTo(HUMAN);
  }

  @Test
  void knowsAListByItsFields() {
    assertThat(classOf(MailWith.field("List-Id", "Hotel owners <owners.lists.example>")))
        .isEqualTo(LIST);
    assertThat(classOf(MailWith.field("Precedence", "List"))).isEqualTo(LIST);
  }

  @Test
  void doesNotCountTheListThatTheDeskItselfIs() {
    assertThat(
            classOf(
                MailWith.field("List-Id", "Desk <servicedesk.counterfoil.example>")
                    .and("List-Post", "<mailto:servicedesk@counterfoil.example>")
                    .and("Precedence", "list")))
        .isEqualTo(HUMAN);
    assertThat(
            classOf(
                MailWith.field("List-Id", "News <news.lists.example>")
                    .and("List-Unsubscribe", "<mailto:out@x.example?body=servicedesk>")))
        .isEqualTo(LIST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted | auto-generated",
        "Auto-Submitted | auto-notified; owner-email=\"nadia@harbour-hotels.example\"",
        "Precedence | bulk",
        "Precedence | JUNK",
      })
  void knowsWhatAMachineWroteUnasked(String field, String value) {
    assertThat(classOf(MailWith.field(field, value))).isEqualTo(AUTO_GENERATED);
  }

  private MailClass classOf(MailWith mail) {
    return screener.screen(mail.read()).mailClass();
  }

  private static MailWith report(String parameter) {
    return MailWith.field("Content-Type", "Multipart/Report; " + parameter + "; boundary=\"b\"");
  }
}
