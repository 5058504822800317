package org.infogan.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.examples.ShapeImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProvenanceTest {

  @TempDir private Path folder;

  @Test
  void isReadAsItWasWritten() throws IOException {
    RunProvenance provenance = of(SmallRun.config(5), source(SmallRun.IMAGES));
    Path file = folder.resolve("run.json");
    assertThat(RunProvenance.read(file)).isEmpty();
    provenance.write(file);
    assertThat(RunProvenance.read(file)).contains(provenance);
    assertThat(provenance.data()).isEqualTo(Path.of("shapes").toAbsolutePath().toString());
    assertThat(provenance.images()).isEqualTo(300);
    assertThat(provenance.dataSha256()).matches("[0-9a-f]{64}");
    Files.writeString(file, "{}}");
    Files.writeString(file, "{\"seed\": \"many\"}");
    assertThatThrownBy(() -> RunProvenance.read(file))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(file + ": expected what train writes about a run, found ");
  }

  @Test
  void runsOfDifferentSeedsAndPlacesCanBeComparedAndOthersNot() {
    InfoGanConfig config = SmallRun.config(5);
    RunProvenance run = of(config, source(SmallRun.IMAGES));
    assertThat(run.difference(run)).isEmpty();
    assertThat(run.difference(of(config.toBuilder().seed(9).build(), source(SmallRun.IMAGES))))
        .isEmpty();
    assertThat(run.difference(of(SmallRun.config(6), source(SmallRun.IMAGES))))
        .contains("steps 5, found 6");
    assertThat(run.difference(of(config.toBuilder().batch(8).build(), source(SmallRun.IMAGES))))
        .hasValueSatisfying(text -> assertThat(text).startsWith("the configuration small with"));
    assertThat(run.difference(of(config, source(new ShapeImages(299)))))
        .hasValueSatisfying(text -> assertThat(text).startsWith("data with SHA-256"));
  }

  private static DataSource source(ImageDataset images) {
    return new DataSource("shapes", images, Optional.empty(), Optional.empty(), List.of());
  }

  private static RunProvenance of(InfoGanConfig config, DataSource source) {
    return RunProvenance.of("small", config, "shapes", source, null);
  }
}
