package org.infogan.examples.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The data sets of this package by name. */
public final class RenderedImages {

  private static final Map<String, Supplier<FactorImages>> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("shapes", () -> ShapeScenes.ofSide(64));
    BY_NAME.put("shapes-32", () -> ShapeScenes.ofSide(32));
    BY_NAME.put("chairs", Chairs::new);
    BY_NAME.put("heads", Heads::new);
    BY_NAME.put("house-numbers", HouseNumbers::new);
    BY_NAME.put("drawn-faces", DrawnFaces::new);
  }

  private RenderedImages() {}

  /**
   * All names.
   *
   * @return what {@link #named} knows
   */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * One data set, every combination of its factors.
   *
   * @param name one of {@link #names}
   * @return the images
   * @throws IllegalArgumentException if there is none of this name
   */
  public static FactorImages named(String name) {
    Supplier<FactorImages> images = BY_NAME.get(name);
    if (images == null) {
      throw new IllegalArgumentException(
          "rendered images: expected one of "
              + String.join(", ", names())
              + (", found \"" + name + "\""));
    }
    return images.get();
  }
}
