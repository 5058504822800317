package org.infogan.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Gathers and checks the batches that become one {@link FloatImages}. */
final class FloatImagesCollector {

  private final List<float[]> images = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  /** Of every image; null until it is seen from the first batch, unless the caller gives it. */
  private ImageShape shape;

  /**
   * Starts with no images.
   *
   * @param shape the shape of every image, or null to take it from the first batch
   */
  FloatImagesCollector(ImageShape shape) {
    this.shape = shape;
  }

  static FloatImages collect(DataSetIterator batches, FloatImagesCollector collector) {
    if (batches.resetSupported()) {
      batches.reset();
    }
    while (batches.hasNext()) {
      DataSet batch = batches.next();
      collector.add(batch.getFeatures(), batch.getLabels());
    }
    if (batches.resetSupported()) {
      batches.reset();
    }
    return collector.images();
  }

  FloatImages images() {
    return new FloatImages(
        shape,
        images.toArray(float[][]::new),
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Copies one batch.
   *
   * @param features the images, as {@link FloatImages#copyOf(DataSetIterator, ImageShape)} takes
   *     them. Not modified.
   * @param oneHot [B, K], or null. Not modified.
   */
  void add(INDArray features, INDArray oneHot) {
    ImageShape found = shapeOf(features);
    if (shape == null) {
      shape = found;
    } else if (!found.equals(shape)) {
      throw new IllegalArgumentException(
          "image " + images.size() + ": expected shape " + shape + ", found " + found);
    }
    FloatRows.copy(features, this::addImage);
    if (oneHot == null) {
      while (labels.size() < images.size()) {
        labels.add(ImageDataset.NO_LABEL);
      }
    } else {
      addLabels(oneHot, features.size(0));
    }
  }

  private ImageShape shapeOf(INDArray features) {
    if (features == null || features.isEmpty()) {
      throw new IllegalArgumentException(
          "images: expected at least one per batch, found "
              + (features == null ? "null" : "shape " + Arrays.toString(features.shape())));
    }
    if (!features.dataType().isNumerical()) {
      throw new IllegalArgumentException(
          "images: expected a numeric type, found " + features.dataType());
    }
    long[] extents = features.shape();
    if (extents.length == 2 && shape != null && extents[1] == shape.pixels()) {
      return shape;
    }
    if (extents.length != 3 && extents.length != 4) {
      throw wrongShape(extents);
    }
    int last = extents.length - 1;
    return new ImageShape(
        last == 3 ? Math.toIntExact(extents[1]) : 1,
        Math.toIntExact(extents[last - 1]),
        Math.toIntExact(extents[last]));
  }

  private IllegalArgumentException wrongShape(long[] found) {
    String flat = shape == null ? "" : " or [N, " + shape.pixels() + "] for image shape " + shape;
    String remedy =
        shape == null && found.length == 2 ? "; to read flat images, give their ImageShape" : "";
    return new IllegalArgumentException(
        ("images: expected shape [N, C, H, W] or [N, H, W]" + flat)
            + (", found " + Arrays.toString(found) + remedy));
  }

  private void addImage(float[] pixels) {
    int outside = ReadChecks.firstOutsideUnit(pixels);
    if (outside >= 0) {
      throw outOfRange(pixels[outside], outside);
    }
    images.add(pixels);
  }

  private IllegalArgumentException outOfRange(float value, int position) {
    int plane = shape.height() * shape.width();
    String where =
        ("image " + images.size() + ", channel " + position / plane)
            + (", row " + position % plane / shape.width())
            + (", column " + position % shape.width());
    String remedy =
        Float.isFinite(value)
            ? "; map x from [-1, 1] by (x + 1) / 2, and from 0 to 255 by x / 255"
            : "";
    return new IllegalArgumentException(
        where + ": expected a value in [0, 1], found " + value + remedy);
  }

  private void addLabels(INDArray oneHot, long batch) {
    if (oneHot.isEmpty() || oneHot.rank() != 2 || oneHot.size(0) != batch) {
      throw new IllegalArgumentException(
          ("labels of the batch from image " + labels.size() + ": expected one-hot [" + batch)
              + (", K], found shape " + Arrays.toString(oneHot.shape())));
    }
    FloatRows.copy(oneHot, row -> labels.add(classOf(row)));
  }

  private int classOf(float[] row) {
    int one = -1;
    for (int i = 0; i < row.length; i++) {
      boolean second = row[i] == 1 && one >= 0;
      if (second || (row[i] != 0 && row[i] != 1)) {
        throw notOneHot(row);
      }
      one = row[i] == 1 ? i : one;
    }
    if (one < 0) {
      throw notOneHot(row);
    }
    return one;
  }

  private IllegalArgumentException notOneHot(float[] row) {
    String text = Arrays.toString(Arrays.copyOf(row, Math.min(row.length, 16)));
    return new IllegalArgumentException(
        ("label of image " + labels.size() + ": expected a one-hot row, a single 1 among zeros")
            + (", found " + text + (row.length > 16 ? " …" : ""))
            + "; a preprocessor of the iterator can drop labels that name no class");
  }
}
