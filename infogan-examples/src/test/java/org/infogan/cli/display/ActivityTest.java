package org.infogan.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.infogan.data.ImageDataset;
import org.infogan.examples.ShapeImages;
import org.junit.jupiter.api.Test;

class ActivityTest {

  private final StringWriter text = new StringWriter();
  private final PrintWriter err = new PrintWriter(text, true);

  @Test
  void saysWhatIsDoneAndHowManyImagesHaveBeenRead() {
    ShapeImages images = new ShapeImages(3000);
    try (Activity activity = Activity.begin("Reading the codes", images.size(), err)) {
      assertThat(activity.line()).matches("Reading the codes: \\d:\\d\\d");
      ImageDataset watched = activity.watch(images);
      float[] pixels = new float[images.shape().pixels()];
      float[] expected = new float[pixels.length];
      for (int i = 0; i < 1234; i++) {
        watched.read(i, pixels);
      }
      images.read(1233, expected);
      assertThat(pixels).isEqualTo(expected);
      assertThat(activity.line()).startsWith("Reading the codes: 1,234 of 3,000 images, ");
      assertThat(watched.size()).isEqualTo(3000);
      assertThat(watched.shape()).isEqualTo(images.shape());
      assertThat(watched.label(7)).isEqualTo(images.label(7));
      assertThat(watched.readsFromDisk()).isFalse();
    }
  }

  @Test
  void countsAlsoWhereTheirNumberIsNotKnown() {
    try (Activity activity = Activity.begin("Training", 0, err)) {
      activity.watch(new ShapeImages(9)).read(0, new float[256]);
      assertThat(activity.line()).startsWith("Training: 1 images, ");
    }
  }

  @Test
  void isShownOnceItHasTakenLongerThanTwoSeconds() {
    Activity.during(
        "Waiting",
        err,
        () -> {
          long start = System.nanoTime();
          while (text.toString().isEmpty() && System.nanoTime() - start < 60e9) {
            Thread.onSpinWait();
          }
          return null;
        });
    assertThat(text.toString().strip()).startsWith("Waiting: 0:");
  }
}
