/**
 * Listeners that are ready to be added to a trainer:
 *
 * <pre>{@code
 * trainer
 *     .addListener(new ProgressLines(System.err))
 *     .addListener(new MetricsCsv(folder.resolve("metrics.csv")))
 *     .addListener(new RunPictures(folder, 250));
 * }</pre>
 *
 * <p>{@link org.infogan.Checkpoints} and {@link org.infogan.tensorboard.TensorBoard} are others.
 * None changes the run: with them and without, a run has the same bits.
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.listeners;

import org.jspecify.annotations.NullMarked;
