package org.infogan.data.files;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;

/**
 * Images in HDF5 files: data sets [N, H, W] for grey, [N, C, H, W] or [N, H, W, C] for C = 1 or 3,
 * of type unsigned 8-bit (0 to 255) or little-endian 32-bit or 64-bit float (0 to 1).
 *
 * <p>3D Shapes is one: data set {@code images} of 3dshapes.h5, 480,000 images of 64 × 64 × 3. Its
 * factors follow from the image's number, the last running fastest: 10 hues of the floor, 10 of the
 * wall, 10 of the object, 8 scales, 4 shapes, 15 orientations.
 *
 * @see <a href="https://docs.hdfgroup.org/hdf5/develop/_f_m_t3.html">The HDF5 file format</a>
 */
public final class Hdf5Images {

  private Hdf5Images() {}

  /** What to do with a data set. */
  private interface Use {
    ImageDataset of(Dataset dataset, ImageArray array, HdfFile hdf) throws IOException;
  }

  /**
   * Opens a data set. One that is stored in one piece stays in the file and is read image by image;
   * one in chunks, packed or not, is read into memory.
   *
   * @param file the file, which must not change as long as the images are in use
   * @param dataset the path of the data set in the file, such as {@code images}
   * @return the images, without labels
   * @throws DataFormatException if the file is damaged, holds no such data set or none of images,
   *     or more than the Java heap can take
   * @throws IOException if reading fails
   */
  public static ImageDataset open(Path file, String dataset) throws IOException {
    return use(
        file,
        dataset,
        (found, array, hdf) ->
            found instanceof ContiguousDataset contiguous
                ? inPlace(file, contiguous, array, hdf)
                : array.toMemory(chunks(file, found, array), "unpack it with Hdf5Images.unpack"));
  }

  /**
   * Unpacks a data set in chunks to a .npy file and opens that.
   *
   * @param file the HDF5 file
   * @param dataset the path of the data set in the file
   * @param to the .npy file, which is replaced if it exists
   * @return the images, as {@link NpyImages#open} gives them
   * @throws DataFormatException if the file is damaged, holds no such data set or none of images in
   *     chunks
   * @throws IOException if reading or writing fails
   */
  public static ImageDataset unpack(Path file, String dataset, Path to) throws IOException {
    return use(
        file, dataset, (found, array, hdf) -> NpyFile.write(to, array, chunks(file, found, array)));
  }

  private static ImageDataset use(Path file, String path, Use use) throws IOException {
    try (HdfFile hdf = open(file)) {
      Dataset dataset = dataset(hdf, path, file);
      String name = file + ": " + path;
      PixelType type = type(dataset.getDataType(), name);
      ImageArray array = ImageArray.of(name, type, dataset.getDimensionsAsLong());
      return use.of(dataset, array, hdf);
    } catch (RuntimeException e) {
      throw new DataFormatException(
          file + ": damaged or unsupported HDF5 file: " + e.getMessage(), e);
    }
  }

  /** jHDF itself, where the file is mapped and there is no such path, speaks of something else. */
  private static Dataset dataset(HdfFile hdf, String path, Path file) throws DataFormatException {
    Node node = hdf;
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty()) {
        node = node instanceof Group group ? group.getChild(name) : null;
        node = node instanceof Link link ? link.getTarget() : node;
      }
    }
    if (node instanceof Dataset dataset) {
      return dataset;
    }
    throw new DataFormatException(
        (file + ": expected a data set " + path + ", found ")
            + (node == null ? String.join(", ", hdf.getChildren().keySet()) : "a group"));
  }

  /**
   * From a file in memory's address space jHDF takes slices, which cannot be larger than the file;
   * otherwise it allocates whatever size the file claims. One mapping ends at 2 GB, though.
   */
  private static HdfFile open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.size() > Integer.MAX_VALUE
          ? new HdfFile(file)
          : HdfFile.fromByteBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  private static PixelType type(DataType type, String name) throws DataFormatException {
    if (type instanceof FixedPoint integer && !integer.isSigned() && integer.getSize() == 1) {
      return PixelType.UINT8;
    }
    if (type instanceof FloatingPoint real && real.getByteOrder() == ByteOrder.LITTLE_ENDIAN) {
      if (real.getSize() == Float.BYTES) {
        return PixelType.FLOAT32;
      }
      if (real.getSize() == Double.BYTES) {
        return PixelType.FLOAT64;
      }
    }
    throw new DataFormatException(
        (name + ": expected unsigned 8-bit values or little-endian floats of 32 or 64 bits, found ")
            + type);
  }

  private static ImageDataset inPlace(
      Path file, ContiguousDataset dataset, ImageArray array, HdfFile hdf) throws IOException {
    long start = hdf.getUserBlockSize() + dataset.getDataAddress();
    long size = Files.size(file);
    if (dataset.isEmpty() || start < 0 || array.bytes() > size - start) {
      throw new DataFormatException(
          (array.name() + ": expected " + array.bytes() + " bytes of values from byte " + start)
              + (" of the file on, found " + Math.max(0, size - start)));
    }
    return new FileImages(file, start, array);
  }

  private static Hdf5Chunks chunks(Path file, Dataset dataset, ImageArray array)
      throws IOException {
    if (dataset instanceof ChunkedDataset chunked) {
      return new Hdf5Chunks(chunked, array, Files.size(file));
    }
    throw new DataFormatException(
        (array.name() + ": expected a data set in chunks, found the layout ")
            + (dataset.getDataLayout() + " and shape " + Arrays.toString(dataset.getDimensions())));
  }
}
