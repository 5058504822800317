package org.infogan.examples.render;

import java.util.ArrayList;
import java.util.List;

/** A grid in which one factor has fewer values than in another. */
final class RestrictedFactor extends FactorGrid {

  private final FactorImages images;
  private final int position;
  private final int[] kept;

  RestrictedFactor(FactorImages images, String name, int... kept) {
    super(images.shape(), restricted(images, name, kept));
    this.images = images;
    this.position = position(images, name);
    this.kept = kept.clone();
  }

  private static List<Factor> restricted(FactorImages images, String name, int[] kept) {
    int position = position(images, name);
    for (int value : kept) {
      requireInRange(images.factors().get(position), value);
    }
    List<Factor> factors = new ArrayList<>(images.factors());
    factors.set(position, new Factor(name, kept.length));
    return factors;
  }

  private static int position(FactorImages images, String name) {
    List<String> names = images.factors().stream().map(Factor::name).toList();
    int position = names.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException(
          "factor: expected one of " + String.join(", ", names) + ", found \"" + name + "\"");
    }
    return position;
  }

  @Override
  void paint(int[] values, float[] pixels) {
    images.render(original(values), pixels);
  }

  @Override
  public int labelOf(int[] values) {
    return images.labelOf(original(values));
  }

  private int[] original(int[] values) {
    int[] original = values.clone();
    original[position] = kept[values[position]];
    return original;
  }
}
