/** How well the codes of a model match what is known of the images. */
package org.infogan.eval;
