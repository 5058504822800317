package org.infogan.data.files;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.filter.PipelineFilterWithData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.infogan.data.DataFormatException;

/**
 * The images of an HDF5 data set that is stored in chunks, each a block of the array that may cut
 * every axis and may be packed. As many images are put together at a time as one chunk touches.
 */
final class Hdf5Chunks implements ImageArray.Source {

  /** Deflate cannot shrink data more than 1032-fold, so that no honest file unpacks to more. */
  private static final long MAXIMUM_PER_BYTE = 1032;

  /** The number of the filter. */
  private static final int FLETCHER_32 = 3;

  private static final int CHECKSUM_BYTES = 4;

  private final ChunkedDataset dataset;
  private final ImageArray array;

  /** Of the array and of a chunk; the last axis in bytes, so that the type plays no part below. */
  private final int[] extents;

  private final int[] chunk;
  private final int chunkBytes;

  /** Whether chunks have checksums, and whether these were added after all else. */
  private final boolean checksum;

  private final boolean checksumLast;

  /** The images that the current row of chunks touches. */
  private byte[][] band = new byte[0][];

  /** The number of the next image. */
  private int next;

  /**
   * Checks sizes; reads nothing yet.
   *
   * @param fileBytes the length of the file
   * @throws DataFormatException if it cannot hold what its headers claim
   */
  Hdf5Chunks(ChunkedDataset dataset, ImageArray array, long fileBytes) throws DataFormatException {
    this.dataset = dataset;
    this.array = array;
    List<Integer> filters =
        dataset.getFilters().stream().map(PipelineFilterWithData::getId).toList();
    checksum = filters.contains(FLETCHER_32);
    checksumLast = checksum && filters.lastIndexOf(FLETCHER_32) == filters.size() - 1;
    extents = inBytes(dataset.getDimensions());
    chunk = inBytes(dataset.getChunkDimensions());
    long maximum = Math.multiplyExact(fileBytes, MAXIMUM_PER_BYTE);
    long bytes = 1;
    for (int axis = 0; axis < chunk.length; axis++) {
      bytes = Math.multiplyExact(bytes, chunk[axis]);
    }
    if (chunk.length != extents.length || array.bytes() > maximum || bytes < 1 || bytes > maximum) {
      throw new DataFormatException(
          (array.name()
                  + ": expected chunks and values of at most "
                  + maximum
                  + " bytes in a file of ")
              + (fileBytes + ", found " + bytes + " and " + array.bytes()));
    }
    chunkBytes = Math.toIntExact(bytes);
    long bandBytes = Math.min(chunk[0], extents[0]) * (long) array.imageBytes();
    if (bandBytes > Runtime.getRuntime().maxMemory() / 2) {
      throw new DataFormatException(
          (array.name()
                  + ": a row of chunks takes "
                  + bandBytes
                  + " bytes, more than half the Java")
              + " heap; enlarge it (-Xmx), or store the data set in chunks of fewer images");
    }
  }

  private int[] inBytes(int[] sizes) {
    int[] bytes = sizes.clone();
    bytes[bytes.length - 1] = Math.multiplyExact(bytes[bytes.length - 1], array.type().bytes());
    return bytes;
  }

  @Override
  public byte[] next() throws DataFormatException {
    int within = next % chunk[0];
    if (within == 0) {
      readBand();
    }
    next++;
    return band[within];
  }

  private void readBand() throws DataFormatException {
    band = new byte[Math.min(chunk[0], array.size() - next)][array.imageBytes()];
    int[] corner = new int[extents.length];
    corner[0] = next;
    do {
      byte[] values = decompressed(corner);
      place(values, corner);
    } while (advance(corner, chunk, extents));
  }

  private byte[] decompressed(int[] corner) throws DataFormatException {
    int[] offset = corner.clone();
    offset[offset.length - 1] /= array.type().bytes();
    byte[] values;
    try {
      values = dataset.getDecompressedChunk(offset);
      if (checksumLast) {
        ByteBuffer raw = dataset.getRawChunkBuffer(offset);
        byte[] stored = new byte[raw.remaining()];
        raw.get(stored);
        withoutChecksum(stored, offset);
      }
    } catch (RuntimeException e) {
      throw new DataFormatException(
          (array.name() + ": the chunk at " + Arrays.toString(offset) + " cannot be read: ")
              + e.getMessage(),
          e);
    }
    if (checksum && values.length == chunkBytes + CHECKSUM_BYTES) {
      values = withoutChecksum(values, offset);
    }
    if (values.length != chunkBytes) {
      throw new DataFormatException(
          (array.name() + ": the chunk at " + Arrays.toString(offset) + ": expected " + chunkBytes)
              + (" bytes, found " + values.length));
    }
    return values;
  }

  /**
   * Compares the Fletcher-32 checksum behind some bytes, which jHDF only steps over. Files of HDF5
   * before 1.6.3 have its halves with their bytes swapped.
   */
  private byte[] withoutChecksum(byte[] bytes, int[] offset) throws DataFormatException {
    int length = bytes.length - CHECKSUM_BYTES;
    int found =
        length < 0
            ? 0
            : ByteBuffer.wrap(bytes, length, CHECKSUM_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    int expected = fletcher32(bytes, Math.max(0, length));
    int swapped = ((expected & 0x00ff00ff) << 8) | ((expected >>> 8) & 0x00ff00ff);
    if (length < 0 || (found != expected && found != swapped)) {
      throw new DataFormatException(
          String.format(
              "%s: the chunk at %s: expected Fletcher-32 %08x, found %08x",
              array.name(), Arrays.toString(offset), expected, found));
    }
    return Arrays.copyOf(bytes, length);
  }

  /** The sum of big-endian words of 16 bits and the sum of its steps, each modulo 2¹⁶ − 1. */
  private static int fletcher32(byte[] bytes, int length) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < length; i += 2) {
      int next = i + 1 < length ? bytes[i + 1] & 0xff : 0;
      low += (bytes[i] & 0xff) << 8 | next;
      low = (low & 0xffff) + (low >> 16);
      high += low;
      high = (high & 0xffff) + (high >> 16);
    }
    return (int) (high << 16 | low);
  }

  /** Copies the rows of a chunk that lie inside the array; those at its end may reach beyond. */
  private void place(byte[] values, int[] corner) {
    int last = extents.length - 1;
    int run = Math.min(chunk[last], extents[last] - corner[last]);
    for (int row = 0; row * chunk[last] < values.length; row++) {
      int position = 0;
      int scale = 1;
      int rest = row;
      boolean inside = true;
      int image = 0;
      for (int axis = last - 1; axis >= 0; axis--) {
        int index = corner[axis] + rest % chunk[axis];
        rest /= chunk[axis];
        inside &= index < extents[axis];
        if (axis == 0) {
          image = index - corner[0];
        } else {
          position += index * scale;
          scale *= extents[axis];
        }
      }
      if (inside) {
        int to = position * extents[last] + corner[last];
        System.arraycopy(values, row * chunk[last], band[image], to, run);
      }
    }
  }

  /** Moves to the next chunk of this row of chunks; false after the last. */
  private static boolean advance(int[] corner, int[] chunk, int[] extents) {
    for (int axis = corner.length - 1; axis > 0; axis--) {
      corner[axis] += chunk[axis];
      if (corner[axis] < extents[axis]) {
        return true;
      }
      corner[axis] = 0;
    }
    return false;
  }
}
