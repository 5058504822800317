package example;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Refinement;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.eval.clustering.CategoryNames;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains two steps, writes and reads each kind of document that the library keeps in JSON, and
 * loads the model. Arguments: how Jackson's version has to begin, and a module of Jackson's that
 * has to accept it.
 */
public final class App {

  private App() {}

  public static void main(String[] arguments) throws Exception {
    String jackson = new JsonMapper().version().toString();
    require(jackson.startsWith(arguments[0]), "Jackson " + jackson);
    for (String module : List.of(arguments).subList(1, arguments.length)) {
      JsonMapper.builder()
          .addModule((Module) Class.forName(module).getDeclaredConstructor().newInstance())
          .build();
    }
    Path folder = Files.createTempDirectory("app");
    Path file = folder.resolve("model.zip");
    InfoGanConfig config =
        InfoGanConfig.fromJson(InfoGanConfig.mnist().toJson()).toBuilder()
            .batch(8)
            .steps(2)
            .refinement(Refinement.NONE)
            .build();
    require(message("{\"preset\": \"mnist\", \"btach\": 3}").contains("batch"), "a spelling hint");
    float[] before = trained(config, folder.resolve("checkpoint.zip"), file);
    try (InfoGan model = InfoGan.load(file)) {
      require(model.config().equals(config), "the configuration");
      require(Arrays.equals(before, pixels(model.sample(2, 1))), "the same pictures");
      model.exportOnnx(folder.resolve("onnx"));
    }
    CategoryNames names = new CategoryNames("c1", 10, new TreeMap<>(Map.of(0, "seven", 1, "one")));
    names.write(folder.resolve("names.json"));
    require(CategoryNames.read(folder.resolve("names.json")).equals(names), "the names");
    System.out.println("right, with Jackson " + jackson);
  }

  /** Trains one step, resumes from its checkpoint for the second, and saves the model. */
  private static float[] trained(InfoGanConfig config, Path checkpoint, Path file)
      throws IOException {
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      trainer.step(images());
      trainer.saveCheckpoint(checkpoint);
    }
    try (InfoGanTrainer trainer = InfoGanTrainer.resume(checkpoint);
        InfoGan model = trainer.fit(images())) {
      require(trainer.stepsDone() == 2, "two steps");
      model.save(file);
      return pixels(model.sample(2, 1));
    }
  }

  private static ImageDataset images() {
    return FloatImages.copyOf(Nd4j.rand(DataType.FLOAT, 16, 1, 28, 28));
  }

  private static String message(String json) {
    try {
      InfoGanConfig.fromJson(json);
      return "";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static float[] pixels(INDArray images) {
    return images.dup('c').data().asFloat();
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalStateException("expected otherwise: " + what);
    }
  }
}
