package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every parser on what fuzzing has found before, and on seeded mutations of what it accepts. The
 * profile "chaos" tries fifty times as many. Coverage-guided fuzzing is done by {@code
 * src/test/fuzz/fuzz.sh}, whose findings go to {@code src/test/resources/fuzz}.
 */
class ParserFuzzTest {

  private static final int TIMES = Boolean.getBoolean("infogan.chaos") ? 50 : 1;
  private static final Path FINDINGS = Path.of("src", "test", "resources", "fuzz");

  /** Pieces that parsers stumble over. */
  private static final String[] TOKENS = {
    "-1",
    "0",
    "2147483647",
    "2147483648",
    "1e999",
    "NaN",
    "null",
    "[]",
    "{}",
    "\"\"",
    "..",
    "/",
    "\u0000",
    "\uFEFF",
    "9223372036854775807",
    "4294967296",
    "0.1",
    "true",
    "[[[[[[",
    "PK\u0001\u0002"
  };

  private static final Map<String, FuzzTargets.Parser> PARSERS = new LinkedHashMap<>();

  @BeforeAll
  static void makeSeeds() throws IOException {
    PARSERS.putAll(FuzzTargets.all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "idx",
        "npy",
        "config",
        "state",
        "index",
        "model",
        "checkpoint",
        "svhn",
        "hdf5",
        "npz",
        "names",
        "forged"
      })
  void whatFuzzingFoundStaysMended(String name) throws IOException {
    PARSERS.get(name).run(PARSERS.get(name).seed());
    Path folder = FINDINGS.resolve(name);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          PARSERS.get(name).run(Files.readAllBytes(file));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "idx 3000",
        "npy 3000",
        "config 400",
        "state 3000",
        "index 1000",
        "model 200",
        "checkpoint 100",
        "svhn 1000",
        "hdf5 500",
        "npz 500",
        "names 2000",
        "forged 150"
      })
  void mutationsAreRefusedOrRead(String what) {
    String name = what.substring(0, what.indexOf(' '));
    int rounds = TIMES * Integer.parseInt(what.substring(what.indexOf(' ') + 1));
    FuzzTargets.Parser parser = PARSERS.get(name);
    Random random = new Random(name.hashCode());
    for (int round = 0; round < rounds; round++) {
      byte[] data = mutate(parser.seed(), random);
      try {
        parser.run(data);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(name + ", round " + round + ": " + Arrays.toString(data), e);
      }
    }
    assertThat(rounds).isPositive();
  }

  /** One to four changes: bytes, pieces cut out, doubled or moved, numbers and tokens put in. */
  private static byte[] mutate(byte[] seed, Random random) {
    byte[] data = seed.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      int at = random.nextInt(data.length + 1);
      int end = Math.min(data.length, at + 1 + random.nextInt(16));
      data =
          switch (random.nextInt(6)) {
            case 0 -> splice(data, at, at, token(random));
            case 1 -> splice(data, at, end, token(random));
            case 2 -> splice(data, at, end, new byte[0]);
            case 3 -> splice(data, at, at, Arrays.copyOfRange(data, at, end));
            case 4 -> random.nextInt(8) == 0 ? Arrays.copyOf(data, at) : flip(data, random);
            default -> flip(data, random);
          };
    }
    return data;
  }

  private static byte[] token(Random random) {
    return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flip(byte[] data, Random random) {
    if (data.length > 0) {
      data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return data;
  }

  private static byte[] splice(byte[] data, int from, int to, byte[] piece) {
    byte[] spliced = new byte[data.length - (to - from) + piece.length];
    System.arraycopy(data, 0, spliced, 0, from);
    System.arraycopy(piece, 0, spliced, from, piece.length);
    System.arraycopy(data, to, spliced, from + piece.length, data.length - to);
    return spliced;
  }
}
