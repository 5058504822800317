package org.infogan.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.infogan.InfoGan;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ResizeMode;
import org.infogan.internal.Checks;
import scala.Option;

/**
 * {@link SparkInfoGan#encode} as a stage of a Spark ML pipeline, which is saved and loaded with the
 * pipeline: Spark's folder {@code metadata} has the parameters, and the file {@code model.zip}
 * beside it the model, as {@link InfoGan#save} writes it.
 */
public final class InfoGanEncoder extends Transformer implements MLWritable {

  private static final long serialVersionUID = 1L;
  private static final String MODEL_FILE = "model.zip";

  private final String uid;

  /** The bytes of the model's file. */
  private final byte[] model;

  /** The model's configuration as JSON, since the object itself cannot be serialized. */
  private final String config;

  private final Param<String> inputCol;
  private final Param<String> resize;

  /**
   * A stage.
   *
   * @param model a trained model. Not modified, and no longer needed once this returns.
   * @param column the column with the images
   * @param mode what becomes of pictures of another size than the model's
   */
  public InfoGanEncoder(InfoGan model, String column, ResizeMode mode) {
    this(Identifiable.randomUID("infogan"), SparkInfoGan.bytes(model), model.config().toJson());
    set(inputCol, column);
    set(resize, mode.name());
  }

  private InfoGanEncoder(String uid, byte[] model, String config) {
    this.uid = uid;
    this.model = model;
    this.config = config;
    inputCol = new Param<>(uid, "inputCol", "the column with the images");
    resize =
        new Param<>(
            uid,
            "resize",
            "what becomes of pictures of another size than the model's: "
                + Arrays.toString(ResizeMode.values()));
  }

  @Override
  public String uid() {
    return uid;
  }

  /**
   * The parameter "inputCol".
   *
   * @return the name of the column with the images
   */
  public Param<String> inputCol() {
    return inputCol;
  }

  /**
   * The parameter "resize".
   *
   * @return the name of a {@link ResizeMode}: what becomes of pictures of another size than the
   *     model's
   */
  public Param<String> resize() {
    return resize;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> images) {
    return SparkInfoGan.encode(
        images.toDF(), model, InfoGanConfig.fromJson(config), $(inputCol), mode());
  }

  private ResizeMode mode() {
    String name = $(resize);
    List<String> modes = Arrays.stream(ResizeMode.values()).map(Enum::name).toList();
    Checks.require(modes.contains(name), uid + ": resize", "one of " + modes, name);
    return ResizeMode.valueOf(name);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return new CodeColumns(InfoGanConfig.fromJson(config).latent()).addedTo(schema);
  }

  @Override
  public InfoGanEncoder copy(ParamMap extra) {
    return copyValues(new InfoGanEncoder(uid, model, config), extra);
  }

  @Override
  public MLWriter write() {
    return new Writer(this);
  }

  /**
   * What reads a saved stage. Spark looks for this method when it loads a pipeline.
   *
   * @return a reader
   */
  public static MLReader<InfoGanEncoder> read() {
    return new Reader();
  }

  /**
   * Loads a stage that was saved alone.
   *
   * @param folder the folder, in any file system that Hadoop knows
   * @return the stage
   * @throws UncheckedIOException when the folder has no model that can be read
   */
  public static InfoGanEncoder load(String folder) {
    return read().load(folder);
  }

  private static final class Writer extends DefaultParamsWriter {

    private final InfoGanEncoder encoder;

    Writer(InfoGanEncoder encoder) {
      super(encoder);
      this.encoder = encoder;
    }

    @Override
    public void saveImpl(String folder) {
      super.saveImpl(folder);
      Path file = new Path(folder, MODEL_FILE);
      try (OutputStream out = file.getFileSystem(hadoop(sparkSession())).create(file)) {
        out.write(encoder.model);
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": " + e.getMessage(), e);
      }
    }
  }

  private static final class Reader extends MLReader<InfoGanEncoder> {

    @Override
    public InfoGanEncoder load(String folder) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader.loadMetadata(folder, sparkSession(), InfoGanEncoder.class.getName());
      Path file = new Path(folder, MODEL_FILE);
      byte[] bytes;
      InfoGanConfig config;
      try (InputStream in = file.getFileSystem(hadoop(sparkSession())).open(file)) {
        bytes = in.readAllBytes();
        // Whether it is a whole model is better said now than on an executor.
        try (InfoGan model = ModelBytes.load(bytes)) {
          config = model.config();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": " + e.getMessage(), e);
      }
      InfoGanEncoder encoder = new InfoGanEncoder(metadata.uid(), bytes, config.toJson());
      metadata.getAndSetParams(encoder, Option.empty());
      return encoder;
    }
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }
}
