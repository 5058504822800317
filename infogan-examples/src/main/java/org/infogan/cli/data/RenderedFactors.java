package org.infogan.cli.data;

import java.util.List;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.eval.disentanglement.FactorData;
import org.infogan.examples.render.Factor;
import org.infogan.examples.render.FactorImages;

/** Rendered images by the values of their factors, fitted to what a network takes. */
final class RenderedFactors implements FactorData {

  private final List<Factor> factors;
  private final ImageDataset fitted;

  /**
   * Keeps a view.
   *
   * @param images every combination of values in the order of an odometer, the last running fastest
   * @param shape to fit each image to
   */
  RenderedFactors(FactorImages images, ImageShape shape, ResizeMode fit) {
    factors = images.factors();
    fitted = images.fittedTo(shape, fit);
  }

  @Override
  public int[] factorSizes() {
    return factors.stream().mapToInt(Factor::count).toArray();
  }

  @Override
  public List<String> factorNames() {
    return factors.stream().map(Factor::name).toList();
  }

  @Override
  public ImageShape shape() {
    return fitted.shape();
  }

  @Override
  public void read(int[] values, float[] pixels) {
    int index = 0;
    for (int i = 0; i < values.length; i++) {
      index = index * factors.get(i).count() + values[i];
    }
    fitted.read(index, pixels);
  }
}
