package org.infogan.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infogan.config.InfoGanConfig;
import org.infogan.internal.Internal;
import org.infogan.io.TensorArchive;
import org.infogan.nn.Layer;

/**
 * A model on disk: the configuration, every tensor by its full name, and as {@code provenance.json}
 * where it comes from, which the earliest files do not have.
 */
@Internal
public final class ModelFile extends ConfiguredArchive {

  private static final String KIND = "model";
  private static final String PROVENANCE = "provenance.json";

  /** What reads a model of the user's own networks. */
  private static final String OWN = "InfoGan.load(Path, Generator, Discriminator, QHead)";

  private final Path file;

  /**
   * Opens the file and reads its configuration; nothing large is allocated.
   *
   * @param file the file
   * @param ownLayers classes of the user's layers. Not modified.
   * @throws IOException when the file is no model, or damaged
   */
  public ModelFile(Path file, List<Class<? extends Layer>> ownLayers) throws IOException {
    super(file, KIND, ownLayers);
    this.file = file;
  }

  /**
   * Writes a model.
   *
   * @param file the file to create or replace
   * @param config the model's configuration
   * @param networks the model's networks. Not modified.
   * @param provenance where the model comes from, if that is known
   * @throws IOException when the file cannot be written
   */
  public static void write(
      Path file, InfoGanConfig config, InfoGanNetworks networks, Optional<Provenance> provenance)
      throws IOException {
    writeArchive(file, KIND, config, documents(provenance), networks.tensors());
  }

  /**
   * The SHA-256 of the file that {@link #write} would write.
   *
   * @param config the model's configuration
   * @param networks the model's networks. Not modified.
   * @param provenance where the model comes from, if that is known
   * @return 64 hexadecimal digits
   */
  public static String sha256(
      InfoGanConfig config, InfoGanNetworks networks, Optional<Provenance> provenance) {
    return TensorArchive.sha256(KIND, documents(config, documents(provenance)), networks.tensors());
  }

  private static Map<String, byte[]> documents(Optional<Provenance> provenance) {
    return provenance
        .map(known -> Map.of(PROVENANCE, known.toJson().getBytes(StandardCharsets.UTF_8)))
        .orElse(Map.of());
  }

  /**
   * Where the model comes from.
   *
   * @return empty when the file does not say
   * @throws IOException when it says so in another form
   */
  public Optional<Provenance> provenance() throws IOException {
    return hasDocument(PROVENANCE)
        ? Optional.of(Provenance.parse(document(PROVENANCE), file + ", " + PROVENANCE))
        : Optional.empty();
  }

  /**
   * The networks that the configuration describes, with the file's tensors.
   *
   * @return the networks; the caller closes them
   * @throws IOException when the file holds others
   */
  public InfoGanNetworks networks() throws IOException {
    requireDescribed(OWN);
    requireNames(InfoGanNetworks.tensorShapes(config()).keySet());
    return fill(allocateNetworks(OWN));
  }

  /**
   * Reads the file's tensors into networks, and closes them if that fails.
   *
   * @param networks the networks. Modified.
   * @return the same networks
   * @throws IOException when the file holds other tensors
   */
  public InfoGanNetworks fill(InfoGanNetworks networks) throws IOException {
    try {
      readInto(networks.tensors());
      return networks;
    } catch (IOException | RuntimeException e) {
      networks.close();
      throw e;
    }
  }
}
