package org.infogan.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.Padding;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.Test;

class StepArithmeticTest {

  @Test
  void countsTheProductsOfASmallNetworkAsByHand() {
    InfoGanConfig config =
        InfoGanConfig.builder()
            .image(1, 4, 4)
            .latent(Noise.uniform(3), LatentCode.categorical("c", 2))
            .generator(new Dense(6), new Dense(16), new Sigmoid(), Reshape.to(1, 4, 4))
            .trunk(new Conv2d(2, 2, 2, Padding.of(0)), Reshape.to(8), new Dense(5))
            .head(new Dense(1))
            .q(new Dense(2))
            .batch(10)
            .build();
    // G 5·6 + 6·16 = 126, its first layer 30. Trunk 2·2·2·(1·2·2) = 32 and 8·5 = 40.
    long generator = 3 * 126 - 30;
    long trunk = 2 * (3 * 72 - 32) + 2 * 72;
    long head = 2 * 3 * 5 + 2 * 5;
    long q = 3 * 10 + 2 * 10;
    assertThat(StepArithmetic.perStep(config)).isEqualTo(2 * 10 * (generator + trunk + head + q));
  }
}
