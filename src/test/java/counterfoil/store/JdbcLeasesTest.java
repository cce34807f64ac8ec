package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.INBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.desk.Lease;
import counterfoil.desk.LeaseLostException;
import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rule-8")
@Tag("fault-F11")
class JdbcLeasesTest {

  private final TestDatabase database = TestDatabase.empty();
  private final DeskOnDatabase bot = new DeskOnDatabase(database);
  private final DeskOnDatabase other = new DeskOnDatabase(database);
  private final JdbcLeases leases = new JdbcLeases(bot.jdbc, bot.instance);
  private final JdbcLeases others = new JdbcLeases(bot.jdbc, other.instance);

  @Test
  void givesAMailboxToOneBotAtATime() {
    Lease lease = leases.take("desk").orElseThrow();

    assertThat(others.take("desk")).isEmpty();
    assertThat(others.take("sales")).isPresent();
    leases.release(lease);
    assertThat(others.take("desk")).isPresent();
    assertThat(leases.take("desk")).isEmpty();
  }

  @Test
  void lastsAsLongAsItIsRenewed() {
    leases.take("desk").orElseThrow();
    bot.letPass(JdbcLeases.LASTS.minusSeconds(1));
    leases.renew();
    bot.letPass(JdbcLeases.LASTS.minusSeconds(1));
    assertThat(others.take("desk")).isEmpty();

    bot.letPass(Duration.ofSeconds(2));
    assertThat(others.take("desk")).isPresent();
  }

  @Test
  void keepsNothingUnderALeaseThatAnotherHasTaken() {
    Lease lost = leases.take("desk").orElseThrow();
    bot.letPass(JdbcLeases.LASTS.plusSeconds(1));
    Lease held = others.take("desk").orElseThrow();
    leases.renew();
    leases.release(lost);

    assertThatThrownBy(() -> bot.journal.keep(page(1, lost)))
        .isInstanceOf(LeaseLostException.class);
    assertThat(bot.count("mail")).isZero();
    assertThat(other.journal.keep(page(1, held))).isEqualTo(1);
  }

  @Test
  void losesTheLeaseThatThisBotTookBefore() {
    Lease before = leases.take("desk").orElseThrow();
    Lease now = leases.take("desk").orElseThrow();

    assertThatThrownBy(() -> bot.journal.keep(page(1, before)))
        .isInstanceOf(LeaseLostException.class);
    assertThat(bot.journal.keep(page(1, now))).isEqualTo(1);
  }

  private Page page(long uid, Lease lease) {
    return new Page(
        INBOX,
        List.of(new RawMail(uid, bot.clock.instant(), new byte[] {'x'})),
        Optional.of(lease));
  }
}
