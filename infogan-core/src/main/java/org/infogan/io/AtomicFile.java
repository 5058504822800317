package org.infogan.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Replaces a file as a whole: after a crash or an error the old content still stands. */
public final class AtomicFile {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final String PREFIX = ".infogan-";
  private static final String SUFFIX = ".tmp";

  private AtomicFile() {}

  /** The content of the file. */
  public interface Content {

    /**
     * Writes the bytes; need not flush or close the stream.
     *
     * @param out the stream to write to
     * @throws IOException if they cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a temporary file beside the target, forces it to the disk and moves it onto the target.
   *
   * @param target the file to create or replace; missing parent folders are created
   * @param content writes the bytes; need not flush or close the stream
   * @throws IOException if any step fails; the temporary file is then gone and the target untouched
   */
  public static void write(Path target, Content content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(target + ": cannot be written: not a file name");
    }
    // Files.createTempFile would make a file that only its owner may read, whatever the umask.
    Path temporary = folder.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
    boolean moved = false;
    try {
      OutputFiles.makeFolder(folder);
      writeThrough(Files.createFile(temporary), content);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      moved = true;
    } catch (IOException e) {
      throw OutputFiles.cannotBeWritten(target, e);
    } finally {
      if (!moved) {
        deleteQuietly(temporary);
      }
    }
    forceFolder(folder);
  }

  /**
   * Removes the temporary files of writes that were killed. Only for a folder that no other process
   * is writing to: its temporary files would go too.
   *
   * @param folder the folder, which need not exist
   */
  public static void removeLeftovers(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      files.forEach(AtomicFile::deleteQuietly);
    } catch (IOException | DirectoryIteratorException ignored) {
      // They take room but do no harm, and the first write will say what is wrong with the folder.
    }
  }

  /** What went wrong first is what the caller has to learn. */
  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // Then the folder is gone or closed to us, and so is the file.
    }
  }

  /**
   * A FileOutputStream, since a FileChannel closes itself when the thread has been interrupted, and
   * an interrupted run still wants its last checkpoint.
   */
  private static void writeThrough(Path file, Content content) throws IOException {
    try (FileOutputStream raw = new FileOutputStream(file.toFile())) {
      OutputStream out = new BufferedOutputStream(raw, BUFFER_BYTES);
      content.writeTo(out);
      out.flush();
      raw.getFD().sync();
    }
  }

  /** Makes the move itself last through a power cut, where the system lets a folder be forced. */
  private static void forceFolder(Path folder) {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException ignored) {
      // Windows opens no folder as a file; its file system orders the move itself.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
