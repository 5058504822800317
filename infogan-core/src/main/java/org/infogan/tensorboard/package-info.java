/**
 * Runs as TensorBoard shows them: {@link org.infogan.tensorboard.TensorBoard} is a listener that
 * writes event files.
 *
 * <p>An event file is a sequence of records, each a message of protocol buffers with its length and
 * checksums. Both formats are written here by hand: of the messages only a dozen fields are needed,
 * and no library for it is maintained on the JVM that does not bring TensorFlow along.
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.tensorboard;

import org.jspecify.annotations.NullMarked;
