package counterfoil.mailbox;

import java.util.ArrayList;
import java.util.List;

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

  /** Pages in order; each has a mail at least. */
  List<List<Listed>> cut(List<Listed> listed) {
    List<List<Listed>> pages = new ArrayList<>();
    List<Listed> page = new ArrayList<>();
    long length = 0;
    for (Listed mail : listed) {
      long cost = mail.size() > longest ? MailFetch.BEGINNING : mail.size();
      if (!page.isEmpty() && (page.size() >= mails || length + cost > bytes)) {
        pages.add(page);
        page = new ArrayList<>();
        length = 0;
      }
      page.add(mail);
      length += cost;
    }
    if (!page.isEmpty()) {
      pages.add(page);
    }
    return pages;
  }
}
