package counterfoil.app;

import static counterfoil.app.SettingCheck.between;
import static counterfoil.app.SettingCheck.longerThanNothing;
import static counterfoil.app.SettingCheck.require;

import counterfoil.mailbox.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How mailboxes are watched.
 *
 * @param folders those that are watched, the one with most mail first
 * @param processed where kept mails are moved to; empty to leave them in place
 * @param oversize where kept mails are moved to that are too large
 * @param longestMail above it only the beginning of a mail is fetched
 * @param leaveOnServer whether POP3 leaves kept mails where they are
 * @param poll how often every folder is looked at even if the server says nothing
 * @param reconcile how often everything that lies there is held against the journal
 * @param loginRetry how long to wait after a refused login
 * @param trust PEM file with certificates of authorities to trust beside those of Java
 * @param pageMails how many mails are fetched in one go at most
 * @param pageSize how many bytes are fetched in one go at most, but always one mail
 * @param connectTimeout until a server answers at all
 * @param readTimeout from one sign of life of a server to the next
 * @param commandTimeout for everything that one command asks for
 */
public record WatchSettings(
    @DefaultValue("INBOX") List<String> folders,
    @DefaultValue("Processed") String processed,
    @DefaultValue("Oversize") String oversize,
    @DefaultValue("50MB") DataSize longestMail,
    @DefaultValue("true") boolean leaveOnServer,
    @DefaultValue("60s") Duration poll,
    @DefaultValue("15m") Duration reconcile,
    @DefaultValue("10m") Duration loginRetry,
    @DefaultValue("") String trust,
    @DefaultValue("500") int pageMails,
    @DefaultValue("16MB") DataSize pageSize,
    @DefaultValue("30s") Duration connectTimeout,
    @DefaultValue("60s") Duration readTimeout,
    @DefaultValue("5m") Duration commandTimeout) {

  /** What concerns all mailboxes. */
  void check() {
    between(1, 1_000, "mailbox.page-mails", pageMails());
    require(
        pageSize().toMegabytes() >= 1 && pageSize().toMegabytes() <= 1_024,
        "mailbox.page-size",
        pageSize(),
        "it must be from 1MB to 1GB");
    require(
        longestMail().toMegabytes() >= 1 && longestMail().toMegabytes() <= 1_024,
        "mailbox.longest-mail",
        longestMail(),
        "it must be from 1MB to 1GB: a mail is held in memory while it is worked on");
    longerThanNothing("mailbox.reconcile", reconcile());
    longerThanNothing("mailbox.login-retry", loginRetry());
    longerThanNothing("mailbox.connect-timeout", connectTimeout());
    longerThanNothing("mailbox.read-timeout", readTimeout());
    longerThanNothing("mailbox.command-timeout", commandTimeout());
  }

  /** What may be of one mailbox alone, under the key of it. */
  static void check(String key, Account.Watching watching) {
    longerThanNothing(key + ".poll", watching.poll());
    require(
        !watching.folders().isEmpty() && watching.folders().stream().noneMatch(String::isBlank),
        key + ".folders",
        watching.folders(),
        "it must name one folder at least, such as INBOX");
    require(
        !watching.folders().contains(watching.processed()),
        key + ".processed",
        watching.processed(),
        "it must be another folder than those that are watched, or empty to leave mail in place");
    require(
        !watching.folders().contains(watching.oversize()) && !watching.oversize().isBlank(),
        key + ".oversize",
        watching.oversize(),
        "it must be another folder than those that are watched");
    watching
        .trust()
        .ifPresent(
            file ->
                require(
                    Files.isReadable(file),
                    key + ".trust",
                    file,
                    "it must be a file with certificates in PEM"));
  }

  /** How a mailbox is watched, by its own settings where it has them. */
  Account.Watching of(MailboxSettings one) {
    String trust = one.trust() == null ? trust() : one.trust().toString();
    return new Account.Watching(
        one.pop3() == null ? Account.Protocol.IMAP : Account.Protocol.POP3,
        orElse(one.folders(), folders()),
        orElse(one.processed(), processed()),
        orElse(one.oversize(), oversize()),
        orElse(one.leaveOnServer(), leaveOnServer()),
        longestMail().toBytes(),
        orElse(one.poll(), poll()),
        reconcile(),
        loginRetry(),
        pageMails(),
        pageSize().toBytes(),
        new Account.Timeouts(connectTimeout(), readTimeout(), commandTimeout()),
        Optional.of(trust).filter(file -> !file.isEmpty()).map(Path::of));
  }

  private static <T> T orElse(@Nullable T own, T common) {
    return own == null ? common : own;
  }
}
