/**
 * One training step and all that it needs. Listeners see {@link org.infogan.train.StepMetrics}; the
 * rest is for {@link org.infogan.train.TrainingStep}, which runs the updates of D, G and Q over one
 * {@code StepContext}. {@code LearningPlan} says who learns from L_I where, and the optional terms
 * of D's and Q's update are a list of {@code DiscriminatorTerm}.
 *
 * <pre>{@code
 * trainer.addListener(
 *     new TrainingListener() {
 *       @Override
 *       public void onStep(RunView run, StepMetrics metrics) {
 *         System.out.println(metrics.step() + ": L_I " + metrics.mutualInformation());
 *       }
 *     });
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.train;

import org.jspecify.annotations.NullMarked;
