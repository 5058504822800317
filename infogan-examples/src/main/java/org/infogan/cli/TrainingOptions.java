package org.infogan.cli;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.data.NetworkShape;
import org.infogan.cli.run.ConfigSource;
import org.infogan.cli.support.UserException;
import org.infogan.config.ImageKind;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Pretraining;
import org.infogan.data.ImageShape;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands that train have in common: the configuration and the images. */
final class TrainingOptions {

  private static final String DEFAULT_PRESET = "mnist";

  @ArgGroup(exclusive = true)
  private ConfigSource source;

  @Option(
      names = "--data",
      order = -7,
      paramLabel = "DATA",
      description =
          "The images: "
              + DataSource.KINDS
              + " Without --preset and --config, IDX files, the format of MNIST, are trained on by the"
              + " preset mnist, all else as images of your own (below). Default: MNIST, which is"
              + " part of this program.")
  private String data;

  @Option(
      names = "--learn-prior",
      description =
          "For kinds of different sizes: also learn how frequent the categories of the first"
              + " categorical code are. Leaves out pretraining, which makes categories of equal"
              + " sizes. Default: all equally frequent.")
  private boolean learnPrior;

  @ArgGroup(exclusive = false, heading = "%nImages of your own, without a preset:%n")
  private OwnImages ownImages;

  /** Null until it is asked for: the images are looked at for it. */
  private ConfigSource recipe;

  /** Options of the recipe for any images; one of them is enough. */
  static final class OwnImages {

    private static final int CATEGORIES = 10;
    private static final int CONTINUOUS = 2;

    @Option(
        names = "--size",
        paramLabel = "PIXELS",
        description =
            "Train networks made for images of this size: 64, or 48x64 for height and width; 16 to"
                + " 128 each. Default: the images' own, at most 64.")
    private String size;

    @Option(
        names = "--grey",
        description = "Make the images grey. Default: colour, unless they are grey.")
    private boolean grey;

    @Option(
        names = "--categories",
        paramLabel = "K",
        description = "Categories of c1; 0 for none. Default: 10.")
    private Integer categories;

    @Option(names = "--continuous", paramLabel = "N", description = "Continuous codes. Default: 2.")
    private Integer continuous;

    @Option(
        names = "--kind-of",
        paramLabel = "THINGS",
        description =
            "What the images show, which says what may be done to them without making another kind"
                + " of thing: digits, objects, faces, none. Default: objects.")
    private String kind;

    /** The recipe for images that networks of this shape would fit. */
    private ConfigSource recipe(ImageShape fitting) {
      InfoGanConfig config =
          UserException.guard(
              () ->
                  InfoGanConfig.forImages(
                      shape(fitting),
                      categories == null ? CATEGORIES : categories,
                      continuous == null ? CONTINUOUS : continuous,
                      kind()));
      return ConfigSource.ofRecipe(
          config,
          "made for these images; --size, --grey, --categories, --continuous and --kind-of ("
              + Arrays.stream(ImageKind.values()).map(OwnImages::name).collect(joining(", "))
              + ("; here " + name(kind()) + ") change it"));
    }

    private static String name(ImageKind kind) {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    private ImageShape shape(ImageShape fitting) {
      int channels = grey ? 1 : fitting.channels();
      if (size == null) {
        return new ImageShape(channels, fitting.height(), fitting.width());
      }
      String[] sides = size.split("x", -1);
      try {
        int height = Integer.parseInt(sides[0]);
        int width = Integer.parseInt(sides[sides.length - 1]);
        if (sides.length <= 2) {
          return new ImageShape(channels, height, width);
        }
      } catch (NumberFormatException e) {
        // The message below says what was expected.
      }
      throw new UserException("--size: expected such as 64 or 48x64, found " + size);
    }

    private ImageKind kind() {
      String name = kind == null ? "objects" : kind;
      return Arrays.stream(ImageKind.values())
          .filter(value -> name(value).equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new UserException(
                      "--kind-of: expected digits, objects, faces or none, found " + kind));
    }
  }

  @Mixin private UnreadableOption unreadable;

  /** Whether pictures that cannot be read are left out. */
  boolean skipsUnreadable() {
    return unreadable.isGiven();
  }

  /** Where the configuration is from, or null if that was not said. */
  ConfigSource givenSource() {
    if (source != null && ownImages != null) {
      throw new UserException(
          "--preset, --config: expected without --size, --grey, --categories, --continuous and"
              + " --kind-of, which make a configuration of their own");
    }
    return ownImages == null ? source : recipe(ownImages);
  }

  /** What was said, or else the preset for MNIST, and for other images a recipe for their size. */
  ConfigSource source() {
    ConfigSource given = givenSource();
    if (given != null) {
      return given;
    }
    return NetworkShape.isMnist(data)
        ? ConfigSource.ofPreset(DEFAULT_PRESET)
        : recipe(new OwnImages());
  }

  private ConfigSource recipe(OwnImages wishes) {
    if (recipe == null) {
      recipe = wishes.recipe(NetworkShape.of(data));
    }
    return recipe;
  }

  /**
   * The configuration.
   *
   * @param changes of what the source holds
   */
  InfoGanConfig config(Consumer<InfoGanConfig.Builder> changes) {
    return UserException.guard(
        () -> {
          InfoGanConfig.Builder builder = source().read();
          if (learnPrior) {
            learnPrior(builder);
          }
          changes.accept(builder);
          return requireLayers(builder.build());
        });
  }

  private static void learnPrior(InfoGanConfig.Builder builder) {
    LatentSpec latent = builder.pretraining(Pretraining.NONE).build().latent();
    CategoricalCode code =
        latent
            .firstCategorical()
            .orElseThrow(
                () ->
                    new UserException(
                        "--learn-prior: expected a configuration with a categorical code, found"
                            + " none"));
    builder.latent(latent.with(code.withPrior(CategoricalPrior.LEARNED)));
  }

  /** Whether the prior is to be learnt. */
  boolean learnsPrior() {
    return learnPrior;
  }

  /** What {@code --data} names, or null if it was not given. */
  String data() {
    return data;
  }

  private static InfoGanConfig requireLayers(InfoGanConfig config) {
    if (config.hasOwnNetworks()) {
      throw new UserException(
          "networks: expected layers, found \"own\"; only a Java program can bring its own networks");
    }
    return config;
  }

  /** The images to train on, at least one batch. */
  DataSource images(InfoGanConfig config) {
    return images(config, data);
  }

  /**
   * The images to train on, at least one batch.
   *
   * @param named as {@code --data} would name them
   */
  DataSource images(InfoGanConfig config, String named) {
    DataSource images = unreadable.load(named, config);
    if (images.train().size() < config.batch()) {
      throw new UserException(
          (images.name() + ": expected at least one batch of " + config.batch())
              + (" images, found " + images.train().size() + "; a smaller batch may help"));
    }
    return images;
  }
}
