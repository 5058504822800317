/**
 * How close generated images are to real ones, by the features of an {@link
 * org.infogan.eval.quality.ImageClassifier} trained on the real ones.
 *
 * <pre>{@code
 * try (ImageClassifier classifier = ImageClassifier.fit(train, 3, 1)) {
 *   double distance =
 *       FrechetDistance.between(classifier.features(test), classifier.features(generated));
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.eval.quality;

import org.jspecify.annotations.NullMarked;
