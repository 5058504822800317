package org.infogan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.infogan.data.ImageShape;
import org.infogan.latent.LatentSpec;
import org.infogan.losses.AdversarialLoss;
import org.infogan.nn.Adam;
import org.infogan.nn.Layer;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;

/**
 * Everything that defines a training run: images, codes, networks, losses, schedule. Immutable; the
 * same values give the same run. Begin with a preset and change what differs:
 *
 * <pre>{@code
 * InfoGanConfig config = InfoGanConfig.mnist().toBuilder().steps(2_000).seed(7).build();
 * }</pre>
 *
 * @param image the size of the images
 * @param valueRange the range that the generator produces
 * @param latent noise and codes
 * @param generator G's layers, from the latent vector to the image
 * @param trunk D's layers that Q shares, from the image to the features
 * @param head D's own layers, from the features to one logit
 * @param q Q's own layers, from the features to the parameters of the posteriors
 * @param initialWeights what the weights are drawn from
 * @param initialStandardDeviation standard deviation of {@link InitialWeights#NORMAL} ones, unused
 *     otherwise
 * @param adversarialLoss the game that G and D play
 * @param realLabel D's target on real images; below 1 it is one-sided label smoothing
 * @param discriminatorAdam optimiser of trunk, head and q
 * @param generatorAdam optimiser of the generator
 * @param updatePartition which networks learn from the bound L_I, and with which optimiser
 * @param informationAdam the third optimiser of {@link UpdatePartition#SEPARATE}, unused otherwise
 * @param stabilizers what keeps the game in balance
 * @param batch real images per step, and generated ones
 * @param steps of the whole run
 * @param seed of all randomness
 */
