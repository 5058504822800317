package org.infogan.cli.explore;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.infogan.InfoGan;
import org.infogan.LatentGrid;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;

/**
 * What the page shows: which latent vectors, in which rows and columns.
 *
 * @param kind one of four
 * @param state where everything starts from
 * @param seeds of a grid, the seeds of its rows
 * @param columns of a grid and a plane, the code that differs from column to column
 * @param rows of a plane, the code that differs from row to row
 * @param to of an interpolation, its end
 * @param count of an interpolation, the number of its images
 */
@SuppressWarnings("ArrayRecordComponent") // read from JSON, never compared
record View(
    Kind kind,
    LatentState state,
    long[] seeds,
    Axis columns,
    Axis rows,
    LatentState to,
    int count) {

  /** More images than this are no longer seen at once. */
  static final int MOST_IMAGES = 256;

  /** The ways to look. */
  enum Kind {
    /** One image. */
    @JsonProperty("one")
    ONE,
    /** Rows of noise, columns of one code. */
    @JsonProperty("grid")
    GRID,
    /** Two codes, one noise. */
    @JsonProperty("plane")
    PLANE,
    /** From one state to another. */
    @JsonProperty("interpolate")
    INTERPOLATE
  }

  /**
   * A code and its values.
   *
   * @param code the name of the code
   * @param values in the order of the rows or columns
   */
  @SuppressWarnings("ArrayRecordComponent") // read from JSON, never compared
  record Axis(String code, double[] values) {}

  /** Refuses what lacks a part, or has too many images, before anything is computed. */
  void requireValid(LatentSpec spec) {
    require(kind != null, "kind: expected one, grid, plane or interpolate, found none");
    requireState("state", state, spec);
    long images = 1;
    if (kind == Kind.GRID) {
      require(seeds != null && seeds.length > 0, "seeds: expected at least one, found none");
      images = seeds.length * length("columns", columns, spec);
    } else if (kind == Kind.PLANE) {
      images = length("rows", rows, spec) * length("columns", columns, spec);
      require(
          !rows.code.equals(columns.code),
          "rows: expected another code than that of the columns, found " + rows.code);
    } else if (kind == Kind.INTERPOLATE) {
      requireState("to", to, spec);
      require(count >= 2, "count: expected at least 2 images, found " + count);
      images = count;
    }
    require(
        images <= MOST_IMAGES,
        "images: expected at most " + MOST_IMAGES + " in rows and columns, found " + images);
  }

  private static void requireState(String name, LatentState state, LatentSpec spec) {
    require(state != null, name + ": expected a seed and codes, found none");
    state.requireCodesOf(spec);
  }

  private static long length(String name, Axis axis, LatentSpec spec) {
    require(
        axis != null && axis.code != null && axis.values != null && axis.values.length > 0,
        name + ": expected a code and its values, found none");
    spec.code(axis.code);
    return axis.values.length;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The same vectors and captions as those of {@link ViewText#command}. */
  LatentGrid grid(InfoGan model) {
    return switch (kind) {
      case ONE -> LatentGrid.plain(state.latents(model), 1);
      case GRID -> {
        LatentVectors starts = model.latents(seeds);
        state.codes().forEach(starts::set);
        yield LatentGrid.walk(starts, columns.code, columns.values, LatentGrid.seedCaptions(seeds));
      }
      case PLANE ->
          LatentGrid.plane(
              state.latents(model), rows.code, rows.values, columns.code, columns.values);
      case INTERPOLATE -> LatentGrid.path(ends(model), count);
    };
  }

  private LatentVectors ends(InfoGan model) {
    LatentVectors ends = model.latents(new long[] {state.seed(), to.seed()});
    for (Map.Entry<String, Double> code : state.codes().entrySet()) {
      ends.set(0, code.getKey(), code.getValue());
    }
    for (Map.Entry<String, Double> code : to.codes().entrySet()) {
      ends.set(1, code.getKey(), code.getValue());
    }
    return ends;
  }
}
