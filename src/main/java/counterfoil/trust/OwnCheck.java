package counterfoil.trust;

import counterfoil.mail.DomainName;
import counterfoil.mail.RawHeader;
import counterfoil.trust.Trust.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Our own check, for mails of which no server of ours says anything: the DKIM signatures of the
 * author's domain, and its DMARC policy (RFC 7489 section 6.6.2).
 *
 * <p>It proves who the author is, or nothing; it never says that somebody else wrote the mail. The
 * address that the mail was sent from is not known here, so SPF may have passed; and whatever adds
 * a line to a mail on its way breaks its signature.
 */
final class OwnCheck implements AutoCloseable {

  /** Signatures of the author's domain that are looked at, the topmost first. */
  private static final int MOST = 5;

  /** Fields of signatures that are read to find those. */
  private static final int FIELDS = 50;

  private final Questions questions;
  private final Duration timeout;
  private final Clock clock;

  OwnCheck(Dns dns, DnsLimits limits, Clock clock) {
    this.questions = new Questions(dns, limits, clock);
    this.timeout = limits.timeout();
    this.clock = clock;
  }

  private record Candidate(
      RawHeader.Field field, DkimSignature signature, CompletableFuture<Dns.Answer> key) {}

  /**
   * Waits for the DNS, but in all no longer than the limit.
   *
   * @param author the domain of the author, as A-labels
   */
  Trust trust(RawHeader header, String author) {
    if (!header.isAsItCame()) {
      return Trust.unknown("The header is damaged, so that no signature can be checked.");
    }
    if (header.fields("from").size() != 1) {
      return Trust.unknown("The mail does not name exactly one author.");
    }
    DkimCheck check = new DkimCheck(header, clock);
    List<String> faults = new ArrayList<>();
    List<Candidate> candidates = candidates(header, check, author, faults);
    if (candidates.isEmpty()) {
      return Trust.unknown(
          faults.isEmpty()
              ? "The mail has no signature of %s.".formatted(author)
              : notCounted(author, faults.get(0)));
    }
    Deadline deadline = new Deadline(timeout);
    CompletableFuture<Dns.Answer> own = questions.txt("_dmarc." + author);
    String owner = OrganisationalDomain.of(author);
    CompletableFuture<Dns.Answer> owners =
        owner.equals(author) ? own : questions.txt("_dmarc." + owner);
    boolean isStrict = isStrict(deadline.await(own), deadline.await(owners));
    for (Candidate one : candidates) {
      Dns.Answer key = deadline.await(one.key());
      if (!key.isAnswer()) {
        faults.add("the DNS did not say its key in time");
        continue;
      }
      Checked<DkimSignature> checked = check.verify(one.signature(), one.field(), key.texts());
      String signer = one.signature().domain();
      if (checked.good().isEmpty()) {
        faults.add(checked.fault());
      } else if (isStrict && !signer.equals(author)) {
        faults.add("it is of %s, and that does not suffice".formatted(signer));
      } else {
        return proven(author, one.signature());
      }
    }
    return Trust.unknown(notCounted(author, faults.get(0)));
  }

  /** Signatures that count when they verify; their keys are asked for already. */
  private List<Candidate> candidates(
      RawHeader header, DkimCheck check, String author, List<String> faults) {
    List<Candidate> found = new ArrayList<>();
    header.fields("dkim-signature").stream()
        .limit(FIELDS)
        .filter(field -> isOf(author, header.value(field)))
        .limit(MOST)
        .forEach(
            field -> {
              Checked<DkimSignature> read = check.read(field);
              read.good()
                  .ifPresent(
                      one -> found.add(new Candidate(field, one, questions.txt(one.keyName()))));
              if (read.good().isEmpty()) {
                faults.add(read.fault());
              }
            });
    return found;
  }

  private static boolean isOf(String author, String signature) {
    return TagList.of(signature)
        .map(tags -> tags.getOrDefault("d", ""))
        .filter(d -> OrganisationalDomain.areAligned(DomainName.aLabel(d), author))
        .isPresent();
  }

  /** Without an answer the stricter way is taken. */
  private static boolean isStrict(Dns.Answer own, Dns.Answer owners) {
    if (!own.isAnswer() || !owners.isAnswer()) {
      return true;
    }
    Optional<DmarcPolicy> policy = DmarcPolicy.of(own.texts());
    return policy
        .or(() -> DmarcPolicy.of(owners.texts()))
        .filter(DmarcPolicy::isStrict)
        .isPresent();
  }

  private static Trust proven(String author, DkimSignature signature) {
    return new Trust(
        Level.A,
        "The mail has a valid signature of %s.".formatted(author),
        "DKIM-Signature: d=%s; s=%s".formatted(signature.domain(), signature.selector()));
  }

  private static String notCounted(String author, String fault) {
    return "The mail has a signature of %s, but %s.".formatted(author, fault);
  }

  /** So much time for all that one mail asks. */
  private static final class Deadline {

    private final long end;

    Deadline(Duration timeout) {
      this.end = System.nanoTime() + timeout.toNanos();
    }

    Dns.Answer await(CompletableFuture<Dns.Answer> answer) {
      try {
        return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return Dns.Answer.NONE;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Dns.Answer.NONE;
      }
    }
  }

  @Override
  public void close() {
    questions.close();
  }
}
