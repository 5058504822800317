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

  /**
   * A mistake of the user.
   *
   * @param message what is wrong, where, and what would be right
   */
  public UserException(String message) {
    super(message);
  }

  private UserException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Reads what the user named.
   *
   * @param <T> what is read
   */
  public interface Input<T> {
    /**
     * Reads it.
     *
     * @return what was read
     * @throws IOException if it cannot be read
     */
    T read() throws IOException;
  }

  /**
   * Reads what the user named, and takes every complaint for one about what they gave.
   *
   * @param input reads it
   * @param <T> what is read
   * @return what was read
   * @throws UserException if it cannot be read or is not valid
   */
  public static <T> T guard(Input<T> input) {
    try {
      return input.read();
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserException(message(e), e);
    }
  }

  /** A check of what the user named. */
  public interface Check {
    /**
     * Makes the check.
     *
     * @throws IOException if something cannot be read or written
     */
    void check() throws IOException;
  }

  /**
   * Makes a check, and takes every complaint for one about what the user gave.
   *
   * @param check the check
   * @throws UserException if it fails
   */
  public static void guard(Check check) {
    guard(
        () -> {
          check.check();
          return null;
        });
  }

  /**
   * The message of an exception, also where the JDK's is only the name of a file.
   *
   * @param e the exception
   * @return where and what
   */
  public static String message(Exception e) {
    return e instanceof FileSystemException file && file.getReason() == null
        ? file.getFile() + ": expected a file that can be used, found " + reason(file)
        : reason(e);
  }

  /**
   * What stood in the way.
   *
   * @param e the exception
   * @return the reason alone, where the exception has one
   */
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
