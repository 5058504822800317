package org.infogan.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.infogan.internal.Checks;
import org.infogan.latent.BernoulliCode;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Posterior;
import org.infogan.model.Encoding;

/** The columns that encoding adds: one or two for each code, and one for what could not be read. */
final class CodeColumns {

  static final String UNREADABLE = "unreadable";

  private final LatentSpec latent;

  CodeColumns(LatentSpec latent) {
    this.latent = latent;
  }

  /**
   * A schema with these columns behind its own.
   *
   * @throws IllegalArgumentException when it has one of them already
   */
  StructType addedTo(StructType schema) {
    StructType all = schema;
    for (LatentCode code : latent.codes()) {
      if (code instanceof CategoricalCode) {
        all = add(all, code.name(), DataTypes.IntegerType);
        DataType numbers = DataTypes.createArrayType(DataTypes.DoubleType, false);
        all = add(all, code.name() + "_probabilities", numbers);
      } else {
        all = add(all, code.name(), DataTypes.DoubleType);
        if (!(code instanceof BernoulliCode)) {
          all = add(all, code.name() + "_sigma", DataTypes.DoubleType);
        }
      }
    }
    return add(all, UNREADABLE, DataTypes.StringType);
  }

  private static StructType add(StructType schema, String name, DataType type) {
    Checks.require(
        !List.of(schema.fieldNames()).contains(name),
        "column " + name,
        "a free name for what is encoded",
        "a column of that name; rename it first");
    return schema.add(name, type, true);
  }

  /** The number of columns. */
  int count() {
    return addedTo(new StructType()).length();
  }

  /** One image's values in the order of the columns, the last being null: it could be read. */
  List<Object> values(Encoding encoding, int image) {
    List<Object> values = new ArrayList<>();
    for (Posterior posterior : encoding.posteriors().values()) {
      if (posterior instanceof Posterior.Categorical categorical) {
        double[] probabilities = categorical.probabilities()[image];
        values.add(likeliest(probabilities));
        // Spark takes arrays of objects alone.
        values.add(Arrays.stream(probabilities).boxed().toArray(Double[]::new));
      } else if (posterior instanceof Posterior.Gaussian gaussian) {
        values.add(gaussian.mean()[image]);
        values.add(gaussian.sigma()[image]);
      } else if (posterior instanceof Posterior.Bernoulli bernoulli) {
        values.add(bernoulli.probability()[image]);
      }
    }
    values.add(null);
    return values;
  }

  private static int likeliest(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }
}
