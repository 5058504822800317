package org.infogan.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** Debian's Chromium, without a window, and what a person does with the explorer in it. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Warns that it has no classes of its own for commands of so new a browser; none are used. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium.devtools");

  static {
    SELENIUM.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;
  private final Path downloads;

  private Browser(ChromeDriver driver, Path downloads) {
    this.driver = driver;
    this.downloads = downloads;
  }

  /**
   * Starts it, or skips the tests where it is not installed.
   *
   * @param folder for its profile and downloads
   */
  static Browser start(Path folder) throws IOException {
    for (Path program : List.of(CHROMIUM, DRIVER)) {
      Assumptions.assumeTrue(
          Files.isExecutable(program),
          program + " is not installed: apt-get install chromium chromium-driver");
    }
    Path downloads = Files.createDirectories(folder.resolve("downloads"));
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + folder.resolve("profile"));
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", downloads.toString()));
    options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options), downloads);
  }

  @Override
  public void close() {
    driver.quit();
  }

  /** Opens a page of this size, and waits for its images. */
  void open(String address, int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    driver.get("about:blank");
    driver.get(address);
    await("images", () -> shown() > 0);
  }

  ChromeDriver driver() {
    return driver;
  }

  /** How many times images have been drawn. */
  long shown() {
    return ((Number) js("return Number(document.documentElement.dataset.shown ?? 0)")).longValue();
  }

  Object js(String script, Object... args) {
    return driver.executeScript(script, args);
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Scrolls to an element, which may lie below the image that stays at the top, and clicks it. */
  void click(String css) {
    js("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", css);
    find(css).click();
  }

  /** Does something after which images are drawn anew, and waits until they are. */
  void redraw(Runnable action) {
    long before = shown();
    action.run();
    await("new images", () -> shown() > before);
  }

  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void pressControl(String key) {
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
  }

  void await(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "expected " + what + ", found " + problem() + " and the log " + log());
      }
      sleep();
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  String problem() {
    return String.valueOf(js("return document.getElementById('problem').textContent"));
  }

  String fragment() {
    return String.valueOf(js("return decodeURIComponent(location.hash)"));
  }

  /** The pixels of a canvas, as a text to compare. */
  String pixels(String css) {
    return String.valueOf(js("return document.querySelector(arguments[0]).toDataURL()", css));
  }

  /** The id of the focused element, or its text where it has none. */
  String focus() {
    return String.valueOf(
        js(
            "const e = document.activeElement; return e.id || e.getAttribute('aria-label')"
                + " || (e.labels?.[0] ?? e).textContent.trim()"));
  }

  /** What was copied last. */
  String clipboard() {
    driver.executeCdpCommand(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    return (String)
        driver.executeAsyncScript(
            "const done = arguments[0]; navigator.clipboard.readText().then(done, e => done('' + e))");
  }

  /** The file that a click downloads. */
  Path download(String css) throws IOException {
    try (var files = Files.list(downloads)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    find(css).click();
    Path[] found = new Path[1];
    await(
        "a downloaded file",
        () -> {
          try (var files = Files.list(downloads)) {
            found[0] =
                files.filter(file -> !file.toString().endsWith("load")).findFirst().orElse(null);
            return found[0] != null && !found[0].getFileName().toString().startsWith(".");
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    return found[0];
  }

  List<LogEntry> log() {
    return driver.manage().logs().get(LogType.BROWSER).getAll();
  }
}
