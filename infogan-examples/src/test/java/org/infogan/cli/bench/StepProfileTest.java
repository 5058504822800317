package org.infogan.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.infogan.InfoGan;
import org.infogan.losses.MutualInformationLowerBound;
import org.junit.jupiter.api.Test;

class StepProfileTest {

  /** A class that was renamed would move its time to "everything else" without a word. */
  @Test
  void everyClassThatItKnowsExistsOnce() throws Exception {
    List<String> classes = new ArrayList<>();
    classes.addAll(simpleNames(InfoGan.class));
    classes.addAll(simpleNames(MutualInformationLowerBound.class));
    assertThat(classes).contains("InfoGan", "AdversarialLoss");
    for (String name : StepProfile.classNames()) {
      assertThat(classes).filteredOn(name::equals).as(name).hasSize(1);
    }
  }

  /** The top-level classes of the library's packages where this class is from, folder or jar. */
  private static List<String> simpleNames(Class<?> member) throws Exception {
    URI place = member.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path path = Path.of(place);
    if (Files.isDirectory(path)) {
      return simpleNames(path);
    }
    try (FileSystem jar = FileSystems.newFileSystem(path)) {
      return simpleNames(jar.getPath("/"));
    }
  }

  private static List<String> simpleNames(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("org/infogan"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .toList();
    }
  }
}
