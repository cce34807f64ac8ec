package counterfoil.desk;

import counterfoil.letters.ReplyTokens;
import counterfoil.ticket.Ticket;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which tickets a mail points at, the surest first (rule 21). Never by likeness of subjects. */
final class Threading {

  private final ReplyTokens tokens;

  Threading(ReplyTokens tokens) {
    this.tokens = tokens;
  }

  /** Each ticket once, by the surest sign. */
  List<Hit> hits(Case of, Known known, Optional<TokenUse> use) {
    Map<Long, Hit> hits = new LinkedHashMap<>();
    Stream.concat(use.map(TokenUse::ticket).map(by(Hit.How.TOKEN)).stream(), signs(of, known))
        .forEach(hit -> hits.putIfAbsent(hit.ticket().id(), hit));
    return List.copyOf(hits.values());
  }

  private static Stream<Hit> signs(Case of, Known known) {
    Pointers pointers = of.pointers();
    return Stream.of(
            pointers.messageIds().stream()
                .flatMap(id -> known.byMessageId(id).stream())
                .map(by(Hit.How.THREAD)),
            pointers.marked().stream()
                .flatMap(id -> known.ticket(id).stream())
                .map(by(Hit.How.MARK)),
            pointers.numbers().stream()
                .flatMap(number -> known.byNumber(number).stream())
                .map(by(Hit.How.SUBJECT)),
            known.awaiting(of.mail().messageId()).stream().map(by(Hit.How.AWAITED)),
            pointers.messageIds().stream()
                .flatMap(id -> known.awaiting(id).stream())
                .map(by(Hit.How.SIBLING)))
        .flatMap(hits -> hits);
  }

  private static java.util.function.Function<Ticket, Hit> by(Hit.How how) {
    return ticket -> new Hit(ticket, how);
  }

  /**
   * The reply address that the mail came to, if it counts: one that was given to somebody, for this
   * ticket, in the role that they have, and has not ended. Where thread, mark or number name other
   * tickets it is of another ticket, and counts as none (rule 22).
   */
  Optional<TokenUse> tokenUse(Case of, Known known) {
    Instant at = of.claimed().internalDate();
    Optional<TokenUse> use =
        of.pointers().tokens().stream()
            .flatMap(
                token ->
                    known
                        .correspondent(token.ticketId(), token.no())
                        .filter(person -> tokens.proves(token, person, at))
                        .flatMap(
                            person ->
                                known
                                    .ticket(token.ticketId())
                                    .map(ticket -> new TokenUse(ticket, person)))
                        .stream())
            .findFirst();
    if (use.isEmpty()) {
      return use;
    }
    List<Long> others =
        signs(of, known)
            .filter(hit -> !hit.how().isOutOfOrder())
            .map(hit -> hit.ticket().id())
            .toList();
    return use.filter(one -> others.isEmpty() || others.contains(one.ticket().id()));
  }
}
