package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The values that export_losses.py wrote; says how far the tests' values are from them. */
final class GoldenFile {
  private final Map<String, INDArray> tensors = new HashMap<>();

  GoldenFile(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenFile.class.getResourceAsStream(resource), resource)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(this::read);
    }
  }

  private void read(String line) {
    String[] fields = line.split(",", -1);
    int rows = Integer.parseInt(fields[2]);
    int columns = Integer.parseInt(fields[3]);
    assertThat(fields).as(line).hasSize(4 + rows * columns);
    double[][] values = new double[rows][columns];
    for (int i = 0; i < rows * columns; i++) {
      values[i / columns][i % columns] = Double.parseDouble(fields[4 + i]);
    }
    tensors.put(fields[0] + "." + fields[1], TestArrays.rows(values));
  }

  INDArray tensor(String golden, String name) {
    return Objects.requireNonNull(tensors.get(golden + "." + name), golden + "." + name);
  }

  double value(String golden, String name) {
    return tensor(golden, name).getDouble(0, 0);
  }

  /** Compares a loss with its golden value, and its gradients of {@code names} with theirs. */
  void assertAgrees(String golden, Loss loss, String[] names, String... constants) {
    INDArray[] inputs =
        Arrays.stream(concat(names, constants))
            .map(name -> tensor(golden, name))
            .toArray(INDArray[]::new);
    INDArray[] gradients =
        Arrays.stream(inputs)
            .limit(names.length)
            .map(TestArrays::gradientFor)
            .toArray(INDArray[]::new);
    assertClose(golden, value(golden, "value"), loss.valueAndGradient(inputs, gradients));
    for (int i = 0; i < names.length; i++) {
      INDArray expected = tensor(golden, "d" + names[i]);
      for (int r = 0; r < expected.size(0); r++) {
        for (int b = 0; b < expected.size(1); b++) {
          String where = "%s d%s[%d, %d]".formatted(golden, names[i], r, b);
          assertClose(where, expected.getDouble(r, b), gradients[i].getDouble(r, b));
        }
      }
    }
  }

  static void assertClose(String what, double expected, double found) {
    double tolerance = Tolerances.GOLDEN * Math.max(1, Math.abs(expected));
    assertThat(found).as(what).isCloseTo(expected, within(tolerance));
  }

  private static String[] concat(String[] first, String[] second) {
    String[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
