package org.infogan.config;

/**
 * A number that changes on a straight line during a part of the training: {@code from} up to step
 * {@code start}, {@code to} from step {@code end} on, and between them
 *
 * <pre>value(t) = from + (to − from)·(t − start)/(end − start)</pre>
 *
 * @param from the value of the first steps
 * @param to the value of the last steps
 * @param start the step at which the value begins to change, counted from 0
 * @param end the step from which on it stays, at least {@code start}
 */
public record Schedule(double from, double to, int start, int end) {

  /**
   * Checks the values.
   *
   * @param from the value of the first steps
   * @param to the value of the last steps
   * @param start the step at which the value begins to change, counted from 0
   * @param end the step from which on it stays, at least {@code start}
   * @throws IllegalArgumentException when a value is not finite or the steps are out of order
   */
  public Schedule {
    if (!Double.isFinite(from) || !Double.isFinite(to)) {
      throw new IllegalArgumentException(
          "schedule: expected finite values, found from " + from + " to " + to);
    }
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "schedule: expected 0 <= start <= end, found start " + start + ", end " + end);
    }
  }

  /**
   * The same value at every step.
   *
   * @param value the value
   * @return the schedule
   */
  public static Schedule constant(double value) {
    return new Schedule(value, value, 0, 0);
  }

  /**
   * A straight line from step 0 on.
   *
   * @param from the value of step 0
   * @param to the value from step {@code end} on
   * @param end the step at which the line ends
   * @return the schedule
   */
  public static Schedule linear(double from, double to, int end) {
    return new Schedule(from, to, 0, end);
  }

  /**
   * The value at one step.
   *
   * @param step the step, counted from 0
   * @return the value
   */
  public double at(int step) {
    if (step >= end) {
      return to;
    }
    return step <= start ? from : from + (to - from) * (step - start) / (end - start);
  }

  /** The smaller of the two ends, which no step goes below. */
  double least() {
    return Math.min(from, to);
  }

  /** The larger of the two ends, which no step goes above. */
  public double greatest() {
    return Math.max(from, to);
  }
}
