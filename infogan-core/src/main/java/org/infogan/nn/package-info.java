/** Layers. */
package org.infogan.nn;
