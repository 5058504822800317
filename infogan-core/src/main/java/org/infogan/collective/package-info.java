/**
 * What several trainers exchange that train one model together: sums of their gradients, over TCP
 * or within one process.
 *
 * <pre>{@code
 * try (RingListener listener = RingListener.open("10.0.0.7", 0)) {
 *   List<InetSocketAddress> ranks = …; // of all ranks, this one's listener.address() among them
 *   try (Collective collective = listener.connect(rank, ranks, RingOptions.of(secret));
 *       InfoGanTrainer trainer = new InfoGanTrainer(config).joinRanks(collective);
 *       InfoGan model = trainer.fit(shard)) {
 *     …
 *   }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.collective;

import org.jspecify.annotations.NullMarked;
