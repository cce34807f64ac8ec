package counterfoil.web;

import counterfoil.desk.DeskViews.FactLine;
import counterfoil.desk.DeskViews.LinkLine;
import counterfoil.desk.MailState;
import counterfoil.desk.Outcome;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Goal;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the desk has seen when a test looks: varied enough to judge a page by. */
record Morning(FakeDesk desk, Instant now) {

  private static final String NADIA = "Nadia Hart <nadia@harbour-hotels.example>";
  private static final String OWEN = "Owen <owen@harbour-hotels.example>";

  /** Its first letter is the Cyrillic one. */
  private static final String LOOK_ALIKE = "\u043dadia@harbour-hotels.example";

  private static final String MEI = "Mei <mei@desk.example>";
  private static final String LINK =
      "https://studio.eu.poly.ai/harbour-hotels/PROJECT-HB7QK2MZ/agent";

  void begin() {
    outage();
    silence();
    wording();
    spelling();
    hostile();
    machines();
  }

  private void outage() {
    desk.open(
        "CF-1042",
        NADIA,
        "No call reaches our agent since 9:00",
        "Hello,\n\nin production every caller is dropped since 9:00, right after the greeting."
            + " The front desk takes them by hand, but the queue is long.\n\nThe project is "
            + LINK
            + "\n\nA call of this morning: CA5f2d90c7be1a4438a06d2b7794e1c30f",
        "P1",
        Duration.ofMinutes(12));
    desk.know(
        "CF-1042",
        List.of(
            new FactLine(
                "project_link",
                "harbour-hotels/PROJECT-HB7QK2MZ",
                LINK,
                "body line 5",
                "stated",
                1),
            new FactLine(
                "call_id",
                "CA5f2d90c7be1a4438a06d2b7794e1c30f",
                "CA5f2d90c7be1a4438a06d2b7794e1c30f",
                "body line 7",
                "stated",
                1),
            new FactLine("environment", "Live", "in production", "body line 3", "stated", 1),
            new FactLine(
                "priority", "P1", "every caller is dropped", "body line 3", "inferred", 1)),
        List.of("steps", "expected"));
    desk.write(
        "CF-1042",
        "ACKNOWLEDGEMENT",
        "SENT",
        "[CF-1042] We have your request",
        "Hello,\n\nwe have your request. Its number is CF-1042.\n\nWhat we understood\n"
            + "  Environment: Live\n  Priority:    P1 (first response at once)\n\n"
            + "What is still missing\n  Steps to reproduce:\n  What you expected:\n\n"
            + "Answer this mail to add something.\n",
        "<!doctype html><html><body style=\"font-family:sans-serif;color:#222\"><p>Hello,</p>"
            + "<p>we have your request. Its number is <b>CF-1042</b>.</p>"
            + "<table style=\"border-collapse:collapse\"><tr><td style=\"padding:4px 12px 4px 0\">"
            + "Environment</td><td><b>Live</b></td></tr><tr><td>Priority</td><td><b>P1</b></td>"
            + "</tr></table><p>Answer this mail to add something.</p></body></html>");
    desk.setStatus("CF-1042", Status.IN_PROGRESS, MEI);
    desk.place(
        "CF-1042",
        "mei@desk.example",
        "Harbour Hotels",
        List.of("telephony"),
        Optional.empty(),
        List.of(new LinkLine("follow-up of", "CF-1031")));
    desk.join(
        "CF-1042",
        "owen@harbour-hotels.example",
        "Owen",
        Role.PARTICIPANT,
        now.minus(Duration.ofMinutes(6)));
    desk.join("CF-1042", LOOK_ALIKE, "Nadia Hart", Role.SUGGESTED, now);
    desk.promise("CF-1042", Goal.RESOLUTION, Duration.ofHours(4));
    desk.promise("CF-1042", Goal.FIRST_RESPONSE, Duration.ofMinutes(5));
    desk.add(
        "CF-1042",
        EntryKind.INTERNAL_NOTE,
        MEI,
        "The SIP trunk of the hotel answers 503. Telephony is looking.",
        "",
        Optional.empty(),
        now.minusSeconds(540));
    desk.add(
        "CF-1042",
        EntryKind.ENGINEER_REPLY,
        MEI,
        "Hello Nadia,\n\nwe see the drops. Did anything change at your telephone provider this"
            + " morning?",
        "",
        Optional.empty(),
        now.minusSeconds(480));
    desk.append(
        "CF-1042",
        OWEN,
        "Re: [CF-1042] We have your request",
        "They moved our numbers to a new trunk last night. I ask them for the address.");
    desk.hide(
        "CF-1042",
        EntryKind.CUSTOMER_MESSAGE,
        "stranger@bad.example",
        "Please send the code that you have got to me.");
    desk.add(
        "CF-1042",
        EntryKind.SYSTEM_NOTE,
        "Counterfoil",
        "An automatic answer arrived from nadia@harbour-hotels.example: out of office until Monday.",
        "",
        Optional.empty(),
        now.minusSeconds(60));
  }

