package counterfoil.mailbox;

import counterfoil.desk.Page;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A bot that does nothing but keep what comes from one mailbox; see {@link KeepingJournal}. */
final class Watching implements AutoCloseable {

  final KeepingJournal journal = new KeepingJournal();
  final OneBot leases = new OneBot();

  private Account.Protocol protocol = Account.Protocol.IMAP;
  private List<String> folders = List.of("INBOX");
  private String processed = "Processed";
  private boolean leaveOnServer;
  private long longestMail = 50L << 20;
  private Duration poll = Duration.ofSeconds(60);
  private Duration reconcile = Duration.ofMinutes(15);
  private int pageMails = 100;
  private Account.Timeouts timeouts = Account.Timeouts.DEFAULTS;
  private CamelContext camel = new DefaultCamelContext();
  private MailboxComponent component;

  Watching byPop3(boolean leaveOnServer) {
    this.protocol = Account.Protocol.POP3;
    this.leaveOnServer = leaveOnServer;
    return this;
  }

  Watching folders(String... names) {
    this.folders = List.of(names);
    return this;
  }

  Watching processed(String name) {
    this.processed = name;
    return this;
  }

  Watching longestMail(long bytes) {
    this.longestMail = bytes;
    return this;
  }

  Watching poll(Duration every) {
    this.poll = every;
    return this;
  }

  Watching reconcile(Duration every) {
    this.reconcile = every;
    return this;
  }

  Watching pageMails(int most) {
    this.pageMails = most;
    return this;
  }

  Watching timeouts(Duration connect, Duration read, Duration command) {
    this.timeouts = new Account.Timeouts(connect, read, command);
    return this;
  }

  Account account(String user, String password, int port) {
    Account.Server server = new Account.Server("127.0.0.1", port, user, password, Account.Tls.NONE);
    return new Account(
        "desk",
        user,
        server,
        server,
        new Account.Watching(
            protocol,
            folders,
            processed,
            "Oversize",
            leaveOnServer,
            longestMail,
            poll,
            reconcile,
            Duration.ofMinutes(10),
            pageMails,
            16L << 20,
            timeouts,
            Optional.empty()));
  }

  Watching start(Account account) throws Exception {
    component =
        new MailboxComponent(Map.of(account.name(), account), journal, leases, Clock.systemUTC());
    camel.addComponent("mailbox", component);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("mailbox:" + account.name())
                .routeId("receive")
                .process(exchange -> journal.keep(exchange.getMessage().getBody(Page.class)))
                // As the desk's own route ends: nobody may take the page's completion along.
                .to("seda:process?size=1&discardWhenFull=true");
          }
        });
    camel.start();
    return this;
  }

  /** A new connection, as after a restart. */
  void again() throws Exception {
    camel.getRouteController().stopRoute("receive");
    camel.getRouteController().startRoute("receive");
  }

  MailboxStatus status() {
    return component.statuses().get("desk");
  }

  @Override
  public void close() throws Exception {
    camel.close();
  }
}
