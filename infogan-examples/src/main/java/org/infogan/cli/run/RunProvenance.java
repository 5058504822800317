package org.infogan.cli.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.infogan.InfoGan;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.support.Threads;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.io.AtomicFile;

/**
 * What a run was trained with, in its folder's {@code run.json}: enough to go on with the same
 * data, and never to compare runs that are unlike.
 *
 * @param configuration the name of the preset or configuration file
 * @param configurationSha256 SHA-256 of the configuration in JSON, without the seed
 * @param steps the number of steps
 * @param seed the seed of all randomness
 * @param data what {@code --data} named, folders and files by their absolute paths; null for MNIST
 *     as it comes with the program
 * @param hints what {@code --hints} named, as {@code data}; null for none
 * @param images the number of training images
 * @param dataSha256 the fingerprint of the images' contents ({@link DataSource#fingerprint})
 * @param library the library's version, or "development"
 * @param machine the operating system, its processors and the Java version
 */
@JsonPropertyOrder({"configuration", "configuration_sha256", "steps", "seed", "data", "hints"})
public record RunProvenance(
    @JsonProperty("configuration") String configuration,
    @JsonProperty("configuration_sha256") String configurationSha256,
    @JsonProperty("steps") int steps,
    @JsonProperty("seed") long seed,
    @JsonProperty("data") String data,
    @JsonProperty("hints") @JsonInclude(JsonInclude.Include.NON_NULL) String hints,
    @JsonProperty("images") int images,
    @JsonProperty("data_sha256") String dataSha256,
    @JsonProperty("library") String library,
    @JsonProperty("machine") String machine) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * That of a run on this machine.
   *
   * @param configuration the name of the preset or configuration file
   * @param config the configuration with the options of the command line
   * @param data what {@code --data} named, or null
   * @param source the images that it names
   * @param hints what {@code --hints} named, or null
   * @return the provenance
   */
  public static RunProvenance of(
      String configuration, InfoGanConfig config, String data, DataSource source, String hints) {
    String version = InfoGan.class.getPackage().getImplementationVersion();
    return new RunProvenance(
        configuration,
        DataSource.sha256(
            config.toBuilder().seed(0).build().toJson().getBytes(StandardCharsets.UTF_8)),
        config.steps(),
        config.seed(),
        DataSource.absolute(data),
        DataSource.absolute(hints),
        source.train().size(),
        source.fingerprint(),
        version == null ? "development" : version,
        thisMachine());
  }

  private static String thisMachine() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + Threads.count()
        + " threads, Java "
        + Runtime.version().feature();
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @param file run.json
   * @return empty when there is no such file
   * @throws UserException when it holds something else
   */
  public static Optional<RunProvenance> read(Path file) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(Files.readAllBytes(file), RunProvenance.class));
    } catch (JsonProcessingException e) {
      throw new UserException(
          file
              + ": expected what train writes about a run, found something else; remove the"
              + " file to go on with the data that you name with --data");
    } catch (IOException e) {
      throw new UserException(UserException.message(e));
    }
  }

  /**
   * Writes the file as a whole or not at all.
   *
   * @param file run.json
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    byte[] json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    AtomicFile.write(file, out -> out.write(json));
  }

  /**
   * In what another run differs so that the two cannot be compared: in the configuration (but for
   * its seed), the number of steps, the data or the library. Another machine gives other times, and
   * the same results up to rounding.
   *
   * @param other the provenance of the other run
   * @return such as "steps 300, found 2000"; empty when they can be compared
   */
  public Optional<String> difference(RunProvenance other) {
    Map<String, Object[]> compared = new LinkedHashMap<>();
    compared.put("steps", new Object[] {steps, other.steps});
    compared.put(
        "the configuration " + configuration + " with SHA-256",
        new Object[] {configurationSha256, other.configurationSha256});
    compared.put("data with SHA-256", new Object[] {dataSha256, other.dataSha256});
    compared.put("library version", new Object[] {library, other.library});
    for (Map.Entry<String, Object[]> pair : compared.entrySet()) {
      Object expected = pair.getValue()[0];
      Object found = pair.getValue()[1];
      if (!Objects.equals(expected, found)) {
        return Optional.of(pair.getKey() + " " + expected + ", found " + found);
      }
    }
    return Optional.empty();
  }
}
