/** Losses of the InfoGAN objective. */
package org.infogan.losses;
