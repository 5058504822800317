package org.infogan.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.infogan.internal.Internal;

/** What everything that writes a file has to say and do. */
@Internal
public final class OutputFiles {

  private OutputFiles() {}

  /**
   * Makes a folder and those above it.
   *
   * @param folder the folder, which may exist
   * @throws IOException if it cannot be made
   */
  public static void makeFolder(Path folder) throws IOException {
    // The JDK before 20 takes a link to a folder for a file that stands in the way.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  /**
   * An exception that names the file: "No space left on device" alone does not say where.
   *
   * @param file the file
   * @param e why it cannot be written
   * @return an exception with both in its message, and the other for its cause
   */
  public static IOException cannotBeWritten(Path file, IOException e) {
    // A file system exception without a reason has no more than the path for a message.
    String reason = e instanceof FileSystemException ? e.toString() : e.getMessage();
    return new IOException(file + ": cannot be written: " + reason, e);
  }
}
