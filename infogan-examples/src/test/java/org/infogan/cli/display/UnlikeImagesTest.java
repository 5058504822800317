package org.infogan.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Noise;
import org.infogan.model.Encoding;
import org.junit.jupiter.api.Test;

class UnlikeImagesTest {

  private static final LatentSpec SPEC =
      new LatentSpec(Noise.uniform(1), List.of(LatentCode.categorical("c1", 2)));

  private static String hint(double... deviations) {
    StringWriter text = new StringWriter();
    UnlikeImages.hint(
        new Encoding(SPEC, new double[deviations.length][2], deviations),
        List.of("a.png", "b.png", "c.png").subList(0, deviations.length),
        new PrintWriter(text));
    return text.toString();
  }

  @Test
  void namesTheFurthestOfThoseThatAreUnlike() {
    assertThat(hint(6.5, 1, 18.2)).contains("2 of 3 images", "c.png", "18.2");
  }

  @Test
  void saysNothingOfUsualImagesOrWhereNothingIsKnown() {
    assertThat(hint(0.4, 1, 5.9)).isEmpty();
    assertThat(hint(Double.NaN, Double.NaN)).isEmpty();
  }
}
