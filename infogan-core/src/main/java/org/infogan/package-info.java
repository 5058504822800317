/**
 * What most programs use: configure ({@link org.infogan.config.InfoGanConfig}), train ({@link
 * org.infogan.InfoGanTrainer}), use ({@link org.infogan.InfoGan}).
 *
 * <p>Every image that crosses this package's public methods is in the conventional order {@code [B,
 * C, H, W]} with values in [0, 1].
 *
 * <pre>{@code
 * Mnist mnist = Mnist.load();
 * try (InfoGanTrainer trainer = new InfoGanTrainer(InfoGanConfig.mnist());
 *     InfoGan model = trainer.fit(mnist.train())) {
 *   INDArray images = model.sample(100, 1);
 *   int[] categories = model.classify(mnist.test());
 *   model.save(Path.of("model.zip"));
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan;

import org.jspecify.annotations.NullMarked;
