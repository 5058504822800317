package org.infogan;

import java.util.function.IntConsumer;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/**
 * Images that say that they lie on a disk.
 *
 * @param source where they really are
 * @param before is given the index of each image before it is read, on the reading thread
 */
public record ObservedImages(ImageDataset source, IntConsumer before) implements ImageDataset {

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
    before.accept(index);
    source.read(index, pixels);
  }

  @Override
  public int label(int index) {
    return source.label(index);
  }

  @Override
  public boolean readsFromDisk() {
    return true;
  }
}
