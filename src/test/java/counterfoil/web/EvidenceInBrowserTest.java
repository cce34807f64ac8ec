package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.desk.DeskViews.FactLine;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** From a fact to the words it was read from and back, wherever these words are hidden. */
@SpringBootTest(classes = WebOnFakes.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class EvidenceInBrowserTest {

  private static final File BROWSER = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");

  /** Of a mail that is longer than a window, and has HTML. */
  private static final byte[] MAIL =
      """
      From: Nadia Hart <nadia@harbour-hotels.example>
      To: servicedesk@counterfoil.example
      Subject: Re: [CF-1043] We have received your request
      In-Reply-To: <letter@counterfoil.example>
      Content-Type: text/html; charset=utf-8

      <div>It is in production.%s</div><div class="gmail_quote"><div class="gmail_attr">On Mon, 23 \
      Nov 2026 at 08:00, Mei &lt;mei@desk.example&gt; wrote:</div><blockquote class="gmail_quote">\
      Which browser?%s<br>Is it Safari?</blockquote></div>
      """
          .formatted("<br>And more.".repeat(60), "<br>And so on.".repeat(60))
          .replace("\n", "\r\n")
          .getBytes(StandardCharsets.UTF_8);

  private static ChromeDriver browser;

  @Autowired private FakeDesk desk;

  @Value("${local.server.port}")
  private int port;

  @BeforeAll
  static void startBrowser() {
    assertThat(BROWSER).as("packages chromium and chromium-driver are needed").exists();
    assertThat(DRIVER).as("packages chromium and chromium-driver are needed").exists();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking");
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 1280, "height", 700, "deviceScaleFactor", 1, "mobile", false));
  }

  @AfterAll
  static void stopBrowser() {
    browser.quit();
  }

  @BeforeEach
  void open() {
    long mail = desk.open("CF-1043", MAIL);
    desk.know(
        "CF-1043",
        List.of(
            new FactLine("environment", "Live", "in production", "body line 1", "stated", mail),
            new FactLine("browser", "Safari", "Is it Safari?", "quoted line 63", "stated", mail)),
        List.of());
    browser.get("http://127.0.0.1:" + port + "/tickets/CF-1043");
  }

  @AfterEach
  void beginAgain() {
    scripts(true);
    desk.beginAgain();
  }

  @Test
  void leadsToWordsAndBack() {
    link("#fact-1 .to-words").click();
    assertSeen("#words-1");
    assertThat(fragment()).isEqualTo("#words-1");

    link("#words-1 + .reference a").click();
    assertSeen("#fact-1");
    assertThat(fragment()).isEqualTo("#fact-1");
  }

  @Test
  void unfoldsWhatHoldsTheWords() {
    assertThat(browser.findElement(By.id("words-2")).isDisplayed()).isFalse();

    link("#fact-2 .to-words").click();

    assertSeen("#words-2");
  }

  @Test
  void unfoldsThemWithoutAScript() {
    scripts(false);
    browser.navigate().refresh();

    link("#fact-2 .to-words").click();

    assertSeen("#words-2");
  }

  @Test
  void unfoldsThemForWhoWasSentTheLink() {
    browser.get("about:blank");
    browser.get("http://127.0.0.1:" + port + "/tickets/CF-1043#words-2");

    assertSeen("#words-2");
  }

  @Test
  void showsTheTextOfAMailThatIsLookedAtAsItsSenderMadeIt() {
    browser.findElement(By.cssSelector("label[for=form-1-html]")).click();
    assertThat(browser.findElement(By.id("words-1")).isDisplayed()).isFalse();

    link("#fact-2 .to-words").click();
    assertSeen("#words-2");
    link("#fact-1 .to-words").click();
    assertSeen("#words-1");
  }

  @Test
  void leavesOurNumbersOutOfWhatIsCopied() {
    Object copied =
        browser.executeScript(
            "getSelection().selectAllChildren(document.querySelector('.words'));"
                + "return getSelection().toString()");

    assertThat(String.valueOf(copied)).startsWith("It is in production.");
  }

  private static WebElement link(String selector) {
    return browser.findElement(By.cssSelector(selector));
  }

  /** Whether it stands in the window. */
  private static void assertSeen(String selector) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(
                        browser.executeScript(
                            """
                            const box = document.querySelector(arguments[0]).getBoundingClientRect();
                            return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
                            """,
                            selector))
                    .isEqualTo(true));
  }

  private static String fragment() {
    String url = String.valueOf(browser.getCurrentUrl());
    return url.substring(url.indexOf('#'));
  }

  /** Of the pages; those of the test run all the same. */
  private static void scripts(boolean run) {
    browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }
}
