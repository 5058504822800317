package org.infogan.nn.layers;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.infogan.backend.TestArrays;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Sequential;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Milliseconds of one layer's forward and backward pass over a batch of 128, in FLOAT. */
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LayerBenchmark {

  private static final int BATCH = 128;

  /** A layer with random parameters, input and output gradient. */
  @State(Scope.Benchmark)
  public static class Work {

    /** All of them, unless {@code -p layer=NAME,NAME} says otherwise. */
    @Param PaperLayer layer;

    private final SplittableRandom random = new SplittableRandom(4);
    private Sequential network;
    private NamedTensors gradients;
    private PassContext context;
    private Pass pass;
    private INDArray x;
    private INDArray dy;

    /** Makes the pass without the network around it, which would copy the input. */
    @Setup
    public void open() {
      network = new Sequential(layer.input(), List.of(layer.layer()), DataType.FLOAT);
      gradients = network.parameters().zerosLike();
      if (network.parameters().length() > 0) {
        INDArray flat = network.parameters().flat();
        flat.assign(TestArrays.random(1, DataType.FLOAT, flat.length()));
      }
      context = new PassContext(network, BATCH, gradients);
      pass = layer.layer().newPass(context.nested("0", layer.input()));
      x = TestArrays.random(2, DataType.FLOAT, layer.input().withBatch(BATCH));
      dy = TestArrays.random(3, DataType.FLOAT, network.outputShape().withBatch(BATCH));
    }

    INDArray forward() {
      return pass.forward(x, Mode.TRAINING, random);
    }

    INDArray backward() {
      return pass.backward(dy, WithRespectTo.BOTH);
    }

    /** Frees what {@link #open} made. */
    @TearDown
    public void close() {
      pass.close();
      context.close();
      gradients.close();
      network.close();
    }
  }

  /** The same before every backward pass, which refers to a forward pass of its own. */
  @State(Scope.Benchmark)
  public static class AfterForward extends Work {

    /** Not timed. */
    @Setup(Level.Invocation)
    public void runForward() {
      forward();
    }
  }

  /** With batch statistics, as in training. */
  @Benchmark
  public INDArray forward(Work work) {
    return work.forward();
  }

  /** Gradients of the parameters and of the input. */
  @Benchmark
  public INDArray backward(AfterForward work) {
    return work.backward();
  }
}
