package org.infogan.examples;

import java.nio.file.Path;
import java.util.Locale;
import org.infogan.Encoding;
import org.infogan.InfoGan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code encode}: images in, codes out. */
@Command(
    name = "encode",
    sortOptions = false,
    description = {
      "Reads the codes off images with Q.",
      "Writes comma-separated values, a row per image: for each code category and probability, or"
          + " mean (and sigma if Q learnt it), or the probability of 1."
    })
final class EncodeCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The model.zip that training left.")
  private Path model;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "PATH",
      description = {
        "An IDX file (plain or gzip), a .npy array [N, C, H, W] or [N, H, W] of numbers from 0 to 1"
            + " or of uint8, a .png or .jpg file, or a folder of these pictures. All in the"
            + " model's size."
      })
  private Path images;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The .csv file to write.")
  private Path out;

  @Override
  public void run() {
    try (InfoGan infoGan = ModelFile.load(model)) {
      NamedImages named = NamedImages.read(images, infoGan.config().image());
      Encoding encoding = infoGan.encode(named.images());
      UserException.guard(
          () -> {
            CodesCsv.write(out, infoGan.config().latent(), named.names(), encoding);
            return null;
          });
      spec.commandLine()
          .getOut()
          .printf(Locale.ROOT, "Written: %s (%,d images)%n", out, named.names().size());
    }
  }
}
