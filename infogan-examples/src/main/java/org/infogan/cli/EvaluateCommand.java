package org.infogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.infogan.InfoGan;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.display.Activity;
import org.infogan.cli.display.Agreement;
import org.infogan.cli.support.UserException;
import org.infogan.eval.Evaluation;
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
          + " with the classes that fell into each category."
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
      names = "--json",
      description = "One line of JSON on standard output instead of the table.")
  private boolean json;

  @Mixin private UnreadableOption unreadable;

  @Override
  public Integer call() throws JsonProcessingException {
    requireSamples(samples);
    PrintWriter out = spec.commandLine().getOut();
    try (InfoGan infoGan = model.load()) {
      DataSource images = unreadable.load(data, infoGan.config());
      Evaluation evaluation = evaluate(infoGan, images, samples, spec.commandLine().getErr());
      if (json) {
        out.println(toJson(evaluation));
      } else {
        out.print(evaluation.report(images.classNames()));
      }
      out.flush();
    }
    return 0;
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

  private String toJson(Evaluation evaluation) throws JsonProcessingException {
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
    return new ObjectMapper().writeValueAsString(line);
  }
}
