package org.infogan.nn;

/**
 * A layer whose last operation takes its output through the processor's cache, row by row, and can
 * rectify the values on the same trip. {@link Sequential} gives it the rectifier that follows,
 * which then needs no pass of its own; {@link PassContext#rectifier} is what the layer applies
 * last.
 */
interface Rectifiable extends Layer {}
