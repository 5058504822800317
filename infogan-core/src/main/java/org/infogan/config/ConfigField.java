package org.infogan.config;

import com.fasterxml.jackson.core.type.TypeReference;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
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
    String name,
    Type type,
    Function<InfoGanConfig, T> getter,
    BiConsumer<InfoGanConfig.Builder, T> setter) {

  private static final Type LAYERS = new TypeReference<List<Layer>>() {}.getType();

  /** The networks' layers, which a configuration for own networks does not have. */
  static final List<ConfigField<List<Layer>>> NETWORKS =
      List.of(
          layers("generator", InfoGanConfig::generator, InfoGanConfig.Builder::generator),
          layers("trunk", InfoGanConfig::trunk, InfoGanConfig.Builder::trunk),
          layers("head", InfoGanConfig::head, InfoGanConfig.Builder::head),
          layers("q", InfoGanConfig::q, InfoGanConfig.Builder::q));

  /** Every field, in the order in which JSON shows them. */
  static final List<ConfigField<?>> ALL =
      List.of(
          of("image", ImageShape.class, InfoGanConfig::image, InfoGanConfig.Builder::image),
          of(
              "valueRange",
              ValueRange.class,
              InfoGanConfig::valueRange,
              InfoGanConfig.Builder::valueRange),
          of("latent", LatentSpec.class, InfoGanConfig::latent, InfoGanConfig.Builder::latent),
          NETWORKS.get(0),
          NETWORKS.get(1),
          NETWORKS.get(2),
          NETWORKS.get(3),
          of(
              "initialWeights",
              InitialWeights.class,
              InfoGanConfig::initialWeights,
              InfoGanConfig.Builder::initialWeights),
          of(
              "initialStandardDeviation",
              double.class,
              InfoGanConfig::initialStandardDeviation,
              InfoGanConfig.Builder::initialStandardDeviation),
          of(
              "adversarialLoss",
              AdversarialLoss.class,
              InfoGanConfig::adversarialLoss,
              InfoGanConfig.Builder::adversarialLoss),
          of("realLabel", double.class, InfoGanConfig::realLabel, InfoGanConfig.Builder::realLabel),
          of(
              "discriminatorAdam",
              Adam.class,
              InfoGanConfig::discriminatorAdam,
              InfoGanConfig.Builder::discriminatorAdam),
          of(
              "generatorAdam",
              Adam.class,
              InfoGanConfig::generatorAdam,
              InfoGanConfig.Builder::generatorAdam),
          of(
              "updatePartition",
              UpdatePartition.class,
              InfoGanConfig::updatePartition,
              InfoGanConfig.Builder::updatePartition),
          of(
              "informationAdam",
              Adam.class,
              InfoGanConfig::informationAdam,
              InfoGanConfig.Builder::informationAdam),
          stabilizer(
              "lambdaSchedule",
              Schedule.class,
              Stabilizers::lambdaSchedule,
              InfoGanConfig.Builder::lambdaSchedule),
          stabilizer(
              "learningRateSchedule",
              Schedule.class,
              Stabilizers::learningRateSchedule,
              InfoGanConfig.Builder::learningRateSchedule),
          stabilizer(
              "instanceNoise",
              Schedule.class,
              Stabilizers::instanceNoise,
              InfoGanConfig.Builder::instanceNoise),
          stabilizer(
              "consistency",
              Stabilizers.Consistency.class,
              Stabilizers::consistency,
              InfoGanConfig.Builder::consistency),
          stabilizer("r1Gamma", double.class, Stabilizers::r1Gamma, InfoGanConfig.Builder::r1Gamma),
          stabilizer(
              "contrastiveWeight",
              Schedule.class,
              Stabilizers::contrastiveWeight,
              InfoGanConfig.Builder::contrastiveWeight),
          stabilizer(
              "generatorEmaDecay",
              double.class,
              Stabilizers::generatorEmaDecay,
              InfoGanConfig.Builder::generatorEmaDecay),
          stabilizer(
              "gradientClipNorm",
              double.class,
              Stabilizers::gradientClipNorm,
              InfoGanConfig.Builder::gradientClipNorm),
          stabilizer(
              "discriminatorUpdates",
              int.class,
              Stabilizers::discriminatorUpdates,
              InfoGanConfig.Builder::discriminatorUpdates),
          stabilizer(
              "generatorUpdates",
              int.class,
              Stabilizers::generatorUpdates,
              InfoGanConfig.Builder::generatorUpdates),
          of(
              "pretraining",
              Pretraining.class,
              InfoGanConfig::pretraining,
              InfoGanConfig.Builder::pretraining),
          of(
              "refinement",
              Refinement.class,
              InfoGanConfig::refinement,
              InfoGanConfig.Builder::refinement),
          of("batch", int.class, InfoGanConfig::batch, InfoGanConfig.Builder::batch),
          of("steps", int.class, InfoGanConfig::steps, InfoGanConfig.Builder::steps),
          of("seed", long.class, InfoGanConfig::seed, InfoGanConfig.Builder::seed));

  private static <T> ConfigField<T> of(
      String name,
      Class<T> type,
      Function<InfoGanConfig, T> getter,
      BiConsumer<InfoGanConfig.Builder, T> set) {
    return new ConfigField<>(name, type, getter, set);
  }

  private static <T> ConfigField<T> stabilizer(
      String name,
      Class<T> type,
      Function<Stabilizers, T> getter,
      BiConsumer<InfoGanConfig.Builder, T> set) {
    return of(name, type, config -> getter.apply(config.stabilizers()), set);
  }

  private static ConfigField<List<Layer>> layers(
      String name,
      Function<InfoGanConfig, List<Layer>> getter,
      BiConsumer<InfoGanConfig.Builder, List<Layer>> setter) {
    return new ConfigField<>(name, LAYERS, getter, setter);
  }

  T get(InfoGanConfig config) {
    return getter.apply(config);
  }

  /** Gives a configuration's value to a builder. */
  void copy(InfoGanConfig from, InfoGanConfig.Builder to) {
    setter.accept(to, get(from));
  }

  /**
   * Gives a value to a builder.
   *
   * @param builder Modified.
   * @param value of the field's type
   */
  @SuppressWarnings("unchecked") // the value was read by this field's own type
  void set(InfoGanConfig.Builder builder, Object value) {
    setter.accept(builder, (T) value);
  }
}
