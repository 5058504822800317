package org.infogan.losses;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Builds and reads the arrays of the tests, by ND4J's own element access. */
final class TestArrays {
  static final DataType[] TYPES = {DataType.FLOAT, DataType.DOUBLE};

  /** What the rows around a slice, and every gradient before a call, are filled with. */
  static final double SENTINEL = -77.5;

  private static final int ROWS_ABOVE = 3;
  private static final int ROWS_BELOW = 2;

  private TestArrays() {}

  /** A c-order DOUBLE array of these rows. */
  static INDArray rows(double[]... rows) {
    INDArray array = filled(DataType.DOUBLE, rows.length, rows[0].length);
    for (int r = 0; r < rows.length; r++) {
      for (int b = 0; b < rows[r].length; b++) {
        array.putScalar(r, b, rows[r][b]);
      }
    }
    return array;
  }

  static double[] row(double... values) {
    return values;
  }

  /** A c-order array of sentinels, for a gradient to be written into. */
  static INDArray filled(DataType type, int rows, int batch) {
    return Nd4j.createUninitialized(type, new long[] {rows, batch}, 'c').assign(SENTINEL);
  }

  static INDArray gradientFor(INDArray array) {
    return filled(DataType.DOUBLE, (int) array.size(0), (int) array.size(1));
  }

  /** Normal values, exactly representable as floats so that both types hold the same inputs. */
  static INDArray normal(Random random, int rows, int batch, double scale) {
    INDArray array = filled(DataType.DOUBLE, rows, batch);
    for (int r = 0; r < rows; r++) {
      for (int b = 0; b < batch; b++) {
        array.putScalar(r, b, (float) (scale * random.nextGaussian()));
      }
    }
    return array;
  }

  /** A copy in the middle of a taller array of sentinels. */
  static Slice slice(INDArray values, DataType type) {
    int rows = (int) values.size(0);
    INDArray whole = filled(type, ROWS_ABOVE + rows + ROWS_BELOW, (int) values.size(1));
    INDArray view =
        whole.get(NDArrayIndex.interval(ROWS_ABOVE, ROWS_ABOVE + rows), NDArrayIndex.all());
    view.assign(values.castTo(type));
    return new Slice(whole, view);
  }

  /** A copy whose batch axis is not the contiguous one. */
  static INDArray fOrder(INDArray values, DataType type) {
    return values.castTo(type).dup('f');
  }

  /** A view of some rows and the array around it. */
  record Slice(INDArray whole, INDArray view) {

    /** True while the rows around the view hold what they were filled with. */
    boolean surroundingsUntouched() {
      long last = ROWS_ABOVE + view.size(0);
      for (long r = 0; r < whole.size(0); r++) {
        for (long b = 0; b < whole.size(1); b++) {
          boolean outside = r < ROWS_ABOVE || r >= last;
          if (outside && whole.getDouble(r, b) != SENTINEL) {
            return false;
          }
        }
      }
      return true;
    }
  }
}
