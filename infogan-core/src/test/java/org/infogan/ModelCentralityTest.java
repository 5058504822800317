package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.infogan.config.InfoGanConfig;
import org.infogan.eval.disentanglement.ModelCentrality;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Models of two pixels that are known exactly: x = ½ + M·c, and Q's mean is M⁻¹·(x − ½). Two of
 * them have a pixel for each code, in either order; the third mixes the codes.
 */
class ModelCentralityTest {

  private static InfoGan straight;
  private static InfoGan swapped;
  private static InfoGan turned;

  @BeforeAll
  static void make() {
    straight = model(.25, 0, 0, .25);
    swapped = model(0, .25, -.25, 0);
    turned = model(.25, .25, .25, -.25);
  }

  @AfterAll
  static void close() {
    straight.close();
    swapped.close();
    turned.close();
  }

  private static InfoGanConfig.Builder builder() {
    return InfoGanConfig.builder()
        .image(1, 1, 2)
        .latent(Noise.uniform(1), LatentCode.uniform("c1", -1, 1), LatentCode.uniform("c2", -1, 1))
        .generator(new Dense(2), Reshape.to(1, 1, 2))
        .trunk(Reshape.to(2))
        .head(new Dense(1))
        .q(new Dense(2));
  }

  /** x₁ = ½ + a·c₁ + b·c₂, x₂ = ½ + c·c₁ + d·c₂. */
  private static InfoGan model(double a, double b, double c, double d) {
    InfoGanConfig config = builder().build();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    double det = a * d - b * c;
    set(networks, "generator/0.weight", 0, a, b, 0, c, d);
    set(networks, "generator/0.bias", .5, .5);
    set(networks, "q/0.weight", d / det, -b / det, -c / det, a / det);
    set(networks, "q/0.bias", (b - d) / (2 * det), (c - a) / (2 * det));
    return new InfoGan(config, networks, Optional.empty());
  }

  private static void set(InfoGanNetworks networks, String name, double... values) {
    INDArray tensor = networks.tensors().get(name);
    tensor.assign(Nd4j.createFromArray(values).reshape(tensor.shape()));
  }

  @Test
  void theTwoThatShareTheirCodesAreMoreCentralThanTheOneThatMixesThem() {
    ModelCentrality found = ModelCentrality.of(List.of(turned, straight, swapped), 1);
    for (int i = 0; i < 3; i++) {
      assertThat(found.agreements().get(i).get(i)).as("with itself").isEqualTo(1);
    }
    assertThat(found.agreements().get(1).get(2)).isEqualTo(1);
    assertThat(found.agreements().get(2).get(1)).isEqualTo(1);
    // Of c₁ held fixed, c₁ + c₂ and c₁ − c₂ vary alike: which is smaller, chance decides.
    for (int i = 1; i < 3; i++) {
      assertThat(found.agreements().get(0).get(i)).isBetween(.5, .65);
      assertThat(found.agreements().get(i).get(0)).isBetween(.5, .65);
    }
    assertThat(found.best()).isNotEqualTo(0);
    double mean = (found.agreements().get(0).get(1) + found.agreements().get(1).get(0)) / 2;
    assertThat(found.centralities().get(1)).isCloseTo((mean + 1) / 2, within(1e-12));
  }

  @Test
  void theSameSeedGivesTheSameAndTheOrderDoesNotChangeWhoIsBest() {
    List<InfoGan> models = List.of(turned, straight, swapped);
    assertThat(ModelCentrality.of(models, 5)).isEqualTo(ModelCentrality.of(models, 5));
    assertThat(ModelCentrality.of(List.of(straight, swapped, turned), 5).best()).isLessThan(2);
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    assertThatThrownBy(() -> ModelCentrality.of(List.of(straight, turned), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("models: expected at least 3, since of two neither is more central, found 2");
    InfoGanConfig wide =
        builder()
            .image(1, 1, 3)
            .generator(new Dense(3), Reshape.to(1, 1, 3))
            .trunk(Reshape.to(3))
            .build();
    try (InfoGan other = new InfoGan(wide, InfoGanNetworks.initialize(wide), Optional.empty())) {
      assertThatThrownBy(() -> ModelCentrality.of(List.of(straight, turned, other), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected all for images of [1, 1, 2], found [1, 1, 3] at 2");
    }
    InfoGanConfig single =
        builder().latent(Noise.uniform(1), LatentCode.uniform("c1", -1, 1)).q(new Dense(1)).build();
    try (InfoGan one = new InfoGan(single, InfoGanNetworks.initialize(single), Optional.empty())) {
      assertThatThrownBy(() -> ModelCentrality.of(List.of(straight, one, turned), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("models: expected at least 2 codes of each, found 1 at 1");
    }
  }
}
