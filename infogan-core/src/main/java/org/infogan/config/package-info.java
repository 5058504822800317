/**
 * What a training run is: the networks' layers, the latent code, losses, optimisers and stabilisers
 * in one {@link org.infogan.config.InfoGanConfig}. It starts from a preset or an empty builder, is
 * checked when it is built, and has a form in JSON.
 *
 * <pre>{@code
 * InfoGanConfig config =
 *     InfoGanConfig.mnist().toBuilder()
 *         .seed(1)
 *         .steps(20_000)
 *         .lambdaSchedule(Schedule.linear(0, 1, 2_000))
 *         .build();
 * Files.writeString(file, config.toJson());
 * InfoGanConfig same = InfoGanConfig.load(file);
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.config;

import org.jspecify.annotations.NullMarked;
