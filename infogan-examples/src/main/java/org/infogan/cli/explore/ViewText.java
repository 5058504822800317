package org.infogan.cli.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.Threads;

/** A view as the command, and as the Java expression, that draws the same images. */
final class ViewText {

  private static final String OUT = "picture.png";

  private ViewText() {}

  /**
   * The command and its options, without the program.
   *
   * @param view a valid view
   * @param model the model's file
   */
  static String command(View view, String model) {
    LatentState state = view.state();
    List<String> words = new ArrayList<>();
    switch (view.kind()) {
      case ONE -> {
        words.addAll(List.of("generate", "--count", "1", "--seed", "" + state.seed()));
        set(words, "--code", state.codes(), Set.of());
      }
      case GRID -> {
        words.addAll(List.of("traverse", "--code", view.columns().code()));
        words.addAll(List.of("--values", list(view.columns().values())));
        words.addAll(List.of("--seeds", list(view.seeds())));
        set(words, "--set", state.codes(), Set.of(view.columns().code()));
      }
      case PLANE -> {
        words.addAll(List.of("traverse", "--code", view.columns().code()));
        words.addAll(List.of("--values", list(view.columns().values())));
        words.addAll(List.of("--row-code", view.rows().code()));
        words.addAll(List.of("--row-values", list(view.rows().values())));
        words.addAll(List.of("--seeds", "" + state.seed()));
        set(words, "--set", state.codes(), Set.of(view.columns().code(), view.rows().code()));
      }
      case INTERPOLATE -> {
        words.addAll(List.of("interpolate", "--from", codes(state)));
        words.addAll(List.of("--from-seed", "" + state.seed()));
        words.addAll(List.of("--to", codes(view.to()), "--to-seed", "" + view.to().seed()));
        words.addAll(List.of("--columns", "" + view.count()));
      }
    }
    words.addAll(1, List.of("--model", model));
    if (System.getProperty(Threads.PROPERTY) != null) {
      words.addAll(List.of("--threads", "" + Threads.count()));
    }
    words.addAll(List.of("--out", OUT));
    return words.stream().map(Options::quoted).collect(Collectors.joining(" "));
  }

  private static void set(
      List<String> words, String option, Map<String, Double> codes, Set<String> except) {
    new TreeMap<>(codes)
        .forEach(
            (name, value) -> {
              if (!except.contains(name)) {
                words.addAll(List.of(option, name + "=" + number(value)));
              }
            });
  }

  private static String codes(LatentState state) {
    return new TreeMap<>(state.codes())
        .entrySet().stream()
            .map(code -> code.getKey() + "=" + number(code.getValue()))
            .collect(Collectors.joining(","));
  }

  /** The command that explores a model. */
  static String explore(String model) {
    return "explore --model " + Options.quoted(model);
  }

  /** The images as an array [N, 1 or 3, H, W], given {@code InfoGan model}. */
  static String java(View view) {
    LatentState state = view.state();
    String latents =
        switch (view.kind()) {
          case ONE -> "model.latents(1, " + literal(state.seed()) + ")" + sets(state, Set.of());
          case GRID ->
              "model.latents(new long[] {"
                  + Arrays.stream(view.seeds())
                      .mapToObj(ViewText::literal)
                      .collect(Collectors.joining(", "))
                  + "})"
                  + sets(state, Set.of(view.columns().code()))
                  + vary(view.columns());
          case PLANE ->
              "model.latents(1, "
                  + literal(state.seed())
                  + ")"
                  + sets(state, Set.of(view.columns().code(), view.rows().code()))
                  + vary(view.rows())
                  + vary(view.columns());
          case INTERPOLATE ->
              "model.latents(new long[] {"
                  + (literal(state.seed()) + ", " + literal(view.to().seed()) + "})")
                  + sets(state, "0, ", Set.of())
                  + sets(view.to(), "1, ", Set.of())
                  + (".interpolate(0, 1, " + view.count() + ")");
        };
    return "model.generate(" + latents + ")";
  }

  private static String sets(LatentState state, Set<String> except) {
    return sets(state, "", except);
  }

  private static String sets(LatentState state, String index, Set<String> except) {
    return new TreeMap<>(state.codes())
        .entrySet().stream()
            .filter(code -> !except.contains(code.getKey()))
            .map(
                code ->
                    (".set(" + index + '"' + code.getKey() + "\", ")
                        + (number(code.getValue()) + ")"))
            .collect(Collectors.joining());
  }

  private static String vary(View.Axis axis) {
    String values =
        Arrays.stream(axis.values()).mapToObj(ViewText::number).collect(Collectors.joining(", "));
    return ".vary(\"" + axis.code() + "\", " + values + ")";
  }

  private static String list(double[] values) {
    return Arrays.stream(values).mapToObj(ViewText::number).collect(Collectors.joining(","));
  }

  private static String list(long[] seeds) {
    return Arrays.stream(seeds).mapToObj(Long::toString).collect(Collectors.joining(","));
  }

  private static String literal(long seed) {
    return seed == (int) seed ? Long.toString(seed) : seed + "L";
  }

  /** The shortest text that is read as the same number. */
  static String number(double value) {
    return value == (int) value ? Integer.toString((int) value) : Double.toString(value);
  }
}
