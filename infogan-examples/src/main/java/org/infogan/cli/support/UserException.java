package org.infogan.cli.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Something that the user can put right; the message is all that they are shown. */
public final class UserException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UserException(String message) {
    super(message);
  }

  private UserException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A reading of what the user named. */
  public interface Input<T> {
    T read() throws IOException;
  }

  /** Reads it, and takes every complaint for one about what the user gave. */
  public static <T> T guard(Input<T> input) {
    try {
      return input.read();
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserException(message(e), e);
    }
  }

  /** A check of what the user named. */
  public interface Check {
    void check() throws IOException;
  }

  /** Makes the check, and takes every complaint for one about what the user gave. */
  public static void guard(Check check) {
    guard(
        () -> {
          check.check();
          return null;
        });
  }

  /** As the exception has it, but where the JDK's message is only the name of a file. */
  public static String message(Exception e) {
    return e instanceof FileSystemException file && file.getReason() == null
        ? file.getFile() + ": expected a file that can be used, found " + reason(file)
        : reason(e);
  }

  /** What stood in the way. */
  public static String reason(Exception e) {
    if (e instanceof NoSuchFileException file && file.getReason() == null) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "a file where a folder should be";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
