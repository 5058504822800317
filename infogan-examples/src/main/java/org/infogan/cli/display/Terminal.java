package org.infogan.cli.display;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.nio.charset.Charset;

/** What the process's standard error can show. */
final class Terminal {

  private static final int STANDARD_ERROR = 2;

  private Terminal() {}

  /**
   * Whether it is a terminal on which a line can be drawn over. System.console() would ask whether
   * standard input and output are, and from JDK 22 on not even that.
   */
  static boolean isInteractive() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      NativeLibrary c = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME);
      String isatty = Platform.isWindows() ? "_isatty" : "isatty";
      return c.getFunction(isatty).invokeInt(new Object[] {STANDARD_ERROR}) != 0;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Whether it takes more than ASCII. */
  static boolean isUnicode() {
    // Set by JDK 19 and later; earlier ones write in the default charset.
    String name = System.getProperty("stderr.encoding");
    Charset charset = name == null ? Charset.defaultCharset() : Charset.forName(name);
    return charset.newEncoder().canEncode('█');
  }
}
