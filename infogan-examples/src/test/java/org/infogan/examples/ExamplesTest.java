package org.infogan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small programs run as they stand, with fewer steps. */
class ExamplesTest {

  @TempDir private Path temporary;

  @Test
  void trainThenGenerateThenClassify() throws IOException {
    String model = temporary.resolve("model.zip").toString();
    String picture = temporary.resolve("digits.png").toString();
    TrainExample.main(model, "2");
    GenerateExample.main(model, picture);
    ClassifyExample.main(model, "200");
    assertThat(Path.of(picture)).isRegularFile();
  }

  @Test
  void ownDataset() throws IOException {
    Path picture = temporary.resolve("shapes.png");
    OwnDatasetExample.main(picture.toString(), "10");
    assertThat(picture).isRegularFile();
  }

  @Test
  void ownNetwork() throws IOException {
    Path model = temporary.resolve("own.zip");
    OwnNetworkExample.main(model.toString(), "2");
    assertThat(model).isRegularFile();
  }
}
