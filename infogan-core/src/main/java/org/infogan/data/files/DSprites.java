package org.infogan.data.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infogan.data.BitImages;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;

/**
 * dSprites, 737,280 black and white images of 64 × 64: white squares, ellipses and hearts in every
 * combination of their factors. The file holds 3 GB of zeros and ones, packed; here eight of them
 * share a byte, 377 MB in all.
 *
 * <p>The factors of image number <i>i</i> follow from <i>i</i>, the last running fastest: 3 shapes,
 * 6 scales, 40 orientations, 32 positions in x and 32 in y.
 *
 * @see <a href="https://github.com/google-deepmind/dsprites-dataset">Matthey, Higgins, Hassabis and
 *     Lerchner, dSprites: Disentanglement testing Sprites dataset, 2017</a>
 */
public final class DSprites {

  private static final String ARRAY = "imgs";

  private DSprites() {}

  /**
   * Reads the file into memory.
   *
   * @param file dsprites_ndarray_co1sh3sc6or40x32y32_64x64.npz
   * @return the images, without labels
   * @throws DataFormatException if the file is damaged or holds something else
   * @throws IOException if reading fails
   */
  public static ImageDataset read(Path file) throws IOException {
    return NpzEntry.read(file, ARRAY, DSprites::pack);
  }

  private static ImageDataset pack(NpyStream images) throws IOException {
    ImageArray array = images.array();
    if (array.type() != PixelType.UINT8 || array.shape().channels() != 1) {
      throw new DataFormatException(
          (array.name() + ": expected UINT8 [N, H, W], found " + array.type() + " images of shape ")
              + array.shape());
    }
    List<byte[]> packed = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      byte[] bits = BitImages.pack(images.next());
      if (bits == null) {
        throw new DataFormatException(
            array.name() + ": image " + i + ": expected values of 0 and 1, found others");
      }
      packed.add(bits);
    }
    images.finish();
    return new BitImages(array.shape(), packed.toArray(byte[][]::new));
  }
}