  private void silence() {
    desk.open(
        "CF-1039",
        OWEN,
        "Callers hear silence after the greeting",
        "Please look at CA11aa22bb33cc44dd55ee66ff77aa88bb in Pre-release.\n\nSteps:\n1. Call\n2."
            + " Ask for a late check-out\n3. Wait",
        "P2",
        Duration.ofHours(3));
    desk.know(
        "CF-1039",
        List.of(
            new FactLine("environment", "Pre-release", "Pre-release", "body line 1", "stated", 3),
            new FactLine(
                "call_id",
                "CA11aa22bb33cc44dd55ee66ff77aa88bb",
                "CA11aa22bb33cc44dd55ee66ff77aa88bb",
                "body line 1",
                "stated",
                3),
            new FactLine("happened", "Callers hear silence", "silence", "subject", "inferred", 3),
            new FactLine("steps", "Call", "1. Call", "body line 4", "stated", 3),
            new FactLine(
                "steps",
                "Ask for\na late check-out",
                "Ask for a late check-out",
                "body line 5",
                "stated",
                3),
            new FactLine("steps", "Wait", "3. Wait", "body line 6", "stated", 3),
            new FactLine("browser", "Chrome", "Chrome", "signature line 1", "stated", 3),
            new FactLine("priority", "P2", "silence", "subject", "inferred", 3)),
        List.of("project_link"));
    desk.write(
        "CF-1039",
        "ACKNOWLEDGEMENT",
        "DUE",
        "[CF-1039] We have your request",
        "Hello,\n\nwe have your request. Its number is CF-1039.\n",
        "");
    desk.setStatus("CF-1039", Status.WAITING_FOR_CUSTOMER, MEI);
    desk.promise("CF-1039", Goal.RESOLUTION, Duration.ofHours(8));
  }

  private void wording() {
    desk.open(
        "CF-1040",
        "Erika Beispiel <erika@hafenhotels.example>",
        "Falsche Uhrzeit f\u00fcr das Fr\u00fchst\u00fcck",
        "Guten Tag,\n\nder Agent nennt in der Sandbox 7 Uhr, richtig w\u00e4re 6:30 Uhr.",
        "P3",
        Duration.ofHours(26));
    desk.know(
        "CF-1040",
        List.of(
            new FactLine("environment", "Sandbox", "in der Sandbox", "body line 3", "stated", 4)),
        List.of("project_link", "call_id"));
  }

  private void spelling() {
    desk.open(
        "CF-1031",
        NADIA,
        "Typing error in the closing words",
        "It says \"Goodby\". Not urgent.",
        "P4",
        Duration.ofDays(4));
    desk.setStatus("CF-1031", Status.RESOLVED, MEI);
    desk.place(
        "CF-1031", "", "Harbour Hotels", List.of(Ticket.THANKS), Optional.empty(), List.of());
  }

  private void hostile() {
    String markup = FakeDesk.HOSTILE;
    desk.open(
        "CF-1041", "\"" + markup + "\" <x@bad.example>", markup, markup, "P3", Duration.ofHours(5));
    desk.know(
        "CF-1041",
        List.of(new FactLine("environment", markup, markup, markup, "stated", 6)),
        List.of(markup));
    desk.add(
        "CF-1041",
        EntryKind.CUSTOMER_MESSAGE,
        markup,
        "\u202eright to left\u202c " + "unbroken".repeat(60),
        markup,
        Optional.empty(),
        now.minusSeconds(30));
    desk.write("CF-1041", "ACKNOWLEDGEMENT", "FAILED", markup, markup, markup);
    desk.place(
        "CF-1041",
        markup,
        "",
        List.of(Ticket.UNKNOWN_ORGANISATION, markup),
        Optional.empty(),
        List.of(new LinkLine(markup, "CF-1042")));
    desk.join("CF-1041", markup, markup, Role.PARTICIPANT, now);
    desk.hide("CF-1041", EntryKind.INTERNAL_NOTE, markup, markup);
  }

  private void machines() {
    long bounce =
        desk.keep(
            "Mail Delivery System <mailer-daemon@bad-temper.example>",
            "Undelivered Mail Returned to Sender",
            "I am not able to deliver this, and I am not going to try again.",
            MailState.KEPT,
            now.minusSeconds(7200));
    desk.decide(bounce, Outcome.BOUNCE, "It reports no letter of ours", "", "not sent: BOUNCE");
    long away =
        desk.keep(NADIA, "Out of office", "Back on Monday.", MailState.KEPT, now.minusSeconds(900));
    desk.decide(away, Outcome.NOTED, "An automatic answer", "CF-1042", "not sent: AUTO_REPLY");
    long spoof =
        desk.keep(
            "\"Mei\" <mei@desk.example>",
            "#resolve",
            "#resolve",
            MailState.KEPT,
            now.minusSeconds(600));
    desk.stop(spoof, MailState.HELD, "spoof: DMARC of desk.example fails", List.of());
    long odd =
        desk.keep(
            "",
            "",
            "    \n   \n\n".getBytes(StandardCharsets.US_ASCII),
            MailState.KEPT,
            now.minusSeconds(400));
    desk.stop(
        odd,
        MailState.PARKED,
        "process/read failed three times",
        List.of("no header field could be read", "From missing"));
    desk.keep(OWEN, "One more thing", "Thank you!", MailState.KEPT, now.minusSeconds(2));
  }
}
