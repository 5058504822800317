package org.infogan;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.infogan.backend.HostMemory;
import org.infogan.backend.LastingArrays;
import org.infogan.backend.NativeRuntime;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.internal.CloseGuard;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentVectors;
import org.infogan.model.Discriminator;
import org.infogan.model.Encoding;
import org.infogan.model.FeatureDeviation;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.ModelFile;
import org.infogan.model.PassPool;
import org.infogan.model.Provenance;
import org.infogan.model.QHead;
import org.infogan.nn.Layer;
import org.infogan.nn.OnnxLayer;
import org.infogan.onnx.OnnxExport;
import org.infogan.train.BatchNormCalibration;
import org.infogan.train.batches.ImageBatches;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trained model: generates images from latent codes, and reads latent codes off images.
 * Immutable, and usable from several threads at once. Images are [N, C, H, W] with values in [0,
 * 1].
 *
 * <p>The parameters lie off the Java heap; {@link #close} frees them, at any time and from any
 * thread: calls in progress then end with their right results, and later ones are refused with an
 * {@link IllegalStateException}. Arrays that the methods return belong to the caller and lie
 * outside of ND4J workspaces, of which neither the model nor its results know.
 */
public final class InfoGan implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InfoGan.class);

  private static final int FEWEST_IMAGES_FOR_STATISTICS = 64;

  private final InfoGanConfig config;
  private final InfoGanNetworks networks;
  private final Optional<Provenance> provenance;
  private final PassPool generation;
  private final PassPool encoding;
  private final Optional<FeatureDeviation> deviation;
  private final CloseGuard guard = new CloseGuard("model", this::free);

  /**
   * Loads ND4J's backend with the settings of its threads that suit this library. The library does
   * so by itself; a program that uses ND4J before it calls this first, since the native libraries
   * read those settings once, when they load. Later calls return at once.
   *
   * <p>The system property {@code infogan.threads}, if it is set, says how many threads compute at
   * once; without it there is one for each processor.
   *
   * @throws IllegalStateException when no ND4J backend is on the class path, or its native
   *     libraries cannot be unpacked or loaded; the message names cause and remedy
   * @throws IllegalArgumentException when {@code infogan.threads} is not a number from 1 to 1024
   */
  public static void prepareBackend() {
    NativeRuntime.prepare();
  }

  /** Takes the networks over. */
  InfoGan(InfoGanConfig config, InfoGanNetworks networks, Optional<Provenance> provenance) {
    this.config = config;
    this.networks = networks;
    this.provenance = provenance;
    generation = new PassPool(networks.generator());
    encoding = new PassPool(networks.trunk(), networks.q());
    deviation = FeatureDeviation.of(networks.trunk());
  }

  /**
   * What the model was trained with.
   *
   * @return the configuration, with own networks where the user brought them
   */
  public InfoGanConfig config() {
    return config;
  }

  /**
   * Where the model comes from: steps, seed, data, time, library.
   *
   * @return the provenance; empty for a model from a file that does not have it
   */
  public Optional<Provenance> provenance() {
    return provenance;
  }

  /**
   * Latent vectors drawn from the prior, to be changed code by code and given to generate.
   *
   * @param count N, at least 1
   * @param seed the same seed gives the same vectors
   * @return N vectors that belong to the caller
   */
  public LatentVectors latents(int count, long seed) {
    return config.latent().draw(count, new SplittableRandom(seed));
  }

  /**
   * Latent vectors drawn from the prior, each by a seed of its own.
   *
   * @param seeds at least one. Not modified.
   * @return a vector for each seed, that of {@code latents(1, seed)}
   */
  public LatentVectors latents(long[] seeds) {
    LatentVectors all = new LatentVectors(config.latent(), seeds.length);
    for (int i = 0; i < seeds.length; i++) {
      all.copy(i, latents(1, seeds[i]), 0);
    }
    return all;
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
    return guard.use(() -> images(latents));
  }

  private INDArray images(LatentVectors latents) {
    if (!latents.spec().equals(config.latent())) {
      throw new IllegalArgumentException(
          "latents: expected the layout " + config.latent() + ", found " + latents.spec());
    }
    ImageShape shape = config.image();
    long[] extents = {latents.count(), shape.channels(), shape.height(), shape.width()};
    INDArray images = LastingArrays.uninitialized(DataType.FLOAT, extents);
    generation.run(
        latents.count(),
        latents::read,
        (index, image) -> {
          config.valueRange().toUnit(image);
          HostMemory.writeRow(image, images, index);
        });
    return images;
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
   * @param code the code's name
   * @param rows how many different latent vectors to start from
   * @param seed the seed of those vectors
   * @param values what the code is set to: categories, or numbers. Not modified.
   * @return [rows·V, C, H, W] over the V given values
   */
  public INDArray traverse(String code, int rows, long seed, double... values) {
    return generate(latents(rows, seed).vary(code, values));
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
    return guard.use(() -> posteriors(images));
  }

  private Encoding posteriors(ImageDataset images) {
    requireShape(images);
    double[][] parameters = new double[images.size()][config.latent().posteriorWidth()];
    double[] deviations = new double[images.size()];
    Arrays.fill(deviations, Double.NaN);
    PassPool.Source source =
        (index, image) -> ImageBatches.read(images, index, config.valueRange(), image);
    PassPool.Sink posteriors =
        (index, output) -> {
          for (int j = 0; j < output.length; j++) {
            parameters[index][j] = output[j];
          }
        };
    // Features are copied out of the networks only where their deviation is known.
    deviation.ifPresentOrElse(
        known ->
            encoding.run(
                images.size(),
                source,
                (index, features) -> deviations[index] = known.of(features),
                posteriors),
        () -> encoding.run(images.size(), source, posteriors));
    return new Encoding(config.latent(), parameters, deviations);
  }

  /**
   * As {@link #encode(ImageDataset)}.
   *
   * @param images [N, C, H, W] or [N, H, W] with values in [0, 1]. Not modified.
   * @return a posterior per code
   */
  public Encoding encode(INDArray images) {
    return guard.use(() -> posteriors(FloatImages.copyOf(images)));
  }

  /**
   * What Q reads off one image of any size and colours. It is cropped to the middle and resized, as
   * {@link ResizeMode#COVER} does; for another mode, or for many images, {@link ImageDataset#of}
   * makes a data set.
   *
   * @param image any image that Java can read or draw. Not modified.
   * @return a posterior per code, of one image
   */
  public Encoding encode(BufferedImage image) {
    return encode(ImageDataset.of(List.of(image), config.image(), ResizeMode.COVER));
  }

  /**
   * The most likely category of the first categorical code, for each image.
   *
   * @param images in the model's size
   * @return [N], categories from 0
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
   * @return [N], categories from 0
   */
  public int[] classify(INDArray images) {
    return guard.use(() -> classify(FloatImages.copyOf(images)));
  }

  /**
   * The most likely category of the first categorical code, for one image of any size and colours,
   * fitted as by {@link #encode(BufferedImage)}.
   *
   * @param image any image that Java can read or draw. Not modified.
   * @return the category, from 0
   * @throws IllegalStateException when the model has no categorical code
   */
  public int classify(BufferedImage image) {
    return classify(ImageDataset.of(List.of(image), config.image(), ResizeMode.COVER))[0];
  }

  /**
   * The same model with batch norm's statistics in the trunk and Q measured on other images. Those
   * that it has are of the images that it was trained on; for images of another kind, such as those
   * of another camera or those that G makes, Q sees them as in training only with their own.
   * Nothing else changes, and where neither the trunk nor Q has batch norm, nothing at all.
   *
   * <p>The variance of a batch of n values is on average (n − 1)/n of that of all images, and of a
   * few images a poor estimate of it: with fewer than 64, a warning is logged.
   *
   * @param images in the model's size, at least 2, better 64 or more. The first {@code
   *     config().batch()} × 50 of them in a shuffled order are used, or as many as fill batches
   * @return a model in memory of its own; the caller closes it
   * @throws IllegalArgumentException when the images have another size, are fewer, or have a value
   *     that is not a number in [0, 1]
   */
  public InfoGan calibratedOn(ImageDataset images) {
    return guard.use(() -> calibratedCopy(images));
  }

  private InfoGan calibratedCopy(ImageDataset images) {
    requireShape(images);
    if (images.size() < 2) {
      throw new IllegalArgumentException(
          "images: expected at least 2 (batch norm needs a variance), found " + images.size());
    }
    if (images.size() < FEWEST_IMAGES_FOR_STATISTICS) {
      LOG.warn(
          "calibratedOn: {} images give poor estimates of means and variances; {} or more are better",
          images.size(),
          FEWEST_IMAGES_FOR_STATISTICS);
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
    return new InfoGan(
        config, copy, provenance.map(known -> known.withRecalibratedOn(images.size())));
  }

  /**
   * Writes configuration, parameters, statistics and provenance. An earlier file is replaced as a
   * whole or not at all.
   *
   * @param file the file to create or replace; missing parent folders are created
   * @throws IOException when the file cannot be written; the message names it
   */
  public void save(Path file) throws IOException {
    guard.use(
        () -> {
          ModelFile.write(file, config, networks, provenance);
          return null;
        });
  }

  /**
   * Writes the model for runtimes outside of this library: {@code generator.onnx}, from latent
   * [batch, L] to images [batch, C, H, W] in [0, 1], and {@code encoder.onnx}, from images to a
   * posterior per code ({@code docs/onnx.md}). Earlier files are replaced, each as a whole or not
   * at all.
   *
   * @param folder of the two files; created if missing
   * @return the two files, the generator's first
   * @throws IllegalArgumentException when a network has a layer that is not the library's and does
   *     not implement {@link OnnxLayer}; the message names it, and nothing is written
   * @throws IOException when a file cannot be written; the message names it
   */
  public List<Path> exportOnnx(Path folder) throws IOException {
    return exportOnnx(folder, Map.of());
  }

  /**
   * As {@link #exportOnnx(Path)}, with names of categories in the files' metadata.
   *
   * @param folder of the two files; created if missing
   * @param categoryNames what people call the categories: by the name of the code, then by category
   *     from 0. Not modified.
   * @return the two files, the generator's first
   * @throws IllegalArgumentException as {@link #exportOnnx(Path)}, and when there is no such
   *     categorical code or category
   * @throws IOException when a file cannot be written; the message names it
   */
  public List<Path> exportOnnx(
      Path folder, Map<String, ? extends Map<Integer, String>> categoryNames) throws IOException {
    return guard.use(
        () -> {
          String sha256 = ModelFile.sha256(config, networks, provenance);
          return OnnxExport.write(folder, config, networks, sha256, categoryNames);
        });
  }

  /**
   * Reads a model that {@link #save} wrote, of networks that its configuration describes.
   *
   * @param file the file
   * @return the model; the caller closes it
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
   * @return the model; the caller closes it
   * @throws IOException as {@link #load(Path)}
   */
  public static InfoGan load(Path file, List<Class<? extends Layer>> ownLayers) throws IOException {
    NativeRuntime.prepare();
    try (ModelFile model = new ModelFile(file, ownLayers)) {
      Optional<Provenance> provenance = model.provenance();
      return new InfoGan(model.config(), model.networks(), provenance);
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
   * @return the model; the caller closes it
   * @throws IOException as {@link #load(Path)}, and when a tensor has another name or shape in
   *     these networks
   */
  public static InfoGan load(Path file, Generator generator, Discriminator discriminator, QHead q)
      throws IOException {
    NativeRuntime.prepare();
    try (ModelFile model = new ModelFile(file, List.of())) {
      Optional<Provenance> provenance = model.provenance();
      InfoGanNetworks own = InfoGanNetworks.of(model.config(), generator, discriminator, q);
      return new InfoGan(own.describe(model.config()), model.fill(own), provenance);
    }
  }

  private void requireShape(ImageDataset images) {
    if (!images.shape().equals(config.image())) {
      throw new IllegalArgumentException(
          "images: expected shape " + config.image() + ", found " + images.shape());
    }
  }

  /**
   * Frees parameters and buffers, at the end of the calls that are in progress. Closing again does
   * nothing.
   */
  @Override
  public void close() {
    guard.close();
  }

  private void free() {
    generation.close();
    encoding.close();
    networks.close();
  }
}
