package org.infogan.examples.render;

/**
 * One thing that varies between images, such as the position of a shape.
 *
 * @param name what varies, such as "x"
 * @param count the number of values, which are numbered from 0
 */
public record Factor(String name, int count) {

  /**
   * Checks that there is at least one value.
   *
   * @param name what varies, such as "x"
   * @param count the number of values, which are numbered from 0
   */
  public Factor {
    if (count < 1) {
      throw new IllegalArgumentException(
          "factor " + name + ": expected at least 1 value, found " + count);
    }
  }
}
