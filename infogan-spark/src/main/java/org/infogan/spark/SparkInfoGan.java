package org.infogan.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.infogan.InfoGan;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.DataFormatException;
import org.infogan.data.ResizeMode;

/**
 * InfoGAN on a cluster of Apache Spark 4: training on several executors at once, and encoding of as
 * many images as the cluster holds.
 *
 * <p>N ranks train one model, each a task of a barrier stage with a shard of the images: see {@link
 * org.infogan.InfoGanTrainer#joinRanks} for what they compute. A step costs each rank traffic of
 * twice the size of the model. When an executor is lost, all ranks begin again from the newest
 * checkpoint, and end with the bits of a run in which none was lost.
 */
public final class SparkInfoGan {

  private SparkInfoGan() {}

  /**
   * Trains on images of numbers.
   *
   * @param images arrays of C·H·W values in [0, 1], channel by channel and row by row. The source
   *     gives the same images in the same order whenever a partition is computed anew: neither a
   *     sample without a seed nor a repartition of an unordered source
   * @param config the run's configuration; its batch is that of each rank
   * @param options ranks, checkpoints and limits
   * @return the trained model; the caller closes it. Batch norm's statistics are measured on fresh
   *     latent vectors (G) and on rank 0's shard (D and Q), every N-th image
   * @throws SparkTrainingException when a rank has failed for a reason that will not go away, such
   *     as a divergence or images that do not fit; or when a job has failed as often as Spark
   *     allows and there is no newer checkpoint than when it began
   * @throws IllegalArgumentException when Spark's settings do not fit, there are too few executors,
   *     or the configuration has a pretraining
   * @throws CancellationException when the thread is interrupted; the job is cancelled
   */
  public static InfoGan fit(JavaRDD<float[]> images, InfoGanConfig config, SparkOptions options) {
    return model(images.map(ShardImage::of), config, options);
  }

  /**
   * Trains on the images in a column.
   *
   * @param images a data set, such as of the source {@code binaryFile}
   * @param column the column with the bytes of a PNG or JPEG file, with a struct of Spark's source
   *     of images, or with an array of C·H·W numbers in [0, 1]
   * @param config as for {@link #fit(JavaRDD, InfoGanConfig, SparkOptions)}
   * @param options ranks, checkpoints, limits, and how sizes are changed
   * @return the trained model; the caller closes it
   * @throws SparkTrainingException as {@link #fit(JavaRDD, InfoGanConfig, SparkOptions)}
   * @throws IllegalArgumentException as there, and when the column cannot hold images
   */
  public static InfoGan fit(
      Dataset<Row> images, String column, InfoGanConfig config, SparkOptions options) {
    RowImage reader = new RowImage(images.schema(), column, config.image(), options.resize());
    return model(images.toJavaRDD().map(row -> read(reader, row)), config, options);
  }

  private static ShardImage read(RowImage reader, Row row) {
    try {
      return ShardImage.of(reader.read(row));
    } catch (DataFormatException e) {
      return ShardImage.unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static InfoGan model(
      JavaRDD<ShardImage> images, InfoGanConfig config, SparkOptions options) {
    try {
      return ModelBytes.load(
          new Training(images.context(), config, options).run(images).get(0).model);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Encodes the images in a column; pictures of another size are padded.
   *
   * @param images a data set
   * @param model a trained model, which every executor loads once. Not modified, and no longer
   *     needed once this returns.
   * @param column as for {@link #fit(Dataset, String, InfoGanConfig, SparkOptions)}
   * @return the same rows with columns for each code, called c here: c is the likeliest category of
   *     a categorical code, the posterior's mean of a continuous one, the probability of a
   *     Bernoulli one; c_probabilities are those of all categories, c_sigma is the posterior's σ.
   *     Where an image cannot be read they are null, and the column "unreadable" says why
   * @throws IllegalArgumentException when the column cannot hold images, or there is a column of
   *     one of these names already
   */
  public static Dataset<Row> encode(Dataset<Row> images, InfoGan model, String column) {
    return encode(images, model, column, ResizeMode.PAD);
  }

  /**
   * As {@link #encode(Dataset, InfoGan, String)}, for pictures of any size.
   *
   * @param images a data set
   * @param model a trained model. Not modified.
   * @param column the column with the images
   * @param mode what becomes of pictures of another size than the model's
   * @return the same rows with columns for each code
   * @throws IllegalArgumentException as {@link #encode(Dataset, InfoGan, String)}
   */
  public static Dataset<Row> encode(
      Dataset<Row> images, InfoGan model, String column, ResizeMode mode) {
    return encode(images, bytes(model), model.config(), column, mode);
  }

  /** Encodes by the model with this configuration whose file has these bytes. */
  static Dataset<Row> encode(
      Dataset<Row> images, byte[] model, InfoGanConfig config, String column, ResizeMode mode) {
    CodeColumns columns = new CodeColumns(config.latent());
    RowImage reader = new RowImage(images.schema(), column, config.image(), mode);
    var schema = columns.addedTo(images.schema());
    Broadcast<byte[]> sent =
        JavaSparkContext.fromSparkContext(images.sparkSession().sparkContext()).broadcast(model);
    return images.mapPartitions(
        new EncodePartition(reader, ModelBytes.sha256(model), sent), Encoders.row(schema));
  }

  /** The bytes of a model's file. */
  static byte[] bytes(InfoGan model) {
    try {
      return ModelBytes.of(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
