package org.infogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FloatImagesIteratorTest extends ImageDatasetContract {

  /** Batches of 16, 16 and 8 flat images, given as an iterator that has been used before. */
  @Override
  ImageDataset dataset(int[] labels) {
    INDArray flat = FloatImagesTest.array().reshape('c', SIZE, 30);
    BatchesIterator batches = new BatchesIterator(batches(flat, labels, 16), true);
    batches.next();
    return FloatImages.copyOf(batches, SHAPE);
  }

  private static List<DataSet> batches(INDArray features, int[] labels, int batchSize) {
    List<DataSet> batches = new ArrayList<>();
    for (int from = 0; from < SIZE; from += batchSize) {
      int to = Math.min(SIZE, from + batchSize);
      INDArray oneHot = null;
      if (labels != null) {
        oneHot = Nd4j.zeros(to - from, 11);
        for (int i = from; i < to; i++) {
          oneHot.putScalar(i - from, labels[i], 1);
        }
      }
      batches.add(new DataSet(features.get(NDArrayIndex.interval(from, to)), oneHot));
    }
    return batches;
  }

  private static FloatImages copyOf(DataSet... batches) {
    return FloatImages.copyOf(new BatchesIterator(Arrays.asList(batches), true));
  }

  private static DataSet grey(int images, INDArray labels) {
    return new DataSet(Nd4j.zeros(images, 1, 2, 2), labels);
  }

  @Test
  void featuresMayTellTheShape() {
    BatchesIterator batches =
        new BatchesIterator(batches(FloatImagesTest.array(), someLabels(), 16), true);
    FloatImages told = FloatImages.copyOf(batches);
    FloatImages given = FloatImages.copyOf(batches, SHAPE);
    assertThat(told.shape()).isEqualTo(given.shape()).isEqualTo(SHAPE);
    assertThat(told.size()).isEqualTo(given.size()).isEqualTo(SIZE);
  }

  @Test
  void resetsBeforeAndAfterWhereSupported() {
    BatchesIterator twice = new BatchesIterator(batches(FloatImagesTest.array(), null, 7), true);
    twice.next();
    assertThat(FloatImages.copyOf(twice).size()).isEqualTo(SIZE);
    assertThat(twice.hasNext()).isTrue();
    assertThat(twice.next().numExamples()).isEqualTo(7);

    BatchesIterator once = new BatchesIterator(batches(FloatImagesTest.array(), null, 7), false);
    once.next();
    assertThat(FloatImages.copyOf(once).size()).isEqualTo(SIZE - 7);
    assertThat(once.hasNext()).isFalse();
  }

  @Test
  void labelsMayBeMissingInSomeBatches() {
    INDArray oneHot = Nd4j.createFromArray(new double[][] {{0, 0, 1}, {1, 0, 0}});
    FloatImages images = copyOf(grey(1, null), grey(2, oneHot), grey(1, null));
    assertThat(new int[] {images.label(0), images.label(1), images.label(2), images.label(3)})
        .containsExactly(-1, 2, 0, -1);
  }

  @Test
  void refusesLabelsThatAreNotOneHot() {
    float[][][] rows = {{{0, 1}, {0, 0}}, {{0, 1}, {1, 1}}, {{0, 1}, {0.5f, 0.5f}}};
    String[] found = {"[0.0, 0.0]", "[1.0, 1.0]", "[0.5, 0.5]"};
    for (int i = 0; i < rows.length; i++) {
      INDArray labels = Nd4j.createFromArray(rows[i]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> copyOf(grey(3, null), grey(2, labels)))
          .withMessage(
              "label of image 4: expected a one-hot row, a single 1 among zeros, found "
                  + found[i]
                  + "; a preprocessor of the iterator can drop labels that name no class");
    }
    long[][] shapes = {{2, 10, 4}, {1, 10}, {2, 0}};
    for (long[] shape : shapes) {
      INDArray labels = Nd4j.create(DataType.FLOAT, shape);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> copyOf(grey(3, null), grey(2, labels)))
          .withMessage(
              "labels of the batch from image 3: expected one-hot [2, K] or classes [2, 1], found shape "
                  + Arrays.toString(shape));
    }
  }

  @Test
  void refusesBatchesOfAnotherShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> copyOf(grey(3, null), new DataSet(Nd4j.zeros(2, 1, 2, 3), null)))
        .withMessage("image 3: expected shape [1, 2, 2], found [1, 2, 3]");
    DataSetIterator flat = new BatchesIterator(List.of(new DataSet(Nd4j.zeros(2, 12), null)), true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.copyOf(flat, SHAPE))
        .withMessage(
            "images: expected shape [N, C, H, W] or [N, H, W] or [N, 30] for image shape [2, 3, 5]"
                + ", found [2, 12]");
  }

  @Test
  void countsImagesOverBatchesInMessages() {
    INDArray bad = Nd4j.zeros(DataType.FLOAT, 2, 1, 2, 2);
    bad.putScalar(new int[] {1, 0, 1, 0}, Float.NaN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> copyOf(grey(3, null), new DataSet(bad, null)))
        .withMessage("image 4, channel 0, row 1, column 0: expected a value in [0, 1], found NaN");
  }

  @Test
  void refusesAnIteratorWithoutBatches() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> copyOf())
        .withMessage("images: expected at least one, found none");
  }

  @Test
  void classesMayStandInAColumnOrAVector() {
    INDArray column = Nd4j.createFromArray(new float[] {0, 7}).reshape(2, 1);
    INDArray ones = Nd4j.createFromArray(new float[] {1, 1}).reshape(2, 1);
    INDArray vector = Nd4j.createFromArray(new int[] {3, 1});
    assertThat(copyOf(grey(2, column), grey(2, ones), grey(2, vector)).labels())
        .containsExactly(0, 7, 1, 1, 3, 1);
    for (float wrong : new float[] {-1, 0.5f, Float.NaN}) {
      INDArray labels = Nd4j.createFromArray(new float[] {2, wrong}).reshape(2, 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> copyOf(grey(2, labels)))
          .withMessageStartingWith(
              "label of image 1: expected the number of a class, 0 or above, found " + wrong);
    }
  }

  /** As NativeImageLoader, Keras and torchvision's arrays have them. */
  @Test
  void channelsAtTheEndAreNotTakenForOthers() {
    long[][] shapes = {{5, 28, 28, 1}, {5, 32, 32, 3}, {5, 32, 32, 4}, {28, 28, 1}, {32, 32, 3}};
    for (long[] shape : shapes) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> copyOf(new DataSet(Nd4j.zeros(DataType.FLOAT, shape), null)))
          .withMessageContaining("found " + Arrays.toString(shape) + ", which looks like ");
    }
    assertThat(copyOf(new DataSet(Nd4j.zeros(DataType.FLOAT, 5, 3, 2, 3), null)).shape())
        .isEqualTo(new ImageShape(3, 2, 3));
    BatchesIterator narrow =
        new BatchesIterator(List.of(new DataSet(Nd4j.zeros(DataType.FLOAT, 5, 9, 3), null)), true);
    assertThat(FloatImages.copyOf(narrow, new ImageShape(1, 9, 3)).size())
        .as("a shape that was given")
        .isEqualTo(5);
  }
}
