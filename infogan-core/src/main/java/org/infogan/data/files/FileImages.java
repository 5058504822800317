package org.infogan.data.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ReadChecks;

/**
 * Images that lie one after the other in a file and are read from there when they are wanted. The
 * file is opened for each image: nothing is left open, and an interrupted thread cannot close what
 * others still need.
 */
final class FileImages implements ImageDataset {

  private final Path file;
  private final long offset;
  private final ImageArray array;

  /**
   * Describes the images.
   *
   * @param offset where the first image begins in the file
   */
  FileImages(Path file, long offset, ImageArray array) {
    this.file = file;
    this.offset = offset;
    this.array = array;
  }

  @Override
  public int size() {
    return array.size();
  }

  @Override
  public ImageShape shape() {
    return array.shape();
  }

  @Override
  public void read(int index, float[] pixels) {
    ReadChecks.requireIndex(index, array.size());
    ReadChecks.requireLength(pixels, array.shape());
    byte[] stored = new byte[array.imageBytes()];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(offset + (long) index * stored.length);
      in.readFully(stored);
      array.decode(stored, index, pixels);
    } catch (DataFormatException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (EOFException e) {
      throw new UncheckedIOException(
          file + ": image " + index + ": the file has become shorter since it was opened", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": image " + index + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean readsFromDisk() {
    return true;
  }
}
