package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** What the API hands out of a person, and how it erases them. */
@Tag("threat-T40")
@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class PeopleApiTest {

  private static final String PATH = "/api/people/Nadia@harbour-hotels.example";

  @Value("${local.server.port}")
  private int port;

  @Autowired private FakePeople people;

  private Visitor visitor;

  @BeforeEach
  void open() {
    visitor = Visitor.of(port);
    people.isErased = false;
    people.isUndecided = false;
  }

  @Test
  void handsOutAnArchive() throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH + "/export"))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
    Map<String, byte[]> files = unzipped(answer.body());
    assertThat(files.keySet())
        .containsExactly(
            "README.txt",
            "person.json",
            "letters.json",
            "tickets/CF-1042.json",
            "mails.csv",
            "mails/3.eml");
    assertThat(files.get("mails/3.eml")).isEqualTo(FakePeople.MAIL);
    assertThat(new String(files.get("mails.csv"), StandardCharsets.UTF_8)).contains("\"'=1+1\"");
  }

  private static Map<String, byte[]> unzipped(byte[] archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  @Test
  void saysThatThereIsNothing() {
    HttpResponse<String> answer = visitor.get("/api/people/nobody@harbour-hotels.example/export");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("The desk has nothing of this address.");
    assertThat(visitor.get("/api/people/nobody/export").statusCode()).isEqualTo(404);
    assertThat(visitor.get("/api/people/x@erased.invalid/export").statusCode()).isEqualTo(404);
  }

  @Test
  void erasesWhoIsNamedTwice() {
    for (String body : new String[] {"{}", "{\"confirm\": \"other@harbour-hotels.example\"}"}) {
      HttpResponse<String> refused = visitor.post(PATH + "/erase", "application/json", body);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("Nothing was erased");
    }
    assertThat(people.isErased).isFalse();

    HttpResponse<String> done = erase();

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body())
        .contains("\"done\":true")
        .contains("Erased: 1 ticket, 1 entry, 1 mail, 0 letters, 0 facts.");
    assertThat(people.isErased).isTrue();
  }

  @Test
  void saysWhatIsLeft() {
    people.isUndecided = true;

    HttpResponse<String> answer = erase();

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("\"undecided\":[7]").contains("the first is mail 7");
  }

  private HttpResponse<String> erase() {
    return visitor.post(
        PATH + "/erase", "application/json", "{\"confirm\": \"nadia@Harbour-Hotels.example\"}");
  }
}
