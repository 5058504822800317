package org.infogan.examples;

import java.io.IOException;
import org.infogan.InfoGan;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.files.Svhn;
import org.infogan.examples.render.RenderedImages;

/**
 * House numbers in colour, as in the paper's figure 5: four codes of ten categories each and four
 * continuous ones, of which the paper shows one that is the lighting and one that is the context.
 *
 * <p>Data: {@code train_32x32.mat} from http://ufldl.stanford.edu/housenumbers/ (non-commercial).
 * Where it cannot be had, {@code rendered} draws numbers of our own.
 *
 * <pre>java -cp infogan-examples/target/infogan-examples.jar \
 *     org.infogan.examples.SvhnExample train_32x32.mat runs/svhn</pre>
 *
 * <p>Arguments: the data; optional: the folder for model.zip and a picture per code (example), and
 * the number of steps. 5,000 steps, of which each takes 0.22 s on 2 cores (Zen 5), in 0.6 GB. What
 * each code becomes differs from seed to seed; a picture's columns show it. On the drawn numbers D
 * wins unless noise is added to what it sees: docs/results.md.
 */
public final class SvhnExample {

  private SvhnExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    ExampleArguments given = ExampleArguments.of("train_32x32.mat of SVHN, or rendered", args);
    InfoGanConfig preset = InfoGanConfig.paperSvhn();
    ImageDataset images =
        given.rendered()
            ? RenderedImages.named("house-numbers").draws(20_000, 1).cached()
            : Svhn.read(given.path());
    try (InfoGan model = ExampleRun.train(given, preset, images)) {
      model.save(given.folder().resolve("model.zip"));
      ExampleRun.drawCodes(model, given.folder(), 10, 3); // 10 rows, enlarged 3 times
    }
  }
}
