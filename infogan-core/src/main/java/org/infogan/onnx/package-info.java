/**
 * Trained networks as ONNX files, for runtimes outside of this library. {@link
 * org.infogan.onnx.OnnxExport} says what the files hold; a network's layers become nodes in {@link
 * org.infogan.onnx.GraphBuilder}, by the table in {@link org.infogan.onnx.LayerNodes}; {@link
 * org.infogan.onnx.OnnxFile} turns the graph into bytes.
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.onnx;

import org.jspecify.annotations.NullMarked;
