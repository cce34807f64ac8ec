package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.ticket.Status;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The pages as a visitor's browser shows them. Fails, not skips, where there is no browser. */
@SpringBootTest(
    classes = {WebOnFakes.class, WebOnFakes.Tryout.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class PagesInBrowserTest {

  private static final File BROWSER = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");

  /** The width of a small phone, in CSS pixels. */
  private static final int PHONE = 375;

  private static ChromeDriver browser;

  @Autowired private FakeDesk desk;
  @Autowired private FakeTryout tryout;
  @Autowired private FakeOrganisations organisations;

  @Value("${local.server.port}")
  private int port;

  @BeforeAll
  static void startBrowser() {
    assertThat(BROWSER).as("packages chromium and chromium-driver are needed").exists();
    assertThat(DRIVER).as("packages chromium and chromium-driver are needed").exists();
    LoggingPreferences console = new LoggingPreferences();
    console.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER);
    options.setCapability("goog:loggingPrefs", console);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking");
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
  }

  @AfterAll
  static void stopBrowser() {
    browser.quit();
  }

  @AfterEach
  void beginAgain() {
    desk.beginAgain();
    organisations.beginAgain();
  }

  @Test
  void tellsTheWholeStoryInTheTryout() {
    width(1280);
    browser.get(url("/tryout?as=nadia@harbour-hotels.example"));
    browser.findElement(By.linkText("Fill it in for me")).click();
    type("subject", "Support request: silence after the greeting");
    browser.findElement(By.cssSelector("form.write button.main")).click();

    waitFor("#inbox", "We have your request");
    String number = "CF-" + (1100 + tryout.sent().size());
    waitFor("#written", number);
    assertThat(tryout.sent().get(tryout.sent().size() - 1).text())
        .contains("Environment: Live", "Nadia Hart");

    String inbox = browser.getCurrentUrl();
    browser.get(url("/tickets/" + number));
    click("Waiting for Customer");
    waitFor(".answer", "went from Open to Waiting for Customer");

    browser.get(inbox);
    browser.findElement(By.linkText("Answer")).click();
    assertThat(browser.findElement(By.id("subject")).getDomProperty("value"))
        .isEqualTo("Re: [" + number + "] We have your request");
    // The cursor stands above the quoted mail.
    assertThat(browser.switchTo().activeElement()).isEqualTo(browser.findElement(By.id("text")));
    browser.switchTo().activeElement().sendKeys("It happens on Chrome only.");
    browser.findElement(By.cssSelector("form.write button.main")).click();

    await().atMost(Duration.ofSeconds(10)).until(() -> status(number) == Status.OPEN);
    FakeTryout.Sent answer = tryout.sent().get(tryout.sent().size() - 1);
    assertThat(answer.text()).startsWith("It happens on Chrome only.").contains("> Hello,");
    assertThat(answer.inReplyTo()).isPresent();
    assertThat(answer.references()).containsExactly("first@harbour-hotels.example");
    assertQuietConsole();
  }

  @Test
  void showsNewMailWithoutAReloadAndLeavesTheDraftAlone() {
    width(1280);
    browser.get(url("/tryout?as=waiting@harbour-hotels.example"));
    type("subject", "My draft");

    tryout.deliver(
        "waiting@harbour-hotels.example",
        "From: Mei <mei@desk.example>\r\nSubject: A question\r\nMessage-ID: <q@desk.example>\r\n\r\n"
            + "Which browser is it?\r\n");

    waitFor("#inbox", "Which browser is it?");
    assertThat(browser.findElement(By.id("subject")).getDomProperty("value")).isEqualTo("My draft");
  }

  @Test
  void keepsUnfoldedHistoryUnfoldedWhileTheTicketGrows() {
    width(1280);
    browser.get(url("/tickets/CF-1041"));
    browser.findElement(By.cssSelector("#conversation summary")).click();

    desk.append("CF-1041", "Owen <owen@harbour-hotels.example>", "Re: it", "One more sign of life");

    waitFor("#conversation", "One more sign of life");
    assertThat(browser.findElement(By.cssSelector("#conversation details")).getDomAttribute("open"))
        .isNotNull();
  }

  @Test
  void saysThatTheDeskDoesNotAnswerAndRecovers() {
    width(1280);
    browser.get(url("/"));

    desk.setAway(true);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> !browser.findElements(By.cssSelector("body.offline")).isEmpty());
    desk.setAway(false);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> browser.findElements(By.cssSelector("body.offline")).isEmpty());
    browser.manage().logs().get(LogType.BROWSER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/tickets/CF-1042",
        "/tickets/CF-1041",
        "/tickets/CF-1042/seen-by?address=nadia@harbour-hotels.example",
        "/?owner=nobody",
        "/journal",
        "/journal/1",
        "/journal/6",
        "/journal/10",
        "/held",
        "/letters",
        "/letters/1",
        "/letters/3",
        "/organisations",
        "/organisations/1",
        "/organisations/2",
        "/tryout",
        "/tryout?as=a-long-name-of-somebody-else@a-long-name-of-a-company.example",
        "/nowhere"
      })
  void fitsOnAPhoneWithoutScrollingSideways(String path) {
    width(PHONE);

    browser.get(url(path));

    assertThat(number("return document.documentElement.scrollWidth")).isEqualTo(PHONE);
    assertThat(number("return document.querySelectorAll('h1').length")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tickets/CF-1041",
        "/journal/6",
        "/letters/3",
        "/?search=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
      })
  @Tag("threat-T15")
  void runsNothingThatAMailBrings(String path) {
    width(1280);

    browser.get(url(path));

    // An alert would have made the next command fail.
    assertThat(number("return document.images.length")).isZero();
    assertThat(number("return document.querySelectorAll('script:not([src])').length")).isZero();
    List<WebElement> frames = browser.findElements(By.tagName("iframe"));
    if (!frames.isEmpty()) {
      browser.switchTo().frame(frames.get(0));
      assertThat(browser.findElements(By.tagName("body"))).hasSize(1);
      browser.switchTo().defaultContent();
    }
    browser.manage().logs().get(LogType.BROWSER);
  }

  @Test
  void showsTheStyledLetterInItsFrame() {
    width(1280);
    browser.get(url("/letters/1"));

    browser.switchTo().frame(browser.findElement(By.cssSelector("iframe.letter")));
    assertThat(browser.findElement(By.tagName("body")).getText()).contains("Its number is CF-1042");
    assertThat(browser.findElement(By.tagName("body")).getCssValue("color")).contains("34, 34, 34");
    browser.switchTo().defaultContent();
    assertQuietConsole();
  }

  /** The tabulator leads through the form in its order, Enter sends it, a blank takes the tick. */
  @Test
  @Tag("rule-20")
  void addsAnOrganisationByTheKeyboardAlone() {
    width(1280);
    browser.get(url("/organisations"));

    browser.findElement(By.id("name")).sendKeys("Keys only", Keys.TAB);
    browser.switchTo().activeElement().sendKeys("keys.example", Keys.TAB);
    browser.switchTo().activeElement().sendKeys("one@two.example", Keys.TAB);
    browser.switchTo().activeElement().sendKeys(" ", Keys.TAB);
    browser.switchTo().activeElement().sendKeys(Keys.ENTER);

    waitFor(".answer", "Keys only is added.");
    assertThat(browser.findElement(By.id("organisations")).getText())
        .contains("keys.example", "one@two.example", "not entitled");
    assertQuietConsole();
  }

  /** What is half typed survives what comes in, and Enter and the tabulator are enough. */
  @Test
  @Tag("rule-25")
  void answersByTheKeyboardAloneWhileTheTicketGrows() {
    width(1280);
    browser.get(url("/tickets/CF-1042"));
    browser.findElement(By.id("answer-text")).sendKeys("Half an ");
    desk.append("CF-1042", "Owen <owen@harbour-hotels.example>", "Re", "One more sign of life");
    waitFor("#conversation", "One more sign of life");
    browser.switchTo().activeElement().sendKeys("answer", Keys.TAB);
    browser.switchTo().activeElement().sendKeys(Keys.ENTER);

    waitFor(".answer.refused", "Something was written on CF-1042");
    assertThat(browser.findElement(By.id("answer-text")).getDomProperty("value"))
        .isEqualTo("Half an answer");
    browser.findElement(By.id("answer-text")).sendKeys(Keys.TAB);
    browser.switchTo().activeElement().sendKeys(Keys.ENTER);

    waitFor(".answer", "The answer is on its way.");
    waitFor("#conversation", "Half an answer");
    browser.manage().logs().get(LogType.BROWSER);
  }

  @Test
  void fitsOnAPhoneWithEverythingUnfolded() {
    width(PHONE);
    for (String path : List.of("/tickets/CF-1042", "/tickets/CF-1041")) {
      browser.get(url(path));
      browser.executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
      assertThat(number("return document.documentElement.scrollWidth")).isEqualTo(PHONE);
    }
  }

  private void assertQuietConsole() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .as("the browser's console")
        .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .isEmpty();
  }

  private Status status(String number) {
    return desk.ticket(number).orElseThrow().line().status();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private static void type(String id, String text) {
    WebElement field = browser.findElement(By.id(id));
    field.clear();
    field.sendKeys(text);
  }

  private static void click(String button) {
    browser.findElement(By.xpath("//button[normalize-space()='" + button + "']")).click();
  }

  private static void waitFor(String selector, String text) {
    await()
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptions()
        .until(() -> browser.findElement(By.cssSelector(selector)).getText().contains(text));
  }

  private static long number(String script) {
    return (Long) ((JavascriptExecutor) browser).executeScript(script);
  }

  private static void width(int pixels) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels <= PHONE));
  }
}
