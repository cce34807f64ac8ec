package counterfoil.desk;

import java.util.List;
import java.util.Optional;

/** Mails that are held, to be decided upon as if they had been released. Writes nothing. */
public interface HeldCases {

  /** The mail whole, under no claim; empty when it is not held. */
  Optional<ClaimedMail> held(long mailId);

  /** Adds to what is known whatever these cases may touch, and draws no number. */
  void gather(List<Case> cases, Known known);
}
