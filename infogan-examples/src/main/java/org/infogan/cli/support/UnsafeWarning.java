package org.infogan.cli.support;

import java.lang.reflect.Field;

/**
 * JDK 24 and later warn once when a library uses {@code sun.misc.Unsafe}, as JavaCPP does below
 * ND4J. The warning is meant for those who choose the libraries, and {@code docs/nd4j.md} answers
 * it; a user of the program can do nothing about it. An option of the JVM stops it, which {@code
 * java -jar} has no way to bring along: there is no such entry of a jar's manifest, and JDK 17 does
 * not start with an option that it does not know. So the program does this, and the library never
 * does: what else a program uses is not the library's to hide.
 */
public final class UnsafeWarning {

  private UnsafeWarning() {}

  /**
   * Tells the JDK that the warning has been given. Where the JDK keeps no such note, or a user has
   * asked to see each of these calls or to refuse them, all stays as it is.
   */
  public static void silence() {
    try {
      Field warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
      warned.setAccessible(true);
      warned.setBoolean(null, true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return; // a JDK that does not warn, or does so otherwise
    }
  }
}
