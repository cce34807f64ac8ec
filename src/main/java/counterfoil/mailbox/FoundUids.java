package counterfoil.mailbox;

import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * The UIDs in the answer to {@code UID SEARCH}, as plain numbers: {@code * SEARCH 1 2 3} (RFC 3501
 * section 7.2.5) or {@code * ESEARCH (TAG "A1") UID ALL 1:3} (RFC 4731, RFC 9051). Eight bytes a
 * mail, whatever the length of the folder.
 */
final class FoundUids {

  private long[] found = new long[64];
  private int count;

  private FoundUids() {}

  /**
   * @param above only UIDs above this one: {@code n:*} names the last mail even if its UID is lower
   *     (RFC 9051 section 6.4.9)
   * @param most as many mails as the folder can have
   * @return ascending
   */
  static long[] in(List<Response> responses, long above, int most) throws MessagingException {
    FoundUids uids = new FoundUids();
    for (Response response : responses) {
      if (response instanceof IMAPResponse answer && answer.keyEquals("SEARCH")) {
        for (long uid = answer.readLong(); uid > 0; uid = answer.readLong()) {
          uids.add(uid, above, most);
        }
      } else if (response instanceof IMAPResponse answer && answer.keyEquals("ESEARCH")) {
        uids.addAll(answer.getRest(), above, most);
      }
    }
    long[] sorted = Arrays.copyOf(uids.found, uids.count);
    Arrays.sort(sorted);
    return sorted;
  }

  private void addAll(String rest, long above, int most) throws MessagingException {
    String[] words = rest.strip().split("\\s+");
    for (int i = 0; i + 1 < words.length; i++) {
      if (words[i].equalsIgnoreCase("ALL")) {
        for (String run : words[i + 1].split(",")) {
          addRun(run, above, most);
        }
      }
    }
  }

  private void addRun(String run, long above, int most) throws MessagingException {
    try {
      int colon = run.indexOf(':');
      long one = Long.parseLong(colon < 0 ? run : run.substring(0, colon));
      long other = colon < 0 ? one : Long.parseLong(run.substring(colon + 1));
      for (long uid = Math.min(one, other); uid <= Math.max(one, other); uid++) {
        add(uid, above, most);
      }
    } catch (NumberFormatException e) {
      throw new MessagingException("the server's list of mails cannot be read", e);
    }
  }

  private void add(long uid, long above, int most) throws MessagingException {
    if (uid <= above) {
      return;
    }
    if (count >= most) {
      throw new MessagingException("the server lists more mails than the folder has");
    }
    if (count == found.length) {
      found = Arrays.copyOf(found, count * 2);
    }
    found[count++] = uid;
  }
}
