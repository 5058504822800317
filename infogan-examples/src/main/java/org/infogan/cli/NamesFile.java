package org.infogan.cli;

import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.cli.support.UserException;
import org.infogan.eval.clustering.CategoryNames;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;

/** A file of {@code label learn}. */
final class NamesFile {

  private NamesFile() {}

  /** Reads the names, which must be those of one of the model's codes. */
  static CategoryNames read(Path file, InfoGan infoGan) {
    CategoryNames names = UserException.guard(() -> CategoryNames.read(file));
    LatentCode code = UserException.guard(() -> infoGan.config().latent().code(names.code()));
    if (!(code instanceof CategoricalCode categorical)
        || categorical.categories() != names.categories()) {
      throw new UserException(
          file
              + ": expected names for the model's "
              + code
              + ", found names for "
              + names.categories()
              + " categories");
    }
    return names;
  }
}
