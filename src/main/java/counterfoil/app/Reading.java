package counterfoil.app;

import counterfoil.facts.Candidate;
import counterfoil.facts.Facts;
import counterfoil.mail.ParsedMail;
import counterfoil.screen.Screening;
import java.util.ArrayList;
import java.util.List;

/**
 * What the bot would read in a mail.
 *
 * @param mail what it says
 * @param screening what it is
 * @param facts what was read out of it
 * @param candidates what was weighed for the facts
 * @param defects what was odd about it, in words
 * @param millis how long reading took, in milliseconds
 */
record Reading(
    ParsedMail mail,
    Screening screening,
    Facts facts,
    List<Candidate> candidates,
    List<String> defects,
    double millis) {

  /** The same, saying that only so many bytes of the mail were looked at. */
  Reading cutAt(int bytes) {
    List<String> more = new ArrayList<>(defects);
    more.add("larger than a mail may be: only the first " + bytes / 1024 + " kB were read");
    return new Reading(mail, screening, facts, candidates, List.copyOf(more), millis);
  }
}
