package counterfoil.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.desk.HistoricMail;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ImportingTest {

  private final List<List<HistoricMail>> pages = new ArrayList<>();

  @Test
  void boundsAPageByMailsAndByBytes() {
    Importing importing = importing(new Limits(3, 100, 1_000), 99);
    importing.run(List.of(mail(10), mail(10), mail(10), mail(10), mail(95), mail(500), mail(1)));

    assertThat(pages).extracting(List::size).containsExactly(3, 1, 1, 1, 1);
    assertThat(importing.tally(7)).isEqualTo(new Tally(7, 7, 7, 0, 0, 0, List.of()));
  }

  @Test
  void namesWhatItCannotTakeAndGoesOn() {
    Importing importing = importing(new Limits(10, 100_000, 1_000), 99);
    importing.run(List.of(mail(1_001), mail(0), broken(), mail(5)));

    Tally tally = importing.tally(4);
    assertThat(pages).hasSize(1);
    assertThat(tally.tooLarge()).isEqualTo(1);
    assertThat(tally.unreadable()).isEqualTo(2);
    assertThat(tally.fresh()).isEqualTo(1);
    assertThat(tally.troubles())
        .extracting(Trouble::toString)
        .containsExactly(
            "mail of 1001 is too large: 1,001 bytes, and the limit is 1,000.",
            "mail of 0 is empty.",
            "broken mail cannot be read: the disk has a hole.");
  }

  @Test
  void stopsWhenAskedAndCountsOnlyWhatWasHandedOver() {
    Importing importing = importing(new Limits(2, 100_000, 1_000), 5);
    importing.run(IntStream.range(0, 9).mapToObj(i -> mail(10 + i)).toList());

    assertThat(pages).hasSize(2);
    assertThat(importing.tally(9).done()).isEqualTo(4);
    assertThat(importing.tally(9).isCut()).isTrue();
  }

  @Test
  @Tag("promise-10")
  void countsNothingOfAPageThatWasNotTaken() {
    Importing importing =
        new Importing(
            new Limits(2, 100_000, 1_000),
            page -> {
              if (pages.size() == 1) {
                throw new IllegalStateException("the database is away");
              }
              pages.add(page);
              return page.size();
            },
            (mails, bytes) -> {},
            () -> false);

    assertThatThrownBy(() -> importing.run(List.of(mail(1), mail(2), mail(3), mail(4), mail(5))))
        .hasMessage("the database is away");
    assertThat(importing.tally(5).done()).isEqualTo(2);
  }

  /** Asked to stop after so many mails. */
  private Importing importing(Limits limits, int mails) {
    int[] asked = {0};
    return new Importing(
        limits,
        page -> {
          pages.add(page);
          return page.size();
        },
        (done, bytes) -> {},
        () -> asked[0]++ >= mails);
  }

  private static FoundMail mail(int size) {
    return new Mail("mail of " + size, size, new byte[size]);
  }

  private static FoundMail broken() {
    return new FoundMail() {
      @Override
      public String name() {
        return "broken mail";
      }

      @Override
      public Instant date() {
        return Instant.EPOCH;
      }

      @Override
      public long size() {
        return 10;
      }

      @Override
      public byte[] read() throws IOException {
        throw new IOException("the disk has a hole");
      }
    };
  }

  private record Mail(String name, long size, byte[] bytes) implements FoundMail {
    @Override
    public Instant date() {
      return Instant.EPOCH;
    }

    @Override
    public byte[] read() {
      return bytes;
    }
  }
}
