package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** On a real mailbox. */
@SpringBootTest(classes = WebOnFakes.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class NoTryoutTest {

  @Value("${local.server.port}")
  private int port;

  @Test
  void hidesTheTryoutPageAndItsLink() {
    assertThat(Visitor.of(port).get("/").body()).doesNotContain("/tryout");
    assertThat(Visitor.of(port).get("/tryout").statusCode()).isEqualTo(404);
  }
}
