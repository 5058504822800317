package org.infogan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {4, 5};

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeOldContent() throws IOException {
    file = Files.write(folder.resolve("model ü.zip"), OLD);
  }

  @Test
  void replacesAFileAndLeavesNothingElse() throws IOException {
    AtomicFile.write(file, out -> out.write(NEW));
    assertThat(file).hasBinaryContent(NEW);
    assertThat(names()).containsExactly("model ü.zip");
  }

  @Test
  void createsParentFolders() throws IOException {
    Path deep = folder.resolve("a/b/c.npy");
    AtomicFile.write(deep, out -> out.write(NEW));
    assertThat(deep).hasBinaryContent(NEW);
  }

  @Test
  void writesIntoALinkedFolder() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    AtomicFile.write(link.resolve("a.npy"), out -> out.write(NEW));
    assertThat(folder.resolve("a.npy")).hasBinaryContent(NEW);
  }

  @Test
  void showsTheOldContentUntilTheNewIsWhole() throws IOException {
    AtomicFile.write(
        file,
        out -> {
          out.write(new byte[1 << 20]);
          assertThat(file).hasBinaryContent(OLD);
        });
    assertThat(file).hasSize(1 << 20);
  }

  @Test
  void theOldFileSurvivesAnErrorHalfway() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": cannot be written: No space left on device");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IllegalStateException("array was closed");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(file).hasBinaryContent(OLD);
    assertThat(names()).containsExactly("model ü.zip");
  }

  @Test
  void namesTheTargetThatCannotBeWritten() throws IOException {
    Path behindAFile = file.resolve("model.zip");
    assertThatThrownBy(() -> AtomicFile.write(behindAFile, out -> out.write(NEW)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(behindAFile + ": cannot be written: ");
    Path aFolder = Files.createDirectories(folder.resolve("folder/inside")).getParent();
    assertThatThrownBy(() -> AtomicFile.write(aFolder, out -> out.write(NEW)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(aFolder + ": cannot be written: ");
    assertThat(names()).containsExactly("folder", "model ü.zip");
  }

  @Test
  void namesTheFolderThatMayNotBeWritten() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeTrue(
        closed.toFile().setWritable(false) && !Files.isWritable(closed), "root writes everywhere");
    Path target = closed.resolve("model.zip");
    assertThatThrownBy(() -> AtomicFile.write(target, out -> out.write(NEW)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(target + ": cannot be written: ")
        .hasMessageContaining("AccessDenied");
  }

  @Test
  void writesAlthoughTheThreadWasInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(file, out -> out.write(NEW));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(file).hasBinaryContent(NEW);
  }

  @Test
  void othersMayReadTheFileAsTheyMayAnyOther() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Path plain = Files.write(folder.resolve("plain"), NEW);
    AtomicFile.write(file, out -> out.write(NEW));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