public record InfoGanConfig(
    ImageShape image,
    ValueRange valueRange,
    LatentSpec latent,
    List<Layer> generator,
    List<Layer> trunk,
    List<Layer> head,
    List<Layer> q,
    InitialWeights initialWeights,
    double initialStandardDeviation,
    AdversarialLoss adversarialLoss,
    double realLabel,
    Adam discriminatorAdam,
    Adam generatorAdam,
    UpdatePartition updatePartition,
    Adam informationAdam,
    Stabilizers stabilizers,
    int batch,
    int steps,
    long seed) {

  /** Checks every value, and that the networks fit together. */
  public InfoGanConfig {
    require(image != null, "image", "channels, height and width", "none");
    require(valueRange != null, "valueRange", "UNIT or SYMMETRIC", "none");
    require(latent != null, "latent", "noise and codes", "none");
    require(initialWeights != null, "initialWeights", "NORMAL or GLOROT", "none");
    require(adversarialLoss != null, "adversarialLoss", "a family of losses", "none");
    require(discriminatorAdam != null, "discriminatorAdam", "settings", "none");
    require(generatorAdam != null, "generatorAdam", "settings", "none");
    require(updatePartition != null, "updatePartition", "a partition by name", "none");
    require(informationAdam != null, "informationAdam", "settings", "none");
    require(stabilizers != null, "stabilizers", "settings", "none");
    generator = layers("generator", generator);
    trunk = layers("trunk", trunk);
    head = layers("head", head);
    q = layers("q", q);
    require(
        initialStandardDeviation > 0 && initialStandardDeviation < 10,
        "initialStandardDeviation",
        "a number between 0 and 10",
        initialStandardDeviation);
    require(
        realLabel > 0 && realLabel <= 1, "realLabel", "a number above 0 and at most 1", realLabel);
    require(batch >= 2, "batch", "at least 2 (batch norm needs a variance)", batch);
    require(steps >= 1, "steps", "at least 1", steps);
    Shape features = Sequential.outputShape("trunk", image.toShape(), trunk);
    requireOutput("generator", image.toShape(), Shape.of(latent.width()), generator);
    requireOutput("head", Shape.of(1), features, head);
    requireOutput("q", Shape.of(latent.posteriorWidth()), features, q);
    ConfigChecks.requireBatch(batch, image, latent);
    ConfigChecks.requireRange(valueRange, generator);
    ConfigChecks.requireCodes(stabilizers.consistency(), latent);
  }

  static void require(boolean holds, String field, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": expected " + expected + ", found " + found);
    }
  }

  private static List<Layer> layers(String network, List<Layer> layers) {
    require(layers != null && !layers.isEmpty(), network, "at least one layer", "none");
    for (int i = 0; i < layers.size(); i++) {
      require(layers.get(i) != null, network + "[" + i + "]", "a layer", "none");
    }
    return List.copyOf(layers);
  }

  private static void requireOutput(
      String network, Shape expected, Shape input, List<Layer> layers) {
    Shape found = Sequential.outputShape(network, input, layers);
    require(found.equals(expected), network, "output shape " + expected, found);
  }

  /** A builder with the defaults; images, codes and networks are still to be set. */
  public static InfoGanConfigBuilder builder() {
    return new InfoGanConfigBuilder();
  }

  /** A builder that starts from this configuration. */
  public InfoGanConfigBuilder toBuilder() {
    return new InfoGanConfigBuilder(this);
  }

  /** The recipe for 28×28 grey images such as MNIST, far more reliable than the paper's. */
  public static InfoGanConfig mnist() {
    return Presets.mnist();
  }

  /** The paper's MNIST set-up (appendix C.1, table 1), untouched. */
  public static InfoGanConfig paperMnist() {
    return Presets.paperMnist();
  }

  /** The paper's SVHN set-up (appendix C): 32×32 images in colour. */
  public static InfoGanConfig paperSvhn() {
    return preset("paper-svhn");
  }

  /** The paper's CelebA set-up (appendix C): 32×32 images in colour. */
  public static InfoGanConfig paperCelebA() {
    return preset("paper-celeba");
  }

  /**
   * The paper's 3D Faces set-up (appendix C), with the learning rates and λ of its azimuth: 32×32
   * grey images. The other factors' settings are the presets "paper-faces-elevation",
   * "paper-faces-lighting" and "paper-faces-width".
   */
  public static InfoGanConfig paperFaces() {
    return preset("paper-faces");
  }

  /**
   * The paper's 3D Chairs set-up (appendix C), with the λ of its rotation: 64×64 grey images. The
   * settings for the width are the preset "paper-chairs-width".
   */
  public static InfoGanConfig paperChairs() {
    return preset("paper-chairs");
  }

  /** The Keras tutorial's set-up, without its faults: 28×28 grey images. */
  public static InfoGanConfig kerasMnist() {
    return preset("keras-mnist");
  }

  /** PyTorch-GAN's set-up, without its faults: 32×32 grey images, least squares. */
  public static InfoGanConfig pytorchGan() {
    return preset("pytorch-gan");
  }

  /** The set-up of Juliani's TensorFlow tutorial: 32×32 grey images. */
  public static InfoGanConfig tfTutorial() {
    return preset("tf-tutorial");
  }

  /** The set-up of a course lab after pianomania/infoGAN-pytorch: 64×64 grey images, one code. */
  public static InfoGanConfig lab6() {
    return preset("lab6");
  }

  /**
   * A preset by its name on the command line, such as "paper-mnist".
   *
   * @throws IllegalArgumentException when there is none; the message lists the names
   */
  public static InfoGanConfig preset(String name) {
    return Presets.named(name);
  }

  /** The names that {@link #preset} knows. */
  public static List<String> presets() {
    return Presets.names();
  }

  /** The JSON form, as it stands in model files. */
  public String toJson() {
    return new ConfigJson(List.of()).write(this);
  }

  /**
   * From its JSON form.
   *
   * @param json every field, none besides
   * @throws IllegalArgumentException when the text is not of that form; the message names the field
   */
  public static InfoGanConfig fromJson(String json) {
    return fromJson(json, List.of());
  }

  /**
   * From its JSON form, with layers of the user's own.
   *
   * @param json every field, none besides
   * @param ownLayers the layers' classes, told in JSON by their simple names
   * @throws IllegalArgumentException when the text is not of that form; the message names the field
   */
  public static InfoGanConfig fromJson(String json, List<Class<? extends Layer>> ownLayers) {
    return new ConfigJson(ownLayers).read(json);
  }

  /**
   * From a JSON file: of the form of {@link #toJson}, or {"preset": NAME} with the fields that
   * differ from the preset, of which an object need only hold the fields of its own that differ.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when its text is not of that form; the message names the file
   *     and the field
   */
  public static InfoGanConfig load(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    try {
      ConfigJson json = new ConfigJson(List.of());
      return json.read(json.writeOut(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
