package org.infogan.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.infogan.InfoGan;
import org.infogan.cli.Main;
import org.infogan.cli.explore.Explorer;
import org.infogan.cli.explore.ExplorerServer;
import org.infogan.cli.explore.ModelSource;
import org.infogan.cli.explore.Serving;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A person at the explorer: what is turned, dropped, copied and seen. */
class ExplorerBrowserTest {

  @TempDir private static Path folder;

  private static InfoGan model;
  private static Path file;
  private static ExplorerServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start(folder);
    model = SmallModel.model();
    file = folder.resolve("model.zip");
    model.save(file);
    server =
        Serving.start(
            new Explorer(
                ModelSource.of(model),
                Serving.program(),
                file.toString(),
                Optional.of(SmallModel.names()),
                Optional.empty()),
            null,
            0);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
      server.close();
      model.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(server.address(), 1200, 900);
  }

  @Test
  void slidersButtonsAndSwitchesChangeThePictures() {
    String image = browser.pixels("#current");
    for (Runnable change :
        List.<Runnable>of(
            () -> browser.find("#slider-slant").sendKeys(Keys.ARROW_RIGHT, Keys.PAGE_UP),
            () -> browser.find("#number-width").sendKeys(Keys.chord(Keys.CONTROL, "a"), "1.5\n"),
            () -> browser.find("input[name=code-kind][value='2']").click(),
            () -> browser.find("#switch-bold").click(),
            () -> browser.find("#following").click(),
            () -> browser.find("#shuffle").click())) {
      browser.redraw(change);
      String changed = image;
      browser.await("another image", () -> !browser.pixels("#current").equals(changed));
      image = browser.pixels("#current");
    }
    assertThat(browser.fragment())
        .contains("code.kind=2", "code.width=1.5", "code.bold=1")
        .doesNotContain("code.slant=0&", "seed=1&");
  }

  @Test
  void aGridHasAColumnForEachValueAndACellIsAdopted() {
    assertThat(browser.all("#images [role=columnheader]"))
        .extracting(WebElement::getText)
        .containsExactly("kind", "plain", "1", "dotted", "3");
    browser.redraw(() -> browser.find("[aria-label='All values of slant as columns']").click());
    browser.await("nine columns", () -> browser.all("#images .cell").size() == 6 * 9);
    WebElement cell = browser.find("[aria-label='seed 3, slant = −1']");
    String pixels = (String) browser.js("return arguments[0].firstChild.toDataURL()", cell);
    browser.redraw(cell::click);
    assertThat(browser.pixels("#current")).isEqualTo(pixels);
    assertThat(browser.fragment()).contains("seed=3&", "code.slant=-1&", "first=1&");
    assertThat(browser.all("#images [aria-current=true]"))
        .extracting(WebElement::getAccessibleName)
        .containsExactly("seed 3, slant = −1");
  }

  @Test
  void undoAndRedoGoThroughTheStates() {
    String first = browser.fragment();
    WebElement slider = browser.find("#slider-slant");
    browser.redraw(() -> slider.sendKeys(Keys.PAGE_UP));
    browser.redraw(() -> browser.find("#view-plane").click());
    String last = browser.fragment();
    browser.redraw(() -> browser.pressControl("z"));
    browser.redraw(() -> browser.find("#undo").click());
    assertThat(browser.fragment()).isEqualTo(first);
    assertThat(browser.find("#undo").isEnabled()).isFalse();
    browser.redraw(() -> browser.pressControl("y"));
    browser.redraw(() -> browser.find("#redo").click());
    assertThat(browser.fragment()).isEqualTo(last);
  }

  @Test
  void whatIsLockedIsNotSurprised() {
    browser.find("[aria-label='Lock slant']").click();
    browser.find("[aria-label='Lock the noise']").click();
    for (int i = 0; i < 5; i++) {
      browser.redraw(() -> browser.press("r"));
    }
    assertThat(browser.fragment())
        .contains("code.slant=0&", "seed=1&", "locked=slant+-")
        .doesNotContain("code.width=0&");
  }

  /** The path of Tab through the page, and on each kind of control what its keys do. */
  @Test
  void theKeyboardAloneSuffices() {
    Set<String> reached = new LinkedHashSet<>();
    browser.js("document.activeElement.blur()");
    for (int i = 0; i < 80; i++) {
      browser.press(Keys.TAB);
      reached.add(browser.focus());
    }
    assertThat(reached)
        .contains(
            "Skip to the images",
            "help",
            "previous",
            "seed",
            "following",
            "shuffle",
            "Lock the noise",
            "All values of kind as columns",
            "0, plain",
            "slider-slant",
            "number-slant",
            "switch-bold",
            "surprise",
            "view-grid",
            "along",
            "rows",
            "seed 1, kind = plain",
            "save-png",
            "copy-command",
            "choose",
            "term-A");
    tabTo("0, plain");
    browser.redraw(() -> browser.press(Keys.ARROW_RIGHT));
    assertThat(browser.fragment()).contains("code.kind=1&");
    tabTo("switch-bold");
    browser.redraw(() -> browser.press(Keys.SPACE));
    assertThat(browser.fragment()).contains("code.bold=1&");
    tabTo("view-grid");
    browser.redraw(() -> browser.press(Keys.ARROW_RIGHT));
    assertThat(browser.fragment()).contains("view=plane&");
    browser.redraw(() -> browser.press("2"));
    tabTo("seed 1, kind = plain");
    browser.press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(browser.focus()).isEqualTo("seed 2, kind = dotted");
    browser.redraw(() -> browser.press(Keys.ENTER));
    assertThat(browser.fragment()).contains("seed=2&", "code.kind=2&");
    browser.redraw(() -> browser.press("n"));
    assertThat(browser.fragment()).contains("seed=3&");
    browser.press("?");
    browser.await("the help", () -> browser.find("#keys").isDisplayed());
    browser.press("n", Keys.ESCAPE);
    browser.await("no help", () -> !browser.find("#keys").isDisplayed());
    assertThat(browser.fragment()).contains("seed=3&");
  }

  private static void tabTo(String focus) {
    for (int i = 0; !browser.focus().equals(focus); i++) {
      assertThat(i).as("Tab presses to %s, now at %s", focus, browser.focus()).isLessThan(100);
      browser.press(Keys.TAB);
    }
  }

  @Test
  void everyControlHasANameAndFocusIsSeen() {
    for (WebElement control : browser.all("button, input, select, canvas[role]")) {
      if (control.isDisplayed()) {
        assertThat(control.getAccessibleName())
            .as("name of %s", control.getAttribute("outerHTML"))
            .isNotBlank();
      }
    }
    browser.find("#previous").sendKeys("");
    browser.press(Keys.TAB);
    assertThat(browser.js("return getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
  }

  /** WCAG 2.2: 4.5 for text, 3 for what bounds a control. */
  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void coloursHaveEnoughContrast(String scheme) {
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    for (String pair :
        List.of(
            "ink card",
            "ink ground",
            "soft card",
            "soft ground",
            "soft sheet",
            "accent card",
            "accent accent-soft",
            "on-accent accent",
            "problem problem-soft")) {
      assertThat(contrast(pair.split(" ", -1)))
          .as(scheme + ": " + pair)
          .isGreaterThanOrEqualTo(4.5);
    }
    assertThat(contrast("control", "card")).as(scheme).isGreaterThanOrEqualTo(3);
    browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  private static double contrast(String... names) {
    double first = luminance(names[0]);
    double second = luminance(names[1]);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(String variable) {
    String colour =
        (String)
            browser.js(
                "return getComputedStyle(document.documentElement).getPropertyValue(arguments[0])",
                "--" + variable);
    String digits = colour.strip().substring(1);
    double sum = 0;
    double[] weights = {0.2126, 0.7152, 0.0722};
    int width = digits.length() / 3;
    for (int i = 0; i < 3; i++) {
      String channel = digits.substring(i * width, (i + 1) * width);
      double value = Integer.parseInt(width == 1 ? channel + channel : channel, 16) / 255.0;
      sum +=
          weights[i] * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 900, 1600})
  void nothingRunsOutOfThePage(int width) {
    browser.open(server.address(), width, 800);
    for (String view : List.of("one", "plane", "interpolate", "grid")) {
      browser.redraw(() -> browser.find("#view-" + view).click());
      assertThat((Long) browser.js("return document.documentElement.scrollWidth"))
          .as(view)
          .isLessThanOrEqualTo(width);
      assertThat(
              (Double)
                  browser.js(
                      "return document.querySelector('#images canvas').getBoundingClientRect().width + .5"))
          .as("width of an image in %s", view)
          .isGreaterThan(20);
    }
  }

  @Test
  void motionIsReducedWhereThatIsWished() {
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of(
                "features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    assertThat(
            browser.js(
                "return getComputedStyle(document.querySelector('#switch-bold'), '::before')"
                    + ".transitionDuration"))
        .isEqualTo("0s");
    browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  /** Fifty moves at once need a few answers, and the last of them is what is seen. */
  @Test
  void theLatestStateWins() {
    long before = browser.shown();
    browser.js(
        "const slider = document.getElementById('slider-slant');"
            + "for (let i = 0; i <= 50; i++) {"
            + "  slider.value = i / 50; slider.dispatchEvent(new Event('input')); }");
    String expected = server.address() + "#" + browser.fragment().substring(1);
    assertThat(expected).contains("code.slant=1&");
    browser.await("two answers", () -> browser.shown() >= before + 2);
    assertThat(browser.shown()).isEqualTo(before + 2);
    String seen = browser.pixels("#current");
    browser.open(expected, 1200, 900);
    assertThat(browser.pixels("#current")).isEqualTo(seen);
  }

  @Test
  void anAddressBringsTheStateBack() {
    browser.redraw(() -> browser.press("r"));
    browser.redraw(() -> browser.press("3"));
    String fragment = browser.fragment();
    String cells = (String) browser.js(CELLS);
    browser.find("#copy-address").click();
    browser.await("a note", () -> browser.find("#copy-address").getText().equals("Copied"));
    String address = browser.clipboard();
    browser.open(address, 1200, 900);
    assertThat(browser.fragment()).isEqualTo(fragment);
    assertThat((String) browser.js(CELLS)).isEqualTo(cells);
    assertThat(browser.find("#view-plane").getAttribute("aria-selected")).isEqualTo("true");
  }

  private static final String CELLS =
      "return [...document.querySelectorAll('#images canvas')].map(c => c.toDataURL()).join()";

  /** The picture of the page, and that of the command in a shell. */
  @ParameterizedTest
  @ValueSource(strings = {"one", "grid", "plane", "interpolate"})
  void theCopiedCommandWritesTheVeryPicture(String view) throws Exception {
    browser.redraw(() -> browser.press("r"));
    if (!view.equals("grid")) {
      browser.redraw(() -> browser.find("#view-" + view).click());
    }
    browser.find("#copy-command").click();
    browser.await("a note", () -> browser.find("#copy-command").getText().equals("Copied"));
    String command = browser.clipboard();
    byte[] fromPage = Files.readAllBytes(browser.download("#save-png"));
    Path here = Files.createTempDirectory(folder, "shell");
    run(command, here);
    assertThat(Files.readAllBytes(here.resolve("picture.png"))).isEqualTo(fromPage);
  }

  /** In a shell where the program is a jar, as it is after "package". */
  private static void run(String command, Path here) throws Exception {
    if (command.startsWith("java -jar ")) {
      Process process =
          new ProcessBuilder("sh", "-c", command).directory(here.toFile()).inheritIO().start();
      assertThat(process.waitFor()).isZero();
      return;
    }
    String[] words = command.replaceFirst("infogan ", "").split(" ", -1);
    words[words.length - 1] = here.resolve("picture.png").toString();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), words);
    assertThat(exitCode).as(err.toString()).isZero();
  }

  @Test
  void codesAndStateAreSavedAndTheStateIsTakenBack() throws IOException {
    browser.redraw(() -> browser.press("r"));
    String fragment = browser.fragment();
    assertThat(Files.readAllLines(browser.download("#save-csv")))
        .hasSize(25)
        .startsWith("image,seed,kind,slant,width,bold");
    String json = Files.readString(browser.download("#save-json"));
    assertThat(json).contains("\"explorer\": 1", "\"command\": ", "\"seed\"");
    browser.redraw(() -> browser.press("r"));
    browser.redraw(
        () -> drop("state.json", "application/json", json.getBytes(StandardCharsets.UTF_8)));
    assertThat(browser.fragment()).isEqualTo(fragment);
  }

  @Test
  void aDroppedPictureIsEncodedAndItsCodesSet() throws IOException {
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1200; i++) {
      picture.setRGB(i % 40, i / 40, 13_000 * i);
    }
    Path png = folder.resolve("mine.png");
    ImageIO.write(picture, "png", png.toFile());
    Map<String, Double> codes =
        model.encode(ImageFolder.open(png, new ImageShape(1, 8, 8), ResizeMode.COVER)).codes(0);
    browser.redraw(() -> drop("mine.png", "image/png", bytes(png)));
    assertThat(browser.fragment()).contains("code.kind=" + codes.get("kind").intValue() + "&");
    assertThat(number("#number-slant")).isCloseTo(codes.get("slant"), within(1e-3));
    assertThat(number("#number-width")).isCloseTo(codes.get("width"), within(1e-3));
    List<WebElement> tables = browser.all(".posteriors table");
    assertThat(tables)
        .extracting(table -> table.findElement(By.tagName("caption")).getText())
        .containsExactly(
            "Q(kind | picture)", "Q(slant | picture)", "Q(width | picture)", "Q(bold | picture)");
    assertThat(tables.get(0).getText()).contains("plain", "dotted", "%");
    assertThat(tables.get(2).getText()).contains("±");
    assertThat(browser.pixels(".pair figure:nth-child(2) canvas"))
        .isEqualTo(browser.pixels("#current"))
        .isNotEqualTo(browser.pixels(".pair figure:nth-child(1) canvas"));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static double number(String css) {
    return ((Number) browser.js("return document.querySelector(arguments[0]).valueAsNumber", css))
        .doubleValue();
  }

  /** Drops a file in the middle of the page. */
  private static void drop(String name, String type, byte[] contents) {
    browser.js(
        "const bytes = Uint8Array.from(atob(arguments[2]), c => c.charCodeAt(0));"
            + "const files = new DataTransfer();"
            + "files.items.add(new File([bytes], arguments[0], {type: arguments[1]}));"
            + "document.querySelector('.show').dispatchEvent("
            + "  new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}))",
        name,
        type,
        Base64.getEncoder().encodeToString(contents));
  }

  @Test
  void whatIsNoPictureIsRefusedInASentence() {
    drop("notes.txt", "text/plain", new byte[] {1});
    assertThat(browser.problem()).isEqualTo("notes.txt: expected a PNG or JPEG picture.");
    drop("broken.png", "image/png", new byte[] {1, 2, 3});
    browser.await("a problem", () -> browser.problem().contains("expected a PNG or JPEG image"));
    assertThat(browser.find("#problem").getAttribute("role")).isEqualTo("alert");
    browser.redraw(() -> browser.press("n"));
    assertThat(browser.find("#problem").isDisplayed()).isFalse();
  }

  @Test
  void arithmeticSetsTheCodes() {
    browser.redraw(() -> browser.click("input[name=code-kind][value='3']"));
    browser.redraw(
        () -> browser.find("#number-slant").sendKeys(Keys.chord(Keys.CONTROL, "a"), "0.75\n"));
    browser.click("#term-A");
    browser.redraw(
        () -> browser.find("#number-slant").sendKeys(Keys.chord(Keys.CONTROL, "a"), "0.25\n"));
    browser.click("#term-B");
    assertThat(browser.find("#combine").isEnabled()).isFalse();
    browser.redraw(() -> browser.click("input[name=code-kind][value='1']"));
    browser.click("#term-C");
    browser.redraw(() -> browser.click("#combine"));
    assertThat(browser.fragment()).contains("code.kind=1&", "code.slant=0.75&");
  }

  /** Nothing from elsewhere, nothing that the policy had to refuse. */
  @Test
  @SuppressWarnings("unchecked") // a list of texts, as the script says
  void thePageNeedsNothingFromElsewhere() {
    browser.log();
    browser.redraw(() -> browser.press("r"));
    List<String> loaded =
        new ArrayList<>(
            (List<String>)
                browser.js("return performance.getEntriesByType('resource').map(r => r.name)"));
    String origin = server.address().replaceFirst("/\\?.*", "/");
    assertThat(loaded).hasSizeGreaterThan(10).allMatch(name -> name.startsWith(origin));
    assertThat(browser.log()).isEmpty();
  }
}
