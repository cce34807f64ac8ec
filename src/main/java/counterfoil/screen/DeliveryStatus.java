package counterfoil.screen;

import counterfoil.screen.Bounce.Action;
import counterfoil.screen.Bounce.Recipient;
import counterfoil.screen.ReportFields.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a delivery status notification (RFC 3464 section 2). Servers forget the blank lines
 * between recipients and the types of addresses; a group of fields ends at a blank line or where a
 * field comes again.
 */
final class DeliveryStatus {

  private static final int MOST_RECIPIENTS = 500;
  private static final int LONGEST_DIAGNOSTIC = 1_000;

  private static final Set<String> OF_A_RECIPIENT =
      Set.of("final-recipient", "original-recipient", "action", "status", "diagnostic-code");

  private final List<Recipient> recipients = new ArrayList<>();
  private Map<String, String> group = new HashMap<>();

  private DeliveryStatus() {}

  /**
   * The recipients that a text of such fields tells about; lines that are no fields are ignored.
   */
  static List<Recipient> of(String text) {
    DeliveryStatus status = new DeliveryStatus();
    for (Field field : ReportFields.of(text)) {
      if (field.name().isEmpty() || status.group.containsKey(field.name())) {
        status.endGroup();
      }
      if (OF_A_RECIPIENT.contains(field.name())) {
        status.group.put(field.name(), field.value());
      }
    }
    status.endGroup();
    return List.copyOf(status.recipients);
  }

  private void endGroup() {
    String address = address(group.getOrDefault("original-recipient", ""));
    if (address.isEmpty()) {
      address = address(group.getOrDefault("final-recipient", ""));
    }
    if (!address.isEmpty() && recipients.size() < MOST_RECIPIENTS) {
      String diagnostic = diagnostic(group.getOrDefault("diagnostic-code", ""));
      String status = status(group.getOrDefault("status", ""), diagnostic);
      recipients.add(
          new Recipient(
              address, action(group.getOrDefault("action", ""), status), status, diagnostic));
    }
    group = new HashMap<>();
  }

  /**
   * {@code rfc822; nadia@harbour-hotels.example}, the type often missing. In an original recipient
   * plus and equals sign are written in hex (RFC 3461 section 4).
   */
  private static String address(String field) {
    return AddressInText.firstIn(field.substring(field.indexOf(';') + 1))
        .map(address -> address.replace("+2B", "+").replace("+3D", "="))
        .orElse("");
  }

  /** A status that says nothing gives way to the one in the server's words. */
  private static String status(String field, String diagnostic) {
    String said = StatusCode.in(field);
    if (!StatusCode.isVague(said)) {
      return said;
    }
    String inWords = StatusCode.in(diagnostic);
    return StatusCode.isVague(inWords) && !said.isEmpty() ? said : inWords;
  }

  private static Action action(String field, String status) {
    return switch (field.strip().toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0]) {
      case "failed", "undeliverable" -> Action.FAILED;
      case "delayed" -> Action.DELAYED;
      case "delivered", "deliverable" -> Action.DELIVERED;
      case "relayed" -> Action.RELAYED;
      case "expanded" -> Action.EXPANDED;
      default ->
          status.startsWith("2")
              ? Action.DELIVERED
              : status.startsWith("4") ? Action.DELAYED : Action.FAILED;
    };
  }

  /** Without the type in front: {@code smtp; 550 5.1.1 No such user}. */
  private static String diagnostic(String field) {
    int semicolon = field.indexOf(';');
    boolean hasType = semicolon > 0 && semicolon <= 20 && field.lastIndexOf(' ', semicolon - 1) < 0;
    return shortened(hasType ? field.substring(semicolon + 1) : field);
  }

  static String shortened(String diagnostic) {
    String whole = diagnostic.strip();
    return whole.length() <= LONGEST_DIAGNOSTIC ? whole : whole.substring(0, LONGEST_DIAGNOSTIC);
  }
}
