/**
 * Data sets drawn by the program itself, in which every factor of variation is known. They stand in
 * for data that cannot be had, and let a score say whether a code has found a factor.
 */
package org.infogan.examples.render;
