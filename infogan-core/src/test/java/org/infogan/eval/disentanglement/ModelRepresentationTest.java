package org.infogan.eval.disentanglement;

import static org.assertj.core.api.Assertions.assertThat;

import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.Tiny;
import org.infogan.data.ImageDataset;
import org.infogan.model.Encoding;
import org.junit.jupiter.api.Test;

/** What disentanglement scores see of a model. */
class ModelRepresentationTest {

  @Test
  void isOneNumberPerCodeInTheirOrder() {
    ImageDataset images = Tiny.quadrants(20, 1);
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(images)) {
      Encoding encoding = model.encode(images);
      double[][] codes = Representation.of(model).encode(images);
      assertThat(codes).hasDimensions(20, 4);
      for (int i = 0; i < codes.length; i++) {
        assertThat(codes[i])
            .containsExactly(
                encoding.categorical("c1").mostLikely()[i],
                encoding.gaussian("c2").mean()[i],
                encoding.gaussian("c3").mean()[i],
                encoding.bernoulli("c4").probability()[i]);
      }
    }
  }
}
