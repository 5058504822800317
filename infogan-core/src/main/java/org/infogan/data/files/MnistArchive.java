package org.infogan.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.infogan.data.DataFormatException;
import org.infogan.io.Gunzip;
import org.infogan.io.Sha256;

/**
 * The four files of MNIST. Sizes and SHA-256 sums are those of the unpacked data: copies packed by
 * different gzip programs are in circulation, and what counts is what they hold.
 */
enum MnistArchive {
  TRAIN_IMAGES(
      "train-images-idx3-ubyte",
      47_040_016,
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
  TRAIN_LABELS(
      "train-labels-idx1-ubyte",
      60_008,
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
  TEST_IMAGES(
      "t10k-images-idx3-ubyte",
      7_840_016,
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
  TEST_LABELS(
      "t10k-labels-idx1-ubyte",
      10_008,
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  private static final int BUFFER_BYTES = 1 << 16;

  private final String unpackedName;
  private final int unpackedBytes;
  private final String sha256;

  MnistArchive(String unpackedName, int unpackedBytes, String sha256) {
    this.unpackedName = unpackedName;
    this.unpackedBytes = unpackedBytes;
    this.sha256 = sha256;
  }

  String packedName() {
    return unpackedName + ".gz";
  }

  String unpackedName() {
    return unpackedName;
  }

  int unpackedBytes() {
    return unpackedBytes;
  }

  /**
   * Compares size and sum; unpacks little more than the size expected, however much there is.
   *
   * @param packed the file, plain or gzip, at its start
   * @throws DataFormatException if the data is not that of MNIST
   * @throws IOException if reading or unpacking fails
   */
  void verify(InputStream packed) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Gunzip.open(packed), digest)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      int found = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        found += n;
        if (found > unpackedBytes) {
          throw new DataFormatException(
              "expected " + unpackedBytes + " unpacked bytes, found more");
        }
      }
      String sum = HexFormat.of().formatHex(digest.digest());
      if (!sum.equals(sha256)) {
        throw new DataFormatException(
            ("expected SHA-256 " + sha256 + " of the unpacked data, found " + sum)
                + (" (" + found + " bytes)"));
      }
    }
  }
}
