/**
 * The face of the library: configure ({@link org.infogan.config.InfoGanConfig}), train ({@link
 * org.infogan.InfoGanTrainer}), use ({@link org.infogan.InfoGan}).
 *
 * <p>Every image that crosses this package's public methods is in the conventional order {@code [B,
 * C, H, W]} with values in [0, 1].
 */
package org.infogan;
