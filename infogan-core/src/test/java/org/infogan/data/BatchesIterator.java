package org.infogan.data;

import java.util.List;
import java.util.NoSuchElementException;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Iterates over given batches; stands for the iterators that DL4J's users bring along. */
final class BatchesIterator implements DataSetIterator {

  private static final long serialVersionUID = 1L;

  private final transient List<DataSet> batches;
  private final boolean resetSupported;
  private int next;

  BatchesIterator(List<DataSet> batches, boolean resetSupported) {
    this.batches = batches;
    this.resetSupported = resetSupported;
  }

  @Override
  public boolean hasNext() {
    return next < batches.size();
  }

  @Override
  public DataSet next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batches.get(next++);
  }

  @Override
  public boolean resetSupported() {
    return resetSupported;
  }

  @Override
  public void reset() {
    if (!resetSupported) {
      throw new UnsupportedOperationException();
    }
    next = 0;
  }

  @Override
  public DataSet next(int images) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int inputColumns() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int totalOutcomes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public int batch() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor preProcessor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DataSetPreProcessor getPreProcessor() {
    return null;
  }

  @Override
  public List<String> getLabels() {
    throw new UnsupportedOperationException();
  }
}
