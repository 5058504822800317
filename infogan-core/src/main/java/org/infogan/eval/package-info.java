/**
 * How good a trained model is: {@link org.infogan.eval.Evaluation} measures everything that
 * training prints in one call, and the other classes are its parts and further measures.
 *
 * <pre>{@code
 * try (InfoGan model = InfoGan.load(Path.of("model.zip"))) {
 *   Mnist mnist = Mnist.load();
 *   System.out.println(Evaluation.of(model, mnist.train(), mnist.test()));
 * }
 * }</pre>
 */
package org.infogan.eval;
