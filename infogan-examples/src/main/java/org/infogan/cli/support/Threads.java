package org.infogan.cli.support;

/** The number of threads that compute. */
public final class Threads {

  /** The system property that limits them. */
  public static final String PROPERTY = "infogan.threads";

  private Threads() {}

  /**
   * The number that the library uses.
   *
   * @return the property's value, or the number of processors where it is not set
   */
  public static int count() {
    return Integer.getInteger(PROPERTY, Runtime.getRuntime().availableProcessors());
  }

  /**
   * The option that makes another run of the program use as many, since another number gives
   * slightly other numbers.
   *
   * @return a blank and the option; empty where the property is not set
   */
  public static String option() {
    String set = System.getProperty(PROPERTY);
    return set == null ? "" : " --threads " + set;
  }
}
