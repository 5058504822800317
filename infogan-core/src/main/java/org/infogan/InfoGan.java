package org.infogan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.infogan.backend.NativeRuntime;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
import org.infogan.model.Discriminator;
import org.infogan.model.Encoding;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.ModelFile;
import org.infogan.model.PassPool;
import org.infogan.model.QHead;
import org.infogan.nn.Layer;
import org.infogan.train.BatchNormCalibration;
import org.infogan.train.batches.ImageBatches;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained model: generates images from latent codes, and reads latent codes off images.
 * Immutable, and usable from several threads at once. Images are [N, C, H, W] with values in [0,
 * 1].
 *
 * <p>The parameters lie off the Java heap; {@link #close} frees them. Arrays that the methods
 * return belong to the caller.
 */
public final class InfoGan implements AutoCloseable {

  private final InfoGanConfig config;
  private final InfoGanNetworks networks;
  private final PassPool generation;
  private final PassPool encoding;
  private volatile boolean closed;

  /** Takes the networks over. */
  InfoGan(InfoGanConfig config, InfoGanNetworks networks) {
    this.config = config;
    this.networks = networks;
    generation = new PassPool(networks.generator());
    encoding = new PassPool(networks.trunk(), networks.q());
  }

  /** What the model was trained with. */
  public InfoGanConfig config() {
    return config;
  }

  /** Latent vectors drawn from the prior, to be changed code by code and given to generate. */
  public LatentVectors latents(int count, long seed) {
    return config.latent().draw(count, new SplittableRandom(seed));
  }

  /**
   * Images of latent vectors drawn from the prior.
   *
   * @param count N, at least 1
   * @param seed the same seed gives the same images
   * @return [N, C, H, W]
   */
  public INDArray sample(int count, long seed) {
    return generate(latents(count, seed));
  }

  /**
   * The images of these latent vectors.
   *
   * @param latents laid out as this model's. Not modified.
   * @return [N, C, H, W]
   * @throws IllegalArgumentException when the vectors have another layout
   */
  public INDArray generate(LatentVectors latents) {
    requireOpen();
    if (!latents.spec().equals(config.latent())) {
      throw new IllegalArgumentException(
          "latents: expected the layout " + config.latent() + ", found " + latents.spec());
    }
    ImageShape shape = config.image();
    float[] images = new float[Math.multiplyExact(latents.count(), shape.pixels())];
    generation.run(
        latents.count(),
        latents::read,
        (index, image) -> {
          config.valueRange().toUnit(image);
          System.arraycopy(image, 0, images, index * image.length, image.length);
        });
    long[] extents = {latents.count(), shape.channels(), shape.height(), shape.width()};
    return Nd4j.create(images, extents, 'c');
  }

  /**
   * Walks along one code while everything else stays as it is.
   *
   * @param code its name
   * @param rows how many different latent vectors to start from
   * @param seed of those vectors
   * @return [rows·V, C, H, W] over the V values of the code's {@link LatentCode#traversal}: row by
   *     row, each row one latent vector with the code set to each value in turn
   */
  public INDArray traverse(String code, int rows, long seed) {
    return traverse(code, rows, seed, config.latent().code(code).traversal());
  }

  /**
   * As {@link #traverse(String, int, long)}.
   *
   * @param values what the code is set to: categories, or numbers. Not modified.
   */
  public INDArray traverse(String code, int rows, long seed, double... values) {
    LatentSpec spec = config.latent();
    LatentVectors starts = latents(rows, seed);
    LatentVectors walk = new LatentVectors(spec, Math.multiplyExact(rows, values.length));
    for (int i = 0; i < walk.count(); i++) {
      walk.copy(i, starts, i / values.length).set(i, code, values[i % values.length]);
    }
    return generate(walk);
  }

  /**
   * What Q reads off these images.
   *
   * @param images in the model's size
   * @return a posterior per code
   * @throws IllegalArgumentException when the images have another size, or a value that is not a
   *     number in [0, 1]
   */
  public Encoding encode(ImageDataset images) {
    requireOpen();
    requireShape(images);
    double[][] parameters = new double[images.size()][config.latent().posteriorWidth()];
    encoding.run(
        images.size(),
        (index, image) -> ImageBatches.read(images, index, config.valueRange(), image),
        (index, output) -> {
          for (int j = 0; j < output.length; j++) {
            parameters[index][j] = output[j];
          }
        });
    return new Encoding(config.latent(), parameters);
  }

  /**
   * As {@link #encode(ImageDataset)}.
   *
   * @param images [N, C, H, W] or [N, H, W] with values in [0, 1]. Not modified.
   */
  public Encoding encode(INDArray images) {
    return encode(FloatImages.copyOf(images));
  }

  /**
   * The most likely category of the first categorical code, for each image.
   *
   * @param images in the model's size
   * @throws IllegalStateException when the model has no categorical code
   */
  public int[] classify(ImageDataset images) {
    CategoricalCode code =
        config
            .latent()
            .firstCategorical()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "classify: expected a categorical code, found " + config.latent().codes()));
    return encode(images).categorical(code.name()).mostLikely();
  }

  /**
   * As {@link #classify(ImageDataset)}.
   *
   * @param images [N, C, H, W] or [N, H, W] with values in [0, 1]. Not modified.
   */
  public int[] classify(INDArray images) {
    return classify(FloatImages.copyOf(images));
  }

  /**
   * The same model with batch norm's statistics in the trunk and Q measured on other images. Those
   * that it has are of the images that it was trained on; for images of another kind, such as those
   * of another camera or those that G makes, Q sees them as in training only with their own.
   * Nothing else changes, and where neither the trunk nor Q has batch norm, nothing at all.
   *
   * @param images in the model's size, at least 2. The first {@code config().batch()} × 50 of them
   *     in a shuffled order are used, or as many as fill batches
   * @return a model in memory of its own; the caller closes it
   * @throws IllegalArgumentException when the images have another size, are fewer, or have a value
   *     that is not a number in [0, 1]
   */
  public InfoGan calibratedOn(ImageDataset images) {
    requireOpen();
    requireShape(images);
    if (images.size() < 2) {
      throw new IllegalArgumentException(
          "images: expected at least 2 (batch norm needs a variance), found " + images.size());
    }
    int batch = Math.min(config.batch(), images.size());
    InfoGanConfig batches = config.toBuilder().batch(batch).build();
    InfoGanNetworks copy = networks.copy();
    try {
      BatchNormCalibration.ofTrunkAndQ(copy, batches, images);
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
    return new InfoGan(config, copy);
  }

  /**
   * Writes configuration, parameters and statistics. An earlier file is replaced as a whole or not
   * at all.
   *
   * @throws IOException when the file cannot be written; the message names it
   */
  public void save(Path file) throws IOException {
    requireOpen();
    ModelFile.write(file, config, networks);
  }

  /**
   * Reads a model that {@link #save} wrote, of networks that its configuration describes.
   *
   * @throws IOException when the file cannot be read, is damaged, or holds another kind of thing;
   *     the message says what was found and expected
   */
  public static InfoGan load(Path file) throws IOException {
    return load(file, List.of());
  }

  /**
   * Reads a model with layers of the user's own.
   *
   * @param file the file
   * @param ownLayers the layers' classes
   * @throws IOException as {@link #load(Path)}
   */
  public static InfoGan load(Path file, List<Class<? extends Layer>> ownLayers) throws IOException {
    NativeRuntime.prepare();
    try (ModelFile model = new ModelFile(file, ownLayers)) {
      return new InfoGan(model.config(), model.networks());
    }
  }

  /**
   * Reads a model into the user's own networks, of the same structure as those it was trained with.
   * The model takes them over.
   *
   * @param file the file
   * @param generator G
   * @param discriminator D
   * @param q Q
   * @throws IOException as {@link #load(Path)}, and when a tensor has another name or shape in
   *     these networks
   */
  public static InfoGan load(Path file, Generator generator, Discriminator discriminator, QHead q)
      throws IOException {
    NativeRuntime.prepare();
    try (ModelFile model = new ModelFile(file, List.of())) {
      InfoGanNetworks own = InfoGanNetworks.of(model.config(), generator, discriminator, q);
      return new InfoGan(own.describe(model.config()), model.fill(own));
    }
  }

  private void requireShape(ImageDataset images) {
    if (!images.shape().equals(config.image())) {
      throw new IllegalArgumentException(
          "images: expected shape " + config.image() + ", found " + images.shape());
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("model: expected an open one, found it closed");
    }
  }

  /** Frees parameters and buffers. No other method may be running or be called afterwards. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      generation.close();
      encoding.close();
      networks.close();
    }
  }
}
