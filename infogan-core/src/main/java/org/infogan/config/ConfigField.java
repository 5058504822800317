package org.infogan.config;

import com.fasterxml.jackson.core.type.TypeReference;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.infogan.config.InfoGanConfig.Builder;
import org.infogan.data.ImageShape;
import org.infogan.latent.LatentSpec;
import org.infogan.losses.AdversarialLoss;
import org.infogan.nn.Layer;
import org.infogan.nn.optim.Adam;

/**
 * One field of a configuration. {@link #ALL} is what JSON, equality and {@code toBuilder} go by: a
 * new field of the builder is added there, and nowhere else.
 *
 * @param name the field's name in the builder and in JSON
 * @param type what JSON is read into
 * @param getter reads it from a configuration
 * @param setter gives it to a builder
 */
record ConfigField<T>(
    String name, Type type, Function<InfoGanConfig, T> getter, BiConsumer<Builder, T> setter) {

  private static final Type LAYERS = new TypeReference<List<Layer>>() {}.getType();

  /** The networks' layers, which a configuration for own networks does not have. */
  static final List<ConfigField<List<Layer>>> NETWORKS =
      List.of(
          layers("generator", InfoGanConfig::generator, Builder::generator),
          layers("trunk", InfoGanConfig::trunk, Builder::trunk),
          layers("head", InfoGanConfig::head, Builder::head),
          layers("q", InfoGanConfig::q, Builder::q));

  /** Every field, in the order in which JSON shows them. */
  static final List<ConfigField<?>> ALL =
      List.of(
          of("image", ImageShape.class, InfoGanConfig::image, Builder::image),
          of("valueRange", ValueRange.class, InfoGanConfig::valueRange, Builder::valueRange),
          of("latent", LatentSpec.class, InfoGanConfig::latent, Builder::latent),
          NETWORKS.get(0),
          NETWORKS.get(1),
          NETWORKS.get(2),
          NETWORKS.get(3),
          of(
              "initialWeights",
              InitialWeights.class,
              InfoGanConfig::initialWeights,
              Builder::initialWeights),
          of(
              "initialStandardDeviation",
              double.class,
              InfoGanConfig::initialStandardDeviation,
              Builder::initialStandardDeviation),
          of(
              "adversarialLoss",
              AdversarialLoss.class,
              InfoGanConfig::adversarialLoss,
              Builder::adversarialLoss),
          of("realLabel", double.class, InfoGanConfig::realLabel, Builder::realLabel),
          of(
              "discriminatorAdam",
              Adam.class,
              InfoGanConfig::discriminatorAdam,
              Builder::discriminatorAdam),
          of("generatorAdam", Adam.class, InfoGanConfig::generatorAdam, Builder::generatorAdam),
          of(
              "updatePartition",
              UpdatePartition.class,
              InfoGanConfig::updatePartition,
              Builder::updatePartition),
          of(
              "informationAdam",
              Adam.class,
              InfoGanConfig::informationAdam,
              Builder::informationAdam),
          stabilizer(
              "lambdaSchedule",
              Schedule.class,
              Stabilizers::lambdaSchedule,
              Builder::lambdaSchedule),
          stabilizer(
              "learningRateSchedule",
              Schedule.class,
              Stabilizers::learningRateSchedule,
              Builder::learningRateSchedule),
          stabilizer(
              "instanceNoise", Schedule.class, Stabilizers::instanceNoise, Builder::instanceNoise),
          stabilizer(
              "consistency",
              Stabilizers.Consistency.class,
              Stabilizers::consistency,
              Builder::consistency),
          stabilizer("r1Gamma", double.class, Stabilizers::r1Gamma, Builder::r1Gamma),
          stabilizer(
              "generatorEmaDecay",
              double.class,
              Stabilizers::generatorEmaDecay,
              Builder::generatorEmaDecay),
          stabilizer(
              "gradientClipNorm",
              double.class,
              Stabilizers::gradientClipNorm,
              Builder::gradientClipNorm),
          stabilizer(
              "discriminatorUpdates",
              int.class,
              Stabilizers::discriminatorUpdates,
              Builder::discriminatorUpdates),
          stabilizer(
              "generatorUpdates",
              int.class,
              Stabilizers::generatorUpdates,
              Builder::generatorUpdates),
          of("batch", int.class, InfoGanConfig::batch, Builder::batch),
          of("steps", int.class, InfoGanConfig::steps, Builder::steps),
          of("seed", long.class, InfoGanConfig::seed, Builder::seed));

  private static <T> ConfigField<T> of(
      String name, Class<T> type, Function<InfoGanConfig, T> getter, BiConsumer<Builder, T> set) {
    return new ConfigField<>(name, type, getter, set);
  }

  private static <T> ConfigField<T> stabilizer(
      String name, Class<T> type, Function<Stabilizers, T> getter, BiConsumer<Builder, T> set) {
    return of(name, type, config -> getter.apply(config.stabilizers()), set);
  }

  private static ConfigField<List<Layer>> layers(
      String name,
      Function<InfoGanConfig, List<Layer>> getter,
      BiConsumer<Builder, List<Layer>> setter) {
    return new ConfigField<>(name, LAYERS, getter, setter);
  }

  T get(InfoGanConfig config) {
    return getter.apply(config);
  }

  /** Gives a configuration's value to a builder. */
  void copy(InfoGanConfig from, Builder to) {
    setter.accept(to, get(from));
  }

  /**
   * Gives a value to a builder.
   *
   * @param builder Modified.
   * @param value of the field's type
   */
  @SuppressWarnings("unchecked") // the value was read by this field's own type
  void set(Builder builder, Object value) {
    setter.accept(builder, (T) value);
  }
}
