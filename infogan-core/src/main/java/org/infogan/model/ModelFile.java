package org.infogan.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.infogan.config.InfoGanConfig;
import org.infogan.internal.Internal;
import org.infogan.io.TensorArchive;
import org.infogan.nn.Layer;

/** A model on disk: the configuration, and every tensor by its full name. */
@Internal
public final class ModelFile extends ConfiguredArchive {

  private static final String KIND = "model";

  /** What reads a model of the user's own networks. */
  private static final String OWN = "InfoGan.load(Path, Generator, Discriminator, QHead)";

  /**
   * Opens the file and reads its configuration; nothing large is allocated.
   *
   * @param file the file
   * @param ownLayers classes of the user's layers. Not modified.
   * @throws IOException when the file is no model, or damaged
   */
  public ModelFile(Path file, List<Class<? extends Layer>> ownLayers) throws IOException {
    super(file, KIND, ownLayers);
  }

  /**
   * Writes a model.
   *
   * @param file the file to create or replace
   * @param config the model's configuration
   * @param networks the model's networks. Not modified.
   * @throws IOException when the file cannot be written
   */
  public static void write(Path file, InfoGanConfig config, InfoGanNetworks networks)
      throws IOException {
    writeArchive(file, KIND, config, Map.of(), networks.tensors());
  }

  /**
   * The SHA-256 of the file that {@link #write} would write.
   *
   * @param config the model's configuration
   * @param networks the model's networks. Not modified.
   * @return 64 hexadecimal digits
   */
  public static String sha256(InfoGanConfig config, InfoGanNetworks networks) {
    return TensorArchive.sha256(KIND, documents(config, Map.of()), networks.tensors());
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
