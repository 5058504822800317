package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every preset's networks give in ONNX Runtime what they give here. Batches larger than those that
 * the library runs at once are for {@link LayerExportTest}, which tries them on every kind of
 * layer.
 */
class PresetExportTest {

  /** Largest measured: 1.4e-5 of keras-mnist on JDK 25, 0.7e-5 of lab6 on 17. */
  private static final double OF_IMAGES = 2e-5;

  /** Of presets with the same networks, the first. */
  static Collection<String> presets() {
    Map<List<Object>, String> byNetworks = new LinkedHashMap<>();
    for (String name : InfoGanConfig.presets()) {
      InfoGanConfig config = InfoGanConfig.preset(name);
      byNetworks.putIfAbsent(
          List.of(config.image(), config.generator(), config.trunk(), config.q()), name);
    }
    return byNetworks.values();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void sameImagesAndPosteriors(String preset) throws IOException, OrtException {
    try (InfoGan model = RandomModel.of(InfoGanConfig.preset(preset), 1);
        RuntimeModel runtime = RuntimeModel.of(model)) {
      runtime.assertSame(1, OF_IMAGES);
      runtime.assertSame(3, OF_IMAGES);
      runtime.assertSame(17, OF_IMAGES);
    }
  }

  @Test
  void inputsAndOutputsShareOneOpenBatch() throws IOException, OrtException {
    try (InfoGan model = RandomModel.of(InfoGanConfig.mnist(), 1);
        RuntimeModel runtime = RuntimeModel.of(model)) {
      assertAxes(runtime.generator().getInputInfo(), "latent", 74);
      assertAxes(runtime.generator().getOutputInfo(), "images", 1, 28, 28);
      assertAxes(runtime.encoder().getInputInfo(), "images", 1, 28, 28);
      assertThat(runtime.encoder().getOutputNames()).containsExactly("c1", "c2_mean", "c3_mean");
      assertAxes(runtime.encoder().getOutputInfo(), "c1", 10);
      assertAxes(runtime.encoder().getOutputInfo(), "c2_mean");
    }
  }

  private static void assertAxes(Map<String, NodeInfo> values, String name, long... extents) {
    TensorInfo info = (TensorInfo) values.get(name).getInfo();
    assertThat(info.type).isEqualTo(OnnxJavaType.FLOAT);
    assertThat(info.getShape())
        .containsExactly(LongStream.concat(LongStream.of(-1), Arrays.stream(extents)).toArray());
    assertThat(info.getDimensionNames()[0]).isEqualTo("batch");
  }

  @Test
  void runtimeReadsTheMetadata() throws IOException, OrtException {
    try (InfoGan model = RandomModel.of(InfoGanConfig.mnist(), 1);
        RuntimeModel runtime = RuntimeModel.of(model)) {
      for (OrtSession session : List.of(runtime.generator(), runtime.encoder())) {
        var metadata = session.getMetadata();
        assertThat(metadata.getProducerName()).isEqualTo("infogan");
        assertThat(metadata.getDomain()).isEqualTo("org.infogan");
        assertThat(metadata.getVersion()).isEqualTo(1);
        assertThat(metadata.getDescription()).contains("InfoGAN");
        String config = metadata.getCustomMetadata().get("infogan.config");
        assertThat(InfoGanConfig.fromJson(config)).isEqualTo(model.config());
        assertThat(metadata.getCustomMetadata().get("infogan.latent"))
            .contains(model.config().latent().codes().stream().map(LatentCode::name).toList());
      }
    }
  }
}
