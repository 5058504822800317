package org.infogan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.infogan.InfoGan;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.data.ImageNames;
import org.infogan.cli.display.Activity;
import org.infogan.cli.display.CodesCsv;
import org.infogan.cli.display.UnlikeImages;
import org.infogan.cli.support.UserException;
import org.infogan.model.Encoding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private ModelOption model;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DATA",
      description =
          "The images: "
              + DataSource.KINDS
              + " Where there are images to train on and others to test with, the first.")
  private String images;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The .csv file to write.")
  private Path out;

  @Mixin private UnreadableOption unreadable;

  @Override
  public void run() {
    try (InfoGan infoGan = model.load()) {
      DataSource data = unreadable.loadAll(images, infoGan.config());
      List<String> names = ImageNames.of(images, data.train());
      // Pictures are opened only now, and one of them may be damaged.
      Encoding encoding =
          UserException.guard(
              () ->
                  Activity.reading(
                      "Reading the codes",
                      data.train(),
                      spec.commandLine().getErr(),
                      infoGan::encode));
      UserException.guard(() -> CodesCsv.write(out, infoGan.config().latent(), names, encoding));
      spec.commandLine()
          .getOut()
          .printf(Locale.ROOT, "Written: %s (%,d images)%n", out, names.size());
      UnlikeImages.hint(encoding, names, spec.commandLine().getErr());
    }
  }
}
