/**
 * Trains a model on the executors of an Apache Spark cluster, and encodes images there.
 *
 * <pre>{@code
 * Dataset<Row> pictures = spark.read().format("binaryFile").load("hdfs:///pictures");
 * SparkOptions options = SparkOptions.checkpointsIn("hdfs:///runs/1").ranks(8);
 * try (InfoGan model = SparkInfoGan.fit(pictures, "content", config, options)) {
 *   model.save(Path.of("model.zip"));
 *   SparkInfoGan.encode(pictures, model, "content").write().parquet("hdfs:///codes");
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.spark;

import org.jspecify.annotations.NullMarked;
