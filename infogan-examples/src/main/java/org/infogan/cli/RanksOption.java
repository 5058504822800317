package org.infogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.collective.Collective;
import org.infogan.collective.Rendezvous;
import org.infogan.collective.RingOptions;
import org.infogan.data.ImageDataset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Training on several machines at once, each with the same command but for {@code --rank}. */
final class RanksOption {

  private static final String SECRET = "INFOGAN_TOKEN";

  /** Keeps other programs out by accident, and no attacker. */
  private static final String NO_SECRET = "infogan ranks without a secret";

  private static final int HIGHEST_PORT = 65_535;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--ranks",
      paramLabel = "N",
      description =
          "Train on N machines at once: the same command on each, but for --rank. Each takes every"
              + " N-th image of the same --data, and --batch images of them a step.")
  private Integer ranks;

  @Option(
      names = "--rank",
      paramLabel = "R",
      description = "Which of the N this one is, from 0. Rank 0 alone writes files.")
  private Integer rank;

  @Option(
      names = "--rendezvous",
      paramLabel = "HOST:PORT",
      description =
          "Where rank 0 listens and the others find it. The environment variable "
              + SECRET
              + ", the same on all, keeps strangers out; what is sent is not encrypted.")
  private String rendezvous;

  /** Whether this process serves another's run, and writes nothing. */
  boolean isHelper() {
    return rank != null && rank > 0;
  }

  /**
   * Waits for all ranks.
   *
   * @return this rank; rank 0 of 1 where none of the options is given
   * @throws UserException when the options do not belong together
   * @throws IOException when the port cannot be opened
   */
  Collective connect() throws IOException {
    if (ranks == null && rank == null && rendezvous == null) {
      return Collective.alone();
    }
    if (ranks == null || rank == null || rendezvous == null) {
      throw new UserException(
          "--ranks, --rank, --rendezvous: expected all three or none, found "
              + (ranks == null ? "no --ranks" : rank == null ? "no --rank" : "no --rendezvous"));
    }
    if (ranks < 1 || rank < 0 || rank >= ranks) {
      throw new UserException(
          "--rank: expected a number from 0 to --ranks − 1, found " + rank + " of " + ranks);
    }
    InetSocketAddress place = place();
    PrintWriter err = spec.commandLine().getErr();
    err.println("Ranks     " + rank + " of " + ranks + ", waiting for all at " + rendezvous);
    err.flush();
    String secret = System.getenv(SECRET);
    return Rendezvous.connect(
        place,
        rank,
        ranks,
        UserException.guard(() -> RingOptions.of(secret == null ? NO_SECRET : secret)));
  }

  /**
   * These options as they were given.
   *
   * @return a blank before each; empty where there is none
   */
  String arguments() {
    return ranks == null
        ? ""
        : " --ranks " + ranks + " --rank " + rank + " --rendezvous " + Options.quoted(rendezvous);
  }

  private InetSocketAddress place() {
    int colon = rendezvous.lastIndexOf(':');
    String port = rendezvous.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
      throw new UserException(
          "--rendezvous: expected HOST:PORT, such as 10.0.0.7:4711, found " + rendezvous);
    }
    return InetSocketAddress.createUnresolved(
        rendezvous.substring(0, colon), Integer.parseInt(port));
  }

  /** A rank's part of the images: every N-th. */
  static ImageDataset shard(ImageDataset images, Collective rank) {
    if (rank.size() == 1) {
      return images;
    }
    int[] indices =
        IntStream.range(0, images.size()).filter(i -> i % rank.size() == rank.rank()).toArray();
    if (indices.length == 0) {
      throw new UserException(
          "--ranks: expected at least an image for each of "
              + rank.size()
              + ", found "
              + images.size());
    }
    return images.subset(indices);
  }

  /** Gives the others the state from which rank 0 goes on, and makes it one of them. */
  static void begin(InfoGanTrainer trainer, Collective rank) throws IOException {
    if (rank.size() > 1) {
      Path file = Files.createTempFile("infogan-checkpoint", ".zip");
      try {
        trainer.saveCheckpoint(file);
        rank.broadcast(Files.readAllBytes(file), 0);
      } finally {
        Files.delete(file);
      }
      UserException.guard(() -> trainer.joinRanks(rank));
    }
  }

  /** A trainer in the state that rank 0 has sent. */
  static InfoGanTrainer helper(Collective rank) throws IOException {
    Path file = Files.createTempFile("infogan-checkpoint", ".zip");
    try {
      Files.write(file, rank.broadcast(new byte[0], 0));
      return InfoGanTrainer.resume(file).joinRanks(rank);
    } finally {
      Files.delete(file);
    }
  }
}
