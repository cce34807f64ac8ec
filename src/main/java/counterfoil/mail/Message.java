package counterfoil.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a walk found in a mail, or in a mail that was attached to it; files stand elsewhere. */
final class Message {

  final Fields fields = new Fields();
  final List<Body> bodies = new ArrayList<>();
  final List<Message> attached = new ArrayList<>();
  final List<ReportPart> reports = new ArrayList<>();

  /** Takes over what was found in a part that was walked by itself. */
  void addAll(Message inner) {
    bodies.addAll(inner.bodies);
    attached.addAll(inner.attached);
    reports.addAll(inner.reports);
  }

  Body newBody() {
    Body body = new Body();
    bodies.add(body);
    return body;
  }

  /** Whether any of its bodies says something. */
  boolean hasText() {
    return bodies.stream()
        .flatMap(body -> Stream.concat(body.plain.stream(), body.html.stream()))
        .anyMatch(text -> !text.isBlank());
  }
}
