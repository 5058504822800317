package org.infogan.cli.explore;

import java.util.ArrayList;
import java.util.List;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentVectors;

/** The images of a view as comma-separated values, a row for each. */
final class ViewTable {

  private ViewTable() {}

  /**
   * Columns image, seed (of an interpolation seed, to_seed and t), and one for each code. Between
   * two categories the likelier one stands there.
   *
   * @param view a valid view
   * @param latents its vectors
   */
  static String csv(View view, LatentVectors latents) {
    boolean path = view.kind() == View.Kind.INTERPOLATE;
    List<String> titles = new ArrayList<>(List.of("image", "seed"));
    if (path) {
      titles.addAll(List.of("to_seed", "t"));
    }
    latents.spec().codes().forEach(code -> titles.add(code.name()));
    StringBuilder csv = new StringBuilder(String.join(",", titles)).append('\n');
    for (int i = 0; i < latents.count(); i++) {
      csv.append(i).append(',').append(seed(view, i));
      if (path) {
        double t = (double) i / (view.count() - 1);
        csv.append(',').append(view.to().seed()).append(',').append(ViewText.number(t));
      }
      for (LatentCode code : latents.spec().codes()) {
        csv.append(',').append(Float.toString((float) latents.get(i, code.name())));
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  private static long seed(View view, int image) {
    return view.kind() == View.Kind.GRID
        ? view.seeds()[image / view.columns().values().length]
        : view.state().seed();
  }
}
