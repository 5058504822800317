package org.infogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.infogan.InfoGan;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.display.Activity;
import org.infogan.cli.display.Agreement;
import org.infogan.cli.display.FollowedChanges;
import org.infogan.cli.display.KnownFactors;
import org.infogan.cli.study.PictureOverlap;
import org.infogan.cli.study.PictureQuality;
import org.infogan.cli.study.PictureQuality.Scores;
import org.infogan.cli.support.UserException;
import org.infogan.data.ImageDataset;
import org.infogan.eval.Evaluation;
import org.infogan.eval.FollowedChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: the table that ends a training, for a saved model. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Measures what a model has learnt.",
      "Prints L_I of each code, and how well the categories agree with the labels of test images,"
          + " with the classes that fell into each category. Of rendered images also what each code"
          + " knows of each factor. With --classifier also how close the pictures are to real ones."
    })
final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ModelOption model;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "The images: " + DataSource.KINDS + " Default: MNIST, part of this program.")
  private String data;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "" + Evaluation.SAMPLES,
      description = "Images to generate for L_I. Default: " + Evaluation.SAMPLES + ".")
  private int samples;

  @Option(
      names = "--classifier",
      paramLabel = "FILE",
      description =
          "Also score the pictures: generated images against real test images, on the features of"
              + " the classifier in FILE (.zip). Where there is no such file, it is trained first and"
              + " kept there: on the images' labels, or, where they have none, to say which way up"
              + " an image is.")
  private Path classifier;

  @Option(
      names = "--json",
      description = "One line of JSON on standard output instead of the table.")
  private boolean json;

  @Mixin private UnreadableOption unreadable;

  @Override
  public Integer call() throws IOException {
    requireSamples(samples);
    PrintWriter out = spec.commandLine().getOut();
    try (InfoGan infoGan = model.load()) {
      DataSource images = unreadable.load(data, infoGan.config());
      Evaluation evaluation = evaluate(infoGan, images, samples, spec.commandLine().getErr());
      Map<String, Scores> pictures = classifier == null ? Map.of() : pictures(infoGan, images);
      List<FollowedChange> followed = FollowedChange.of(infoGan, images.train());
      Optional<KnownFactors> factors = images.factors().map(f -> new KnownFactors(infoGan, f));
      if (json) {
        out.println(toJson(evaluation, pictures, followed, factors));
      } else {
        out.print(evaluation.report(images.classNames()));
        FollowedChanges.print(out, followed);
        factors.ifPresent(known -> known.print(out));
        print(out, pictures);
      }
      out.flush();
    }
    return 0;
  }

  /** Scores of generated images, and of real ones to compare them with. */
  private Map<String, Scores> pictures(InfoGan infoGan, DataSource images) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    String what = Files.exists(classifier) ? "Reading real images" : "Training the classifier";
    Map<String, Scores> pictures = new LinkedHashMap<>();
    try (Activity activity = Activity.begin(what, 0, err);
        PictureQuality quality = quality(images, activity)) {
      pictures.put("generated", quality.of(infoGan));
      pictures.put("real", quality.ofRealImages());
    }
    return pictures;
  }

  private PictureQuality quality(DataSource images, Activity activity) throws IOException {
    ImageDataset train = activity.watch(images.train());
    if (images.test().isPresent()) {
      return PictureQuality.ofLabelled(classifier, train, activity.watch(images.test().get()));
    }
    if (train.size() < PictureQuality.FEWEST_UNLABELLED) {
      throw new UserException(
          "--classifier: expected at least "
              + PictureQuality.FEWEST_UNLABELLED
              + " images, since every tenth is compared with, found "
              + train.size()
              + " in "
              + images.name());
    }
    return PictureQuality.ofUnlabelled(classifier, train);
  }

  private static void print(PrintWriter out, Map<String, Scores> pictures) {
    if (pictures.isEmpty()) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "%n%-10s %8s %8s %10s %8s %8s %9s%n",
        "Pictures",
        "Fréchet",
        "KID·10³",
        "precision",
        "recall",
        "density",
        "coverage");
    pictures.forEach(
        (name, scores) -> {
          PictureOverlap overlap = scores.overlap();
          out.printf(Locale.ROOT, "%-10s %8.2f", name, scores.frechet());
          if (overlap != null) {
            out.printf(
                Locale.ROOT,
                " %8.1f %10.2f %8.2f %8.2f %9.2f",
                1000 * overlap.kid(),
                overlap.precision(),
                overlap.recall(),
                overlap.density(),
                overlap.coverage());
          }
          out.println();
        });
  }

  static void requireSamples(int samples) {
    if (samples < 2) {
      throw new UserException("--samples: expected at least 2, found " + samples);
    }
  }

  /** Evaluates a model, and shows how far it is. */
  static Evaluation evaluate(InfoGan model, DataSource images, int samples, PrintWriter err) {
    if (images.test().isEmpty()) {
      return Activity.during("Evaluating", err, () -> Evaluation.ofCodes(model, samples));
    }
    try (Activity activity = Activity.begin("Evaluating", images.size(), err)) {
      return Evaluation.of(
          model, activity.watch(images.train()), activity.watch(images.test().get()), samples);
    }
  }

  private String toJson(
      Evaluation evaluation,
      Map<String, Scores> pictures,
      List<FollowedChange> followed,
      Optional<KnownFactors> factors)
      throws JsonProcessingException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("model", model.file().toString());
    line.put("mutual_information", evaluation.bounds());
    line.put("mutual_information_as_trained", evaluation.boundsAsTrained());
    evaluation
        .categories()
        .ifPresent(
            categories -> {
              line.put("accuracy", categories.accuracyManyToOne());
              line.put("accuracy_one_to_one", categories.accuracyOneToOne());
              line.put("nmi", categories.normalizedMutualInformation());
              line.put("ari", categories.adjustedRandIndex());
              line.putAll(Agreement.toMap(categories.table()));
            });
    if (!followed.isEmpty()) {
      line.put("followed", followed);
    }
    factors.ifPresent(known -> line.put("factors", known.toMap()));
    if (!pictures.isEmpty()) {
      line.put("pictures", pictures);
    }
    return new ObjectMapper().writeValueAsString(line);
  }
}
