package org.infogan.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.infogan.config.InfoGanConfig;
import org.infogan.internal.Internal;
import org.infogan.io.TensorArchive;
import org.infogan.model.InfoGanNetworks;

/**
 * A trained model as two ONNX files of operator set 17, which need nothing else to run:
 *
 * <ul>
 *   <li>{@code generator.onnx}: latent [batch, L] → images [batch, C, H, W] in [0, 1]
 *   <li>{@code encoder.onnx}: images [batch, C, H, W] in [0, 1] → for a categorical code c its
 *       probabilities c [batch, K], for a continuous one c_mean [batch] and, where Q gives it,
 *       c_sigma [batch], for a Bernoulli code c_probability [batch]
 * </ul>
 *
 * <p>The networks are those of inference: batch norm with its running statistics, no dropout, no
 * noise, W/σ where spectral norm is.
 */
@Internal
public final class OnnxExport {

  /** The generator's file. */
  static final String GENERATOR = "generator.onnx";

  /** The encoder's file. */
  static final String ENCODER = "encoder.onnx";

  private OnnxExport() {}

  /**
   * Writes both files. Earlier ones are replaced, each as a whole or not at all.
   *
   * @param folder of the files; created if missing
   * @param config of the model
   * @param networks of the model. Not modified.
   * @param sha256 of the model's own file
   * @param categoryNames what people call the categories, by code and category; may be empty
   * @return the two files, the generator's first
   * @throws IllegalArgumentException when the networks cannot be exported or the names do not fit
   *     the codes; nothing has been written then
   * @throws IOException when a file cannot be written; the message names it
   */
  public static List<Path> write(
      Path folder,
      InfoGanConfig config,
      InfoGanNetworks networks,
      String sha256,
      Map<String, ? extends Map<Integer, String>> categoryNames)
      throws IOException {
    String version = TensorArchive.libraryVersion();
    Graph generator = ModelGraphs.generator(config, networks.generator());
    Graph encoder = ModelGraphs.encoder(config, networks.trunk(), networks.q());
    Map<String, String> metadata = Metadata.of(config, version, sha256, categoryNames);
    OnnxFile generatorFile = new OnnxFile(generator, version, metadata);
    OnnxFile encoderFile = new OnnxFile(encoder, version, metadata);
    Path generatorPath = folder.resolve(GENERATOR);
    Path encoderPath = folder.resolve(ENCODER);
    generatorFile.write(generatorPath);
    encoderFile.write(encoderPath);
    return List.of(generatorPath, encoderPath);
  }
}
