package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.mail.ParsedMail;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The whole story as a visitor sees it: a real browser, and behind the pages the real bot. */
class StoryInBrowserTest {

  private static final File BROWSER = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");

  @TempDir private Path data;

  private RunningDesk desk;
  private ChromeDriver browser;

  @BeforeEach
  void open() {
    assertThat(BROWSER).as("packages chromium and chromium-driver are needed").exists();
    assertThat(DRIVER).as("packages chromium and chromium-driver are needed").exists();
    desk = new RunningDesk(data);
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
  }

  @AfterEach
  void close() {
    browser.quit();
    desk.close();
  }

  @Test
  @Tag("rule-25")
  @Tag("rule-32")
  void bringsAVisitorFromTheFirstMailToTheReopenedTicket() {
    String inbox = desk.uri("/tryout?as=nadia@harbour-hotels.example").toString();
    browser.get(inbox);
    type("subject", "Callers hear nothing");
    type("text", "Environment: Live\n\nWhat happened:\nCallers hear nothing after the greeting.");
    send();
    waitFor("#inbox", "We have received your request");
    String number =
        browser.findElement(By.id("inbox")).getText().replaceAll("(?s).*\\[(CF-\\d+)\\].*", "$1");
    assertThat(browser.findElement(By.id("inbox")).getText())
        .contains("Live")
        .contains("Project link:");

    browser.get(desk.uri("/tickets/" + number).toString());
    assertThat(browser.findElement(By.id("conversation")).getText())
        .contains("Callers hear nothing after the greeting.");
    browser.findElement(By.xpath("//button[normalize-space()='Waiting for Customer']")).click();
    waitFor("body", number + " is Waiting for Customer now.");

    browser.get(inbox);
    browser.findElement(By.linkText("Answer")).click();
    browser.switchTo().activeElement().sendKeys("It began at nine.");
    send();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> desk.ticket(number).path("status").asString().equals("Open"));
    browser.get(desk.uri("/tickets/" + number).toString());
    assertThat(browser.findElement(By.id("conversation")).getText()).contains("It began at nine.");
  }

  /** An engineer and a customer, each with what they have: a page, and a mailbox. */
  @Test
  @Tag("rule-25")
  @Tag("rule-24")
  void bringsAnEngineerFromTheNewTicketToTheCustomersAnswer() throws IOException {
    String nadia = "nadia@harbour-hotels.example";
    String first = desk.send(nadia, "Callers hear nothing", "", "Since nine nobody hears us.");
    String number = desk.decided(first).path("ticket").asString();
    desk.acknowledgementOf(nadia, first);

    browser.get(desk.uri("/?owner=nobody").toString());
    browser.findElement(By.partialLinkText("Callers hear nothing")).click();
    browser.findElement(By.xpath("//button[normalize-space()='Take it']")).click();
    waitFor(".answer", number + " belongs to admin now.");
    waitFor(".ticket-head", "In Progress");
    browser.findElement(By.cssSelector("#note summary")).click();
    type("note-text", "The trunk is down, I think.");
    browser.findElement(By.xpath("//button[normalize-space()='Keep the note']")).click();
    waitFor("#conversation", "The trunk is down, I think.");

    type("answer-text", "Which number do they call?");
    browser.findElement(By.xpath("//button[normalize-space()='Send the answer']")).click();
    waitFor(".answer", "The answer goes to " + nadia + ".");
    waitFor(".ticket-head", "Waiting for Customer");

    ParsedMail letter =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    desk.inbox(nadia).stream()
                        .filter(mail -> mail.text().full().contains("Which number do they call?"))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    assertThat(letter.text().full()).doesNotContain("The trunk is down");
    browser.findElement(By.linkText("What the customer saw of this")).click();
    waitFor("#conversation", "Which number do they call?");
    assertThat(browser.findElement(By.id("conversation")).getText())
        .contains("Since nine nobody hears us.")
        .doesNotContain("The trunk is down");

    desk.send(
        nadia,
        "Re: " + letter.subject(),
        "In-Reply-To: <" + letter.messageId() + ">",
        "They call +44 20 7946 0000.");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> desk.ticket(number).path("status").asString().equals("In Progress"));
    browser.get(desk.uri("/tickets/" + number).toString());
    assertThat(browser.findElement(By.id("conversation")).getText())
        .contains("They call +44 20 7946 0000.");
    assertThat(browser.findElement(By.className("ticket-head")).getText())
        .contains("In Progress", "Owner: admin");
  }

  private void send() {
    browser.findElement(By.cssSelector("form.write button.main")).click();
  }

  private void type(String id, String text) {
    WebElement field = browser.findElement(By.id(id));
    field.clear();
    field.sendKeys(text);
  }

  private void waitFor(String selector, String text) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> browser.findElement(By.cssSelector(selector)).getText().contains(text));
  }
}
