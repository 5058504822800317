/**
 * Codes against known factors of variation: whether each code follows one factor, and each factor
 * is followed by one code. The images come from a {@link
 * org.infogan.eval.disentanglement.FactorData}, the codes from a {@link
 * org.infogan.eval.disentanglement.Representation}.
 *
 * <pre>{@code
 * Representation codes = Representation.of(model);
 * double mig = MutualInformationGap.estimate(data, codes, 1).score();
 * double factorVae = FactorVaeScore.estimate(data, codes, 1).score();
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.eval.disentanglement;

import org.jspecify.annotations.NullMarked;
