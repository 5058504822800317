package org.infogan.cli.support;

import com.sun.jna.NativeLibrary;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.infogan.InfoGan;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: all that a report of a fault should name. */
public final class Versions implements IVersionProvider {

  /** Nothing is looked up before it is asked for. */
  public Versions() {}

  @Override
  public String[] getVersion() {
    String version = Versions.class.getPackage().getImplementationVersion();
    List<String> lines = new ArrayList<>();
    lines.add("infogan " + (version == null ? "(run from classes)" : version));
    try {
      InfoGan.prepareBackend();
      lines.add("backend " + Nd4j.getBackend().getClass().getSimpleName() + " of ND4J");
      lines.add("BLAS    " + blas());
    } catch (IllegalStateException | LinkageError e) {
      lines.add("backend " + e.getMessage());
    }
    lines.add(
        "Java    " + System.getProperty("java.runtime.version") + ", " + Loader.getPlatform());
    return lines.toArray(String[]::new);
  }

  /** In OpenBLAS's own words: its version, how it was built, and the processor that it found. */
  private static String blas() {
    String library = Loader.load(openblas_nolapack.class);
    return NativeLibrary.getInstance(library)
        .getFunction("openblas_get_config")
        .invokeString(new Object[0], false);
  }
}
