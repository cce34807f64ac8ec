package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import counterfoil.mail.MailHtml;
import counterfoil.mail.ShownHtml;
import counterfoil.rig.HostileHtml;
import counterfoil.rig.Listener;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Mails as their senders made them, in a real browser. For this browser every host that ends in
 * {@code .example} is our listener: whatever a mail has it fetch is counted.
 */
@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class MailInBrowserTest {

  private static final File BROWSER = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");
  private static final Path HARD =
      Path.of("src/test/mails/html-only/outlook-above-a-newsletter.eml");

  private static Listener listener;
  private static ChromeDriver browser;

  @Autowired private FakeDesk desk;

  @Value("${local.server.port}")
  private int port;

  @BeforeAll
  static void startBrowser() {
    assertThat(BROWSER).as("packages chromium and chromium-driver are needed").exists();
    assertThat(DRIVER).as("packages chromium and chromium-driver are needed").exists();
    listener = new Listener();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--host-resolver-rules=MAP *.example 127.0.0.1:" + listener.port());
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
  }

  @AfterAll
  static void stopBrowser() {
    browser.quit();
    listener.close();
  }

  @AfterEach
  void beginAgain() {
    desk.beginAgain();
  }

  @Test
  @Tag("rule-13")
  @Tag("threat-T17")
  void showsTheMailAsItsSenderMadeItAndAsksNobody() throws IOException {
    int before = listener.connections();
    width(1280);
    desk.open("CF-1043", Files.readAllBytes(HARD));
    browser.get(url("/tickets/CF-1043"));
    assertThat(browser.findElement(By.cssSelector(".as-text > .words")).getText())
        .contains("no call reaches our agent", "- called from two mobiles")
        .doesNotContain("Planned work");
    assertThat(browser.findElement(By.cssSelector(".as-text details .words")).isDisplayed())
        .isFalse();
    assertThat(browser.findElement(By.cssSelector("iframe.mail")).isDisplayed()).isFalse();

    showHtml();
    browser.switchTo().frame(browser.findElement(By.cssSelector("iframe.mail")));
    waitForText("Planned work on your numbers");

    assertThat(browser.findElement(By.tagName("body")).getText())
        .contains(
            "4 pictures were not loaded, from cdn.harbour-telephone.example and click.",
            "Harbour Telephone (cdn.harbour-telephone.example)")
        .doesNotContain("Work tonight");
    WebElement picture = browser.findElement(By.tagName("img"));
    assertThat(picture.getDomAttribute("src")).startsWith("data:image/png;base64,");
    assertThat(picture.getSize().getHeight()).isGreaterThan(100);
    WebElement link = browser.findElement(By.linkText("See the status of your numbers"));
    assertThat(link.getDomAttribute("target")).isEqualTo("_blank");
    assertThat(link.getDomAttribute("rel")).isEqualTo("noopener noreferrer nofollow");
    browser.switchTo().defaultContent();
    assertThat(connectionsAfterAll()).isEqualTo(before);
  }

  @Test
  void keepsAFrameThatIsLookedAtWhileTheTicketGrows() throws IOException {
    width(1280);
    desk.open("CF-1043", Files.readAllBytes(HARD));
    browser.get(url("/tickets/CF-1043"));
    showHtml();
    browser.executeScript("document.querySelector('iframe.mail').dataset.same = 'yes'");

    desk.append("CF-1043", "Owen <owen@harbour-hotels.example>", "Re: it", "One more sign of life");

    await()
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptions()
        .until(
            () ->
                browser
                    .findElement(By.id("conversation"))
                    .getText()
                    .contains("One more sign of life"));
    assertThat(browser.findElement(By.cssSelector("iframe.mail")).getDomAttribute("data-same"))
        .isEqualTo("yes");
    assertThat(browser.findElements(By.cssSelector("#conversation article"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void fitsOnAPhoneAndOnADesk(int width) throws IOException {
    width(width);
    long mail = desk.open("CF-1043", Files.readAllBytes(HARD));

    browser.get(url("/tickets/CF-1043"));
    showHtml();
    assertThat(overflow("document.documentElement")).isZero();

    browser.get(url("/journal/" + mail + "/html"));
    assertThat(browser.findElement(By.cssSelector(".mail")).getSize().getWidth())
        .isLessThanOrEqualTo(width);
    assertThat(browser.findElement(By.tagName("img")).getSize().getWidth())
        .isLessThanOrEqualTo(width);
  }

  /** Without our policy and outside of any frame: what is left must be harmless by itself. */
  @Test
  @Tag("threat-T15")
  @Tag("threat-T17")
  void runsAndFetchesNothingOfHostileHtml() throws IOException {
    String hostile =
        HostileHtml.against(listener.address()).stream()
            .map(MailInBrowserTest::shown)
            .collect(Collectors.joining("\n"));
    String together = shown(String.join("\n", HostileHtml.against(listener.address())));
    int before = listener.connections();

    assertThat(canaryAfter(hostile + together)).isEqualTo("quiet");
    assertThat(connectionsAfterAll()).isEqualTo(before);

    // The same page tells when something is wrong.
    assertThat(canaryAfter("<img src=x onerror=canary(1)>")).isEqualTo("sings");
    assertThat(canaryAfter("<img src='" + listener.address() + "/x'>")).isEqualTo("quiet");
    await().atMost(Duration.ofSeconds(10)).until(() -> listener.connections() > before);
  }

  @Test
  @Tag("threat-T15")
  @Tag("threat-T17")
  void runsAndFetchesNothingOfAHostileMailOnItsTicket() {
    int before = listener.connections();
    String html = String.join("\n", HostileHtml.against(listener.address()));
    desk.open("CF-1043", mail(html));

    browser.get(url("/tickets/CF-1043"));
    showHtml();
    browser.switchTo().frame(browser.findElement(By.cssSelector("iframe.mail")));
    waitForText("not loaded");
    browser.switchTo().defaultContent();

    assertThat(connectionsAfterAll()).isEqualTo(before);
  }

  /** How many came, when the browser is done with all it had to do and was seen elsewhere. */
  private static int connectionsAfterAll() {
    try (Listener last = new Listener()) {
      browser.get(last.address());
      await().atMost(Duration.ofSeconds(10)).until(() -> last.connections() > 0);
    }
    return listener.connections();
  }

  /** What the canary says on a page that holds this and nothing of our defences. */
  private static String canaryAfter(String html) throws IOException {
    String page =
        "<!doctype html><meta charset=utf-8><title>quiet</title>"
            + "<script>function canary() { document.title = 'sings'; }</script><body>"
            + html
            + "</body>";
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/page",
        exchange -> {
          byte[] body = page.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      // Returns when the page and all that it loads are there, or have failed.
      browser.get("http://127.0.0.1:" + server.getAddress().getPort() + "/page");
      return browser.getTitle();
    } finally {
      server.stop(0);
    }
  }

  private static String shown(String html) {
    return new MailHtml().of(mail(html)).map(ShownHtml::html).orElse("");
  }

  private static byte[] mail(String html) {
    return ("From: Nadia Hart <nadia@harbour-hotels.example>\r\nSubject: x\r\n"
            + "Content-Type: text/html; charset=utf-8\r\n\r\n"
            + html)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void showHtml() {
    browser.findElement(By.cssSelector("label[for=form-1-html]")).click();
    assertThat(browser.findElement(By.cssSelector("iframe.mail")).isDisplayed()).isTrue();
  }

  private static void waitForText(String text) {
    await()
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptions()
        .until(() -> browser.findElement(By.tagName("body")).getText().contains(text));
  }

  private static long overflow(String element) {
    return (Long)
        browser.executeScript("return " + element + ".scrollWidth - " + element + ".clientWidth");
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private static void width(int pixels) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels < 500));
  }
}
