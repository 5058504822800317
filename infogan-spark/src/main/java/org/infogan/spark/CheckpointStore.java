package org.infogan.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.infogan.RunView;

/**
 * The checkpoints of one run in a folder of a Hadoop file system. A checkpoint is written under
 * another name first; where renaming is no single act, as in object stores, its own sums of bytes
 * tell a torn one, and the one before is taken.
 */
final class CheckpointStore {

  private static final Pattern NAME = Pattern.compile("checkpoint-(0|[1-9][0-9]{0,8})\\.zip");

  private final Path folder;
  private final FileSystem files;

  CheckpointStore(String folder, Configuration hadoop) throws IOException {
    this.folder = new Path(folder);
    files = this.folder.getFileSystem(hadoop);
  }

  /** The checkpoints, that of the latest step first. */
  List<Path> list() throws IOException {
    List<Path> found = new ArrayList<>();
    try {
      for (FileStatus file : files.listStatus(folder)) {
        if (file.isFile() && NAME.matcher(file.getPath().getName()).matches()) {
          found.add(file.getPath());
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    found.sort(Comparator.comparingInt(CheckpointStore::step).reversed());
    return found;
  }

  /** The step of the latest checkpoint, or −1. */
  int newestStep() throws IOException {
    return list().stream().mapToInt(CheckpointStore::step).max().orElse(-1);
  }

  private static int step(Path file) {
    Matcher name = NAME.matcher(file.getName());
    return name.matches() ? Integer.parseInt(name.group(1)) : -1;
  }

  byte[] read(Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  /** Saves a run, and removes what is then too much. */
  void save(RunView run, int keep) throws IOException {
    Path file = new Path(folder, "checkpoint-" + run.stepsDone() + ".zip");
    Path unfinished = new Path(folder, "." + file.getName() + ".tmp");
    java.nio.file.Path local = Files.createTempFile("infogan-checkpoint", ".zip");
    try {
      run.saveCheckpoint(local);
      files.mkdirs(folder);
      try (OutputStream out = files.create(unfinished, true)) {
        Files.copy(local, out);
      }
    } finally {
      Files.deleteIfExists(local);
    }
    files.delete(file, false);
    if (!files.rename(unfinished, file)) {
      throw new IOException(file + ": could not be renamed from " + unfinished.getName());
    }
    List<Path> all = list();
    for (Path surplus : all.subList(Math.min(keep, all.size()), all.size())) {
      files.delete(surplus, false);
    }
  }
}
