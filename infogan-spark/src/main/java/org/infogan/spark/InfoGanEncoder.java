package org.infogan.spark;

import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.infogan.InfoGan;
import org.infogan.data.ResizeMode;

/**
 * {@link SparkInfoGan#encode} as a stage of a Spark ML pipeline. It keeps the model that it was
 * given, which stays open as long as the stage is used, and has no parameters; a pipeline that is
 * saved does not save it.
 */
public final class InfoGanEncoder extends Transformer {

  private static final long serialVersionUID = 1L;

  private final String uid = Identifiable.randomUID("infogan");
  private final transient InfoGan model;
  private final String column;
  private final ResizeMode mode;

  /**
   * A stage.
   *
   * @param model a trained model. Not modified.
   * @param column the column with the images
   * @param mode what becomes of pictures of another size than the model's
   */
  public InfoGanEncoder(InfoGan model, String column, ResizeMode mode) {
    this.model = model;
    this.column = column;
    this.mode = mode;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> images) {
    return SparkInfoGan.encode(images.toDF(), model, column, mode);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return new CodeColumns(model.config().latent()).addedTo(schema);
  }

  @Override
  public InfoGanEncoder copy(ParamMap extra) {
    return new InfoGanEncoder(model, column, mode);
  }
}
