package org.infogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Views that choose, join or keep images; each keeps what a data set owes its readers. */
class ImageViewsTest {

  private static final int SIZE = ImageDatasetContract.SIZE;

  /** The contract's images in another order. */
  private static ByteImages images(IntUnaryOperator numberAt, int[] labels) {
    byte[][] images = new byte[SIZE][ImageDatasetContract.SHAPE.pixels()];
    int[] moved = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      int number = numberAt.applyAsInt(i);
      for (int p = 0; p < images[i].length; p++) {
        images[i][p] = (byte) ImageDatasetContract.expectedByte(number, p);
      }
      moved[i] = labels == null ? ImageDataset.NO_LABEL : labels[number];
    }
    return ByteImages.of(ImageDatasetContract.SHAPE, images).withLabels(moved);
  }

  private static ImageDataset numbered() {
    return images(i -> i, IntStream.range(0, SIZE).toArray());
  }

  @Nested
  class SubsetKeepsTheContract extends ImageDatasetContract {
    @Override
    ImageDataset dataset(int[] labels) {
      IntUnaryOperator neighbour = i -> i ^ 1;
      return images(neighbour, labels).subset(IntStream.range(0, SIZE).map(neighbour).toArray());
    }
  }

  @Nested
  class CacheKeepsTheContract extends ImageDatasetContract {
    @Override
    ImageDataset dataset(int[] labels) {
      return images(i -> i, labels).cached();
    }
  }

  @Nested
  class ConcatenationKeepsTheContract extends ImageDatasetContract {
    @Override
    ImageDataset dataset(int[] labels) {
      ImageDataset all = images(i -> i, labels);
      return ImageDataset.concat(
          all.first(7), all.subset(7), all.subset(IntStream.range(8, SIZE).toArray()));
    }
  }

  @Test
  void aSubsetsIndicesAreCopiedAndChecked() {
    int[] indices = {5, 3, 5};
    ImageDataset some = numbered().subset(indices);
    indices[0] = 9;
    assertThat(some.labels()).containsExactly(5, 3, 5);
    assertThatThrownBy(() -> numbered().subset(1, SIZE))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("image index: expected 0 to 39, found 40");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered().subset())
        .withMessage("images: expected at least one, found none");
  }

  @Test
  void firstIsTheDataSetItselfWhereItHasNoMore() {
    ImageDataset all = numbered();
    assertThat(all.first(3).labels()).containsExactly(0, 1, 2);
    assertThat(all.first(SIZE)).isSameAs(all);
    assertThat(all.first(1000)).isSameAs(all);
    assertThatIllegalArgumentException().isThrownBy(() -> all.first(0));
  }

  @Test
  void aRandomSplitDealsEveryImageToOnePart() {
    ImageDataset.Split split = numbered().split(0.25, 7);
    assertThat(split.train().size()).isEqualTo(30);
    assertThat(split.test().size()).isEqualTo(10);
    List<Integer> all = new ArrayList<>();
    for (ImageDataset part : List.of(split.train(), split.test())) {
      assertThat(part.labels()).isSorted();
      Arrays.stream(part.labels()).forEach(all::add);
    }
    assertThat(all).hasSize(SIZE).doesNotHaveDuplicates();
    assertThat(numbered().split(0.25, 7).test().labels()).isEqualTo(split.test().labels());
    assertThat(numbered().split(0.25, 8).test().labels()).isNotEqualTo(split.test().labels());
  }

  @Test
  void everyImageIsTestedWithSomeSeed() {
    ImageDataset images = numbered().first(5);
    int[] counts = new int[5];
    for (int seed = 0; seed < 2000; seed++) {
      counts[images.split(0.2, seed).test().label(0)]++;
    }
    // 400 each, with a standard deviation of 18.
    for (int count : counts) {
      assertThat(count).isBetween(310, 490);
    }
  }

  @Test
  void aSplitLeavesNoPartEmpty() {
    for (double fraction : new double[] {0, 0.01, 0.99, 1, -1, 2, Double.NaN}) {
      assertThatIllegalArgumentException()
          .as("fraction %s", fraction)
          .isThrownBy(() -> numbered().split(fraction, 1))
          .withMessage(
              "test fraction: expected at least one of 40 images in each part, found " + fraction);
    }
    for (int n : new int[] {-1, 0, 1, 41}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> numbered().splitEvery(n))
          .withMessage("split: expected every n-th image with n from 2 to 40, found " + n);
    }
  }

  @Test
  void everyTenthImageIsTheLastOfTen() {
    ImageDataset.Split split = numbered().splitEvery(10);
    assertThat(split.test().labels()).containsExactly(9, 19, 29, 39);
    assertThat(split.train().size()).isEqualTo(36);
    assertThat(split.train().labels()).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11).isSorted();
  }

  @Test
  void aCacheReadsEachImageOnce() {
    AtomicInteger reads = new AtomicInteger();
    ImageDataset cached = new Counting(numbered(), reads).cached();
    float[] pixels = new float[30];
    for (int index : new int[] {4, 4, 2, 4, 2}) {
      cached.read(index, pixels);
      assertThat(pixels[1]).isEqualTo(ImageDatasetContract.expected(index, 1));
    }
    assertThat(reads).hasValue(2);
  }

  /** The first read gives what the later ones give, and 0.3 is no multiple of 1/255. */
  @Test
  void aCacheRoundsToBytesFromTheFirstReadOn() {
    ImageShape shape = new ImageShape(1, 1, 2);
    ImageDataset cached = FloatImages.of(shape, new float[][] {{0.3f, 1}}).cached();
    float[] pixels = new float[2];
    for (int time = 0; time < 2; time++) {
      cached.read(0, pixels);
      assertThat(pixels).containsExactly(77 / 255f, 1);
    }
  }

  @Test
  void onlyImagesOfOneShapeAreJoined() {
    ImageDataset other = ByteImages.of(new ImageShape(1, 3, 5), new byte[1][15]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageDataset.concat(numbered(), other))
        .withMessage(
            "data set 1: expected images of shape [2, 3, 5] like those of the first, found"
                + " [1, 3, 5]");
    assertThatIllegalArgumentException()
        .isThrownBy(ImageDataset::concat)
        .withMessage("data sets: expected at least one, found none");
  }

  @Test
  void viewsReadFromDiskWhereTheirSourceDoes() {
    ImageDataset memory = numbered();
    ImageDataset disk = new Counting(memory, new AtomicInteger());
    for (Function<ImageDataset, ImageDataset> view : views()) {
      assertThat(view.apply(memory).readsFromDisk()).isFalse();
      assertThat(view.apply(disk).readsFromDisk()).isTrue();
    }
    assertThat(ImageDataset.concat(memory, disk).readsFromDisk()).isTrue();
  }

  private static List<Function<ImageDataset, ImageDataset>> views() {
    return List.of(
        images -> images.subset(1, 2),
        images -> images.subset(2, 1),
        images -> images.first(2),
        ImageDataset::cached,
        images -> ImageDataset.concat(images),
        images -> ImageDataset.concat(images, images),
        images -> images.resizedTo(4, 4),
        images -> images.resizedTo(4, 5),
        images -> images.fittedTo(new ImageShape(2, 4, 4), ResizeMode.COVER),
        images -> images.croppedTo(2, 2),
        images -> images.paddedTo(6, 6),
        images -> images.paddedTo(6, 6, 0.5f),
        ImageDataset::transposed);
  }

  /** A trainer keeps its batches, and what it has read ahead, for equal data sets only. */
  @Test
  void viewsAreEqualWhenSourceAndArgumentsAre() {
    ImageDataset source = numbered();
    List<Function<ImageDataset, ImageDataset>> views = views();
    for (int i = 0; i < views.size(); i++) {
      ImageDataset view = views.get(i).apply(source);
      assertThat(view).isEqualTo(views.get(i).apply(source)).isNotEqualTo(source);
      assertThat(view.hashCode()).isEqualTo(views.get(i).apply(source).hashCode());
      assertThat(view).isNotEqualTo(views.get(i).apply(numbered()));
      for (int j = 0; j < i; j++) {
        assertThat(view).as("views %d and %d", i, j).isNotEqualTo(views.get(j).apply(source));
      }
    }
    assertThat(source.cached().transposed().first(3))
        .isEqualTo(source.cached().transposed().first(3));
  }

  @Test
  void labelsAndPixelsAsArrays() {
    ImageDataset images = numbered();
    int[] labels = images.labels();
    assertThat(labels).isEqualTo(IntStream.range(0, SIZE).toArray());
    labels[0] = 8;
    assertThat(images.label(0)).isZero();
    assertThat(ByteImages.of(new ImageShape(1, 1, 1), new byte[2][1]).labels())
        .containsOnly(ImageDataset.NO_LABEL);
    try (INDArray array = images.subset(3, 1).toArray()) {
      assertThat(array.shape()).containsExactly(2, 2, 3, 5);
      assertThat(array.getFloat(0, 1, 2, 4)).isEqualTo(ImageDatasetContract.expected(3, 29));
      assertThat(array.getFloat(1, 0, 1, 0)).isEqualTo(ImageDatasetContract.expected(1, 5));
    }
  }

  /** Reflection of a caller elsewhere, such as a mapper of beans, meets no closed class. */
  @Test
  void methodsCanBeCalledByReflection() throws ReflectiveOperationException {
    ImageDataset images = numbered();
    assertThat(ByteImages.class.getMethod("size").getDeclaringClass()).isEqualTo(ByteImages.class);
    assertThat(ByteImages.class.getMethod("size").invoke(images)).isEqualTo(SIZE);
  }

  /** Images on a pretended disk, whose reads are counted. */
  private record Counting(ImageDataset source, AtomicInteger reads) implements ImageDataset {
    @Override
    public int size() {
      return source.size();
    }

    @Override
    public ImageShape shape() {
      return source.shape();
    }

    @Override
    public void read(int index, float[] pixels) {
      reads.incrementAndGet();
      source.read(index, pixels);
    }

    @Override
    public boolean readsFromDisk() {
      return true;
    }
  }
}
