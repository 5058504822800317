package org.infogan.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Jackson's complaints in the user's words: which field, what was expected, what was found. */
final class JsonFault {

  /** As much of a wrong text as a message repeats. */
  private static final int MAX_QUOTED = 60;

  private JsonFault() {}

  /** What is wrong with a text that is no JSON, and in which line. */
  static String where(JsonProcessingException e) {
    return e.getOriginalMessage()
        + (e.getLocation() == null
            ? ""
            : " (line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ")");
  }

  /** A value as it stands in the document, shortened. */
  static String found(JsonNode value) {
    return value == null || value.isMissingNode() ? "none" : shortened(value.toString());
  }

  private static String shortened(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }

  /**
   * A field that there is not.
   *
   * @param path where it stands, such as "image.depth"
   * @param name its name
   * @param known the names that would be right
   * @return a sentence
   */
  static String unknownField(String path, String name, Collection<String> known) {
    String question = NearestName.question(name, known);
    return shortened(path)
        + ": unknown field"
        + (question.isEmpty() ? "; expected one of " + String.join(", ", known) : question);
  }

  /**
   * A field that cannot be read.
   *
   * @param e what Jackson says
   * @param field the name of the configuration's field
   * @param value the field's value
   * @return a sentence
   */
  static String describe(JsonProcessingException e, String field, JsonNode value) {
    if (!(e instanceof JsonMappingException fault)) {
      return field + ": " + e.getOriginalMessage();
    }
    StringBuilder path = new StringBuilder(field);
    JsonNode place = value;
    for (JsonMappingException.Reference step : fault.getPath()) {
      boolean element = step.getFieldName() == null;
      path.append(element ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
      place = element ? place.path(step.getIndex()) : place.path(step.getFieldName());
    }
    if (fault instanceof UnrecognizedPropertyException unknown) {
      return unknownField(path.toString(), unknown.getPropertyName(), names(unknown));
    }
    return path + ": " + reason(fault, place);
  }

  private static List<String> names(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
  }

  private static String reason(JsonMappingException e, JsonNode place) {
    if (e instanceof InvalidTypeIdException kind) {
      List<String> kinds = ConfigJson.kindsOf(kind.getBaseType().getRawClass());
      JsonNode written = place.path("kind");
      return "kind: expected one of "
          + String.join(", ", kinds)
          + " or the class of an own layer, found "
          + found(written)
          + NearestName.question(written.asText(), kinds);
    }
    Throwable cause = e.getCause();
    if (cause instanceof NullPointerException) {
      return "expected a value everywhere, found null";
    }
    if (cause != null && !(cause instanceof JsonProcessingException)) {
      return cause.getMessage(); // a constructor's own words
    }
    Class<?> type = e instanceof MismatchedInputException input ? input.getTargetType() : null;
    return "expected " + expected(type) + ", found " + found(place);
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return "one of "
          + String.join(
              ", ", Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number up to " + Integer.MAX_VALUE;
    }
    if (type == long.class) {
      return "a whole number";
    }
    if (type == double.class) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }
}
