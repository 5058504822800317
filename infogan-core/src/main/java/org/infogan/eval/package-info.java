/**
 * Measures of a trained model: how well its codes match what is known of the images, and how good
 * the images are that it generates. {@link org.infogan.eval.Evaluation} measures what training
 * prints in one call.
 *
 * <ul>
 *   <li>Codes without labels: {@link org.infogan.eval.MutualInformation} estimates L_I of each code
 *       on fresh samples; {@link org.infogan.eval.FollowedChange} says whether a code follows the
 *       change that it was to follow, {@link org.infogan.eval.CodeCorrelations} how strongly it
 *       goes with {@link org.infogan.eval.StrokeMeasures}.
 *   <li>Categories against classes: {@link org.infogan.eval.clustering.CategoryMatching}, {@link
 *       org.infogan.eval.clustering.ClusterAgreement}, {@link
 *       org.infogan.eval.clustering.CategoryNames}.
 *   <li>Codes against known factors ({@link org.infogan.eval.disentanglement.FactorData}): {@link
 *       org.infogan.eval.disentanglement.FactorVaeScore}, {@link
 *       org.infogan.eval.disentanglement.MutualInformationGap}, {@link
 *       org.infogan.eval.disentanglement.CodeFactorTable}, {@link
 *       org.infogan.eval.disentanglement.BetaVaeScore}, {@link
 *       org.infogan.eval.disentanglement.SeparatedAttributePredictability}, {@link
 *       org.infogan.eval.disentanglement.DciScore}.
 *   <li>Generated images against real ones, by the features of an {@link
 *       org.infogan.eval.quality.ImageClassifier}: {@link
 *       org.infogan.eval.quality.FrechetDistance}, {@link
 *       org.infogan.eval.quality.KernelInceptionDistance}, {@link
 *       org.infogan.eval.quality.ManifoldOverlap}, {@link
 *       org.infogan.eval.quality.ClassifierScore}.
 * </ul>
 *
 * <pre>{@code
 * System.out.println(Evaluation.of(model, train, test));
 * int[] found = model.classify(test);
 * double accuracy =
 *     CategoryMatching.fit(model.classify(train), trainLabels, 10, 10)
 *         .accuracyOneToOne(found, testLabels);
 * double c1 = MutualInformation.estimate(model, 10_000, 1).get(0).bound();
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.eval;

import org.jspecify.annotations.NullMarked;
