package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.MailState;
import counterfoil.mail.MailHtml;
import counterfoil.mail.ShownHtml;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * In which forms a mail can be shown: text always, and as its sender made it if it has HTML. A page
 * that refreshes itself asks every few seconds, so what is known of a mail is remembered; a raw
 * mail never changes, but it can be gone.
 */
@Component
class MailForms {

  private static final int REMEMBERED = 2_000;

  /** So many unknown mails are read for one page; its next refresh reads more. */
  private static final int READ_AT_ONCE = 20;

  private static final int SHORT = 12;
  private static final int MIDDLE = 28;

  private final DeskViews desk;
  private final MailHtml html;
  private final Map<Long, Form> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Form> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param html whether there is HTML to be shown
   * @param height how much room it needs: {@code short}, {@code middle} or {@code long}. The page
   *     cannot look into the frame, where nothing runs.
   */
  public record Form(boolean html, String height) {
    static final Form TEXT = new Form(false, "");
  }

  MailForms(DeskViews desk, MailHtml html) {
    this.desk = desk;
    this.html = html;
  }

  /** The forms of these mails by their id in digits, for templates; of those that are known. */
  Map<String, Form> of(Collection<Long> mails) {
    Map<String, Form> forms = new LinkedHashMap<>();
    int read = 0;
    Set<Long> erased = desk.erased(mails);
    for (Long mail : mails) {
      if (erased.contains(mail)) {
        continue;
      }
      Optional<Form> form = known(mail);
      if (form.isEmpty() && read++ < READ_AT_ONCE) {
        form = read(mail);
      }
      form.ifPresent(one -> forms.put(String.valueOf(mail), one));
    }
    return forms;
  }

  /** The mail as its sender made it; empty without HTML, and for a mail that must not be read. */
  Optional<ShownHtml> html(long mail) {
    return raw(mail).flatMap(html::of);
  }

  /** The bytes of a mail that may be read: of a parked one that may be what failed. */
  Optional<byte[]> raw(long mail) {
    return desk.mail(mail)
        .filter(line -> line.state() != MailState.PARKED)
        .flatMap(line -> desk.raw(mail));
  }

  private Optional<Form> known(Long mail) {
    synchronized (known) {
      return Optional.ofNullable(known.get(mail));
    }
  }

  private Optional<Form> read(Long mail) {
    Optional<Form> form =
        raw(mail)
            .map(raw -> html.of(raw).map(shown -> new Form(true, height(shown))).orElse(Form.TEXT));
    form.ifPresent(
        one -> {
          synchronized (known) {
            known.put(mail, one);
          }
        });
    return form;
  }

  private static String height(ShownHtml shown) {
    return shown.lines() <= SHORT ? "short" : shown.lines() <= MIDDLE ? "middle" : "long";
  }
}
