package org.infogan.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.infogan.InfoGanConfig;
import org.infogan.cli.display.Pictures;
import org.infogan.cli.display.ProgressDisplay;
import org.infogan.eval.CategoryEvaluation;
import org.infogan.eval.Evaluation;

/**
 * What a run has come to.
 *
 * @param preset name of the preset, or of the file that was given in its place
 * @param config with the options of the command line
 * @param folder that was written to
 * @param clock the steps' time, pictures included
 * @param evaluation of the trained model
 */
public record TrainingReport(
    String preset, InfoGanConfig config, RunFolder folder, StepClock clock, Evaluation evaluation) {

  public void print(PrintWriter out) {
    List<String> files = folder.files(config);
    out.println();
    out.print(evaluation.report());
    out.println();
    out.printf(
        Locale.ROOT,
        "Trained %,d steps in %s (%.2f steps/s).%n",
        clock.steps(),
        ProgressDisplay.clock(Duration.ofMillis(Math.round(1000 * clock.seconds()))),
        clock.stepsPerSecond());
    out.println("Written to " + folder.path() + ":");
    files.forEach(name -> out.println("  " + name));
    if (!Pictures.canDrawText()) {
      out.println("No curves and no captions: this system has no font to draw text with.");
    }
    out.flush();
  }

  /** One line. */
  public String toJson() throws JsonProcessingException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("preset", preset);
    line.put("seed", config.seed());
    line.put("steps", config.steps());
    line.put("seconds", clock.seconds());
    line.put("steps_per_second", clock.stepsPerSecond());
    line.put(
        "accuracy",
        evaluation.categories().map(CategoryEvaluation::accuracyManyToOne).orElse(null));
    line.put("mutual_information", evaluation.bounds());
    line.put("mutual_information_as_trained", evaluation.boundsAsTrained());
    line.put(
        "files", folder.files(config).stream().map(name -> folder.file(name).toString()).toList());
    return new ObjectMapper().writeValueAsString(line);
  }
}
