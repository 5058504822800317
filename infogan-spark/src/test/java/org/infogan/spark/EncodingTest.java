package org.infogan.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.FloatImages;
import org.infogan.data.ResizeMode;
import org.infogan.model.Encoding;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** Encoding of rows, of each kind of column, against the model itself. */
class EncodingTest {

  /** Batches of other sizes are added up in another order. */
  private static final Offset<Double> ROUNDING = within(1e-5);

  private static SparkSession spark;
  private static InfoGan model;

  @TempDir private Path folder;
  @TempDir private Path saves;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("encoding")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
    try (InfoGanTrainer trainer = new InfoGanTrainer(Small.config())) {
      model = trainer.fit(FloatImages.of(Small.config().image(), images()));
    }
  }

  private static float[][] images() {
    return Small.images(Small.IMAGES).toArray(float[][]::new);
  }

  @AfterAll
  static void stop() {
    model.close();
    spark.stop();
  }

  @Test
  void numbersAreEncodedAsTheModelDoes() {
    float[][] images = images();
    List<Row> rows =
        IntStream.range(0, images.length)
            .mapToObj(i -> RowFactory.create(i, boxed(images[i])))
            .toList();
    StructType schema =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add("pixels", DataTypes.createArrayType(DataTypes.FloatType));
    Dataset<Row> encoded =
        SparkInfoGan.encode(spark.createDataFrame(rows, schema).repartition(3), model, "pixels");
    assertThat(encoded.columns())
        .containsExactly(
            "id", "pixels", "c1", "c1_probabilities", "c2", "c2_sigma", "c3", "unreadable");
    Encoding expected = model.encode(FloatImages.of(Small.config().image(), images));
    int[] categories = model.classify(FloatImages.of(Small.config().image(), images));
    List<Row> found = encoded.collectAsList();
    assertThat(found).hasSize(images.length);
    for (Row row : found) {
      int id = row.getAs("id");
      assertThat(row.<Integer>getAs("c1")).isEqualTo(categories[id]);
      List<Double> probabilities =
          CollectionConverters.asJava(row.<scala.collection.Seq<Double>>getAs("c1_probabilities"));
      assertThat(probabilities).hasSize(4);
      assertThat(probabilities.get(3))
          .isCloseTo(expected.categorical("c1").probabilities()[id][3], ROUNDING);
      assertThat(row.<Double>getAs("c2")).isCloseTo(expected.gaussian("c2").mean()[id], ROUNDING);
      assertThat(row.<Double>getAs("c2_sigma"))
          .isCloseTo(expected.gaussian("c2").sigma()[id], ROUNDING);
      assertThat(row.<Double>getAs("c3"))
          .isCloseTo(expected.bernoulli("c3").probability()[id], ROUNDING);
      assertThat(row.<String>getAs("unreadable")).isNull();
    }
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i];
    }
    return boxed;
  }

  /** One picture in colour and larger, one cut short, one that is no picture. */
  private List<float[]> pictures() throws IOException {
    List<float[]> pixels = new ArrayList<>();
    for (int p = 0; p < 5; p++) {
      BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
      float[] values = new float[64];
      for (int i = 0; i < 64; i++) {
        int grey = (i * 37 + p * 50) % 256;
        picture.getRaster().setSample(i % 8, i / 8, 0, grey);
        values[i] = grey / 255f;
      }
      ImageIO.write(picture, "png", folder.resolve("picture-" + p + ".png").toFile());
      pixels.add(values);
    }
    byte[] whole = Files.readAllBytes(folder.resolve("picture-0.png"));
    Files.write(folder.resolve("torn.png"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(folder.resolve("no-picture.png"), "<html>not found</html>");
    return pixels;
  }

  private Dataset<Row> files() {
    return spark.read().format("binaryFile").load(folder.toUri().toString());
  }

  @Test
  void filesAreDecodedAndThoseThatCannotBeReadSayWhy() throws IOException {
    List<float[]> pixels = pictures();
    int[] expected =
        model.classify(FloatImages.of(Small.config().image(), pixels.toArray(float[][]::new)));
    List<Row> found = SparkInfoGan.encode(files(), model, "content").collectAsList();
    assertThat(found).hasSize(7);
    for (Row row : found) {
      String path = row.getAs("path");
      String unreadable = row.getAs("unreadable");
      if (path.contains("picture-")) {
        int number = Integer.parseInt(path.replaceAll(".*picture-(.)\\.png", "$1"));
        assertThat(unreadable).isNull();
        assertThat(row.<Integer>getAs("c1")).isEqualTo(expected[number]);
      } else {
        assertThat(unreadable).startsWith(path);
        assertThat(row.<Object>getAs("c1")).isNull();
        assertThat(row.<Object>getAs("c3")).isNull();
      }
    }
  }

  @Test
  void trainingSaysWhichFilesCannotBeReadOrLeavesThemOut() throws IOException {
    pictures();
    InfoGanConfig config = Small.builder().batch(2).steps(2).build();
    SparkOptions options = Small.options(folder.resolve("run")).ranks(1);
    assertThatThrownBy(() -> SparkInfoGan.fit(files(), "content", config, options))
        .isInstanceOf(SparkTrainingException.class)
        .hasMessageContaining("2 cannot be read")
        .hasMessageContaining(".png: ");
    try (InfoGan trained = SparkInfoGan.fit(files(), "content", config, options.skipUnreadable())) {
      assertThat(trained.config()).isEqualTo(config);
    }
  }

  /** Spark's own struct has blue before green before red. */
  @Test
  void imageStructsAreReadInTheirOrderOfColours() throws IOException {
    InfoGanConfig config =
        Small.builder()
            .image(3, 8, 8)
            .generator(new Dense(192), new Sigmoid(), Reshape.to(3, 8, 8))
            .trunk(Reshape.to(192), new Dense(16))
            .build();
    byte[] bgr = new byte[192];
    float[] rgb = new float[192];
    for (int i = 0; i < 64; i++) {
      for (int colour = 0; colour < 3; colour++) {
        int value = (i * 31 + colour * 77) % 256;
        bgr[3 * i + 2 - colour] = (byte) value;
        rgb[64 * colour + i] = value / 255f;
      }
    }
    StructType image =
        new StructType()
            .add("origin", DataTypes.StringType)
            .add("height", DataTypes.IntegerType)
            .add("width", DataTypes.IntegerType)
            .add("nChannels", DataTypes.IntegerType)
            .add("mode", DataTypes.IntegerType)
            .add("data", DataTypes.BinaryType);
    List<Row> rows =
        List.of(
            RowFactory.create(RowFactory.create("a.png", 8, 8, 3, 16, bgr)),
            // What Spark's source gives for a picture that it cannot read.
            RowFactory.create(RowFactory.create("b.png", -1, -1, -1, -1, new byte[0])));
    Dataset<Row> images = spark.createDataFrame(rows, new StructType().add("image", image));
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan colours = trainer.snapshot()) {
      List<Row> found = SparkInfoGan.encode(images, colours, "image").collectAsList();
      Encoding expected = colours.encode(FloatImages.of(config.image(), new float[][] {rgb}));
      assertThat(found.get(0).<Double>getAs("c2")).isEqualTo(expected.gaussian("c2").mean()[0]);
      assertThat(found.get(1).<String>getAs("unreadable")).startsWith("b.png: expected an image");
    }
  }

  @Test
  void columnsThatCannotBeReadOrWrittenAreRefusedAtOnce() throws IOException {
    pictures();
    assertThatThrownBy(() -> SparkInfoGan.encode(files(), model, "picture"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column picture")
        .hasMessageContaining("content");
    assertThatThrownBy(() -> SparkInfoGan.encode(files(), model, "length"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found bigint");
    assertThatThrownBy(
            () -> SparkInfoGan.encode(files().withColumnRenamed("length", "c2"), model, "content"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column c2");
  }

  @Test
  void aPipelineEncodes() throws IOException {
    pictures();
    InfoGanEncoder stage = new InfoGanEncoder(model, "content", ResizeMode.PAD);
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {stage});
    Dataset<Row> encoded = pipeline.fit(files()).transform(files());
    assertThat(encoded.schema()).isEqualTo(stage.transformSchema(files().schema()));
    assertThat(encoded.filter("unreadable is null").count()).isEqualTo(5);
  }

  @Test
  void aSavedPipelineEncodesAsTheOneThatWasSaved() throws IOException {
    pictures();
    String saved = saves.resolve("pipeline").toUri().toString();
    PipelineModel pipeline;
    try (InfoGanTrainer trainer = new InfoGanTrainer(Small.config());
        InfoGan closed = trainer.fit(FloatImages.of(Small.config().image(), images()))) {
      pipeline = pipeline(new InfoGanEncoder(closed, "content", ResizeMode.COVER));
    }
    pipeline.write().save(saved);
    PipelineModel loaded = PipelineModel.load(saved);
    assertThat(loaded.uid()).isEqualTo(pipeline.uid());
    assertThat(loaded.transform(files()).collectAsList())
        .isEqualTo(pipeline.transform(files()).collectAsList())
        .hasSize(7);
    assertThatThrownBy(() -> pipeline.write().save(saved)).hasMessageContaining("overwrite");
    pipeline.write().overwrite().save(saved);
  }

  private PipelineModel pipeline(InfoGanEncoder stage) {
    return new Pipeline().setStages(new PipelineStage[] {stage}).fit(files());
  }

  @Test
  void aSavedStageKeepsItsParametersAndItsModel() throws IOException {
    InfoGanEncoder stage = new InfoGanEncoder(model, "content", ResizeMode.STRETCH);
    Path saved = saves.resolve("stage");
    stage.save(saved.toUri().toString());
    InfoGanEncoder loaded = InfoGanEncoder.load(saved.toUri().toString());
    assertThat(loaded.uid()).isEqualTo(stage.uid());
    assertThat(loaded.explainParams())
        .isEqualTo(stage.explainParams())
        .contains("current: content", "current: STRETCH");
    try (InfoGan same = InfoGan.load(saved.resolve("model.zip"))) {
      assertThat(same.config()).isEqualTo(model.config());
    }
    Files.write(saved.resolve("model.zip"), new byte[] {1, 2, 3});
    // Hadoop's local file system keeps sums of its own beside each file.
    Files.deleteIfExists(saved.resolve(".model.zip.crc"));
    assertThatThrownBy(() -> InfoGanEncoder.load(saved.toUri().toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(saved.resolve("model.zip").toString());
  }

  @Test
  void aStageTakesOtherParametersForOneCall() throws IOException {
    pictures();
    InfoGanEncoder stage = new InfoGanEncoder(model, "nothing", ResizeMode.PAD);
    ParamMap others = new ParamMap().put(stage.inputCol().w("content"));
    assertThat(stage.transform(files(), others).filter("unreadable is null").count()).isEqualTo(5);
    ParamMap unknown = new ParamMap().put(stage.resize().w("TILE"));
    assertThatThrownBy(() -> stage.transform(files(), unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("resize", "PAD", "TILE");
  }
}
