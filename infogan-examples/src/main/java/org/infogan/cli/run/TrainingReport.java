package org.infogan.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.infogan.Pictures;
import org.infogan.cli.display.FollowedChanges;
import org.infogan.config.InfoGanConfig;
import org.infogan.eval.CategoryEvaluation;
import org.infogan.eval.Evaluation;
import org.infogan.eval.FollowedChange;
import org.infogan.listeners.ProgressLines;

/**
 * What a run has come to.
 *
 * @param preset name of the preset, or of the file that was given in its place
 * @param config with the options of the command line
 * @param folder that was written to
 * @param clock the steps' time, pictures included
 * @param evaluation of the trained model; empty if none was wanted
 * @param followed how closely its codes follow what they were to follow; empty likewise
 */
public record TrainingReport(
    String preset,
    InfoGanConfig config,
    RunFolder folder,
    StepClock clock,
    Optional<Evaluation> evaluation,
    List<FollowedChange> followed) {

  /**
   * Prints the evaluation, the time and the files, for people.
   *
   * @param out where to print
   * @param classNames what the classes of the images are called; may be empty
   * @throws IOException if the folder cannot be read
   */
  public void print(PrintWriter out, List<String> classNames) throws IOException {
    List<String> files = folder.files(config);
    out.println();
    evaluation.ifPresent(measured -> out.print(measured.report(classNames)));
    FollowedChanges.print(out, followed);
    evaluation.ifPresent(measured -> out.println());
    out.printf(
        Locale.ROOT,
        "Trained %,d steps in %s (%.2f steps/s).%n",
        clock.steps(),
        ProgressLines.clock(Duration.ofMillis(Math.round(1000 * clock.seconds()))),
        clock.stepsPerSecond());
    out.println("Written to " + folder.path() + ":");
    files.forEach(name -> out.println("  " + name));
    if (!Pictures.canDrawText()) {
      out.println("No curves and no captions: this system has no font to draw text with.");
    }
    out.flush();
  }

  /**
   * The report for programs.
   *
   * @return one line of JSON
   * @throws IOException if the folder cannot be read
   */
  public String toJson() throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("preset", preset);
    line.put("seed", config.seed());
    line.put("steps", config.steps());
    line.put("seconds", clock.seconds());
    line.put("steps_per_second", clock.stepsPerSecond());
    line.put(
        "accuracy",
        evaluation
            .flatMap(Evaluation::categories)
            .map(CategoryEvaluation::accuracyManyToOne)
            .orElse(null));
    line.put("mutual_information", evaluation.map(Evaluation::bounds).orElse(null));
    line.put(
        "mutual_information_as_trained", evaluation.map(Evaluation::boundsAsTrained).orElse(null));
    line.put("followed", followed);
    line.put(
        "files", folder.files(config).stream().map(name -> folder.file(name).toString()).toList());
    return new ObjectMapper().writeValueAsString(line);
  }
}
