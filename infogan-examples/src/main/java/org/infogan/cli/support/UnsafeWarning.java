package org.infogan.cli.support;

import java.lang.reflect.Field;

/**
 * JDK 24 and later warn once when a library uses {@code sun.misc.Unsafe}, as JavaCPP does below
 * ND4J. The user of a program can do nothing about it, and no entry of a jar's manifest stops it.
 */
public final class UnsafeWarning {

  private UnsafeWarning() {}

  /**
   * Tells the JDK that the warning has been given. Where the JDK keeps no such note, or a user has
   * asked for another treatment of these calls, all stays as it is.
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
