/**
 * Categories that Q finds against known classes: the best assignment of one to the other, the
 * agreement of the two partitions, and names for the categories.
 *
 * <pre>{@code
 * CategoryMatching matching = CategoryMatching.fit(found, labels, 10, 10);
 * double accuracy = matching.accuracyOneToOne(foundInTest, testLabels);
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.eval.clustering;

import org.jspecify.annotations.NullMarked;
