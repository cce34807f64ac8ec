package counterfoil.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts mails into pages that are bounded by count and bytes, so that memory is bounded too. */
final class Pages {

  private final int mails;
  private final long bytes;
  private final long longest;

  Pages(Account.Watching watching) {
    this.mails = watching.pageMails();
    this.bytes = watching.pageBytes();
    this.longest = watching.longestMail();
  }

  /**
   * Pages in order; each has a mail at least.
   *
   * @param alone UIDs of mails that get a page of their own
   */
  List<List<Listed>> cut(List<Listed> listed, Set<Long> alone) {
    List<List<Listed>> pages = new ArrayList<>();
    List<Listed> page = new ArrayList<>();
    long length = 0;
    for (Listed mail : listed) {
      boolean lonely = alone.contains(mail.uid());
      long cost = mail.size() > longest ? MailFetch.BEGINNING : mail.size();
      if (!page.isEmpty() && (lonely || page.size() >= mails || length + cost > bytes)) {
        pages.add(page);
        page = new ArrayList<>();
        length = 0;
      }
      page.add(mail);
      length += cost;
      if (lonely) {
        pages.add(page);
        page = new ArrayList<>();
        length = 0;
      }
    }
    if (!page.isEmpty()) {
      pages.add(page);
    }
    return pages;
  }
}
