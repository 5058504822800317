package org.infogan.eval.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.infogan.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoryNamesTest {

  @TempDir private Path folder;

  @Test
  void eachCategoryIsCalledWhatMostOfItsImagesAre() {
    int[] found = {0, 0, 0, 1, 1, 3, 3, 3};
    int[] labels = {1, 1, 0, 0, 0, 1, 1, 2};
    List<String> classes = List.of("cat", "dog", "hen");
    assertThat(CategoryNames.learn("c1", 4, found, labels, classes).names())
        .containsExactly(entry(0, "dog"), entry(1, "cat"), entry(3, "dog"));
    assertThatThrownBy(() -> CategoryNames.learn("c1", 4, found, labels, List.of("cat", "dog")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("matching: image 7: expected a class from 0 to 1, found 2");
  }

  @Test
  void aNameHasTheProbabilityOfAllItsCategories() {
    CategoryNames names = names(4, Map.of(0, "dog", 1, "cat", 3, "dog"));
    double[] posterior = {0.25, 0.375, 0.125, 0.25};
    assertThat(names.probabilities(posterior))
        .containsExactly(entry("dog", 0.5), entry("cat", 0.375));
    assertThat(names.label(posterior)).isEqualTo(new CategoryNames.Label(Optional.of("dog"), 0.5));
  }

  @Test
  void categoriesWithoutANameAreNoLabelTogether() {
    CategoryNames names = names(3, Map.of(1, "cat"));
    CategoryNames.Label label = names.label(new double[] {0.3, 0.4, 0.3});
    assertThat(label.name()).isEmpty();
    assertThat(label.probability()).isCloseTo(0.6, within(1e-15));
    assertThat(names.label(new double[] {0.25, 0.5, 0.25}).name()).contains("cat"); // a tie
    assertThat(names(2, Map.of()).label(new double[] {0.5, 0.5}))
        .isEqualTo(new CategoryNames.Label(Optional.empty(), 1));
    assertThat(names(2, Map.of(0, "b", 1, "a")).label(new double[] {0.5, 0.5}).name())
        .contains("b");
  }

  @Test
  void readsWhatItWroteAndWhatAPersonWrote() throws IOException {
    Path file = folder.resolve("new/names.json");
    CategoryNames names = names(12, Map.of(10, "zwölf \"12\"", 2, "two"));
    names.write(file);
    assertThat(CategoryNames.read(file)).isEqualTo(names);
    Files.writeString(
        file, "{\"names\":{\"1\":\"b\",\"0\":\"a\"},\"categories\":3,\"code\":\"c1\"}");
    assertThat(CategoryNames.read(file)).isEqualTo(names(3, Map.of(0, "a", 1, "b")));
  }

  @Test
  void keepsACopyThatNobodyChanges() {
    TreeMap<Integer, String> given = new TreeMap<>(Map.of(0, "a"));
    CategoryNames names = new CategoryNames("c1", 2, given);
    given.put(1, "b");
    assertThat(names.names()).containsExactly(entry(0, "a"));
    assertThatThrownBy(() -> names.names().put(1, "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void saysWhatIsWrong() {
    assertRefused("expected a category from 0 to 1, found 2", 2, Map.of(2, "a"));
    assertRefused("expected a category from 0 to 1, found -1", 2, Map.of(-1, "a"));
    assertRefused("category 1: expected a name, found none", 2, Map.of(0, "a", 1, " "));
    assertRefused("expected at least 1 category, found 0", 0, Map.of());
    assertThatThrownBy(() -> new CategoryNames("", 2, new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("category names: expected the name of a code, found none");
    CategoryNames names = names(2, Map.of());
    String message = "category names: expected the probabilities of 2 categories, found 3";
    assertThatThrownBy(() -> names.label(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> names.probabilities(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no JSON | expected JSON, found Unrecognized token 'no'
          [] | code: expected a name, found none
          {"code": 1} | code: expected a name, found 1
          {"code": "c1"} | categories: expected a number, found none
          {"code": "c1", "categories": 2.5} | categories: expected a number, found 2.5
          {"code": "c1", "categories": 2} | names: expected names by category, found none
          {"code": "c1", "categories": 2, "names": {"x": "a"}} | names: expected a category, found "x"
          {"code": "c1", "categories": 2, "names": {"0": 7}} | names.0: expected a name, found 7
          {"code": "c1", "categories": 2, "names": {"2": "a"}} | category names: expected a category from 0 to 1, found 2
          """)
  void refusesOtherFiles(String json, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("names.json"), json);
    assertThatThrownBy(() -> CategoryNames.read(file))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(file + ": " + problem);
    assertThatThrownBy(() -> CategoryNames.read(folder.resolve("absent.json")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static void assertRefused(String problem, int categories, Map<Integer, String> names) {
    assertThatThrownBy(() -> names(categories, names))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("category names: " + problem);
  }

  private static CategoryNames names(int categories, Map<Integer, String> names) {
    return new CategoryNames("c1", categories, new TreeMap<>(names));
  }
}
