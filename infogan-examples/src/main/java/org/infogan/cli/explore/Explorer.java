package org.infogan.cli.explore;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.infogan.InfoGan;
import org.infogan.LatentGrid;
import org.infogan.cli.data.DataSource;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.files.ImageDecoder;
import org.infogan.eval.clustering.CategoryNames;
import org.infogan.io.ImageGrid;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.model.Encoding;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the page asks for, apart from HTTP. Any number of threads may ask.
 *
 * @param source where the model is from
 * @param program how this program is started, for the commands that the page shows
 * @param file the model's file, for these commands too
 * @param names what the categories of one code are called, if they have names
 * @param data images to look up, if there are any
 */
public record Explorer(
    ModelSource source,
    String program,
    String file,
    Optional<CategoryNames> names,
    Optional<DataSource> data) {

  /** Of a picture that is dropped, before it is decoded: one of a good camera. */
  static final int MOST_PIXELS = 1 << 24;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Large pictures are decoded one after the other, so that memory need only hold one. */
  private static final Object DECODING = new Object();

  /** The model, its codes, and how far a training is. */
  ObjectNode describe() {
    return source.use(
        explored -> {
          ObjectNode answer = ModelDescription.of(explored.model().config(), names);
          answer.put("file", file).put("version", explored.version());
          source
              .progress()
              .ifPresent(
                  progress ->
                      answer
                          .putObject("training")
                          .put("step", progress.step())
                          .put("steps", progress.steps())
                          .put("ended", progress.ended())
                          .put("continue", program + " " + ViewText.explore(file)));
          data.ifPresent(
              images ->
                  answer
                      .putObject("data")
                      .put("name", images.name())
                      .put("size", images.train().size()));
          return answer;
        });
  }

  /**
   * The images of a view and of its state, and how to draw them elsewhere. Both pictures are those
   * of {@link ImageGrid} at zoom 1: cells with a line of one pixel between them and of two around.
   */
  ObjectNode view(View view) {
    return source.use(
        explored -> {
          InfoGan model = explored.model();
          InfoGanConfig config = model.config();
          view.requireValid(config.latent());
          LatentGrid grid = view.grid(model);
          ObjectNode answer = MAPPER.createObjectNode();
          answer.put("version", explored.version());
          answer.put("columns", grid.columns());
          answer.put("count", grid.latents().count());
          answer.put("images", image(model, grid));
          answer.put("current", image(model, LatentGrid.plain(view.state().latents(model), 1)));
          answer.put("command", program + " " + ViewText.command(view, file));
          answer.put("java", ViewText.java(view));
          return answer;
        });
  }

  private static String image(InfoGan model, LatentGrid grid) {
    try (INDArray images = model.generate(grid.latents())) {
      return base64(ImageGrid.of(images, grid.columns()));
    }
  }

  private static String base64(ImageGrid grid) {
    return Base64.getEncoder().encodeToString(grid.toPng());
  }

  /** The picture with captions, as the view's command writes it. */
  byte[] png(View view) {
    return source.use(
        explored -> {
          view.requireValid(explored.model().config().latent());
          return view.grid(explored.model()).picture(explored.model()).toPng();
        });
  }

  /** The codes of the images, a row for each. */
  String csv(View view) {
    return source.use(
        explored -> {
          view.requireValid(explored.model().config().latent());
          return ViewTable.csv(view, view.grid(explored.model()).latents());
        });
  }

  /**
   * What Q reads off a picture.
   *
   * @param file a PNG or JPEG file. Not modified.
   */
  ObjectNode encode(byte[] file) throws IOException {
    InfoGanConfig config = source.use(explored -> explored.model().config());
    float[] pixels = new float[config.image().pixels()];
    synchronized (DECODING) {
      ImageDataset whole = ImageDecoder.decode(file, "picture", MOST_PIXELS);
      whole.fittedTo(config.image(), DataSource.fit(whole.shape(), config)).read(0, pixels);
    }
    return read(FloatImages.wrap(config.image(), new float[][] {pixels}));
  }

  /** What Q reads off an image of the data. */
  ObjectNode datum(int index) {
    DataSource images =
        data.orElseThrow(
            () -> new IllegalArgumentException("data: expected images, found no option --data"));
    ImageDataset train = images.train();
    if (index < 0 || index >= train.size()) {
      throw new IllegalArgumentException(
          "index: expected 0 to " + (train.size() - 1) + ", found " + index);
    }
    ObjectNode answer = read(train.subset(index));
    int label = train.label(index);
    if (label >= 0) {
      answer.put("label", images.labelNames().get(label));
    }
    return answer;
  }

  private ObjectNode read(ImageDataset picture) {
    return source.use(
        explored -> {
          LatentSpec spec = explored.model().config().latent();
          Encoding encoding = explored.model().encode(picture);
          ObjectNode answer = MAPPER.createObjectNode();
          try (INDArray given = picture.toArray()) {
            answer.put("given", base64(ImageGrid.of(given, 1)));
          }
          ObjectNode expectations = answer.putObject("expectations");
          encoding
              .posteriors()
              .forEach(
                  (code, posterior) ->
                      expectations.set(code, MAPPER.valueToTree(posterior.expectation(0))));
          ObjectNode sigmas = answer.putObject("sigmas");
          ModelDescription.learnedSigmas(spec, encoding).forEach(sigmas::put);
          answer.set("codes", MAPPER.valueToTree(encoding.codes(0)));
          answer.put("unlike", encoding.deviation(0) > Encoding.USUAL_DEVIATION);
          return answer;
        });
  }

  /**
   * The codes of a − b + c, each the nearest value that its prior has.
   *
   * @param terms the points of a, b and c
   */
  ObjectNode arithmetic(Terms terms) {
    return source.use(
        explored -> {
          Map<String, Double> codes = new LinkedHashMap<>();
          for (LatentCode code : explored.model().config().latent().codes()) {
            double[] sum = Terms.point("a", terms.a(), code).clone();
            double[] less = Terms.point("b", terms.b(), code);
            double[] more = Terms.point("c", terms.c(), code);
            for (int i = 0; i < sum.length; i++) {
              sum[i] = sum[i] - less[i] + more[i];
            }
            codes.put(code.name(), code.projectOntoPrior(sum));
          }
          return MAPPER.createObjectNode().set("codes", MAPPER.valueToTree(codes));
        });
  }

  /**
   * Three terms, each by the points of its codes: one-hot or probabilities for categories, a number
   * otherwise.
   *
   * @param a the first term
   * @param b the term that is subtracted
   * @param c the term that is added
   */
  record Terms(Map<String, double[]> a, Map<String, double[]> b, Map<String, double[]> c) {

    private static double[] point(String name, Map<String, double[]> term, LatentCode code) {
      double[] point = term == null ? null : term.get(code.name());
      if (point == null || point.length != code.width()) {
        throw new IllegalArgumentException(
            (name + ": expected " + code.width() + " numbers for " + code.name() + ", found ")
                + (point == null ? "none" : "" + point.length));
      }
      return point;
    }
  }
}
