package org.infogan.eval.clustering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.infogan.data.DataFormatException;
import org.infogan.io.AtomicFile;

/**
 * The names that people give to the categories of a trained code. Several categories may have one
 * name; some may have none. With Q's probability q[k] of category k, a name has the probability Σ
 * q[k] over its categories, and no name has that of the categories without one, so that all sum to
 * 1.
 *
 * @param code the name of the categorical code
 * @param categories the number of its categories, at least 1
 * @param names the names by category, from 0 to categories − 1; none blank
 */
public record CategoryNames(String code, int categories, SortedMap<Integer, String> names) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * What an image most likely shows.
   *
   * @param name empty if it most likely belongs to a category without a name
   * @param probability the probability of that name, or of having none, from 0 to 1
   */
  public record Label(Optional<String> name, double probability) {}

  /**
   * Copies the names and checks them.
   *
   * @param code the name of the categorical code
   * @param categories the number of its categories, at least 1
   * @param names the names by category, from 0 to categories − 1; none blank. Not modified.
   */
  public CategoryNames {
    if (code.isBlank()) {
      throw new IllegalArgumentException("category names: expected the name of a code, found none");
    }
    if (categories < 1) {
      throw new IllegalArgumentException(
          "category names: expected at least 1 category, found " + categories);
    }
    names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    for (Map.Entry<Integer, String> entry : names.entrySet()) {
      int category = entry.getKey();
      if (category < 0 || category >= categories) {
        throw new IllegalArgumentException(
            "category names: expected a category from 0 to "
                + (categories - 1)
                + ", found "
                + category);
      }
      if (entry.getValue().isBlank()) {
        throw new IllegalArgumentException(
            "category names: category " + category + ": expected a name, found none");
      }
    }
  }

  /**
   * Learns names from labelled images: each category is called what most of its images are ({@link
   * CategoryMatching#manyToOne}). A category that none of them fell into has no name.
   *
   * @param code the name of the categorical code
   * @param categories the number of its categories, at least 1
   * @param found [N], the category that Q found in each image. Not modified.
   * @param labels [N], the class of each image, an index of {@code classNames}. Not modified.
   * @param classNames the names of the classes
   * @return the names of the categories
   * @throws IllegalArgumentException if the lengths differ, N is 0 or an index is out of its range
   */
  public static CategoryNames learn(
      String code, int categories, int[] found, int[] labels, List<String> classNames) {
    int[] classOf = CategoryMatching.fit(found, labels, categories, classNames.size()).manyToOne();
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int category : found) {
      names.put(category, classNames.get(classOf[category]));
    }
    return new CategoryNames(code, categories, names);
  }

  /**
   * How likely each name is for one image.
   *
   * @param posterior [categories], the probability of each category. Not modified.
   * @return by name, in the order of their first categories; below 1 in all if categories without a
   *     name are likely
   * @throws IllegalArgumentException if it has another length
   */
  public Map<String, Double> probabilities(double[] posterior) {
    requireLength(posterior);
    Map<String, Double> sums = new LinkedHashMap<>();
    names.forEach((category, name) -> sums.merge(name, posterior[category], Double::sum));
    return sums;
  }

  /**
   * The most likely name of one image, or none where all categories without a name are together
   * likelier than any name. Of equally likely names the first, in the order of their categories.
   *
   * @param posterior [categories], the probability of each category. Not modified.
   * @return the label
   * @throws IllegalArgumentException if it has another length
   */
  public Label label(double[] posterior) {
    double unnamed = 0;
    requireLength(posterior);
    for (int category = 0; category < categories; category++) {
      unnamed += names.containsKey(category) ? 0 : posterior[category];
    }
    Optional<String> best = Optional.empty();
    double most = -1;
    for (Map.Entry<String, Double> name : probabilities(posterior).entrySet()) {
      if (name.getValue() > most) {
        best = Optional.of(name.getKey());
        most = name.getValue();
      }
    }
    return unnamed > most ? new Label(Optional.empty(), unnamed) : new Label(best, most);
  }

  private void requireLength(double[] posterior) {
    if (posterior.length != categories) {
      throw new IllegalArgumentException(
          "category names: expected the probabilities of "
              + categories
              + " categories, found "
              + posterior.length);
    }
  }

  /**
   * Writes {@code {"code": "c1", "categories": 10, "names": {"0": "seven"}}}.
   *
   * @param file the file to create or to replace as a whole
   * @throws IOException if it cannot be written; the message names it
   */
  public void write(Path file) throws IOException {
    ObjectNode root = MAPPER.createObjectNode().put("code", code).put("categories", categories);
    ObjectNode list = root.putObject("names");
    names.forEach((category, name) -> list.put(category.toString(), name));
    byte[] json = (MAPPER.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(json));
  }

  /**
   * Reads what {@link #write} or a person has written.
   *
   * @param file a file in that form
   * @return the names
   * @throws DataFormatException if it holds something else
   * @throws IOException if it cannot be read
   */
  public static CategoryNames read(Path file) throws IOException {
    byte[] json = Files.readAllBytes(file);
    try {
      JsonNode root = MAPPER.readTree(json);
      JsonNode code = require(root.path("code"), JsonNode::isTextual, "code", "a name");
      JsonNode count = require(root.path("categories"), JsonNode::isInt, "categories", "a number");
      JsonNode list = require(root.path("names"), JsonNode::isObject, "names", "names by category");
      SortedMap<Integer, String> names = new TreeMap<>();
      for (Iterator<String> categories = list.fieldNames(); categories.hasNext(); ) {
        String category = categories.next();
        JsonNode name =
            require(list.get(category), JsonNode::isTextual, "names." + category, "a name");
        names.put(category(category), name.textValue());
      }
      return new CategoryNames(code.textValue(), count.intValue(), names);
    } catch (JsonProcessingException e) {
      throw new DataFormatException(file + ": expected JSON, found " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new DataFormatException(file + ": " + e.getMessage(), e);
    }
  }

  private static int category(String key) {
    if (!key.matches("0|[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException("names: expected a category, found \"" + key + "\"");
    }
    return Integer.parseInt(key);
  }

  private static JsonNode require(
      JsonNode node, Predicate<JsonNode> fits, String field, String expected) {
    if (!fits.test(node)) {
      throw new IllegalArgumentException(
          field + ": expected " + expected + ", found " + (node.isMissingNode() ? "none" : node));
    }
    return node;
  }
}
