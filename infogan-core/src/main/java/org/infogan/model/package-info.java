/**
 * The networks of an InfoGAN and what they say: {@link org.infogan.model.Generator}, {@link
 * org.infogan.model.Discriminator} and {@link org.infogan.model.QHead} bring a user's own networks,
 * and {@link org.infogan.model.Encoding} is what Q reads off images.
 *
 * <pre>{@code
 * Encoding encoding = model.encode(images);
 * int[] categories = encoding.categorical("c1").mostLikely();
 * double[] means = encoding.gaussian("c2").mean();
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.model;

import org.jspecify.annotations.NullMarked;
